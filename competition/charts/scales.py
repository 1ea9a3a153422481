"""How long a bar is: on a linear scale, or on one of powers of ten where small and large must both be seen."""

import math
from typing import NamedTuple

MOST_TICKS = 5


class Scale(NamedTuple):
    """`ticks` are the numbers at the lines; the last one is at the end of the scale."""

    ticks: list[int]
    is_logarithmic: bool = False

    def share(self, value):
        """The part of the whole length, 0 to 1, that a number takes. Nothing has no length; one has none on powers."""
        top = self.ticks[-1]
        if value <= 0 or top <= 0:
            return 0.0
        if not self.is_logarithmic:
            return value / top
        return math.log10(value) / math.log10(top)


def linear(largest):
    """From 0 to a round number that holds the largest one, in at most five round steps of whole numbers."""
    largest = max(largest, 1)
    size = 10 ** math.floor(math.log10(largest))
    steps = (max(1, size * factor // 10) for factor in (1, 2, 5, 10, 20, 50))
    step = next(step for step in steps if math.ceil(largest / step) <= MOST_TICKS)
    return Scale([step * index for index in range(math.ceil(largest / step) + 1)])


def logarithmic(largest):
    """Powers of ten from 1 to the first that holds the largest number, at least 10."""
    digits = len(str(max(largest, 2) - 1))
    return Scale([10**power for power in range(digits + 1)], is_logarithmic=True)
