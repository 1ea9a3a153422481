"""How far a run is. It is told in the cache, because an import writes in one transaction: nothing of what is said in
the database meanwhile can be read, and on SQLite nothing can be said there by anybody else.
"""

import time
from typing import NamedTuple

from django.core.cache import cache

KEPT_SECONDS = 24 * 3600
SILENT_SECONDS = 300


class Progress(NamedTuple):
    """What a run is at, how many rows of how many are done, and when that was told (seconds since 1970)."""

    phase: str
    done: int
    total: int
    told_at: float

    @property
    def is_silent(self):
        """Whether nothing was heard for so long that its process may be gone."""
        return time.time() - self.told_at > SILENT_SECONDS


def key(pk):
    return f"run:{pk}"


def tell(pk, phase, done, total):
    cache.set(key(pk), Progress(phase, done, total, time.time()), timeout=KEPT_SECONDS)


def progress_of(run):
    """The last word of a run that is not over, or None."""
    return None if run.is_over else cache.get(key(run.pk))


def forget(pk):
    cache.delete(key(pk))
