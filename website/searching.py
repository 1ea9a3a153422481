"""Search over a published programme: every term must occur, in whatever order and language.

Text is compared folded: width and case do not matter (NFKC, casefold). A term is found anywhere inside a word, so that
Chinese, which has no spaces, is found by any two of its characters.
"""

import unicodedata
from itertools import chain
from typing import NamedTuple

from directory.bilingual import spoken

MOST_A_GROUP = 30
SNIPPET = 120


class Document(NamedTuple):
    """Something that can be found: its title, what else is said of it, and the names that are named in it.

    `where` is (name of the page, slug or None, fragment).
    """

    group: str
    title: dict[str, str]
    where: tuple[str, str | None, str]
    texts: tuple[dict[str, str], ...] = ()
    names: tuple[dict[str, str], ...] = ()


class Hit(NamedTuple):
    """Something found. `title` and `snippet` are [(words, is_hit)]; the languages are those of title and snippet."""

    document: Document
    title: list[tuple[str, bool]]
    title_language: str
    snippet: list[tuple[str, bool]]
    snippet_language: str


class Group(NamedTuple):
    name: str
    hits: list[Hit]
    total: int


def search(programme, query, language):
    """What a query finds, in groups: within each, what has all terms in its title comes first, then programme order."""
    terms = fold(query).split()
    if not terms:
        return []
    groups = {}
    for document in documents(programme):
        rank = rank_of(document, terms)
        if rank is not None:
            groups.setdefault(document.group, []).append((rank, document))
    return [
        Group(name, [hit(document, terms, language) for _rank, document in ranked(found)[:MOST_A_GROUP]], len(found))
        for name, found in groups.items()
    ]


def ranked(found):
    return sorted(found, key=lambda pair: pair[0])


def rank_of(document, terms):
    """0 where the title has every term, 1 where it has some, 2 where it has none, None where a term is nowhere."""
    title = fold("\n".join(document.title.values()))
    missing = [term for term in terms if term not in title]
    if not missing:
        return 0
    rest = fold("\n".join(chain.from_iterable(text.values() for text in document.texts + document.names)))
    if any(term not in rest for term in missing):
        return None
    return 1 if len(missing) < len(terms) else 2


def fold(text):
    return unicodedata.normalize("NFKC", text).casefold()


def documents(programme):
    """Everything that can be found, in the order in which the groups are shown."""
    conference = programme.conference
    texts = (conference.theme, conference.summary, conference.city)
    yield Document("conference", conference.name, ("conference:conference_detail", None, ""), texts)
    for activity in programme.activities:
        hosts = tuple(host.organisation.name for host in activity.hosts)
        room = (activity.room.name,) if activity.room else ()
        yield Document(
            "activities",
            activity.title,
            ("conference:activity_detail", activity.slug, ""),
            (activity.summary,),
            hosts + room + names_of(activity),
        )
    for activity in programme.activities:
        for item in activity.items:
            where = ("conference:activity_detail", activity.slug, item.key)
            yield Document("agenda_items", item.title, where, (item.abstract,), names_of(item))
    for person in programme.people.values():
        organisation = (person.organisation.name,) if person.organisation else ()
        where = ("conference:person_detail", person.slug, "")
        yield Document("people", person.name, where, (person.title, person.about), organisation)
    for organisation in programme.organisations.values():
        where = ("conference:organisation_detail", organisation.slug, "")
        yield Document("organisations", organisation.name, where, (organisation.about,), (organisation.region,))
    for exhibit in programme.exhibits:
        where = ("conference:exhibition", None, exhibit.guid)
        names = (exhibit.organisation.name, {"en": exhibit.booth})
        yield Document("exhibits", exhibit.title, where, (exhibit.summary,), names)
    for news in programme.news:
        yield Document("news", news.title, ("conference:news_detail", news.slug, ""), (news.body,))
    for release in programme.releases:
        names = (release.organisation.name,) if release.organisation else ()
        where = ("conference:release_list", None, release.guid)
        yield Document("releases", release.title, where, (release.summary,), names)


def names_of(line):
    """The people, titles and organisations that appear in a line."""
    parts = []
    for appearance in line.appearances:
        parts += [part.name for part in (appearance.person, appearance.organisation) if part] + [appearance.title]
    return tuple(parts)


def hit(document, terms, language):
    """A document as it is shown: the title in the reader's language, and the passage that shows most of the terms."""
    title, title_language = spoken(document.title, language)
    snippet, snippet_language = best_text(document, terms, language)
    return Hit(document, marked(title, terms), title_language, marked(snippet, terms), snippet_language)


def best_text(document, terms, language):
    """The passage that shows most terms, and its language."""
    shown = [spoken(text, language) for text in document.texts + document.names]
    others = [(words, other) for text in document.texts + document.names for other, words in text.items()]
    candidates = [(words, spoken_in) for words, spoken_in in shown + others if words]
    if not candidates:
        return "", language
    words, spoken_in = max(candidates, key=lambda pair: sum(term in fold(pair[0]) for term in terms))
    return passage(words, terms), spoken_in


def passage(words, terms):
    """At most `SNIPPET` characters of a text around the first term in it."""
    words = " ".join(words.split())
    if len(words) <= SNIPPET:
        return words
    first = min((start for start, _end in spans(words, terms)), default=0)
    start = max(0, min(first - SNIPPET // 3, len(words) - SNIPPET))
    if start:  # not in the middle of a word, where words have spaces
        start = words.find(" ", start, first) + 1 or start
    end = start + SNIPPET
    return ("… " if start else "") + words[start:end].strip() + (" …" if end < len(words) else "")


def marked(words, terms):
    """The words in pieces, those that a term covers marked: [(piece, is_hit)]."""
    pieces, last = [], 0
    for start, end in spans(words, terms):
        if start > last:
            pieces.append((words[last:start], False))
        pieces.append((words[start:end], True))
        last = end
    return [*pieces, (words[last:], False)] if last < len(words) else pieces


def spans(words, terms):
    """Where terms stand in the unfolded words: [(start, end)], in order, merged where they touch."""
    folded, origin = "", []
    for position, character in enumerate(words):
        piece = fold(character)
        folded += piece
        origin += [position] * len(piece)
    found = []
    for term in terms:
        start = folded.find(term)
        while start >= 0:
            found.append((origin[start], origin[start + len(term) - 1] + 1))
            start = folded.find(term, start + len(term))
    merged = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
