"""Reading what is published: which programmes are current, and their contents.

The *publication* is one small record for the whole site: which version of which conference is public, and a digest
of all of that. It is kept in the cache, because every request asks for it, and is asked of the database again after
`PUBLICATION_REFRESH_SECONDS`; while the database cannot answer, the last answer stands. A published text never
changes, so what is read once under its digest is kept.
"""

import datetime as dt
import hashlib
from functools import lru_cache
from typing import NamedTuple

import brotli
from django.core.cache import cache
from django.db.models import F

from conference import programme
from conference.models import Conference, ProgrammeVersion
from directory.kept import kept, renewed


class PublishedVersion(NamedTuple):
    """Which version of a conference is shown, and since when."""

    digest: str
    number: int
    published_at: dt.datetime


class Publication(NamedTuple):
    """What the whole site shows now: `versions` by the slug of their conference, the latest conference first."""

    digest: str
    versions: dict[str, PublishedVersion]

    @property
    def current(self):
        """The slug of the conference that the front page shows, or None."""
        return next(iter(self.versions), None)


class PublicVersion(NamedTuple):
    """A version that was public: what the public may know of it, and what it changed."""

    number: int
    published_at: dt.datetime
    note: str
    changes: list[dict]


# The shape is part of the keys, so that a new release never reads what an older one kept in another.
KEY = "publication:" + ":".join(Publication._fields + PublishedVersion._fields)
HISTORY_KEY = "history:" + ":".join(PublicVersion._fields)


def publication():
    """The current `Publication`: from the cache, or from one query when that is missing or old."""
    return kept(KEY, read_publication)


def refresh():
    """Reads the publication anew and makes it known to every process that shares the cache."""
    return renewed(KEY, read_publication)


def read_publication():
    fields = [f"published_version__{name}" for name in PublishedVersion._fields]
    rows = Conference.objects.published().order_by("-starts_on", "pk").values_list("slug", *fields)
    versions = {slug: PublishedVersion(*values) for slug, *values in rows}
    return Publication(hashlib.sha256(repr(versions).encode()).hexdigest(), versions)


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

    What was published by mistake and taken back is not told: where a version has the contents of an earlier one
    again, those in between are left out. Kept under the publication's digest: one query when that is new, none
    afterwards.
    """
    key = hashlib.sha256(f"{HISTORY_KEY} {slug} {publication().digest}".encode()).hexdigest()
    found = cache.get(key)
    if found is None:
        rows = ProgrammeVersion.objects.filter(
            conference__slug=slug, conference__published_version__number__gte=F("number")
        ).order_by("number")
        told = {}  # by digest, oldest first
        for digest, *values in rows.values_list("digest", *PublicVersion._fields):
            if digest in told:
                while next(reversed(told)) != digest:
                    told.popitem()
            else:
                told[digest] = PublicVersion(*values)
        found = list(reversed(told.values()))
        cache.set(key, found, timeout=7 * 24 * 3600)
    return found
