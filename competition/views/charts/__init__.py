"""The figures as the page shows them: each chart with its words, drawn twice, and the table behind it."""

from competition.views.charts.origins import industry_map, region_map, tracks
from competition.views.charts.prizes import prizes
from competition.views.charts.sessions import entries, participants
from competition.views.charts.words import Lists

CHARTS = (entries, participants, industry_map, region_map, tracks, prizes)


def charts(figures, competition):
    """Every chart of the page, in order."""
    lists = Lists(competition.slug)
    return [chart(figures, lists) for chart in CHARTS]
