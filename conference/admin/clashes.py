"""Clashes in words, for those who may see what clashes; and shown on a form while it is edited."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext

from conference.models import Activity
from conference.scheduling import Timetable, activity_key
from conference.timetable import Clash, ClashKind, Line
from directory.templatetags.bilingual import words


class Link(NamedTuple):
    url: str
    title: str


class ClashSaid(NamedTuple):
    """A clash as an organiser reads it: how severe, one sentence, and links to what can be changed about it."""

    is_warning: bool
    sentence: str
    links: list[Link]

    @property
    def severity(self):
        return gettext("Warning") if self.is_warning else gettext("Clash")


def seen_by(user, conferences):
    """The keys of the activities that a user may see."""
    pks = Activity.objects.visible_to(user).filter(conference__in=conferences).values_list("pk", flat=True)
    return {activity_key(pk) for pk in pks}


def said(timetable: Timetable, clashes: list[Clash], seen: set[str]) -> list[ClashSaid]:
    """The clashes that concern something seen, in words that tell nothing of what is not."""
    return [
        ClashSaid(clash.kind.is_warning, sentence(clash, timetable, seen), links(clash, seen))
        for clash in clashes
        if any(line.activity in seen for line in clash.lines)
    ]


def links(clash, seen):
    """The pages of the lines that were saved and are seen."""
    pages = {"a": "admin:conference_activity_change", "i": "admin:conference_agendaitem_change"}
    return [
        Link(reverse(pages[line.key[0]], args=[line.key[1:]]), words(line.title))
        for line in clash.lines
        if line.activity in seen and line.key[1:].isdigit()
    ]


def sentence(clash, timetable, seen):
    """One sentence that says what is wrong."""
    known = [line for line in clash.lines if line.activity in seen]
    names = {
        "person": words(timetable.people.get(clash.wanted, {})),
        "hall": words(timetable.halls.get(clash.wanted, {})),
        "one": at_its_time(known[0]),
        "other": at_its_time(known[-1]),
        "minutes": (clash.lines[-1].starts_at - clash.lines[0].ends_at).total_seconds() // 60,
    }
    sentences = SENTENCES if len(known) == len(clash.lines) else SENTENCES_OF_ONE
    return sentences[clash.kind]() % names


# Functions, so that each sentence is said in the language of who reads it.
SENTENCES = {
    ClashKind.PERSON_IN_TWO_PLACES: lambda: gettext(
        "%(person)s is wanted in two places at once: %(one)s, and %(other)s."
    ),
    ClashKind.HALL_TAKEN_TWICE: lambda: gettext("%(hall)s is taken twice: %(one)s, and %(other)s."),
    ClashKind.ITEMS_OVERLAP: lambda: gettext("Two agenda items overlap: %(one)s, and %(other)s."),
    ClashKind.ITEM_OUTSIDE_ACTIVITY: lambda: gettext("%(one)s lies outside the time of its activity, %(other)s."),
    ClashKind.ACTIVITY_OUTSIDE_CONFERENCE: lambda: gettext("%(one)s lies outside the days of the conference."),
    ClashKind.SHORT_WAY: lambda: gettext(
        "%(person)s has only %(minutes)d minutes from %(one)s, to another venue for %(other)s."
    ),
}
SENTENCES_OF_ONE = {
    ClashKind.PERSON_IN_TWO_PLACES: lambda: gettext("%(person)s is already taken elsewhere at the time of %(one)s."),
    ClashKind.HALL_TAKEN_TWICE: lambda: gettext("%(hall)s is already taken at the time of %(one)s."),
    ClashKind.SHORT_WAY: lambda: gettext(
        "%(person)s is taken at another venue less than 15 minutes before or after %(one)s."
    ),
}


def at_its_time(line: Line):
    """A line by its title and time."""
    day = formats.date_format(line.starts_at, "MONTH_DAY_FORMAT")
    title = words(line.title) or gettext("without a title")
    return gettext("“%(title)s” (%(day)s, %(starts)s–%(ends)s)") % {
        "title": title,
        "day": day,
        "starts": f"{line.starts_at:%H:%M}",
        "ends": f"{line.ends_at:%H:%M}",
    }
