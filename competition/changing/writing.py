"""Writing a bulk change: the rows, their history, and the record by which it can be undone."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition import published
from competition.among import Keys
from competition.changing.planning import SETS, plan_of
from competition.changing.wording import in_words
from competition.models import BulkChange, Entry


def change(entries, asked, *, by, expected=None, at=None):
    """Changes entries as asked, in one transaction, and returns the record of it.

    `expected` is the token of the plan that was looked at: what was shown is what is done.
    Refuses with ValidationError: changed_meanwhile where the rows are no longer those, nothing_to_change.
    """
    at, what = at or timezone.now(), in_words(asked)[:300]
    pks = list(entries.order_by().values_list("pk", flat=True).distinct())
    with transaction.atomic():
        lock(pks)
        planned = plan_of(pks, asked)
        if expected is not None and planned.token != expected:
            raise ValidationError(
                _("Some of these entries changed since you looked. Look at what would change now, and confirm that."),
                code="changed_meanwhile",
            )
        if not planned.after:
            raise ValidationError(_("None of these entries would change."), code="nothing_to_change")
        record = BulkChange.objects.create(
            model="entry", what=what, before=planned.before, after=planned.after, changed_by=by, changed_at=at
        )
        write(planned.before, planned.after, by=by, at=at, reason=f"bulk change {record.pk}")
        transaction.on_commit(published.refresh)
        return record


def lock(pks):
    """Keeps entries from other writers until the transaction ends."""
    list(Entry.objects.filter(pk__among=Keys(pks)).order_by("pk").select_for_update().values_list("pk", flat=True))


def write(before, after, *, by, at, reason):
    """Writes values of entries {entry: {field: value}}, and a row of history for each: one query for each new value."""
    groups, gained, lost = defaultdict(list), defaultdict(list), defaultdict(list)
    for pk, values in after.items():
        for name, value in values.items():
            if name in SETS:
                was, now = set(before[pk][name]), set(value)
                for key in now - was:
                    gained[name, key].append(pk)
                for key in was - now:
                    lost[name, key].append(pk)
            else:
                groups[name, value].append(pk)
    for (name, value), pks in groups.items():
        Entry.objects.filter(pk__among=Keys(pks)).update(**{Entry._meta.get_field(name).attname: value})
    for (name, key), pks in lost.items():
        through, target = through_of(name)
        rows = through.objects.filter(entry__among=Keys(pks), **{target: key})
        rows._raw_delete(rows.db)
    for (name, key), pks in gained.items():
        through, target = through_of(name)
        through.objects.bulk_create([through(entry_id=pk, **{target: key}) for pk in pks], batch_size=5000)
    write_history(list(after), by=by, at=at, reason=reason)


def through_of(name):
    return getattr(Entry, name).through, f"{Entry._meta.get_field(name).m2m_reverse_field_name()}_id"


def write_history(pks, *, by, at, reason):
    """A row of history for each entry as it is now, with its sets: copied by the database itself."""
    kept, last = Entry.history.model, "SELECT COALESCE(MAX(history_id), 0) FROM "
    history, entries = (connection.ops.quote_name(model._meta.db_table) for model in (kept, Entry))
    columns = [connection.ops.quote_name(field.column) for field in kept.tracked_fields]
    added = {
        "history_date": connection.ops.adapt_datetimefield_value(at),
        "history_type": "~",
        "history_change_reason": reason,
        "history_user_id": by and by.pk,
    }
    chosen, parameter = among(pks)
    with connection.cursor() as cursor:
        cursor.execute(f"{last}{history}")
        start = cursor.fetchone()[0]
        cursor.execute(
            f"""INSERT INTO {history} ({", ".join([*columns, *added])})
            SELECT {", ".join(columns)}, {", ".join(["%s"] * len(added))} FROM {entries} WHERE id {chosen}""",
            [*added.values(), parameter],
        )
        for name in SETS:
            cursor.execute(set_history(name, history), [start, reason])


def set_history(name, history):
    """SQL that copies the rows of a set for the history rows that were just written."""
    field, quote = Entry._meta.get_field(name), connection.ops.quote_name
    kept = getattr(Entry.history.model, name).model._meta.db_table
    one, other = quote(field.m2m_column_name()), quote(field.m2m_reverse_name())
    return f"""INSERT INTO {quote(kept)} (id, {one}, {other}, history_id)
        SELECT t.id, t.{one}, t.{other}, h.history_id FROM {quote(field.m2m_db_table())} t
        JOIN {history} h ON h.id = t.{one} WHERE h.history_id > %s AND h.history_change_reason = %s"""


def among(pks):
    """SQL for one of many keys, and its parameter."""
    if connection.vendor == "postgresql":
        return "= ANY(%s::bigint[])", pks
    return "IN (SELECT value FROM json_each(%s))", str(list(pks))
