"""Numbers that no single party can be read from: a sum is shown only where enough parties of each side are in it.

A number is safe where at least `FEWEST` ventures and as many investors have a part in it. That alone is not enough
where the total of several numbers is shown beside them: what is not shown of them can be had by subtracting. So what is
hidden must itself be safe when it is put together: where it is not, the smallest of the shown numbers is hidden with
it, until it is. Where the total itself is not safe, neither it nor any of its parts is shown.

What nobody has a part in is 0, and is shown where nothing is hidden: beside a hidden number it would tell that this one
is not 0, and of three that are hidden and 3 together each would be 1. Tables whose numbers are parts of each other must
be published as one; those of here have one total each, and none has the numbers of another.
"""

from typing import NamedTuple

FEWEST = 3


class Part(NamedTuple):
    """A number and who has a part in it."""

    number: int
    ventures: frozenset
    investors: frozenset


class Published(NamedTuple):
    """What may be shown: {key: number, or None where it is hidden}, and the total, which may be None as well."""

    numbers: dict
    total: int | None


def is_safe(parts, fewest=FEWEST):
    """Whether some numbers, put together, have enough parties of each side."""
    sides = (frozenset().union(*(part[side] for part in parts)) for side in (1, 2))
    return all(len(parties) >= fewest for parties in sides)


def is_empty(part):
    return not (part.ventures or part.investors)


def published(parts, fewest=FEWEST):
    """What may be shown of numbers that are parts of one total.

    Shapes: `parts` is {key: Part}; the order of the keys does not matter but between numbers of equally many parties.
    """
    some = {key: part for key, part in parts.items() if not is_empty(part)}
    if not some:
        return Published(dict.fromkeys(parts, 0), 0)
    if not is_safe(some.values(), fewest):
        return Published(dict.fromkeys(parts), None)
    hidden = {key for key, part in some.items() if not is_safe([part], fewest)}
    smallest_first = sorted(some.keys() - hidden, key=lambda key: (size(some[key]), str(key)))
    while hidden and not is_safe([some[key] for key in hidden], fewest):
        hidden.add(smallest_first.pop(0))
    if hidden:
        hidden |= parts.keys() - some.keys()
    numbers = {key: None if key in hidden else part.number for key, part in parts.items()}
    return Published(numbers, sum(part.number for part in some.values()))


def size(part):
    return min(len(part.ventures), len(part.investors)), len(part.ventures) + len(part.investors)


def mean(values, fewest=FEWEST):
    """The mean of numbers, or None where too few parties have a part in it.

    Shapes: `values` are Parts, each with one number.
    """
    return sum(part.number for part in values) / len(values) if is_safe(values, fewest) else None
