"""The published benchmark: its data, and schedules with few breaks."""

from operator import le
from random import Random

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from matchmaking.planning.breaks import Search, fewest_breaks, place
from matchmaking.planning.published import Instance, Wanted, breaks, least_breaks, read, violations

DATA = """nBusiness = 4;
nMeetings = 4;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;

requested = [|1, 2, 1,
|1, 3, 2,
|2, 4, 3,
|3, 4, 3,
|];

nMeetingsBusiness = [2, 2, 2, 2, ];

fixat = [0,4,0,0,];

forbidden = [{0,},
{0,2,},
{0,},
{0,},
];"""
# Ann (0) can be met in the first and the last slot alone.
FORCED = Instance(3, slots=3, tables=1, meetings=(Wanted(0, 1, (0,)), Wanted(0, 2, (2,))))


# Nobody has to wait because of their own slots, and yet two breaks cannot be avoided; or one.
TWO_MORE = Instance(4, 4, 1, (Wanted(1, 0, (0, 1)), Wanted(2, 0, (0, 1)), Wanted(2, 1, (2, 3)), Wanted(3, 0, (2, 3))))
ONE_MORE = Instance(3, 3, 1, (Wanted(0, 1, (0, 1)), Wanted(0, 2, (2,)), Wanted(1, 2, (0, 1))))
PARTICIPANTS = 5


@st.composite
def instances(draw):
    """Instances with sessions, fixed meetings, and slots that are forbidden, as data that were read."""
    slots, morning = draw(st.sampled_from([(1, 1), (3, 3), (4, 2), (5, 2), (6, 3)]))
    pairs = [(one, other) for one in range(1, PARTICIPANTS + 1) for other in range(1, one)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1, max_size=6))
    sessions = [draw(st.sampled_from([1, 2, 3, 3, 3])) for _pair in chosen]
    fixed = [draw(st.sampled_from([0, 0, 0, 0, slots])) for _pair in chosen]
    forbidden = [draw(st.lists(st.integers(0, slots), max_size=2)) for _person in range(PARTICIPANTS)]
    rows = "|".join(f"{one}, {other}, {session}" for (one, other), session in zip(chosen, sessions, strict=True))
    return read(
        f"nBusiness = {PARTICIPANTS}; nMeetings = {len(chosen)}; nTables = {draw(st.integers(1, 3))};"
        f"nTotalSlots = {slots}; nMorningSlots = {morning}; requested = [|{rows}|]; fixat = {fixed};"
        f"forbidden = [{', '.join('{' + ', '.join(map(str, several)) + '}' for several in forbidden)}];"
    )


def test_data_are_read():
    assert read(DATA) == Instance(
        4, 4, 2, (Wanted(0, 1, (0,)), Wanted(0, 2, (3,)), Wanted(1, 3, (0, 2, 3)), Wanted(2, 3, (0, 1, 2, 3)))
    )


def test_data_need_not_say_how_many_meetings_each_has():
    lines = [line for line in DATA.splitlines() if "nMeetingsBusiness" not in line]

    assert read("\n".join(lines)) == read(DATA)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("nTables = 2;", "", "nTables is missing."),
        ("nMeetings = 4;", "nMeetings = 5;", "requested has 4 entries instead of 5."),
        ("fixat = [0,", "fixat = [", "fixat has 3 entries instead of 4."),
        ("{0,2,},\n", "", "forbidden has 3 entries instead of 4."),
        ("|1, 3, 2,", "|1, 3, 4,", "requested has \\[1, 3, 4\\], which is not two of 4 participants and a session."),
        ("|1, 3, 2,", "|1, 5, 2,", "requested has \\[1, 5, 2\\], which"),
        ("|1, 3, 2,", "|0, 3, 2,", "requested has \\[0, 3, 2\\], which"),
        ("|1, 3, 2,", "|1, 3,", "requested has \\[1, 3\\], which"),
        ("[2, 2,", "[2, 3,", "Participant 2 has 2 meetings instead of 3."),
    ],
)
def test_data_that_do_not_fit_together_are_refused(before, after, sentence):
    with pytest.raises(ValueError, match=sentence):
        read(DATA.replace(before, after))


def test_breaks_are_runs_of_idle_slots_between_meetings():
    given_instance = Instance(3, 7, 1, (Wanted(0, 1, (0,)), Wanted(0, 2, (3,)), Wanted(0, 1, (4,)), Wanted(0, 2, (6,))))

    assert breaks(given_instance, [0, 3, 4, 6]) == [2, 1, 1]


