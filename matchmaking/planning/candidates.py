"""The pairs that may be planned, as arrays over all people: the ventures, and after them the investors."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matchmaking.planning.problem import Problem, coded, places_in


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs that are not forbidden and share a slot with a table, in order, each with its weight.

    Shapes: ventures[n] and investors[n] are people; must[n] = the pair is mandatory. What is fixed is not among them.
    """

    ventures: np.ndarray
    investors: np.ndarray
    weights: np.ndarray
    must: np.ndarray

    def __len__(self):
        return len(self.weights)

    @cached_property
    def codes(self) -> np.ndarray:
        """The pairs as ascending whole numbers."""
        return self.ventures << 32 | self.investors

    @cached_property
    def heaviest_first(self) -> np.ndarray:
        """The numbers of all pairs, by weight."""
        return np.argsort(-self.weights, kind="stable")

    @cached_property
    def obliged(self) -> frozenset[tuple[int, int]]:
        """The mandatory pairs."""
        return frozenset(zip(self.ventures[self.must].tolist(), self.investors[self.must].tolist(), strict=True))

    def find(self, pairs: np.ndarray) -> np.ndarray:
        """The number of each of some pairs, -1 for what is no candidate."""
        return places_in(self.codes, pairs[:, 0] << 32 | pairs[:, 1])

    def numbers(self, pairs: Iterable[tuple[int, int]]) -> np.ndarray:
        """The numbers of some pairs, in order; what is no candidate is left out."""
        found = self.find(np.array(list(pairs), dtype=np.int64).reshape(-1, 2))
        return np.sort(found[found >= 0])

    def weight(self, meetings: Iterable[tuple[int, int, int]]) -> int:
        """What some meetings (venture, investor, slot) weigh together."""
        return int(self.weights[self.numbers(meeting[:2] for meeting in meetings)].sum())

    def only(self, which: np.ndarray) -> "Candidates":
        return Candidates(self.ventures[which], self.investors[which], self.weights[which], self.must[which])


def candidates(problem: Problem) -> Candidates:
    """What may still be planned beside the fixed meetings."""
    codes, weights = coded(problem.pairs, problem.investors), problem.weights
    mandatory = coded(problem.mandatory, problem.investors)
    unweighed = mandatory[places_in(codes, mandatory) < 0]
    codes, weights = np.concatenate([codes, unweighed]), np.concatenate([weights, np.zeros_like(unweighed)])
    order = np.argsort(codes, kind="stable")
    codes, weights = codes[order], weights[order]
    ventures, investors = codes // problem.investors, codes % problem.investors + problem.ventures
    never = [*problem.forbidden, *(meeting.pair for meeting in problem.fixed)]
    possible = together(problem.free & (problem.tables > 0), ventures, investors) & ~_marked(
        codes, coded(never, problem.investors)
    )
    return Candidates(ventures, investors, weights, _marked(codes, mandatory)).only(possible)


def _marked(codes, some):
    """Which of ascending whole numbers are among some."""
    places, marks = places_in(codes, some), np.zeros(len(codes), dtype=bool)
    marks[places[places >= 0]] = True
    return marks


def together(is_open: np.ndarray, ventures: np.ndarray, investors: np.ndarray) -> np.ndarray:
    """Whether two people are open in a common slot: 63 slots at a time, as bits. Shapes: is_open[person, slot]."""
    found = np.zeros(np.broadcast_shapes(ventures.shape, investors.shape), dtype=bool)
    for start in range(0, is_open.shape[1], 63):
        part = is_open[:, start : start + 63]
        bits = part @ (np.int64(1) << np.arange(part.shape[1], dtype=np.int64))
        found |= (bits[ventures] & bits[investors]) != 0
    return found
