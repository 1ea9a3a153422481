"""What a programme still lacks before everybody can use it: halls, agenda items, translations, offices.

None of it forbids publication; it is what an organiser is reminded of.
"""

from enum import StrEnum
from typing import NamedTuple

from directory.bilingual import LANGUAGES

# The bilingual fields that a reader of the other language would miss.
TEXTS = {
    "conference": ["name", "theme", "city", "summary", "notice"],
    "key_figure": ["label", "qualifier", "source"],  # where Chinese counts in 个, English has no unit
    "activity": ["title", "summary"],
    "agenda_item": ["title", "abstract"],
    "exhibit": ["title", "summary"],
    "release": ["title", "summary"],
    "news": ["title", "body"],
    "person": ["name"],
    "organisation": ["name"],
}
WITHOUT_ITEMS = ["exhibition"]  # kinds of activity that have no agenda


class GapKind(StrEnum):
    """What is lacking, in the order of a report."""

    NO_HALL = "no_hall"
    NO_ITEMS = "no_items"
    NO_OFFICE = "no_office"
    ONE_LANGUAGE = "one_language"


class Gap(NamedTuple):
    """Something lacking: `key` is the id of the thing; of people and organisations its slug, of a key
    figure that of the conference.

    `missing` names the fields, with the language, that are said only in the other one.
    """

    kind: GapKind
    subject: str
    key: str
    title: dict[str, str]
    missing: tuple[tuple[str, str], ...] = ()


def gaps(programme):
    """Everything that a `Programme` lacks, by kind and then in its own order."""
    found = [*place_gaps(programme), *office_gaps(programme), *language_gaps(programme)]
    return sorted(found, key=lambda gap: list(GapKind).index(gap.kind))


def place_gaps(programme):
    """Activities without a hall, and without agenda items; of a cancelled one nobody asks."""
    for activity in programme.activities:
        if not activity.is_cancelled:
            thing = "activity", str(activity.id), activity.title
            if activity.room is None:
                yield Gap(GapKind.NO_HALL, *thing)
            if not activity.items and activity.kind not in WITHOUT_ITEMS:
                yield Gap(GapKind.NO_ITEMS, *thing)


def office_gaps(programme):
    """People who appear without a title, because they hold no office on the day; each once."""
    seen = set()
    for activity, item in programme.lines.values():
        for appearance in (item or activity).appearances:
            person = appearance.person
            if person and not appearance.title and person.slug not in seen:
                seen.add(person.slug)
                yield Gap(GapKind.NO_OFFICE, "person", person.slug, person.name)


def language_gaps(programme):
    """Things said in one language only."""
    for subject, thing, key in things(programme):
        texts = {name: getattr(thing, name) for name in TEXTS[subject]}
        missing = tuple(
            (name, language) for name, text in texts.items() for language in LANGUAGES if text and language not in text
        )
        if missing:
            yield Gap(GapKind.ONE_LANGUAGE, subject, key, texts[TEXTS[subject][0]], missing)


def things(programme):
    """Everything with texts: (subject, thing, key)."""
    slug = programme.conference.slug
    yield "conference", programme.conference, slug
    yield from (("key_figure", figure, slug) for figure in programme.key_figures)
    for activity, item in programme.lines.values():
        thing = item or activity
        yield "agenda_item" if item else "activity", thing, str(thing.id)
    for subject, found in (
        ("exhibit", programme.exhibits),
        ("release", programme.releases),
        ("news", programme.news),
    ):
        yield from ((subject, thing, thing.guid) for thing in found)
    for subject, found in (("person", programme.people), ("organisation", programme.organisations)):
        yield from ((subject, thing, slug) for slug, thing in found.items())
