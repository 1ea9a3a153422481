"""The published benchmark: instances of the Business-to-Business Meeting Scheduling Problem, as MiniZinc data.

All meetings are given and must be placed; participants are not of two sides; what is wanted is that few of them have
breaks between their meetings.
Source: Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and Villaret, JAIR 74, 2022.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

MORNING, AFTERNOON, ANY = 1, 2, 3


class Wanted(NamedTuple):
    """A meeting of two participants, and the slots in which it may be; all are numbers from 0."""

    one: int
    other: int
    slots: tuple[int, ...]


@dataclass(frozen=True)
class Instance:
    """Meetings that must all take place, at so many tables in each of so many slots."""

    participants: int
    slots: int
    tables: int
    meetings: tuple[Wanted, ...]

    def counts(self) -> list[int]:
        """How many meetings each participant has."""
        found = Counter(person for meeting in self.meetings for person in meeting[:2])
        return [found[person] for person in range(self.participants)]


def read(text: str) -> Instance:
    """An instance from its MiniZinc data.

    Errors: ValueError says what is missing, or what does not fit together.
    """
    participants, meetings, tables, slots, morning = (
        _number(text, name) for name in ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
    )
    requested = [_numbers(row) for row in _between(text, "requested", r"\[\|", r"\|\s*\]").split("|") if row.strip()]
    fixed = _numbers(_between(text, "fixat", r"\[", r"\]"))
    forbidden = [set(_numbers(part)) for part in re.findall(r"{(.*?)}", _between(text, "forbidden", r"\[", r"\]"))]
    for name, found, expected in (
        ("requested", len(requested), meetings),
        ("fixat", len(fixed), meetings),
        ("forbidden", len(forbidden), participants),
    ):
        if found != expected:
            raise ValueError(f"{name} has {found} entries instead of {expected}.")
    _check_requested(requested, participants)
    sessions = {MORNING: range(1, morning + 1), AFTERNOON: range(morning + 1, slots + 1), ANY: range(1, slots + 1)}
    wanted = []
    for (one, other, session), slot in zip(requested, fixed, strict=True):
        closed = forbidden[one - 1] | forbidden[other - 1]
        possible = [each - 1 for each in sessions[session] if each not in closed and slot in (0, each)]
        wanted.append(Wanted(one - 1, other - 1, tuple(possible)))
    if "nMeetingsBusiness" in text:  # one of the published files lacks it
        _check_counts(wanted, _numbers(_between(text, "nMeetingsBusiness", r"\[", r"\]")))
    return Instance(participants, slots, tables, tuple(wanted))


def _check_requested(requested, participants):
    for row in requested:
        persons, session = row[:2], row[2:]
        if session not in ([MORNING], [AFTERNOON], [ANY]) or not all(1 <= person <= participants for person in persons):
            raise ValueError(f"requested has {row}, which is not two of {participants} participants and a session.")


def _check_counts(wanted, counts):
    found = Counter(person for meeting in wanted for person in meeting[:2])
    for person, count in enumerate(counts):
        if found[person] != count:
            raise ValueError(f"Participant {person + 1} has {found[person]} meetings instead of {count}.")


def breaks(instance: Instance, slots: list[int]) -> list[int]:
    """How many breaks each participant has: runs of idle slots between two of their meetings."""
    met = [set() for _person in range(instance.participants)]
    for meeting, slot in zip(instance.meetings, slots, strict=True):
        met[meeting.one].add(slot)
        met[meeting.other].add(slot)
    return [max(0, sum(slot - 1 not in taken for slot in taken) - 1) for taken in met]


def least_breaks(instance: Instance) -> list[int]:
    """How many breaks each participant must have, because of their own slots alone: between as few runs as can do."""
    possible = [set() for _person in range(instance.participants)]
    for meeting in instance.meetings:
        possible[meeting.one].update(meeting.slots)
        possible[meeting.other].update(meeting.slots)
    return [_runs_needed(slots, count) for slots, count in zip(possible, instance.counts(), strict=True)]


def _runs_needed(slots, count):
    """How many runs of slots are needed beside one, the longest first."""
    ends = [slot for slot in sorted(slots) if slot + 1 not in slots]
    begins = [slot for slot in sorted(slots) if slot - 1 not in slots]
    lengths = sorted((end - begin + 1 for begin, end in zip(begins, ends, strict=True)), reverse=True)
    needed = 0
    for length in lengths[:-1]:
        count -= length
        needed += count > 0
    return needed


def violations(instance: Instance, slots: list[int]) -> list[str]:
    """Everything that is wrong with the slots of the meetings, each in a sentence."""
    found = []
    places = Counter()
    for number, (meeting, slot) in enumerate(zip(instance.meetings, slots, strict=True)):
        places.update([(meeting.one, slot), (meeting.other, slot)])
        if slot not in meeting.slots:
            found.append(f"Meeting {number} may not be in slot {slot}.")
    found += [f"Participant {p} has {count} meetings in slot {s}." for (p, s), count in places.items() if count > 1]
    full = Counter(slots).items()
    return found + [f"Slot {slot} has {count} meetings." for slot, count in full if count > instance.tables]


def _number(text, name):
    return int(_matched(text, name, r"(\d+)"))


def _between(text, name, opening, closing):
    return _matched(text, name, rf"{opening}(.*?){closing}")


def _matched(text, name, pattern):
    found = re.search(rf"\b{name}\s*=\s*{pattern}\s*;", text, re.DOTALL)
    if not found:
        raise ValueError(f"{name} is missing.")
    return found[1]


def _numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]
