"""Who comes on which day, what they wish, and when they cannot."""

from typing import NamedTuple

from matchmaking.illustrative.wishes import Wish, wishes

AWAY = {"venture": 0.15, "investor": 0.2}  # of the parties of a side, those that miss some slots


class Size(NamedTuple):
    """A day: which ventures and investors come, of all in their order, its slots and tables, how many of each side are
    registered and not admitted yet, and how many do not come after all.

    Those at the first place always come, and nothing keeps them away: they are those with an account.
    """

    ventures: slice
    investors: slice
    slots: int
    tables: int
    waiting: tuple[int, int] = (0, 0)
    staying_away: tuple[int, int] = (0, 0)


PAST = Size(slice(30), slice(18), slots=6, tables=12, staying_away=(2, 1))
REHEARSAL = Size(slice(15, 54), slice(24), slots=10, tables=16, waiting=(2, 1))
VENTURES = REHEARSAL.ventures.stop  # of both days together


class Day(NamedTuple):
    """Who comes, by their places in all ventures and investors.

    Shapes: `absences` are (side, place, slot), told beforehand; `waiting` and `staying_away` (side, place).
    """

    ventures: tuple[int, ...]
    investors: tuple[int, ...]
    wishes: tuple[Wish, ...]
    absences: tuple
    waiting: frozenset
    staying_away: frozenset


def day(size, known, houses, rng):
    """A day of that size, of ventures that are `Known` and of investors. Who waits has not wished for anybody yet."""
    parties = {"venture": present(size.ventures, len(known)), "investor": present(size.investors, len(houses))}
    waiting = frozenset(last(parties, size.waiting))
    admitted = {side: [one for one in places if (side, one) not in waiting] for side, places in parties.items()}
    seeking = {place: known[place] for place in admitted["venture"]}
    investing = {place: houses[place] for place in admitted["investor"]}
    return Day(
        ventures=parties["venture"],
        investors=parties["investor"],
        wishes=tuple(wishes(seeking, investing, rng)),
        absences=tuple(absences(admitted, size.slots, rng)),
        waiting=waiting,
        staying_away=frozenset(staying_away(admitted, size.staying_away, rng)),
    )


def present(places, number):
    """The first one, and those at the places, as far as there are so many."""
    return tuple(dict.fromkeys([*range(min(number, 1)), *range(number)[places]]))


def last(parties, numbers):
    """(side, place) of the last ones of each side; never the first one."""
    for (side, places), number in zip(parties.items(), numbers, strict=True):
        yield from ((side, place) for place in places[1:][len(places[1:]) - number :] if number)


def absences(parties, slots, rng):
    """(side, place, slot) in which somebody cannot meet: one or two slots at either end of the day."""
    for side, places in parties.items():
        for place in places:
            if place and rng.random() < AWAY[side]:
                number, is_late = rng.choice((1, 1, 2)), rng.random() < 0.5
                missed = range(slots)[-number:] if is_late else range(slots)[:number]
                yield from ((side, place, slot) for slot in missed)


def staying_away(parties, numbers, rng):
    """(side, place) of those who do not come, though nobody knew it before."""
    for (side, places), number in zip(parties.items(), numbers, strict=True):
        yield from ((side, place) for place in rng.sample(places[1:], min(number, len(places[1:]))))