def test_what_is_wrong_with_slots_is_said_in_words():
    assert violations(FORCED, [0, 2]) == []
    assert violations(FORCED, [2, 2]) == [
        "Meeting 0 may not be in slot 2.",
        "Participant 0 has 2 meetings in slot 2.",
        "Slot 2 has 2 meetings.",
    ]


def test_a_break_that_must_be_is_proven():
    found = fewest_breaks(FORCED, steps=1)

    assert (found.slots, found.breaks, found.bound) == ([0, 2], 1, 1)


def test_what_cannot_be_placed_has_no_schedule():
    crowded = Instance(3, 1, 2, (Wanted(0, 1, (0,)), Wanted(0, 2, (0,))))

    assert place(crowded) is None
    assert fewest_breaks(crowded, steps=1) is None


def test_the_small_instance_has_no_break_that_need_not_be():
    found = fewest_breaks(read(DATA), steps=1)

    assert violations(read(DATA), found.slots) == []
    assert found.breaks == found.bound == 2  # participants 1 and 2 are in the first slot, and in the last ones


@settings(max_examples=60)
@given(instances())
def test_no_schedule_of_all_has_fewer_breaks(given_instance):
    found = fewest_breaks(given_instance, steps=60)
    optimum = fewest_of_all(given_instance)

    assert (found is None) == (optimum is None)
    assume(found is not None)
    assert violations(given_instance, found.slots) == []
    assert is_fair(given_instance, found.slots)
    assert sum(breaks(given_instance, found.slots)) == found.breaks == found.bound == optimum
    assert found.is_optimal


@settings(max_examples=30)
@given(instances())
def test_nobody_has_fewer_breaks_than_their_own_slots_allow(given_instance):
    least = least_breaks(given_instance)

    for slots in every_schedule(given_instance):
        assert all(map(le, least, breaks(given_instance, slots)))


@settings(max_examples=30)
@given(instances())
def test_no_schedule_goes_below_what_busy_slots_alone_allow(given_instance):
    optimum = fewest_of_all(given_instance)
    assume(optimum is not None)

    search = Search(given_instance, 0)
    search.count_busy_slots(4)

    assert search.bound <= optimum
    assert not search.is_impossible


@settings(max_examples=30)
@given(instances(), st.sampled_from([Search.prove, Search.improve, Search.try_bound]))
def test_every_way_of_searching_alone_ends_with_the_fewest(given_instance, stage):
    optimum = fewest_of_all(given_instance)
    assume(optimum is not None)

    search = Search(given_instance, sum(least_breaks(given_instance)))
    stage(search, 20)

    assert (search.breaks, search.bound) == (optimum, optimum)


@settings(max_examples=10, suppress_health_check=[HealthCheck.filter_too_much])
@given(instances())
@example(ONE_MORE)
@example(TWO_MORE)
def test_one_break_more_is_found_for_whoever_can_have_it_or_proven_to_be_too_few(given_instance):
    optimum, least = fewest_of_all(given_instance), sum(least_breaks(given_instance))
    assume(optimum is not None)
    assume(optimum > least)

    search = Search(given_instance, least + 1)
    search.try_one_more(20)

    assert (search.slots is not None) == (optimum == least + 1)
    assert search.bound == min(optimum, least + 2)


def test_the_same_steps_give_the_same_schedule():
    draw = Random(1)
    meetings = [draw.sample(range(30), 2) for _meeting in range(75)]
    large = Instance(30, 12, 7, tuple(Wanted(*pair, tuple(sorted(draw.sample(range(12), 9)))) for pair in meetings))

    once, again = fewest_breaks(large, 1), fewest_breaks(large, 1)

    assert once == again
    assert violations(large, once.slots) == []
    assert not once.is_optimal  # it was the steps that ended it


def test_hardly_any_steps_give_what_is_right_or_nothing():
    found = fewest_breaks(read(DATA), steps=1e-6)

    assert found is None or (violations(read(DATA), found.slots) == [] and found.bound <= 2 <= found.breaks)


def fewest_of_all(instance):
    fair = [
        found for slots in every_schedule(instance) if is_fair(instance, slots) for found in [breaks(instance, slots)]
    ]
    return min(map(sum, fair), default=None)


def is_fair(instance, slots):
    found = breaks(instance, slots)
    return max(found) - min(found) <= 2


def every_schedule(instance, slots=()):
    """Every way to give each meeting a slot in which nothing is wrong."""
    if len(slots) == len(instance.meetings):
        yield list(slots)
        return
    for slot in instance.meetings[len(slots)].slots:
        part = Instance(instance.participants, instance.slots, instance.tables, instance.meetings[: len(slots) + 1])
        if not violations(part, [*slots, slot]):
            yield from every_schedule(instance, (*slots, slot))
