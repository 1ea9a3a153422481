"""Entries and participants, session by session: the official figure above the one recorded here."""

from functools import partial

from django.utils.translation import gettext as _

from competition.charts.bars import Row, bars
from competition.views.charts.words import (
    OFFICIAL,
    RECORDED,
    Chart,
    counted,
    drawn,
    official_value,
    officially,
    part_of,
    plain,
    session_name,
    value,
)


def entries(figures, lists):
    return by_session("entries", "entries", _("Entries by session"), figures, lists)


def participants(figures, lists):
    return by_session("organisations", "participants", _("Participating organisations by session"), figures, lists)


def by_session(field, slug, title, figures, lists):
    """The chart of a field of the sessions, with all of them together at the end of the table."""
    rows, table = [], []
    for session in figures.sessions:
        total = getattr(session, field)
        path = lists.entries(total.recorded, session=session.number)
        rows.append(bar_row(session, total, path))
        kind = _("all entries") if session.shows_all else _("winners only")
        table.append([plain(session_name(session)), *officially(total.official), counted(total.recorded, path)])
        table[-1].append(plain(kind))
    total = getattr(figures, field)
    everything = counted(total.recorded, lists.entries(total.recorded))
    return Chart(
        slug=slug,
        title=title,
        says=[
            _("Official figures are those that the hosts gave in print; where none was found, none is shown."),
            _("What is recorded on this site is counted apart: entries that are public here now."),
        ],
        columns=[_("Session"), _("Official"), _("Source"), _("Recorded on this site"), _("of which")],
        rows=[*table, [plain(_("All sessions")), *officially(total.official), everything, plain("")]],
        **drawn(
            slug,
            partial(bars, rows=rows, powers=True),
            title=title,
            description=_("For each session the official figure, and below it the number recorded on this site."),
            empty=_("No session is on the site yet."),
            axis=_("The scale grows tenfold from line to line, so that small and large sessions can both be seen."),
            series=((OFFICIAL, _("Official, as printed")), (RECORDED, _("Recorded on this site"))),
        ),
    )


def bar_row(session, total, path):
    name = session_name(session)
    kind = "" if session.shows_all else _("winners only")
    return Row(
        name,
        (
            official_value(part_of(name, _("official")), total.official),
            value(RECORDED, part_of(name, _("recorded on this site")), total.recorded, path, kind),
        ),
    )
