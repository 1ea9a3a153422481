"""What is to be planned: who can meet whom, when, and how often."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

type Pair = tuple[int, int]  # venture, investor

MOST_WEIGHT = 1_000_000


class Meeting(NamedTuple):
    """A venture and an investor at a table in a slot; the table of a fixed meeting may be open (None)."""

    venture: int
    investor: int
    slot: int
    table: int | None = None

    @property
    def pair(self) -> Pair:
        return self.venture, self.investor


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """Ventures, investors, slots and tables, and the pairs that are worth a meeting.

    Shapes: ventures_most[venture], investors_most[investor]; ventures_free[venture, slot], investors_free[investor,
            slot]; tables[slot]; pairs[n] = (venture, investor) with weights[n].
    Units:  weights are whole numbers from 1 to MOST_WEIGHT; a mandatory or fixed pair that has none weighs 0.

    The pairs are kept in order, so that the order in which they come changes nothing. A fixed meeting takes place
    whatever is forbidden and whoever is free; it counts towards the most of both, and takes a table. Where pairs that
    weigh something are left out, `bound` is a weight that no plan exceeds, one with such pairs neither.
    """

    ventures_most: np.ndarray
    investors_most: np.ndarray
    ventures_free: np.ndarray
    investors_free: np.ndarray
    tables: np.ndarray
    pairs: np.ndarray
    weights: np.ndarray
    mandatory: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    fixed: tuple[Meeting, ...] = ()
    bound: int | None = None

    def __post_init__(self):
        for name in ("ventures_most", "investors_most", "tables", "weights"):
            self._set(name, np.asarray(getattr(self, name), dtype=np.int64).reshape(-1))
        for name, rows in (("ventures_free", self.ventures), ("investors_free", self.investors)):
            self._set(name, np.asarray(getattr(self, name), dtype=bool).reshape(rows, self.slots))
        pairs = np.asarray(self.pairs, dtype=np.int64).reshape(-1, 2)
        if len(pairs) != len(self.weights):
            raise ValueError(f"There are {len(pairs)} pairs and {len(self.weights)} weights.")
        order = np.argsort(coded(pairs, self.investors), kind="stable")
        self._set("pairs", pairs[order])
        self._set("weights", self.weights[order])
        for name in ("mandatory", "forbidden"):
            self._set(name, in_order(getattr(self, name)))
        self._set("fixed", tuple(sorted({Meeting(*each) for each in self.fixed}, key=lambda each: each[:3])))

    def _set(self, name, value):
        object.__setattr__(self, name, value)

    @property
    def ventures(self) -> int:
        return len(self.ventures_most)

    @property
    def investors(self) -> int:
        return len(self.investors_most)

    @property
    def slots(self) -> int:
        return len(self.tables)

    @cached_property
    def most(self) -> np.ndarray:
        """The most meetings of each person: the ventures, and after them the investors."""
        return np.concatenate([self.ventures_most, self.investors_most])

    @cached_property
    def free(self) -> np.ndarray:
        """Who is free in which slot: the ventures, and after them the investors."""
        return np.concatenate([self.ventures_free, self.investors_free])

    def weight(self, pair: Pair) -> int:
        return self.value([pair])

    def value(self, pairs: Iterable[Pair]) -> int:
        """What some pairs weigh together; nothing, where nobody weighed them."""
        places = places_in(coded(self.pairs, self.investors), coded(list(pairs), self.investors))
        return int(self.weights[places[places >= 0]].sum())


def coded(pairs: Iterable[Pair], investors: int) -> np.ndarray:
    """Each pair as a whole number, in the order of the pairs."""
    pairs = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0] * investors + pairs[:, 1]


def places_in(codes: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each of some whole numbers is among ascending ones, -1 where it is not."""
    places = np.searchsorted(codes, wanted)
    is_there = places < len(codes)
    is_there[is_there] = codes[places[is_there]] == wanted[is_there]
    return np.where(is_there, places, -1)


def in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted({(int(venture), int(investor)) for venture, investor in pairs}))
