"""Rows as arrays of whole numbers: of tens of thousands, making an object of each takes longer than planning."""

from itertools import chain

import numpy as np

from matchmaking.planning.problem import places_in


def table(found, width):
    """Rows of so many whole numbers, from a query set or another iterable: an array (rows, width)."""
    return np.fromiter(chain.from_iterable(found), dtype=np.int64).reshape(-1, width)


def keys_of(rows):
    return np.array([row.pk for row in rows], dtype=np.int64)


def places_among(rows, keys):
    """Where each of some primary keys is among rows, -1 where it is not."""
    known = keys_of(rows)
    order = np.argsort(known)
    return np.append(order, -1)[places_in(known[order], keys)]
