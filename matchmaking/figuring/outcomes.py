"""What came of the meetings: next steps, amounts and ratings, so that nobody can be read from them.

Only what was said of meetings of which both sides agree to be counted, at least one representative of each, is in here:
what came of a meeting is not one side's alone. Each side is a table of its
own: the two sides of one meeting speak of the same money. What is shown of a table and of its total is decided by
`matchmaking.suppressing`. Amounts of each currency stand with their own total; how many statements are behind a sum is
not told, so that the numbers of statements by next step are not parts of another table.
"""

from collections import defaultdict

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from matchmaking import suppressing
from matchmaking.figuring.parties import side_names
from matchmaking.figuring.rows import Cell, Table, counted, worded
from matchmaking.models import Currency, Intent, Side
from matchmaking.models.feedback import WITH_AMOUNT

HIDDEN = "·"


def counted_feedback(rows, side):
    """What a side said of meetings of which both sides agree to be counted."""
    return [
        row
        for row in rows.feedback
        if row.side == side and all((one, getattr(row.meeting, f"{one}_id")) in rows.consents for one in Side)
    ]


def part(number, feedback):
    """A number with the parties of both sides that have a part in it."""
    ventures = frozenset(row.meeting.venture_id for row in feedback)
    return suppressing.Part(number, ventures, frozenset(row.meeting.investor_id for row in feedback))


def sentences():
    hidden = _(
        "Numbers with fewer than %(number)d ventures or investors behind them are hidden (·), and so are others from "
        "which they could be worked out."
    )
    return [_("Only of meetings of which both sides agree to be counted."), hidden % {"number": suppressing.FEWEST}]


def cell_of(number):
    return Cell(HIDDEN) if number is None else counted(number)


def intents(rows):
    """How many statements there are of each next step, on each side."""
    columns = []
    for side in side_names():
        by_intent = defaultdict(list)
        for row in counted_feedback(rows, side):
            by_intent[row.intent].append(row)
        parts = {key: part(len(by_intent[key]), by_intent[key]) for key in [*Intent.values, ""]}
        columns.append(suppressing.published(parts))
    names = [*((intent.value, intent.label) for intent in Intent), ("", _("not said"))]
    lines = [[worded(name), *(cell_of(found.numbers[key]) for found in columns)] for key, name in names]
    lines.append([worded(pgettext("figures", "All")), *(cell_of(found.total) for found in columns)])
    return Table("intents", _("Next steps"), sentences(), [_("Next step"), *side_names().values()], lines)


def amounts(rows):
    """The sums of the amounts of each next step in each currency, with a total of each currency. A currency whose total
    is hidden is left out: that it is there tells that somebody named an amount in it.
    """
    lines = []
    for side, name in side_names().items():
        found = defaultdict(lambda: defaultdict(list))
        for row in counted_feedback(rows, side):
            if row.amount is not None:
                found[row.currency][row.intent].append(row)
        for currency in [key for key in Currency.values if key in found]:
            said = [(intent, found[currency][intent]) for intent in WITH_AMOUNT]
            public = suppressing.published({key: part(sum(row.amount for row in some), some) for key, some in said})
            if public.total is None:
                continue
            lines += [
                [worded(name), worded(currency), worded(intent.label), cell_of(public.numbers[intent])]
                for intent in WITH_AMOUNT
            ]
            lines.append([worded(name), worded(currency), worded(pgettext("figures", "All")), cell_of(public.total)])
    columns = [_("Side"), _("Currency"), _("Next step"), _("Sum of the amounts")]
    left_out = _("A currency of which nothing can be shown is left out.")
    return Table("amounts", _("Amounts"), [*sentences(), left_out], columns, lines)


def ratings(rows):
    """The mean rating of each side."""
    lines = []
    for side, name in side_names().items():
        parts = [part(row.rating, [row]) for row in counted_feedback(rows, side) if row.rating is not None]
        mean = suppressing.mean(parts)
        lines.append([worded(name), worded(HIDDEN if mean is None else number_format(round(mean, 1), 1))])
    return Table("ratings", _("Ratings"), sentences(), [_("Side"), _("Mean of 1 to 5")], lines)
