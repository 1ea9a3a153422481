"""What the votes of a roadshow come to: the mean of the points, how far they lie apart, and the rank."""

from fractions import Fraction
from typing import NamedTuple

FEWEST = 3  # votes without which there is no rank


class Result(NamedTuple):
    """What came of one pitch. `rank` is None with too few votes; two with the same mean share one, and are tied."""

    key: object
    number: int
    mean: Fraction | None
    least: int | None
    most: int | None
    rank: int | None
    is_tied: bool


def tally(points, fewest=FEWEST):
    """The results, best first; those with too few votes come last, by their keys.

    Shapes: points[key] is a list of the points given; equal means share the rank 1, 1, 3.
    """
    means = {key: Fraction(sum(given), len(given)) for key, given in points.items() if len(given) >= fewest}
    ranked = sorted(means.values(), reverse=True)
    results = [result(key, given, means.get(key), ranked) for key, given in points.items()]
    return sorted(results, key=lambda one: (one.rank is None, one.rank or 0, one.key))


def result(key, given, mean, ranked):
    rank = ranked.index(mean) + 1 if mean is not None else None
    return Result(
        key, len(given), mean, min(given, default=None), max(given, default=None), rank, ranked.count(mean) > 1
    )
