from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competition.explorer.asking import COUNTED, PRIZE, Gate, Question, ask, first, matching, matching_or_others, tally
from competition.explorer.documents import Document, order_key, pk_of
from competition.explorer.index import BusyError, EntryIndex
from tests.competition import explored
from tests.competition.explored import TIERS, documents, in_order, is_found, values

EVERYTHING = Gate(frozenset({1, 2}), frozenset({1, 2, 3}))
CHOICES = {
    "edition": ["1", "2"],
    "track": ["1", "2", "3", "99"],
    "region": ["1", "2", "3"],
    "stage": ["prototype", "commercial"],
    "industry": ["1", "2", "3", "99"],
    "technology": ["1", "2", "3"],
    "organisation": ["1", "2", "3"],
    PRIZE: list(TIERS),
}
chosen = st.fixed_dictionaries(
    {}, optional={facet: st.lists(st.sampled_from(values), unique=True) for facet, values in CHOICES.items()}
)
gates = st.none() | st.builds(Gate, st.frozensets(st.sampled_from([1, 2])), st.frozensets(st.sampled_from([1, 2, 3])))
within = st.sampled_from([(), (), ("1",), ("1", "2")])
questions = st.builds(Question, st.just("") | explored.questions, chosen, gates, st.just(TIERS), within)
thorough = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def index(tmp_path):
    return EntryIndex(tmp_path / "index")


def entry(pk, text="", **fields):
    known = {"session": 6, "number": f"BC6-{pk:05}", "edition": 1, "state": "admitted"}
    return Document(pk=pk, texts=(text,), **(known | fields))


def pks(index, question, most=100):
    return ask(index, question, most=most).pks


@thorough
@given(documents, st.lists(questions, min_size=1, max_size=6))
def test_a_question_finds_what_looking_at_every_entry_finds(index, entries, asked):
    index.write(entries, note={})

    for question in asked:
        expected = [document.pk for document in in_order(entries) if is_found(document, question)]
        found = ask(index, question, most=100)
        assert (found.pks, found.total) == (expected, len(expected))
        assert matching(index, question) == expected
        others = [document.pk for document in in_order(entries) if is_found(document, Question(gate=question.gate))]
        others = [pk for pk in others if pk not in expected]
        fewer = (expected, True) if len(expected) <= len(others) else (others, False)
        assert matching_or_others(index, question) == fewer
        assert first(index, question, 2) == (expected[:2], len(expected))


@thorough
@given(documents, questions)
def test_the_counts_of_a_facet_are_those_of_the_entries_found_without_what_is_chosen_of_it(index, entries, question):
    index.write(entries, note={})

    found = ask(index, question, most=1)

    for facet in (*COUNTED, PRIZE):
        others = [document for document in entries if is_found(document, question, without=facet)]
        expected = Counter(value for document in others for value in values(document, facet, question.gate))
        assert {value: count for value, count in found.counts[facet].items() if count} == dict(expected)


@thorough
@given(documents, questions)
def test_a_tally_is_what_counting_the_entries_found_gives(index, entries, question):
    index.write(entries, note={})
    every = [document for document in entries if is_found(document, question)]

    found = tally(index, question, ("track", "industry", "illustrative"))

    assert found.counts == {
        "track": Counter("-" if document.track is None else str(document.track) for document in every),
        "industry": Counter(pk for document in every for pk in values(document, "industry", None) or {"-"}),
        "illustrative": Counter(str(int(document.is_illustrative)) for document in every),
    }
    whose = {str(document.edition): set() for document in every}
    for document in every:
        whose[str(document.edition)] |= {str(pk) for pk in document.organisations}
    assert found.organisations == whose


