"""What was won: places and awards by tier, session by session, of what is announced."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competition.charts.bars import Row, bars
from competition.models import PrizeTier
from competition.views.charts.words import PLACED, RECORDED, Chart, counted, drawn, part_of, plain, session_name, value


def prizes(figures, lists):
    rows, table, session = [], [], None
    for tier in figures.tiers:
        name, label = session_name(tier), str(PrizeTier(tier.tier).label)
        path = lists.winners(tier.recorded, tier.number, prize=tier.tier)
        rows.append(Row(label, both(tier, part_of(name, label), path), heading=name if tier.number != session else ""))
        table.append([plain(name), plain(label), counted(tier.places), counted(tier.recorded, path)])
        session = tier.number
    title, places, given = _("Prizes"), pgettext("prize", "Places"), _("Awards announced on this site")
    return Chart(
        slug="prizes",
        title=title,
        says=[
            _("Places are how many there are of a prize by its rules, with those added for a tie."),
            _("Awards count once they are announced, and no longer when they are withdrawn."),
        ],
        columns=[_("Session"), _("Prize"), places, given],
        rows=table,
        **drawn(
            "prizes",
            partial(bars, rows=rows),
            title=title,
            description=_("For each prize its places, and below them the awards that are announced."),
            empty=_("No award has been announced yet."),
            series=((PLACED, places), (RECORDED, given)),
        ),
    )


def both(tier, name, path):
    return (
        value(PLACED, part_of(name, pgettext("prize", "places")), tier.places),
        value(RECORDED, part_of(name, _("awards announced")), tier.recorded, path),
    )
