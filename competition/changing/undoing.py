"""Undoing a bulk change: what is still as the change left it becomes what it was; all else is told, and stays."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition import published
from competition.changing.planning import SETS, holders, values_of
from competition.changing.writing import lock, write
from competition.models import BulkChange, Entry, EntryState
from competition.recording import take_turn
from directory import clashes

CHANGED_SINCE, DELETED, HOLDS_AWARD, VALUE_GONE = "changed since", "deleted", "holds an award", "value is gone"


class Kept(NamedTuple):
    """A field of an entry that is not undone; `now` is what it has."""

    entry: int
    field: str
    why: str
    now: Any


class Undone(NamedTuple):
    """What an undoing did: how many entries are as they were, and what stays."""

    entries: int
    kept: list[Kept]


def undo(record, *, by, at=None):
    """Undoes a bulk change, field by field.

    Refuses with ValidationError: already_undone, not_undoable, writers_clashed.
    """
    at = at or timezone.now()
    with clashes.atomic():
        take_turn()
        record = BulkChange.objects.select_for_update(of=("self",)).get(pk=record.pk)
        if record.model != "entry":
            raise ValidationError(_("Only changes of entries can be undone."), code="not_undoable")
        if record.undone_at:
            raise ValidationError(_("This change is undone already."), code="already_undone")
        found = undoing(record)
        if found.after:
            write(found.before, found.after, by=by, at=at, reason=f"bulk change {record.pk} undone")
        record.undone_at, record.undone_by = at, by
        record.save(update_fields=["undone_at", "undone_by"])
        transaction.on_commit(published.refresh)
        return Undone(len(found.after), found.kept)


class Undoing(NamedTuple):
    before: dict
    after: dict
    kept: list[Kept]


def undoing(record):
    """What undoing a change would write: the rows are locked and looked at as they are."""
    was = {int(pk): values for pk, values in record.before.items()}
    left = {int(pk): values for pk, values in record.after.items()}
    pks, names = list(was), sorted({name for values in was.values() for name in values})
    lock(pks)
    now, rules = values_of(pks, names), Rules(was, names)
    before, after, kept = defaultdict(dict), defaultdict(dict), []
    for pk, values in was.items():
        for name, value in values.items():
            if pk not in now:
                kept.append(Kept(pk, name, DELETED, None))
            elif now[pk][name] != left[pk][name]:
                kept.append(Kept(pk, name, CHANGED_SINCE, now[pk][name]))
            elif why := rules.refuse(pk, name, value):
                kept.append(Kept(pk, name, why, now[pk][name]))
            else:
                before[pk][name], after[pk][name] = now[pk][name], value
    return Undoing(dict(before), dict(after), kept)


class Rules:
    """What stands against giving an entry its old value back. Loads what it needs once."""

    def __init__(self, was, names):
        self.holders = holders(list(was)) if "state" in names else frozenset()
        self.bound = holders(list(was), prize__track__isnull=False) if "track" in names else frozenset()
        self.there = {
            name: frozenset(Entry._meta.get_field(name).remote_field.model.objects.values_list("pk", flat=True))
            for name in names
            if name in (*SETS, "track", "region")
        }

    def refuse(self, pk, name, value):
        if name == "state" and pk in self.holders and value != EntryState.ADMITTED:
            return HOLDS_AWARD
        if name == "track" and pk in self.bound:
            return HOLDS_AWARD
        keys = value if isinstance(value, list) else [value]
        if name in self.there and not self.there[name].issuperset(key for key in keys if key):
            return VALUE_GONE
        return None
