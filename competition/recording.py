"""History for rows that are written many at a time: who, when and why, as for one that is saved.

The database copies the rows itself, because it has them already: a quarter of the time of an import went into sending
them a second time. `tests/competition/test_importing_history.py` compares with what saving a row writes.
"""

from typing import NamedTuple

from django.db import connection

from competition.columns.entries import name_of_other

MOST_OF_REASON = 100


class Author(NamedTuple):
    """Whose import it is, when, and the reason that the history gives."""

    by: object
    at: object
    reason: str


def record(rows, kind, author):
    """Writes that rows, as the database has them now, were added (+), changed (~) or are going to be removed (-)."""
    if not rows:
        return
    model, quote = type(rows[0]), connection.ops.quote_name
    history = model.history.model
    columns = ", ".join(quote(field.column) for field in history.tracked_fields)
    said = {
        "history_date": connection.ops.adapt_datetimefield_value(author.at),
        "history_type": kind,
        "history_user_id": author.by and author.by.pk,
        "history_change_reason": author.reason[:MOST_OF_REASON],
    }
    keys = [row.pk for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(history._meta.db_table)} ({columns}, {', '.join(map(quote, said))}) "
            f"SELECT {columns}, {values(history, said)} FROM {quote(model._meta.db_table)} "
            f"WHERE {quote(model._meta.pk.column)} IN ({places(keys)}) ORDER BY {quote(model._meta.pk.column)}",
            [*said.values(), *keys],
        )


def record_lists(entries, throughs):
    """Writes the lists of entries to the last row of the history of each."""
    if not entries:
        return
    quote, keys = connection.ops.quote_name, [row.pk for row in entries]
    history = type(entries[0]).history.model
    kept = quote(history._meta.db_table)
    for name, through in throughs.items():
        target = quote(getattr(history, name).model._meta.db_table)
        table, other = quote(through._meta.db_table), quote(through._meta.get_field(name_of_other(through)).column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {target} (id, entry_id, {other}, history_id) "
                f"SELECT l.id, l.entry_id, l.{other}, "
                f"(SELECT MAX(h.history_id) FROM {kept} h WHERE h.id = l.entry_id) "
                f"FROM {table} l WHERE l.entry_id IN ({places(keys)}) ORDER BY l.id",
                keys,
            )


def values(model, said):
    """A place for each value, of the type of its column, where the database does not guess that in a SELECT."""
    if connection.vendor == "sqlite":
        return places(said)
    fields = {field.column: field for field in model._meta.fields}
    return ", ".join(f"CAST(%s AS {fields[column].db_type(connection)})" for column in said)


def places(keys):
    return ", ".join(["%s"] * len(keys))
