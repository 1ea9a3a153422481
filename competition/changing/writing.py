"""Writing a bulk change: the rows, their history, and the record by which it can be undone."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition import published
from competition.among import Keys
from competition.changing.planning import SETS, plan_of
from competition.changing.wording import in_words
from competition.models import BulkChange, Entry
from competition.recording import Author, record, record_lists, take_turn
from directory import clashes


def change(entries, asked, *, by, expected=None, at=None):
    """Changes entries as asked, in one transaction, and returns the record of it.

    `expected` is the token of the plan that was looked at: what was shown is what is done.
    Refuses with ValidationError: changed_meanwhile where the rows are no longer those, nothing_to_change,
    writers_clashed.
    """
    at, what = at or timezone.now(), in_words(asked)[:300]
    pks = list(entries.order_by().values_list("pk", flat=True).distinct())
    with clashes.atomic():
        take_turn()
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
    record(Entry, list(after), "~", Author(by, at, reason))
    record_lists(Entry, list(after), SETS)


def through_of(name):
    return getattr(Entry, name).through, f"{Entry._meta.get_field(name).m2m_reverse_field_name()}_id"
