"""The competition in figures: the page, and a file behind each of its charts."""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition.figuring import files
from competition.figuring.counting import Total
from competition.figuring.counting import figures as figures_of
from competition.pages import competition_page, page
from competition.sheets import CsvWriter
from competition.views.charts import charts
from competition.views.charts.words import Lists, official_words


class Headline(NamedTuple):
    """A total at the top of the page: what is counted, both figures in words, and where the recorded one leads."""

    what: str
    total: Total
    official: str
    recorded: str
    path: str


def figures_in(request, shown):
    """The figures that a page shows, which is not kept if they are not to be."""
    found, is_current = figures_of(shown.competition, shown.at)
    request.is_not_kept = not is_current
    return found


@require_safe
@competition_page
def figures(request, shown):
    found = figures_in(request, shown)
    return page(
        request,
        "figures",
        shown,
        figures=found,
        illustrative=f"{found.illustrative:,}",
        headlines=headlines(found, Lists(shown.slug)),
        charts=charts(found, shown.competition),
    )


def headlines(found, lists):
    every = lists.entries(found.entries.recorded)
    told = [
        (_("Entries"), found.entries, every),
        (_("Participating organisations"), found.organisations, every),
        (_("Industries covered"), found.industries, "#industries" if found.industries.recorded else ""),
    ]
    return [
        Headline(what, total, official_words(total.official), f"{total.recorded:,}", path) for what, total, path in told
    ]


@require_safe
@competition_page
def figures_csv(request, shown, chart):
    """One chart as CSV."""
    if chart not in files.TABLES:
        raise Http404(_("There is no such chart."))
    written = files.written(figures_in(request, shown), chart)
    response = HttpResponse(written, content_type=CsvWriter.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{shown.slug}-{chart}.csv"'
    return response
