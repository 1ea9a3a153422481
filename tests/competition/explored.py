"""Entries for the explorer's index, and what a question must find of them, worked out by looking at each."""

import re

from hypothesis import strategies as st

from competition.explorer.asking import PRIZE
from competition.explorer.documents import Document
from competition.explorer.words import QUOTES, fold

EDITIONS = {1: 5, 2: 6}  # primary key: number of the session
TIERS = ("first", "second")
STATES = ("draft", "admitted", "withdrawn")
PIECES = ["5G", "net", "network", "Smart", "of", "智慧", "工厂", "厂", "网络", "网", "00123", "\ud800", "\x00", "ＡＩ"]
GAPS = ["", " ", "，", "-"]

words = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=6).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
questions = st.lists(
    st.one_of(words, words.map(lambda text: f'"{text}"'), st.sampled_from(PIECES)), min_size=1, max_size=3
).map(" ".join)
keys = st.integers(1, 3)
several = st.lists(keys, max_size=2).map(tuple)
documents = st.lists(
    st.builds(
        lambda edition, figures, **fields: Document(
            pk=0, session=EDITIONS[edition], number=f"BC{EDITIONS[edition]}-{figures:05}", edition=edition, **fields
        ),
        edition=st.sampled_from(sorted(EDITIONS)),
        figures=st.integers(1, 4),
        texts=st.lists(words, min_size=1, max_size=3).map(tuple),
        state=st.sampled_from(STATES),
        track=st.none() | keys,
        region=st.none() | keys,
        stage=st.sampled_from(["", "prototype", "commercial"]),
        industries=several,
        technologies=several,
        organisations=several,
        awards=st.lists(st.tuples(keys, st.sampled_from((*TIERS, ""))), max_size=2).map(tuple),
        is_illustrative=st.booleans(),
    ),
    max_size=12,
).map(lambda found: [document._replace(pk=pk) for pk, document in enumerate(found, 1)])


def values(document, facet, gate):
    """The values that an entry has of a facet, as the gate lets them be seen."""
    if facet == PRIZE:
        return {tier for announcement, tier in document.awards if tier and gate and announcement in gate.announcements}
    several = {"industry": "industries", "technology": "technologies", "organisation": "organisations"}
    if facet in several:
        return {str(value) for value in getattr(document, several[facet])}
    value = getattr(document, facet)
    return set() if value in (None, "") else {str(value)}


def is_let_in(document, gate):
    if gate is None:
        return True
    announced = {announcement for announcement, _tier in document.awards} & gate.announcements
    return document.state == "admitted" and (bool(announced) or document.edition in gate.editions)


def has_words(document, text):
    if not text.strip():
        return True
    terms = [quoted or word for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', text.translate(QUOTES))]
    exact = {term: f'"{term}"' in text.translate(QUOTES) for term in terms}
    asked = [term for term in terms if runs(term)]
    texts = [*document.texts, document.number]
    return bool(asked) and all(occurs(term, texts, is_exact=exact[term]) for term in asked)


def runs(text):
    return re.findall(r"[a-z0-9]+|[\u3400-\u9fff]+", fold(text))


def occurs(term, texts, *, is_exact):
    """Whether a term stands in one of the texts, by a regular expression over their runs."""
    parts = runs(term)
    lines = [" ".join(runs(text)) for text in texts]
    if len(parts) > 1 and len(parts[-1]) == 1 and not parts[-1].isascii():  # a last single character, wherever it is
        return found(parts[:-1], lines, r"(?= |$)") and any(parts[-1] in line for line in lines)
    is_beginning = len(parts) == 1 and not is_exact and parts[0].isalpha() and len(parts[0]) >= 3
    ends_anywhere = is_beginning or not parts[-1].isascii()
    return found(parts, lines, "" if ends_anywhere else r"(?= |$)")


def found(parts, lines, end):
    start = r"(?:^|(?<= ))" if parts[0].isascii() else ""
    return any(re.search(start + re.escape(" ".join(parts)) + end, line) for line in lines)


def is_found(document, question, without=""):
    """Whether an entry is what a question asks for, as if nothing were chosen of the facet `without`."""
    return (
        is_let_in(document, question.gate)
        and has_words(document, question.text)
        and (not question.within or str(document.edition) in question.within)
        and all(
            values(document, facet, question.gate) & set(wanted)
            for facet, wanted in question.chosen.items()
            if wanted and facet != without
        )
    )


def in_order(documents):
    return sorted(documents, key=lambda document: (-document.session, document.number, document.pk))
