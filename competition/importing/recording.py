"""History for rows that are written many at a time: who, when and why, as for one that is saved."""

from typing import NamedTuple

from django.conf import settings

from competition.columns.entries import name_of_other

MOST_OF_REASON = 100


class Author(NamedTuple):
    """Whose import it is, when, and the reason that the history gives."""

    by: object
    at: object
    reason: str


def record(rows, kind, author):
    """Writes that rows were added (+), changed (~) or removed (-), and returns the rows of their history."""
    if not rows or not getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return []
    model = type(rows[0]).history.model
    return model.objects.bulk_create(
        model(
            history_date=author.at,
            history_type=kind,
            history_user=author.by,
            history_change_reason=author.reason[:MOST_OF_REASON],
            **{field.attname: getattr(row, field.attname) for field in model.tracked_fields},
        )
        for row in rows
    )


def record_lists(history, throughs):
    """Writes the lists of the rows that a history was written for, as the database has them now."""
    by_row = {row.id: row for row in history}
    for name, through in throughs.items():
        if not history:
            return
        model = getattr(type(history[0]), name).model
        other = through._meta.get_field(name_of_other(through)).attname
        rows = through.objects.filter(entry__in=by_row).values_list("pk", "entry_id", other)
        model.objects.bulk_create(
            model(history=by_row[entry], **{"id": pk, "entry_id": entry, other: pk_of_other})
            for pk, entry, pk_of_other in rows
        )
