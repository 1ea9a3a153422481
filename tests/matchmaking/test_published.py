"""The published benchmark: its data, and schedules with few breaks."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matchmaking.planning.breaks import fewest_breaks, place
from matchmaking.planning.published import Instance, Wanted, breaks, read, violations

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


@st.composite
def instances(draw):
    participants, slots = draw(st.integers(2, 6)), draw(st.integers(1, 5))
    pairs = [(one, other) for one in range(participants) for other in range(one)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=7))
    possible = st.lists(st.integers(0, slots - 1), min_size=1, unique=True).map(sorted).map(tuple)
    return Instance(
        participants, slots, draw(st.integers(1, 3)), tuple(Wanted(*pair, draw(possible)) for pair in chosen)
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
    found = fewest_breaks(given_instance, steps=4)
    everything = [slots for slots in every_schedule(given_instance) if is_fair(given_instance, slots)]

    assert (found is None) == (not everything)
    assume(found is not None)
    assert violations(given_instance, found.slots) == []
    assert is_fair(given_instance, found.slots)
    assert found.breaks == found.bound == min(sum(breaks(given_instance, slots)) for slots in everything)


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
