"""What a programme lacks, in words, with the way to where it can be filled in."""

from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext

from conference.admin.clashes import Link
from conference.gaps import GapKind, gaps
from conference.templatetags.changes import label
from directory.templatetags.bilingual import words


class Lacking(NamedTuple):
    """Everything that lacks the same: how many in a sentence, and each of them with what is missing of it."""

    sentence: str
    things: list[tuple[Link, str]]


SENTENCES = {
    GapKind.NO_HALL: lambda n: ngettext("%(n)d activity has no hall.", "%(n)d activities have no hall.", n),
    GapKind.NO_ITEMS: lambda n: ngettext(
        "%(n)d activity has no agenda items.", "%(n)d activities have no agenda items.", n
    ),
    GapKind.NO_OFFICE: lambda n: ngettext(
        "%(n)d person appears without an office on the day.", "%(n)d people appear without an office on the day.", n
    ),
    GapKind.ONE_LANGUAGE: lambda n: ngettext(
        "%(n)d thing is said in one language only.", "%(n)d things are said in one language only.", n
    ),
}
BY_ID = {"activity", "agenda_item"}
PART_OF = {"key_figure": "conference"}
APPS = {"person": "directory", "organisation": "directory"}


def lacking(programme, subjects=None):
    """What a programme lacks, by kind; of some subjects only where these are named."""
    found = [gap for gap in gaps(programme) if subjects is None or gap.subject in subjects]
    result = []
    for kind, group in groupby(found, lambda gap: gap.kind):
        things = [
            (link(gap), pgettext("list", ", ").join(label(gap.subject, *missing) for missing in gap.missing))
            for gap in group
        ]
        result.append(Lacking(SENTENCES[kind](len(things)) % {"n": len(things)}, things))
    return result


def link(gap):
    """The page of an activity or agenda item; of anything else the list in which it is found, or what it is part of."""
    subject = PART_OF.get(gap.subject, gap.subject)
    model = f"{APPS.get(subject, 'conference')}_{subject.replace('_', '')}"
    if subject in BY_ID:
        url = reverse(f"admin:{model}_change", args=[gap.key])
    else:
        asked = gap.key if subject in ("person", "organisation", "conference") else words(gap.title)
        url = f"{reverse(f'admin:{model}_changelist')}?{urlencode({'q': asked})}"
    return Link(url, words(gap.title) or gettext("without a title"))
