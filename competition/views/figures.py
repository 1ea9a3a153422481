"""The competition in figures: the page, and a file behind each of its charts."""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition.figuring import files
from competition.figuring.counting import Total
from competition.figuring.counting import figures as figures_of
from competition.models import Competition, Edition
from competition.views.charts import charts
from competition.views.charts.words import Lists, official_words
from directory.bilingual import text_of


class Headline(NamedTuple):
    """A total at the top of the page: what is counted, both figures in words, and where the recorded one leads."""

    what: str
    total: Total
    official: str
    recorded: str
    path: str


def public_competition(slug):
    """The competition at an address, if a session of it is on the site."""
    found = Competition.objects.filter(slug=slug, pk__in=Edition.objects.public().values("competition")).first()
    if found is None:
        raise Http404(_("No competition is published at this address."))
    return found


@require_safe
def figures(request, slug):
    competition = public_competition(slug)
    found = figures_of(competition)
    context = {
        "competition": competition,
        "name": text_of(competition, "name"),
        "figures": found,
        "illustrative": f"{found.illustrative:,}",
        "headlines": headlines(found, Lists(slug)),
        "charts": charts(found, competition),
    }
    response = render(request, "competition/figures.html", context)
    response.is_published_page = True
    return response


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
def figures_csv(request, slug, chart):
    """One chart as CSV, in UTF-8 with its mark, by which spreadsheets know it."""
    competition = public_competition(slug)
    if chart not in files.TABLES:
        raise Http404(_("There is no such chart."))
    text = "\ufeff" + files.written(figures_of(competition), chart)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{chart}.csv"'
    response.is_published_page = True
    return response
