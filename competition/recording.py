"""History for rows that are written many at a time: who, when and why, as for one that is saved.

The database copies the rows itself, because it has them already: a quarter of the time of an import went into sending
them a second time. `tests/competition/test_importing_history.py` compares with what saving a row writes.
"""

import json
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from competition.models import BulkChange

MOST_OF_REASON = 100


class Author(NamedTuple):
    """Whose change it is, when, and the reason that the history gives."""

    by: object
    at: object
    reason: str


def take_turn():
    """Waits, at the beginning of a transaction, until no other import or bulk change is writing.

    Each locks very many rows, an import in the order of its sheet: two of them would wait for one another. The row that
    stands for the turn is that of the content type of bulk changes, which nobody writes.
    """
    kinds = ContentType.objects.filter(pk=ContentType.objects.get_for_model(BulkChange).pk)
    list(kinds.select_for_update(no_key=True))


def record(model, keys, kind, author):
    """Writes that rows, as the database has them now, were added (+), changed (~) or are going to be removed (-)."""
    if not keys:
        return
    history, quote = model.history.model, connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in history.tracked_fields)
    said = {
        "history_date": connection.ops.adapt_datetimefield_value(author.at),
        "history_type": kind,
        "history_user_id": author.by and author.by.pk,
        "history_change_reason": author.reason[:MOST_OF_REASON],
    }
    pk = quote(model._meta.pk.column)
    chosen, parameter = among(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(history._meta.db_table)} ({columns}, {', '.join(map(quote, said))}) "
            f"SELECT {columns}, {values(history, said)} FROM {quote(model._meta.db_table)} "
            f"WHERE {pk} {chosen} ORDER BY {pk}",
            [*said.values(), parameter],
        )


def record_lists(model, keys, names):
    """Writes lists of rows, which are many-to-many fields, to the last row of the history of each."""
    if not keys:
        return
    quote, history = connection.ops.quote_name, model.history.model
    chosen, parameter = among(keys)
    for name in names:
        field = model._meta.get_field(name)
        own, other = quote(field.m2m_column_name()), quote(field.m2m_reverse_name())
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quote(getattr(history, name).model._meta.db_table)} (id, {own}, {other}, history_id) "
                f"SELECT l.id, l.{own}, l.{other}, h.last FROM {quote(field.m2m_db_table())} l "
                f"JOIN (SELECT id, MAX(history_id) AS last FROM {quote(history._meta.db_table)} "
                f"WHERE id {chosen} GROUP BY id) h ON h.id = l.{own} ORDER BY l.id",
                [parameter],
            )


def values(model, said):
    """A place for each value, of the type of its column, where the database does not guess that in a SELECT."""
    if connection.vendor == "sqlite":
        return ", ".join(["%s"] * len(said))
    fields = {field.column: field for field in model._meta.fields}
    return ", ".join(f"CAST(%s AS {fields[column].db_type(connection)})" for column in said)


def among(keys):
    """SQL for one of very many keys, and its one parameter."""
    if connection.vendor == "postgresql":
        return "= ANY(%s::bigint[])", list(keys)
    return "IN (SELECT value FROM json_each(%s))", json.dumps(list(keys))
