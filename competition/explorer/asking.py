"""Questions to the index: which entries, how many, how many by facet, and the page before and after.

A question says what is public (its gate); nothing that does not pass is found, counted or ordered by. An admitted entry
passes by its session or by an announcement; its awards count only where their own announcement passes.
"""

from typing import NamedTuple

from tantivy import FieldType, Order, Query
from tantivy import Occur as Is

from competition.explorer.documents import (
    EVERY,
    FACETS,
    NONE,
    ONE_VALUE,
    announcement_gate,
    award_value,
    pk_of,
    session_gate,
)
from competition.explorer.index import schema
from competition.explorer.words import UNSPACED, phrases

PRIZE = "prize"
COUNTED = ("edition", "track", "region", "industry", "technology", "stage")
MOST_VALUES = 1_000  # of a counted facet: more than any has, so that its counts are whole
MOST_ORGANISATIONS = 65_000  # of one edition: the engine counts no more values at a time
MOST_PKS = 1_000_000


class Gate(NamedTuple):
    """What is public: the sessions whose admitted entries are, and the announcements whose moment has come."""

    editions: frozenset[int] = frozenset()
    announcements: frozenset[int] = frozenset()


class Question(NamedTuple):
    """Words that must all occur, and by facet the values of which an entry needs one.

    Shapes: chosen[facet] is a collection of values as text: of FACETS, or of "prize", which is a tier.
            gate: None for the back office, which sees entries of any state.
            tiers: those that are counted.
            within: the editions that are looked at, whatever is chosen; all if there is none.
    """

    text: str = ""
    chosen: dict = {}
    gate: Gate | None = None
    tiers: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class Found(NamedTuple):
    """A page of what a question finds. `counts[facet][value]` are as if nothing were chosen of that facet; `previous`
    and `next` are where those pages begin (the order of the last entry before, of the first after), or None.
    """

    pks: list[int]
    total: int
    counts: dict
    previous: int | None = None
    next: int | None = None


class Tally(NamedTuple):
    """How many entries there are by value of a facet, those without one under NONE; and which organisations lead or
    join those of each edition. Values are texts, as in a `Question`.
    """

    counts: dict[str, dict[str, int]]
    organisations: dict[str, set[str]]


def tally(index, question, facets):
    """The `Tally` of what a question finds."""
    searcher = index.searcher()
    everything = conjunction(conditions(searcher, question).values())
    counts = tallied(searcher, everything, {"edition": MOST_VALUES} | dict.fromkeys(facets, MOST_VALUES))
    organisations = {}
    for edition in counts["edition"]:
        those = Query.boolean_query([(Is.Must, everything), (Is.Must, any_of("edition", [edition]))])
        organisations[edition] = set(tallied(searcher, those, {"organisation": MOST_ORGANISATIONS})["organisation"])
    return Tally({facet: counts[facet] for facet in facets}, organisations)


def tallied(searcher, query, facets):
    """{facet: {value: how many entries have it}}, of at most so many values of each facet."""
    asked = {facet: {"terms": {"field": facet, "size": most}} for facet, most in facets.items()}
    answers = searcher.aggregate(query, asked)
    return {name: {one["key"]: one["doc_count"] for one in answer["buckets"]} for name, answer in answers.items()}


def ask(index, question, *, most, after=None, before=None):
    """One page of at most `most` entries: those that follow `after`, or those that end at `before`."""
    searcher = index.searcher()
    parts = conditions(searcher, question)
    everything = conjunction(parts.values())
    orders, has_more = page(searcher, everything, most, after, before)
    is_backwards = before is not None
    total, counts = counted(searcher, question, parts)
    return Found(
        pks=[pk_of(order) for order in orders],
        total=total,
        counts=counts,
        previous=orders[0] if orders and (has_more if is_backwards else after is not None) else None,
        next=orders[-1] if orders and (is_backwards or has_more) else None,
    )


def matching(index, question):
    """The primary keys of what a question finds, in order, without reading any document."""
    searcher = index.searcher()
    return pks_of(searcher, conjunction(conditions(searcher, question).values()))


def matching_or_others(index, question):
    """The primary keys of what a question finds, or of what it does not find though its gate lets it pass, whichever
    are fewer, and whether they are those that are found.
    """
    searcher = index.searcher()
    found, all_there_is = conjunction(conditions(searcher, question).values()), any_of("gate", gates(question.gate))
    number, of = (searcher.search(query, limit=1, order_by_field="order").count for query in (found, all_there_is))
    if 2 * number <= of:
        return pks_of(searcher, found), True
    return pks_of(searcher, Query.boolean_query([(Is.Must, all_there_is), (Is.MustNot, found)])), False


def pks_of(searcher, query):
    hits = searcher.search(query, limit=MOST_PKS, order_by_field="order", order=Order.Asc, count=False).hits
    return [pk_of(order) for order, _address in hits]


def digests(index):
    """What the index holds, to compare it with the rows: {primary key: digest}."""
    searcher = index.searcher()
    every = any_of("gate", [EVERY])
    hits = searcher.search(every, limit=MOST_PKS, order_by_field="order", order=Order.Asc, count=False).hits
    found = searcher.fast_field_values("digest", [address for _order, address in hits])
    return dict(zip((pk_of(order) for order, _address in hits), found, strict=True))


