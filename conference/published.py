"""Reading what is published: which programmes are current, and their contents.

The *publication* is one small record for the whole site: which version of which conference is public, and a digest
of all of that. It is kept in the cache, because every request asks for it, and is asked of the database again after
`PUBLICATION_REFRESH_SECONDS`; while the database cannot answer, the last answer stands. A published text never
changes, so what is read once under its digest is kept.
"""

import datetime as dt
import hashlib
import logging
import time
from functools import lru_cache
from typing import NamedTuple

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import F

from conference import programme
from conference.models import Conference, ProgrammeVersion

logger = logging.getLogger(__name__)

KEY = "publication"


class Issue(NamedTuple):
    """Which version of a conference is shown, and since when."""

    number: int
    published_at: dt.datetime


class Publication(NamedTuple):
    """What the whole site shows now. `digests` is {slug of a conference: digest}, the latest conference first; `issues`
    tells the version of each.
    """

    digest: str
    digests: dict[str, str]
    issues: dict[str, Issue]
    read_at: float

    @property
    def current(self):
        """The slug of the conference that the front page shows, or None."""
        return next(iter(self.digests), None)


class PublicVersion(NamedTuple):
    """A version that was public: what the public may know of it, and what it changed."""

    number: int
    published_at: dt.datetime
    note: str
    changes: list[dict]


def publication():
    """The current `Publication`: from the cache, or from one query when that is missing or old."""
    known = cache.get(KEY)
    if known and time.time() - known.read_at < settings.PUBLICATION_REFRESH_SECONDS:
        return known
    try:
        return refresh()
    except DatabaseError:
        if known is None:
            raise
        logger.warning("The database does not answer; the last known publication is shown.", exc_info=True)
        cache.set(KEY, known._replace(read_at=time.time()), timeout=None)
        return known


def refresh():
    """Reads the publication anew and makes it known to every process that shares the cache."""
    version = [f"published_version__{name}" for name in ("digest", "number", "published_at")]
    rows = list(Conference.objects.published().order_by("-starts_on", "pk").values_list("slug", *version))
    digests = {slug: digest for slug, digest, _number, _published_at in rows}
    issues = {slug: Issue(number, published_at) for slug, _digest, number, published_at in rows}
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    found = Publication(digest, digests, issues, time.time())
    cache.set(KEY, found, timeout=None)
    return found


@lru_cache(maxsize=16)
def published_programme(digest):
    """The `Programme` whose text has this digest: from this process, the cache, or one query.

    Errors: ProgrammeVersion.DoesNotExist where no version has it.
    """
    key = f"programme:{digest}:br"
    kept = cache.get(key)
    if kept is None:
        text = ProgrammeVersion.objects.filter(digest=digest).values_list("document", flat=True)[:1].get()
        # Compressed, because a cache of files would do it more slowly, and Redis not at all.
        kept = brotli.compress(text.encode(), quality=1)
        cache.set(key, kept, timeout=None)
    return programme.decode(brotli.decompress(kept))


def history(slug):
    """The versions of a published conference up to the one that is public, newest first; [] where none is.

    Kept under the publication's digest: one query when that is new, none afterwards.
    """
    now = publication()
    key = f"history:{slug}:{now.digest}"
    found = cache.get(key)
    if found is None:
        rows = ProgrammeVersion.objects.filter(
            conference__slug=slug, conference__published_version__number__gte=F("number")
        ).order_by("-number")
        found = [PublicVersion(*row) for row in rows.values_list("number", "published_at", "note", "changes")]
        cache.set(key, found, timeout=7 * 24 * 3600)
    return found
