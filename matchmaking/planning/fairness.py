"""Fairness: among plans of the same weight, the one that serves those who have least.

A person's k-th meeting is worth more than the next one, whoever it is: with four meetings for two people, two and two
are worth more than three and one. The worth only decides between plans of the same weight.
"""

from collections.abc import Iterable

import numpy as np

from matchmaking.planning.problem import Problem


class Fairness:
    """What the next meeting of a person is worth, in units that are small beside the smallest weight.

    Units:  `scale` is how much a weight of 1 counts beside a worth of 1: more than all worth of a plan together.
    """

    def __init__(self, problem: Problem):
        self.deepest = int(min(problem.most.max(initial=0), problem.slots)) + 1
        self.scale = self._worth_of(np.minimum(problem.most, problem.slots)) + 1

    def _worth_of(self, counts) -> int:
        return int((counts * self.deepest - counts * (counts - 1) // 2).sum())

    def worth(self, counts: Iterable[int]) -> int:
        """How fair it is that people have so many meetings: the more the fairer, and the more equal."""
        return self._worth_of(np.asarray(list(counts), dtype=np.int64))

    def next_meetings(self, people: np.ndarray, capacity: np.ndarray, had: np.ndarray):
        """For each meeting that each of some people may still have: the person, one meeting, and what it is worth."""
        repeated = np.repeat(people, capacity[people])
        starts = np.cumsum(capacity[people]) - capacity[people]
        nth = np.arange(len(repeated)) - np.repeat(starts, capacity[people])
        return repeated, np.ones_like(repeated), self.deepest - had[repeated] - nth


class Indifference:
    """Where nothing but the weight is asked for, which is found sooner then: all meetings of a person are the same."""

    scale = 1

    def next_meetings(self, people: np.ndarray, capacity: np.ndarray, had: np.ndarray):
        """The people, how many meetings each may still have, and what these are worth: nothing."""
        return people, capacity[people], np.zeros_like(people)
