"""A small record that every request asks for: kept in the cache, and read from the database again now and then.

While the database cannot answer, the last answer stands; and so it does while another thread of this process reads.
"""

import logging
import time
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

logger = logging.getLogger(__name__)
reading, reading_lock = set(), Lock()  # the keys that are being read anew in this process


class Kept(NamedTuple):
    value: object
    read_at: float


def kept(key, read):
    """What `read()` gives: at most `PUBLICATION_REFRESH_SECONDS` old, or as old as the database has been away.

    Errors: DatabaseError where the database does not answer and nothing is kept.
    """
    known = cache.get(key)
    if known and time.time() - known.read_at < settings.PUBLICATION_REFRESH_SECONDS:
        return known.value
    if known and not begins(key):
        return known.value
    try:
        return renewed(key, read)
    except DatabaseError:
        if known is None:
            raise
        logger.warning("The database does not answer; what was last known of “%s” is shown.", key, exc_info=True)
        cache.set(key, known._replace(read_at=time.time()), timeout=None)
        return known.value
    finally:
        reading.discard(key)


def begins(key):
    """Whether it is up to this thread to read a record that has become old."""
    with reading_lock:
        if key in reading:
            return False
        reading.add(key)
        return True


def renewed(key, read):
    """Reads the record anew and makes it known to every process that shares the cache."""
    value = read()
    cache.set(key, Kept(value, time.time()), timeout=None)
    return value
