"""Many new rows at once, each with its row in the history: plain SQL, because 94,000 entries are to be there soon.

The rows are as `save()` would have left them; that they are valid is for those to see who prepare them.
"""

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

BATCH = 20_000
# Values that the database does not take as they are.
PREPARED = (models.DateField, models.DateTimeField, models.DecimalField)


class Insert:
    """INSERT into the table of a model: what is given by attribute, and what is the same in every row.

    `same` says that of some columns; all others have their field's default.
    """

    def __init__(self, model, *names, **same):
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = {name: same.get(name, field.get_default()) for name, field in fields.items() if name not in names}
        self.model, self.rest = model, tuple(prepared(fields[name], value) for name, value in rest.items())
        self.places = [place for place, name in enumerate(names) if isinstance(fields[name], PREPARED)]
        self.fields = [fields[name] for name in names]
        quote = connection.ops.quote_name
        columns = [fields[name].column for name in (*names, *rest)]
        self.sql = (
            f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) "  # noqa: S608  (our names)
            f"VALUES ({', '.join(['%s'] * len(columns))})"
        )

    def next_pk(self):
        return (self.model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1

    def write(self, rows):
        """Rows as tuples of what is given, in that order."""
        with connection.cursor() as cursor:
            for first in range(0, len(rows), BATCH):
                cursor.executemany(self.sql, [self.row(values) for values in rows[first : first + BATCH]])

    def row(self, values):
        if self.places:
            values = list(values)
            for place in self.places:
                values[place] = prepared(self.fields[place], values[place])
        return (*values, *self.rest)


def prepared(field, value):
    return field.get_db_prep_save(value, connection)


class Kept:
    """INSERT of rows of a model that has a history: `write` gives them their primary keys, and tells which."""

    def __init__(self, model, *names, at):
        self.rows = Insert(model, "id", *names)
        self.history = Insert(model.history.model, "id", *names, "history_id", history_date=at, history_type="+")

    def write(self, rows):
        """Rows as tuples without the key. Returns their keys, and those of their history, as ranges."""
        pks = numbers(self.rows.next_pk(), rows)
        history = numbers(self.history.next_pk(), rows)
        self.rows.write([(pk, *row) for pk, row in zip(pks, rows, strict=True)])
        kept = zip(pks, rows, history, strict=True)
        self.history.write([(pk, *row, number) for pk, row, number in kept])
        return pks, history


class Linked:
    """INSERT of the links of a many-to-many field that the history keeps, too."""

    def __init__(self, model, name):
        through = getattr(model, name).through
        kept = getattr(model.history.model, name).model
        own, other = through._meta.concrete_fields[1:]
        self.rows = Insert(through, "id", own.attname, other.attname)
        self.history = Insert(kept, "id", "m2m_history_id", "history_id", own.attname, other.attname)

    def write(self, links):
        """Links as (primary key, key in the history, primary key of the other row)."""
        pks = numbers(self.rows.next_pk(), links)
        history = numbers(self.history.next_pk(), links)
        self.rows.write([(pk, own, other) for pk, (own, _kept, other) in zip(pks, links, strict=True)])
        kept = zip(pks, history, links, strict=True)
        self.history.write([(pk, number, row, own, other) for pk, number, (own, row, other) in kept])


def numbers(first, rows):
    return range(first, first + len(rows))


def catch_up(inserts):
    """The database goes on counting after the keys that were given (PostgreSQL keeps its count elsewhere)."""
    statements = connection.ops.sequence_reset_sql(no_style(), [insert.model for insert in inserts])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
