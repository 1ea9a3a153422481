"""What took place: meetings by what became of them, tables by timeslot, and what came of the wishes."""

from collections import Counter, defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from matchmaking.figuring.rows import Table, counted, share, worded
from matchmaking.models import InterestState, MeetingState, Missing, Side


def meetings(rows):
    """Meetings by state, those that were missed by who did not come, and how many sides said how it was."""
    states = Counter(row.state for row in rows.meetings)
    missing = Counter(row.missing for row in rows.meetings if row.state == MeetingState.MISSED)
    lines = [[worded(state.label), counted(states[state])] for state in MeetingState]
    place = 1 + list(MeetingState).index(MeetingState.MISSED)
    who = {Missing.VENTURE: _("missed by the venture"), Missing.INVESTOR: _("missed by the investor")}
    who |= {Missing.BOTH: _("missed by both"), "": _("missed, not said by whom")}
    lines[place:place] = [[worded(words), counted(missing[key])] for key, words in who.items()]
    said = Counter(row.side for row in rows.feedback)
    lines += [
        [worded(_("Ventures that said how it was")), counted(said[Side.VENTURE])],
        [worded(_("Investors that said how it was")), counted(said[Side.INVESTOR])],
    ]
    says = [_("What was said is known to nobody but the side that said it: here it is only counted.")]
    return Table("meetings", _("Meetings"), says, [_("What became of them"), _("Meetings")], lines)


def slots(rows):
    """How many tables were used in each timeslot."""
    used = Counter(row.timeslot_id for row in rows.taking_place)
    tables = rows.day.tables.count()
    lines = [
        [
            worded(slot),
            counted(used[slot.pk]),
            counted(tables),
            share(used[slot.pk], tables),
        ]
        for slot in rows.day.timeslots.order_by("starts_at")
    ]
    columns = [_("Timeslot"), _("Tables used"), pgettext("matchmaking", "Tables"), _("Share")]
    return Table("tables", _("Tables by timeslot"), [], columns, lines, bars=(1,))


def pairs(rows):
    """{(venture, investor): {side: state}} of everybody who said something."""
    found = defaultdict(dict)
    for row in rows.interests:
        found[row.venture_id, row.investor_id][row.side] = row.state
    return found


def kind(states):
    """What the two sides of a pair come to: blocked and declined outweigh a wish."""
    said = set(states.values())
    for state in (InterestState.BLOCKED, InterestState.DECLINED):
        if state in said:
            return state
    return "mutual" if len(states) == len(Side) else next(iter(states))


def kinds():
    return {
        "mutual": _("Both want to meet"),
        Side.VENTURE: _("Only the venture wants to meet"),
        Side.INVESTOR: _("Only the investor wants to meet"),
        InterestState.DECLINED: _("One declines"),
        InterestState.BLOCKED: _("One blocks the other"),
    }


def interests(rows):
    """Pairs by what the two sides wish."""
    found = Counter(map(kind, pairs(rows).values()))
    lines = [[worded(words), counted(found[key])] for key, words in kinds().items()]
    return Table("interests", _("Interests"), [], [_("Pair"), _("Pairs")], lines, bars=(1,))


def wishes(rows):
    """How many of the wishes came to a meeting."""
    met = {(row.venture_id, row.investor_id) for row in rows.taking_place}
    counts = defaultdict(Counter)
    for pair, states in pairs(rows).items():
        counts[kind(states)].update({"all": 1, "met": pair in met})
    lines = []
    for key in ("mutual", Side.VENTURE, Side.INVESTOR):
        number, done = counts[key]["all"], counts[key]["met"]
        lines.append([worded(kinds()[key]), counted(number), counted(done), share(done, number)])
    unasked = len(met - pairs(rows).keys())
    lines.append([worded(_("Neither asked; proposed by the match")), worded("–"), counted(unasked), worded("–")])
    columns = [_("Wish"), _("Pairs"), _("Have a meeting"), _("Share")]
    return Table("wishes", _("What came of the wishes"), [], columns, lines, bars=(1, 2))
