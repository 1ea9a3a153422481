"""Who took part: how many of each side, how many meetings each had, from which industries and regions."""

from collections import Counter
from statistics import mean, median

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from matchmaking.figuring.rows import Table, counted, worded
from matchmaking.models import PartyState, Side

LEAST_SERVED = 10


def side_names():
    return {Side.VENTURE: _("Ventures"), Side.INVESTOR: _("Investors")}


def list_of(rows, side, **query):
    asked = "&".join(f"{name}={value}" for name, value in {"day__id__exact": rows.day.pk, **query}.items())
    return f"{reverse(f'admin:matchmaking_{side}_changelist')}?{asked}"


def parties(rows):
    """Each side by state; arrived are those of whom somebody has checked in."""
    found = []
    for side, name in side_names().items():
        states = Counter(row.state for row in rows.parties[side])
        found.append(
            [
                worded(name, list_of(rows, side)),
                counted(sum(states.values())),
                *(counted(states[state], list_of(rows, side, state__exact=state)) for state in PartyState),
                counted(sum(row.has_arrived for row in rows.admitted(side))),
            ]
        )
    columns = [
        _("Side"),
        pgettext("figures", "All"),
        *(str(state.label) for state in PartyState),
        _("Admitted and arrived"),
    ]
    says = [_("A party has arrived when at least one of its representatives is checked in.")]
    return Table("parties", _("Ventures and investors"), says, columns, found)


def spread(rows):
    """How many parties had how many meetings."""
    served = {side: Counter(rows.served(side).values()) for side in side_names()}
    most = max((number for counts in served.values() for number in counts), default=-1)
    lines = [[counted(number), *(counted(served[side][number]) for side in served)] for number in range(most + 1)]
    says = [in_words(rows, side, name) for side, name in side_names().items()]
    title = _("Meetings per party")
    return Table("spread", title, says, [_("Meetings"), *side_names().values()], lines, bars=(1, 2))


def in_words(rows, side, name):
    numbers = list(rows.served(side).values())
    if not numbers:
        return _("%(side)s: nobody.") % {"side": name}
    words = {
        "side": name,
        "least": min(numbers),
        "median": number_format(median(numbers), use_l10n=True),
        "mean": number_format(round(mean(numbers), 2)),
        "most": max(numbers),
    }
    sentence = _(
        "%(side)s: at least %(least)s, half of them %(median)s or more, on average %(mean)s, at most %(most)s."
    )
    return sentence % words


def least_served(rows):
    """The admitted parties with the fewest meetings for what they wanted."""
    lines = []
    for side, name in side_names().items():
        served = rows.served(side)
        parties_of_side = sorted(rows.admitted(side), key=lambda row, of=served: (of[row.pk], row.pk))
        for row in parties_of_side[:LEAST_SERVED]:
            row.day = rows.day
            url = reverse(f"admin:matchmaking_{side}_change", args=[row.pk])
            lines.append([worded(row, url), worded(name), counted(served[row.pk]), counted(row.meetings_wanted())])
    columns = [_("Party"), _("Side"), _("Meetings"), _("Wanted at most")]
    says = [_("Up to %(number)d of each side, the least served first.") % {"number": LEAST_SERVED}]
    return Table("least-served", _("The least served"), says, columns, lines)


def industries(rows):
    """Admitted ventures and their meetings by industry; a venture counts in each of its own."""
    served, ventures, meetings, names = rows.served(Side.VENTURE), Counter(), Counter(), {}
    for row in rows.admitted(Side.VENTURE):
        for industry in row.industries.all():
            names[industry.code] = industry
            ventures[industry.code] += 1
            meetings[industry.code] += served[row.pk]
    codes = sorted(names, key=lambda code: (-ventures[code], code))
    lines = [[worded(names[code]), counted(ventures[code]), counted(meetings[code])] for code in codes]
    columns = [_("Industry"), _("Ventures"), _("Meetings")]
    says = [_("Admitted ventures. One that is in several industries counts in each of them.")]
    return Table("industries", _("By industry"), says, columns, lines, bars=(1, 2))


def regions(rows):
    """Admitted parties of each side and their meetings, by the region of the venture or of the organisation."""
    counts, names = {}, {}
    for side in side_names():
        served = rows.served(side)
        for row in rows.admitted(side):
            region = getattr(row, "region", None) or row.organisation.region
            key = region and region.pk
            names[key] = region
            counts.setdefault(key, Counter()).update({side: 1, f"{side} meetings": served[row.pk]})
    keys = sorted(counts, key=lambda key: (-sum(counts[key][side] for side in side_names()), str(names[key])))
    kinds = [kind for side in side_names() for kind in (side, f"{side} meetings")]
    lines = [
        [worded(names[key] or _("without a region")), *(counted(counts[key][kind]) for kind in kinds)] for key in keys
    ]
    columns = [_("Region"), _("Ventures"), _("Their meetings"), _("Investors"), _("Their meetings")]
    says = [_("Admitted parties, by the region of the venture, or else by that of its organisation.")]
    return Table("regions", _("By region"), says, columns, lines, bars=(1, 3))