def test_more_organisations_are_tallied_than_the_engine_counts_at_a_time(index):
    each = 33_000
    index.write(
        (entry(number, edition=1 + number // each, organisations=(number,)) for number in range(1, 2 * each)), note={}
    )

    found = tally(index, Question(), ("track",))

    assert [len(organisations) for organisations in found.organisations.values()] == [each, each - 1]


@thorough
@given(documents, questions, st.integers(1, 5))
def test_pages_follow_each_other_both_ways(index, entries, question, most):
    index.write(entries, note={})
    expected = matching(index, question)

    forwards, page = [], ask(index, question, most=most)
    forwards.append(page)
    while page.next is not None:
        page = ask(index, question, most=most, after=page.next)
        forwards.append(page)
    backwards = [page]
    while page.previous is not None:
        page = ask(index, question, most=most, before=page.previous)
        backwards.insert(0, page)

    assert [pk for page in forwards for pk in page.pks] == expected
    assert all(page.pks for page in forwards[1:])
    assert [pk for page in backwards for pk in page.pks] == expected
    assert forwards[0].previous is None
    assert backwards[0].previous is None


def test_a_page_stays_where_it_is_when_entries_come_before_it(index):
    index.write([entry(pk) for pk in range(10, 20)], note={})
    first = ask(index, Question(gate=EVERYTHING), most=3)

    index.write([entry(pk) for pk in range(1, 6)], note={}, replaced=range(1, 6))
    second = ask(index, Question(gate=EVERYTHING), most=3, after=first.next)

    assert (first.pks, second.pks) == ([10, 11, 12], [13, 14, 15])
    assert ask(index, Question(gate=EVERYTHING), most=3, before=second.previous).pks == [10, 11, 12]


@pytest.mark.parametrize("place", [-1, 0, 2**64 - 1, 2**64, 10**30])
def test_a_place_that_does_not_exist_is_an_end(index, place):
    index.write([entry(1), entry(2)], note={})

    assert set(ask(index, Question(gate=EVERYTHING), most=5, after=place).pks) in ({1, 2}, set())
    assert set(ask(index, Question(gate=EVERYTHING), most=5, before=place).pks) in ({1, 2}, set())


def test_nothing_of_an_award_is_found_or_counted_before_its_announcement_and_all_of_it_after(index):
    index.write(
        [
            entry(1, "announced by its award", edition=9, awards=((7, "first"),)),
            entry(2, "public with its session", awards=((7, "second"), (8, "first"))),
        ],
        note={},
    )
    before, after = Gate(frozenset({1})), Gate(frozenset({1}), frozenset({7}))

    def told(gate, **asked):
        found = ask(index, Question(gate=gate, tiers=TIERS, **asked), most=10)
        return found.pks, {tier: count for tier, count in found.counts[PRIZE].items() if count}

    assert told(before) == ([2], {})
    assert told(before, text="announced") == ([], {})
    assert told(before, chosen={PRIZE: TIERS}) == ([], {})
    assert told(after) == ([1, 2], {"first": 1, "second": 1})
    assert told(after, text="announced") == ([1], {"first": 1})
    assert told(after, chosen={PRIZE: ["first"]}) == ([1], {"first": 1, "second": 1})
    assert told(after, chosen={PRIZE: ["second"]}) == ([2], {"first": 1, "second": 1})


@pytest.mark.parametrize("text", ["网络", "智慧", "慧工", "工厂", "平台"])
def test_a_word_of_two_characters_is_found_wherever_it_stands(index, text):
    index.write(
        [entry(1, "基于5G网络的智慧工厂平台"), entry(2, "网络"), entry(3, "5G智慧工厂，平台"), entry(4, "网 络智 慧")],
        note={},
    )
    holding = {"网络": [1, 2], "智慧": [1, 3], "慧工": [1, 3], "工厂": [1, 3], "平台": [1, 3]}

    assert pks(index, Question(text, gate=EVERYTHING)) == holding[text]


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "\x00",
        "网络\ud800",
        "a\udfffb",
        "\x1f\x7f",
        "\u202e",
        "\ufffe",
        '"',
        '""',
        "*",
        "AND",
        "(",
        "a:b",
        "\\",
    ],
)
def test_no_question_is_too_odd(index, text):
    index.write([entry(1, "网络 ab and \ud800\x00"), entry(2, text)], note={})

    assert set(pks(index, Question(text, gate=EVERYTHING))) <= {1, 2}


def test_orders_are_unique_and_lead_back_to_the_entry():
    orders = [
        order_key(6, "BC6-00001", 30),
        order_key(6, "BC6-00002", 10),
        order_key(6, "BC6-00002", 20),
        order_key(6, "BC6-99999999999999999999", 5),
        order_key(5, "no figures", 2),
        order_key(5, "BC5-00001", 1),
        order_key(-3, "", 2**28 - 1),
    ]

    assert all(first < second for first, second in pairwise(orders))
    assert [pk_of(order) for order in orders] == [30, 10, 20, 5, 2, 1, 2**28 - 1]
    assert orders[-1] < 2**64


def test_a_second_writer_is_told_that_somebody_is_writing(index, tmp_path):
    other = EntryIndex(tmp_path / "index")

    def documents():
        yield entry(1)
        with pytest.raises(BusyError):
            other.write([entry(2)], note={})

    index.write(documents(), note={})

    assert pks(index, Question(gate=EVERYTHING)) == [1]


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(index):
    index.write([entry(1)], note={"revision": 1})

    def documents():
        yield entry(2)
        raise RuntimeError("the power is gone")

    with pytest.raises(RuntimeError):
        index.write(documents(), note={"revision": 2})

    index.reload()
    assert (pks(index, Question(gate=EVERYTHING)), index.note) == ([1], {"revision": 1})
    index.write([entry(3)], note={"revision": 3})
    assert (pks(index, Question(gate=EVERYTHING)), index.note) == ([3], {"revision": 3})


def test_another_reader_sees_a_commit_when_it_reads_again(index, tmp_path):
    other = EntryIndex(tmp_path / "index")
    index.write([entry(1)], note={"revision": 1})

    assert other.note == {}

    other.reload()
    assert (pks(other, Question(gate=EVERYTHING)), other.note) == ([1], {"revision": 1})


def test_what_is_replaced_and_not_given_is_gone(index):
    index.write([entry(1, "old"), entry(2), entry(3)], note={"revision": 1})

    index.write([entry(1, "new")], note={"revision": 2}, replaced=[1, 2, 99])

    assert pks(index, Question(gate=EVERYTHING)) == [1, 3]
    assert pks(index, Question("old", gate=EVERYTHING)) == []
    assert pks(index, Question("new", gate=EVERYTHING)) == [1]


def test_an_unknown_facet_is_an_error_of_the_programmer(index):
    with pytest.raises(KeyError):
        ask(index, Question(chosen={"colour": ["red"]}), most=1)
