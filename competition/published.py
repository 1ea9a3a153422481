"""What of the competition is public at a moment.

The *stage* is one small record for the whole site, as the publication is for the conference (`conference.published`):
which announcements' moments have come, and which sessions show all their entries. What it is made of, `Score`, is kept
in the cache; the moments pass by the clock, with nobody pressing a key and nothing asked of the database.

Its digest names everything that a public page of the competition is made from. Every write leaves a row in a history
table, so that the last rows of these tell whether anything was written since.
"""

import datetime as dt
import hashlib
from functools import cache as once
from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import CharField, Value
from django.utils import timezone

from competition.models import Announcement, Edition
from directory.kept import kept, renewed

LATE = dt.timedelta(hours=1)  # a transaction that goes on no longer than this is noticed when it ends
SHOWN_APPS = ("competition", "directory")
ALSO_SHOWN = []  # labels of models of apps above, whose rows a public page shows, too
# And the moments at which it shows something else: (label of a model, field with the moment, field with the key).
ALSO_BY_THE_CLOCK = []
ANNOUNCEMENT, EDITION = "announcement", "edition"


class Moment(NamedTuple):
    """When something becomes public."""

    at: dt.datetime
    kind: str
    pk: int


class Score(NamedTuple):
    """The moments that are known, in order, and a name for the state of all rows."""

    revision: str
    moments: tuple[Moment, ...]


class Stage(NamedTuple):
    """What is public at a moment: primary keys of announcements, and of sessions that show all their entries.

    `ahead` are the moments that have not come: (kind, key).
    """

    digest: str
    revision: str
    announcements: frozenset[int]
    editions: frozenset[int]
    ahead: frozenset[tuple[str, int]]


KEY = "stage:" + ":".join(Score._fields + Moment._fields)


def stage(at=None):
    """The `Stage` at a moment, now if none is given: from the cache, or from two queries."""
    return stage_of(kept(KEY, read_score), at or timezone.now())


def refresh():
    """Reads the score anew and makes it known to every process that shares the cache."""
    return renewed(KEY, read_score)


def stage_of(score, at):
    come = [moment for moment in score.moments if moment.at <= at]
    return Stage(
        digest=hashlib.sha256(f"{score.revision} {come}".encode()).hexdigest(),
        revision=score.revision,
        announcements=frozenset(moment.pk for moment in come if moment.kind == ANNOUNCEMENT),
        editions=frozenset(moment.pk for moment in come if moment.kind == EDITION),
        ahead=frozenset((moment.kind, moment.pk) for moment in score.moments if moment.at > at),
    )


def read_score():
    announcements = Announcement.objects.filter(edition__is_public=True, public_at__isnull=False)
    editions = Edition.objects.public().filter(entries_public_at__isnull=False)
    rows = (
        moments_of(announcements, "public_at", ANNOUNCEMENT)
        .union(moments_of(editions, "entries_public_at", EDITION), *also_by_the_clock(), all=True)
        .order_by()
    )
    return Score(read_revision(), tuple(sorted(Moment(*row) for row in rows)))


def also_by_the_clock():
    for label, at, key in ALSO_BY_THE_CLOCK:
        rows = apps.get_model(label).objects.filter(**{f"{at}__isnull": False})
        yield moments_of(rows, at, f"{label}.{at}", key)


def moments_of(rows, at, kind, key="pk"):
    return rows.order_by().values_list(at, Value(kind, output_field=CharField()), key)


def read_revision():
    """A name for the state of all rows that a public page of the competition may show."""
    return revision_of(kept_models())


def revision_of(models):
    """The last row of each history of some models, and how many there are of the last hour, as one word.

    A transaction that commits after a younger one has no last row, but is one of those: the hour is that before the
    newest row, so that nothing changes while nobody writes.
    """
    with connection.cursor() as cursor:
        cursor.execute(revision_query(models))
        found = sorted(cursor.fetchall())
    return hashlib.sha256(repr(found).encode()).hexdigest()


@once
def revision_query(models):
    parts = []
    for model in models:
        table = connection.ops.quote_name(model.history.model._meta.db_table)
        last, newest = (f"(SELECT MAX({column}) FROM {table})" for column in ("history_id", "history_date"))
        late = f"(SELECT COUNT(*) FROM {table} WHERE history_date > {late_before(newest)})"
        parts.append(f"SELECT '{model._meta.label_lower}', {last}, {newest}, {late}")
    return " UNION ALL ".join(parts)


def late_before(moment):
    """In the words of the database, the moment that is `LATE` before another one."""
    seconds = int(LATE.total_seconds())
    if connection.vendor == "postgresql":
        return f"{moment} - INTERVAL '{seconds} seconds'"
    return f"datetime({moment}, '-{seconds} seconds')"


@once
def kept_models():
    """The models whose rows a public page of the competition may show, and those that apps above name."""
    models = [model for app in SHOWN_APPS for model in apps.get_app_config(app).get_models()]
    models += map(apps.get_model, ALSO_SHOWN)
    kept = [model for model in models if hasattr(model._meta, "simple_history_manager_attribute")]
    return tuple(model for model in kept if model._meta.label != "directory.User")
