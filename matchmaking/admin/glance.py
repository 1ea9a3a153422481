"""A day in numbers, each with the address of the rows that it counts."""

from typing import NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from matchmaking.models import Interest, Meeting, PartyState
from matchmaking.models.days import OUTSIDE


class Number(NamedTuple):
    """A number in a word, what is said of it more closely, where its rows are, and what is wrong with them."""

    word: str
    number: int
    more: str
    url: str
    wrong: str = ""


def glance(day):
    """What a day has, in a fixed number of queries: [Number]."""
    meetings = Meeting.objects.taking_place().filter(timeslot__day=day)
    held = meetings.aggregate(all=Count("pk"), fixed=Count("pk", filter=Q(is_fixed=True)))
    return [
        parties(_("Ventures"), day.ventures, "venture", day),
        parties(_("Investors"), day.investors, "investor", day),
        timeslots(day),
        Number(pgettext("matchmaking", "Tables"), day.tables.count(), "", rows("table", "day", day)),
        Number(
            _("Interests"), Interest.objects.filter(venture__day=day).count(), "", rows("interest", "venture__day", day)
        ),
        Number(
            _("Meetings"),
            held["all"],
            _("%(number)d fixed") % {"number": held["fixed"]} if held["fixed"] else "",
            rows("meeting", "timeslot__day", day),
        ),
    ]


def timeslots(day):
    """With those that lie outside of the activity: whoever moves that does not move them."""
    counts = day.timeslots.aggregate(all=Count("pk"), outside=Count("pk", filter=OUTSIDE))
    words = ngettext(
        "%(outside)d lies outside of the activity: move it, or the activity.",
        "%(outside)d lie outside of the activity: move them, or the activity.",
        counts["outside"],
    )
    wrong = words % counts if counts["outside"] else ""
    return Number(_("Timeslots"), counts["all"], "", rows("timeslot", "day", day), wrong)


def parties(word, found, name, day):
    counts = found.aggregate(all=Count("pk"), admitted=Count("pk", filter=Q(state=PartyState.ADMITTED)))
    more = _("%(number)d admitted") % {"number": counts["admitted"]}
    return Number(word, counts["all"], more, rows(name, "day", day))


def rows(name, path, day):
    return f"{reverse(f'admin:matchmaking_{name}_changelist')}?{path}__id__exact={day.pk}"
