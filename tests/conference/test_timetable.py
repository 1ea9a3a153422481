"""Clashes: worked examples, ties, and that the sweep finds what looking at all pairs finds."""

import datetime as dt
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.timetable import SHORTEST_WAY, ClashKind, Line, clashes

FIRST, LAST = dt.date(2023, 10, 20), dt.date(2023, 10, 21)
NOON = dt.datetime(2023, 10, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def minutes(number):
    return NOON + dt.timedelta(minutes=number)


def activity(key, starts, ends, **values):
    return Line(key, key, {"en": key}, minutes(starts), minutes(ends), **values)


def item(key, parent, starts, ends, *people):
    return Line(
        key, parent.key, {"en": key}, minutes(starts), minutes(ends), parent.hall, parent.venue, frozenset(people)
    )


def found(*lines):
    return [(c.kind.value, [line.key for line in c.lines], c.wanted) for c in clashes(lines, FIRST, LAST)]


def test_clashes_of_nothing_and_of_one():
    assert found() == []
    assert found(activity("a", 0, 60, hall=1, people=frozenset({"Li"}))) == []


def test_person_in_two_activities_at_once():
    forum, fair = activity("forum", 0, 60), activity("fair", 0, 60)

    clash = found(forum, fair, item("talk", forum, 0, 30, "Li"), item("tour", fair, 29, 60, "Li"))

    assert clash == [("person_in_two_places", ["talk", "tour"], "Li")]


def test_person_in_two_items_of_one_activity_at_once():
    forum = activity("forum", 0, 60)

    clash = found(forum, item("talk", forum, 0, 30, "Li"), item("panel", forum, 20, 60, "Li"))

    assert clash == [
        ("person_in_two_places", ["talk", "panel"], "Li"),
        ("items_overlap", ["talk", "panel"], None),
    ]


def test_person_throughout_an_activity_and_in_its_item_is_in_one_place():
    forum = activity("forum", 0, 60, people=frozenset({"Li"}))

    assert found(forum, item("talk", forum, 0, 30, "Li")) == []


def test_person_throughout_an_activity_clashes_once_with_another():
    forum, fair = activity("forum", 0, 60, people=frozenset({"Li"})), activity("fair", 0, 60)

    clash = found(forum, fair, item("talk", forum, 0, 30, "Li"), item("tour", fair, 10, 30, "Li"))

    assert clash == [("person_in_two_places", ["forum", "tour"], "Li")]


def test_one_ends_when_the_next_starts():
    forum, fair = activity("forum", 0, 60, hall=1), activity("fair", 60, 120, hall=1)
    lines = [forum, fair, item("talk", forum, 0, 30, "Li"), item("panel", forum, 30, 60, "Li")]

    assert found(*lines, item("tour", fair, 60, 90, "Li")) == []


def test_hall_taken_twice():
    assert found(activity("a", 0, 60, hall=1), activity("b", 59, 90, hall=1)) == [("hall_taken_twice", ["a", "b"], 1)]
    assert found(activity("a", 0, 60, hall=1), activity("b", 59, 90, hall=2)) == []
    assert found(activity("a", 0, 60), activity("b", 59, 90)) == []


def test_item_outside_its_activity():
    forum = activity("forum", 0, 60)

    clash = found(forum, item("early", forum, -1, 30), item("late", forum, 30, 61))

    assert clash == [
        ("item_outside_activity", ["early", "forum"], None),
        ("item_outside_activity", ["late", "forum"], None),
    ]


@pytest.mark.parametrize(
    ("starts", "is_outside"), [(-12 * 60 - 1, True), (-12 * 60, False), (35 * 60 + 1, False), (35 * 60 + 2, True)]
)
def test_activity_outside_the_days_of_the_conference(starts, is_outside):
    clash = found(activity("a", starts, starts + 59))

    assert clash == [("activity_outside_conference", ["a"], None)] * is_outside


@pytest.mark.parametrize(("pause", "is_short"), [(0, True), (14, True), (15, False)])
def test_short_way_between_venues(pause, is_short):
    forum, fair = activity("forum", 0, 60, venue="A"), activity("fair", 0, 120, venue="B")

    clash = found(forum, fair, item("talk", forum, 0, 30, "Li"), item("tour", fair, 30 + pause, 60, "Li"))

    assert clash == [("short_way", ["talk", "tour"], "Li")] * is_short


def test_short_way_within_a_venue_or_to_an_unknown_one_is_none():
    forum = activity("forum", 0, 60, venue="A")
    for venue in ("A", None):
        fair = activity("fair", 0, 120, venue=venue)
        assert found(forum, fair, item("talk", forum, 0, 30, "Li"), item("tour", fair, 30, 60, "Li")) == []


def test_line_that_takes_no_time_clashes_with_nothing():
    forum = activity("forum", 0, 60)

    assert (
        found(forum, item("a", forum, 30, 30, "Li"), item("b", forum, 40, 20, "Li"), item("c", forum, 0, 60, "Li"))
        == []
    )


def test_warnings_come_after_clashes():
    early, late = activity("early", 0, 30, venue="A", people=frozenset({"Li"})), activity("late", 200, 260, hall=1)
    near, double = activity("near", 30, 60, venue="B", people=frozenset({"Li"})), activity("double", 210, 260, hall=1)

    found = clashes([early, late, near, double], FIRST, LAST)

    assert [clash.kind.is_warning for clash in found] == [False, True]


@st.composite
def timetables(draw):
    """Three activities in two halls of two venues, up to eight items, four people: many ties."""
    starts = st.integers(-4, 8).map(lambda number: number * 10)
    lengths = st.integers(0, 6).map(lambda number: number * 10)
    people = st.frozensets(st.sampled_from(["Li", "Ma", "Wu", "Yu"]), max_size=2)
    lines = []
    for key in ("a", "b", "c"):
        start, hall = draw(starts), draw(st.sampled_from([None, 1, 2]))
        lines.append(
            activity(key, start, start + draw(lengths), hall=hall, venue=hall and "AB"[hall - 1], people=draw(people))
        )
    for number in range(draw(st.integers(0, 8))):
        parent, start = draw(st.sampled_from(lines[:3])), draw(starts)
        lines.append(item(f"{parent.key}{number}", parent, start, start + draw(lengths), *draw(people)))
    return lines


def by_all_pairs(lines):
    """The rules again, said as plainly as possible: every line beside every other."""
    lines = [line for line in lines if line.starts_at < line.ends_at]
    activities = {line.key: line for line in lines if line.key == line.activity}
    wrong = set()
    for one, other in combinations(lines, 2):
        first, second = sorted((one, other), key=lambda line: (line.starts_at, line.ends_at, line.key))
        at_once = second.starts_at < first.ends_at
        keys = first.key, second.key
        if at_once and one.is_activity and other.is_activity and one.hall == other.hall is not None:
            wrong.add(("hall_taken_twice", keys, one.hall))
        if at_once and not one.is_activity and not other.is_activity and one.activity == other.activity:
            wrong.add(("items_overlap", keys, None))
        for person in one.people & other.people:
            if any(
                not line.is_activity and line.activity in activities and person in activities[line.activity].people
                for line in (one, other)
            ):
                continue
            if at_once:
                wrong.add(("person_in_two_places", keys, person))
            elif (
                second.starts_at - first.ends_at < SHORTEST_WAY
                and one.venue
                and other.venue
                and one.venue != other.venue
            ):
                wrong.add(("short_way", keys, person))
    for line in lines:
        parent = activities.get(line.activity)
        if parent and (line.starts_at < parent.starts_at or line.ends_at > parent.ends_at):
            wrong.add(("item_outside_activity", (line.key, parent.key), None))
    return wrong


@settings(deadline=None)
@given(timetables())
def test_sweep_finds_what_all_pairs_find(lines):
    swept = [(c.kind.value, tuple(line.key for line in c.lines), c.wanted) for c in clashes(lines, FIRST, LAST)]

    assert len(swept) == len(set(swept))
    assert set(swept) == by_all_pairs(lines)


@settings(deadline=None)
@given(timetables(), st.randoms(use_true_random=False))
def test_order_of_the_lines_does_not_matter(lines, random):
    before = clashes(lines, FIRST, LAST)

    random.shuffle(lines)

    assert clashes(lines, FIRST, LAST) == before


def test_clashes_of_1200_items_take_less_than_50_ms():
    lines = []
    for number in range(60):
        forum = activity(f"a{number}", 0, 400, hall=number, venue=number % 3)
        lines.append(forum)
        lines += [item(f"i{number}-{n}", forum, n * 20, n * 20 + 20, (number * 20 + n) % 900) for n in range(20)]

    fastest = min(timed(lines) for _ in range(5))

    assert len(lines) == 1260
    assert fastest < 0.05


def timed(lines):
    started = time.perf_counter()
    clashes(lines, FIRST, LAST)
    return time.perf_counter() - started


def test_only_a_short_way_is_a_mere_warning():
    assert {kind for kind in ClashKind if kind.is_warning} == {ClashKind.SHORT_WAY}
