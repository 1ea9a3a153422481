"""The rows that the figures of a day are counted from, read once; and what a table of figures is."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.formats import number_format

from matchmaking.models import Consent, Feedback, Interest, Meeting, PartyState, Purpose, Representative, Side


class Cell(NamedTuple):
    """One number or word of a table, and where its rows are. `number` is None for words, and for what is hidden."""

    text: str
    number: int | None = None
    url: str = ""


class Table(NamedTuple):
    """A table of figures: `slug` is also the name of its file; `says` are sentences on what is counted.

    `bars` names the columns, by their place, that a chart shows; none has no chart.
    """

    slug: str
    title: str
    says: list[str]
    columns: list[str]
    rows: list[list[Cell]]
    bars: tuple[int, ...] = ()


class DayRows(NamedTuple):
    """What took place on a day. `taking_place` are the meetings that are not cancelled; `consents` are (side, key)."""

    day: Any
    parties: dict[str, list]
    meetings: list[Meeting]
    interests: list[Interest]
    feedback: list[Feedback]
    consents: set

    @property
    def taking_place(self):
        return [row for row in self.meetings if row.state != "cancelled"]

    def admitted(self, side):
        return [row for row in self.parties[side] if row.state == PartyState.ADMITTED]

    def served(self, side):
        """{key of a party: how many meetings it has}, also of those who have none."""
        found = dict.fromkeys((row.pk for row in self.admitted(side)), 0)
        for meeting in self.taking_place:
            key = getattr(meeting, f"{side}_id")
            found[key] = found.get(key, 0) + 1
        return found


def day_rows(day):
    meetings = Meeting.objects.filter(timeslot__day=day).order_by()
    feedback = Feedback.objects.filter(meeting__timeslot__day=day).exclude(meeting__state="cancelled")
    ventures = arrived(day.ventures, "venture").select_related("region", "organisation__region")
    consents = Consent.objects.filter(purpose=Purpose.STATISTICS)
    return DayRows(
        day,
        {
            Side.VENTURE: list(ventures.prefetch_related("industries").defer("summary_en", "summary_zh_hans")),
            Side.INVESTOR: list(arrived(day.investors, "investor").defer("about_en", "about_zh_hans")),
        },
        list(meetings.only("venture_id", "investor_id", "timeslot_id", "state", "missing")),
        list(Interest.objects.filter(venture__day=day).order_by()),
        list(feedback.select_related("meeting").defer("comment").order_by()),
        {
            (side, key)
            for side in Side
            for key in consents.filter(**{f"representative__{side}__day": day}).values_list(
                f"representative__{side}", flat=True
            )
        },
    )


def arrived(parties, side):
    """Parties with whether somebody of theirs has come."""
    there = Representative.objects.filter(**{side: OuterRef("pk")}, arrived_at__isnull=False)
    return parties.annotate(has_arrived=Exists(there)).select_related("organisation__region").order_by("pk")


def counted(number, url=""):
    return Cell(f"{number:,}", number, url)


def worded(text, url=""):
    return Cell(str(text), None, url)


def share(part, whole):
    """A part of a whole in percent; of nothing there is none."""
    return worded(f"{number_format(round(100 * part / whole, 1), 1)}%" if whole else "–")
