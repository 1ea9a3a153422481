"""The partners of entries, written many at a time."""

from collections import defaultdict

from django.db import connection

from competition.models import EntryMember
from competition.recording import record


def write_members(lines, author):
    """Makes the partners of entries those of their lists, in that order; what stays as it was is not written."""
    there = defaultdict(dict)
    for member in EntryMember.objects.filter(entry__in=[line.instance.pk for line in lines if not line.is_new]):
        there[member.entry_id][member.organisation_id] = member
    added, moved, removed = [], [], []
    for line in lines:
        entry = line.instance
        members = there[entry.pk]
        for order, organisation in enumerate(entry.lists["partners"], start=1):
            member = members.pop(organisation, None)
            if member is None:
                added.append(EntryMember(entry_id=entry.pk, organisation_id=organisation, order=order))
            elif member.order != order:
                member.order = order
                moved.append(member)
        removed += members.values()
    gone = [member.pk for member in removed]
    record(EntryMember, gone, "-", author)
    # Not `delete()`: that would write a history of its own, a row at a time and without who and why.
    EntryMember.objects.filter(pk__in=gone)._raw_delete(connection.alias)
    EntryMember.objects.bulk_update(moved, ["order"])
    EntryMember.objects.bulk_create(added)
    record(EntryMember, [member.pk for member in moved], "~", author)
    record(EntryMember, [member.pk for member in added], "+", author)