def first(index, question, most):
    """The first entries that a question finds, and how many there are, without counting anything by facet."""
    searcher = index.searcher()
    everything = conjunction(conditions(searcher, question).values())
    found = searcher.search(everything, limit=most, order_by_field="order", order=Order.Asc)
    return [pk_of(order) for order, _address in found.hits], found.count


def page(searcher, everything, most, after, before):
    """The orders of the entries of a page, and whether more lie beyond it in its direction."""
    bound, direction = everything, Order.Asc
    if before is not None:
        direction = Order.Desc
        bound = Query.boolean_query([(Is.Must, everything), (Is.Must, orders_between(0, before))])
    elif after is not None:
        bound = Query.boolean_query([(Is.Must, everything), (Is.Must, orders_between(after, 2**64 - 1))])
    found = searcher.search(bound, limit=most + 1, order_by_field="order", order=direction, count=False).hits
    orders = [order for order, _address in found]
    has_more = len(orders) > most
    orders = orders[:most]
    return (orders[::-1] if before is not None else orders), has_more


def orders_between(low, high):
    """Both ends excluded; an order beyond 64 bits is one at the end."""
    low, high = (max(0, min(order, 2**64 - 1)) for order in (low, high))
    return Query.range_query(schema(), "order", FieldType.Unsigned, low, high, low == 0, high == 2**64 - 1)


def conditions(searcher, question):
    """What an entry has to meet: the gate and the text, and each facet in which something is chosen, by name."""
    parts = {"": (Is.Must, any_of("gate", gates(question.gate)))}
    if question.text.strip():
        parts["text"] = (Is.Must, worded(question.text))
    if question.within and (part := chosen(searcher, question, "edition", question.within)):
        parts["within"] = part
    for facet, values in question.chosen.items():
        if values and (part := chosen(searcher, question, facet, values)):
            parts[facet] = part
    return parts


def gates(gate):
    if gate is None:
        return [EVERY]
    return [session_gate(pk) for pk in gate.editions] + [announcement_gate(pk) for pk in gate.announcements]


def chosen(searcher, question, facet, values):
    """The condition of one facet. Where an entry has one value, those not chosen are excluded if they are fewer:
    whoever chooses everything then asks for nothing.
    """
    if facet == PRIZE:
        announced = question.gate.announcements if question.gate else ()
        return Is.Must, any_of("award", [award_value(pk, tier) for pk in announced for tier in values])
    if facet not in FACETS:
        raise KeyError(facet)
    if facet in ONE_VALUE:
        others = {term for term, _documents in searcher.terms_with_prefix(facet, "")} - set(values)
        if len(others) < len(values):
            return (Is.MustNot, any_of(facet, others)) if others else None
    return Is.Must, any_of(facet, values)


def any_of(field, values):
    terms = [(Is.Should, Query.term_query(schema(), field, text, "basic")) for text in sorted(set(values))]
    return Query.boolean_query(terms) if terms else Query.empty_query()


def worded(text):
    """Every phrase of a text; what has no word in it, such as a row of signs, is found nowhere."""
    asked = [query for phrase in phrases(text) for query in queries(phrase)]
    return Query.boolean_query([(Is.Must, query) for query in asked]) if asked else Query.empty_query()


def queries(phrase):
    """Letters and digits alone come through `words.tokens`, so that nothing here is a pattern by mistake."""
    if len(phrase.tokens) > 1:
        yield Query.phrase_query(schema(), "text", list(phrase.tokens))
    elif phrase.tokens:
        yield Query.term_query(schema(), "text", phrase.tokens[0])
    if phrase.beginning:
        rest = ".?" if phrase.beginning >= UNSPACED else ".*"
        yield Query.regex_query(schema(), "text", phrase.beginning + rest)


def conjunction(parts):
    return Query.boolean_query(list(parts))


def counted(searcher, question, parts):
    """How many there are, and by facet how many there would be of each value if nothing were chosen of that facet."""
    asked = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in COUNTED}
    if announced := question.gate.announcements if question.gate else ():
        asked |= {f"{PRIZE} {tier}": {"filter": award_filter(announced, tier)} for tier in question.tiers}
    own = {name for name in asked if name.split()[0] in parts}
    total = {"total": {"value_count": {"field": "order"}}}
    answers = searcher.aggregate(conjunction(parts.values()), total | {k: asked[k] for k in asked.keys() - own})
    for facet in {name.split()[0] for name in own}:
        others = conjunction(part for name, part in parts.items() if name != facet)
        answers |= searcher.aggregate(others, {name: asked[name] for name in own if name.split()[0] == facet})
    return int(answers.pop("total")["value"]), by_facet(answers)


def award_filter(announced, tier):
    keys = " ".join(f'"{award_value(pk, tier)}"' for pk in sorted(announced))
    return f"award:IN [{keys}]"


def by_facet(answers):
    counts = {facet: {} for facet in (*COUNTED, PRIZE)}
    for name, answer in answers.items():
        facet, _space, tier = name.partition(" ")
        if tier:
            counts[facet][tier] = answer["doc_count"]
        else:
            counts[facet] = {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
            counts[facet].pop(NONE, None)
    return counts
