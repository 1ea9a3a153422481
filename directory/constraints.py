"""Rules between rows, kept by the database itself: on PostgreSQL and on SQLite, and by `full_clean()` before either.

Django's own constraints speak about one row, or about equality. A programme needs two more: rows whose times must
not overlap (`NoOverlap`), and rows whose time must lie inside their parent's (`Within`, with `Covers` on the
parent's side); a competition has rules of its own, told in SQL (`Forbids`). PostgreSQL has exclusion constraints for
the first; all else is done by triggers, which raise the constraint's name, so that an IntegrityError can be traced to
the sentence that explains it.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F, Func, Q


class Trigger(models.BaseConstraint):
    """A rule that a trigger keeps: subclasses say which rows are wrong and how a form finds that out.

    `wrong(model, quote)` is SQL that is true for a row NEW that breaks the rule. Where rows of another table are
    read, `locks(model, quote)` is SQL that makes PostgreSQL wait for their writers first (SQLite has one writer).
    A row that is updated is asked about where one of its `fields` gets another value; where none are named, always.
    """

    arguments: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    def wrong(self, model, quote):
        raise TypeError(f"{type(self).__name__} must say which rows are wrong.")

    def locks(self, model, quote):
        return ""

    def columns(self, model, names):
        return [model._meta.get_field(name).column for name in names]

    def statements(self, model, schema_editor):
        """The triggers, named after the constraint, so that its removal needs nothing else."""
        quote = schema_editor.quote_name
        wrong, message = self.wrong(model, quote), f'trigger constraint "{self.name}" is violated'
        pairs = [(f"NEW.{quote(column)}", f"OLD.{quote(column)}") for column in self.columns(model, self.fields)]
        if schema_editor.connection.vendor == "postgresql":
            function = quote(f"{self.name}_trigger")
            sql = [
                f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    {unconcerned(pairs)}
                    {self.locks(model, quote)}
                    IF {wrong} THEN
                        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
                            MESSAGE = '{message}', CONSTRAINT = '{self.name}';
                    END IF;
                    RETURN NEW;
                END $$;""",
                f"""CREATE TRIGGER {quote(self.name)} BEFORE INSERT OR UPDATE ON %(table)s
                FOR EACH ROW EXECUTE FUNCTION {function}();""",
            ]
        else:
            changed = " OR ".join(f"{new} IS NOT {old}" for new, old in pairs) or "TRUE"
            sql = [
                f"""CREATE TRIGGER {quote(f"{self.name}_{event}")} BEFORE {event} ON %(table)s
                FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"""
                for event, when in (("INSERT", wrong), ("UPDATE", f"({changed}) AND {wrong}"))
            ]
        return [Statement(statement, table=Table(model._meta.db_table, quote)) for statement in sql]

    def constraint_sql(self, model, schema_editor):
        """Nothing inside CREATE TABLE: the triggers are made once the table is there (and made again, under the
        table's own name, after each of the rebuilds by which SQLite alters a table).
        """
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    def create_sql(self, model, schema_editor):
        """For a table that exists, on PostgreSQL; SQLite rebuilds the table and calls `constraint_sql`."""
        function, trigger = self.statements(model, schema_editor)
        return Statement(f"{function.template}\n{trigger.template}", **trigger.parts)

    def remove_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        return Statement(
            f"DROP TRIGGER {quote(self.name)} ON %(table)s; DROP FUNCTION {quote(f'{self.name}_trigger')}",
            table=Table(model._meta.db_table, quote),
        )

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {name: getattr(self, name) for name in self.arguments}

    def __eq__(self, other):
        return isinstance(other, type(self)) and self.deconstruct() == other.deconstruct()

    __hash__ = None

    def refuse(self, **words):
        raise ValidationError(self.violation_error_message, code=self.violation_error_code or self.name, params=words)


def unconcerned(pairs):
    """In PostgreSQL's words: an update that changes none of these columns is let pass, and locks nothing."""
    same = " AND ".join(f"{new} IS NOT DISTINCT FROM {old}" for new, old in pairs)
    return f"IF TG_OP = 'UPDATE' THEN IF {same} THEN RETURN NEW; END IF; END IF;" if pairs else ""


class NoOverlap(Trigger):
    """No two rows that agree in `same` may overlap in time.

    `starts` and `ends` name two datetime fields (half open: one may end when the next starts) or two date fields
    (both days belong to the row; an empty one means without limit). A row without a value in one of `same`, or
    whose boolean field `unless` is true, is not compared. The message may use %(other)s.
    """

    arguments = ("same", "starts", "ends", "unless")

    def __init__(self, *, same, starts, ends, unless=None, **kwargs):
        super().__init__(**kwargs)
        self.same, self.starts, self.ends, self.unless = tuple(same), starts, ends, unless

    def is_by_day(self, model):
        return not isinstance(model._meta.get_field(self.starts), models.DateTimeField)

    def exclusion(self, model):
        """The same rule in PostgreSQL's own words."""
        is_by_day = self.is_by_day(model)
        span = Func(
            F(self.starts),
            F(self.ends),
            RangeBoundary(inclusive_lower=True, inclusive_upper=is_by_day),
            function="DATERANGE" if is_by_day else "TSTZRANGE",
            output_field=DateRangeField() if is_by_day else DateTimeRangeField(),
        )
        return ExclusionConstraint(
            name=self.name,
            expressions=[(name, RangeOperators.EQUAL) for name in self.same] + [(span, RangeOperators.OVERLAPS)],
            condition=Q(**{self.unless: False}) if self.unless else None,
        )

    def constraint_sql(self, model, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            return self.exclusion(model).constraint_sql(model, schema_editor)
        return super().constraint_sql(model, schema_editor)

    def create_sql(self, model, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            return self.exclusion(model).create_sql(model, schema_editor)
        return super().create_sql(model, schema_editor)

    def remove_sql(self, model, schema_editor):
        return self.exclusion(model).remove_sql(model, schema_editor)

    def wrong(self, model, quote):
        starts, ends = (quote(column) for column in self.columns(model, (self.starts, self.ends)))
        before = "<=" if self.is_by_day(model) else "<"
        tests = ["other.id IS NOT NEW.id"]
        tests += [  # each starts before the other one ends; NULL is without limit
            f"COALESCE({one}.{starts} {before} {two}.{ends}, TRUE)" for one, two in (("other", "NEW"), ("NEW", "other"))
        ]
        tests += [f"other.{column} = NEW.{column}" for column in map(quote, self.columns(model, self.same))]
        wrong = f"EXISTS (SELECT 1 FROM %(table)s other WHERE {' AND '.join(tests)}"
        if not self.unless:
            return wrong + ")"
        (unless,) = map(quote, self.columns(model, (self.unless,)))
        return f"NOT NEW.{unless} AND {wrong} AND NOT other.{unless})"

    def validate(self, model, instance, exclude=None, using="default"):
        named = {*self.same, self.starts, self.ends} | ({self.unless} if self.unless else set())
        if named & set(exclude or ()):
            return
        same = {name: getattr(instance, model._meta.get_field(name).attname) for name in self.same}
        if None in same.values() or (self.unless and getattr(instance, self.unless)):
            return
        starts, ends = getattr(instance, self.starts), getattr(instance, self.ends)
        by_day = "e" if self.is_by_day(model) else ""
        if not by_day and (starts is None or ends is None):
            return  # the fields themselves ask for their values
        others = model._default_manager.using(using).filter(**same).exclude(pk=instance.pk)
        if self.unless:
            others = others.filter(**{self.unless: False})
        if ends is not None:
            others = others.filter(Q(**{f"{self.starts}__lt{by_day}": ends}) | Q(**{self.starts: None}))
        if starts is not None:
            others = others.filter(Q(**{f"{self.ends}__gt{by_day}": starts}) | Q(**{self.ends: None}))
        if other := others.first():
            self.refuse(other=other)


class Forbids(Trigger):
    """A rule told in SQL: `condition` is true for a row NEW that is wrong, and reads other tables as it likes.

    `fields` are those of NEW that the condition names. `locked` names foreign keys whose rows PostgreSQL locks first,
    in this order, so that of two writers the second sees what the first has written; `locked_rows` is what is to be
    locked that no foreign key names, in SQL after `SELECT 1 FROM`.
    """

    arguments = ("condition", "fields", "locked", "locked_rows")

    def __init__(self, *, condition, fields, locked=(), locked_rows="", **kwargs):
        super().__init__(**kwargs)
        self.condition, self.fields = condition, tuple(fields)
        self.locked, self.locked_rows = tuple(locked), locked_rows

    def wrong(self, model, quote):
        return f"({self.condition})"

    def locks(self, model, quote):
        keys = [model._meta.get_field(name) for name in self.locked]
        tables = [(key.remote_field.model._meta.db_table, key.column) for key in keys]
        rows = [f"{quote(table)} WHERE id = NEW.{quote(column)}" for table, column in tables]
        rows += [self.locked_rows] if self.locked_rows else []
        return " ".join(f"PERFORM 1 FROM {some} FOR UPDATE;" for some in rows)

    def validate(self, model, instance, exclude=None, using="default"):
        """Asks the database the very same condition about the values of the row."""
        if set(self.fields) & set(exclude or ()):
            return
        keys = [model._meta.get_field(name) for name in ("id", *self.fields)]
        connection = connections[using]
        row = ", ".join(f"CAST(%s AS {cast(key, connection)}) AS {key.column}" for key in keys)
        values = [key.get_db_prep_value(getattr(instance, key.attname), connection) for key in keys]
        values[0] = values[0] or -1
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM (SELECT {row}) NEW WHERE {self.condition}", values)
            if cursor.fetchone():
                self.refuse()


def cast(field, connection):
    """The type of a field in SQL; a moment, which SQLite would take for a number, is text there."""
    return field.cast_db_type(connection).replace("datetime", "text")


class Within(Trigger):
    """A row's time lies inside that of its parent: field `parent`, both with the fields `starts` and `ends`.

    The parent's model holds the other half of the rule, `Covers`. The message may use %(parent)s.
    """

    arguments = ("parent", "starts", "ends")

    def __init__(self, *, parent, starts, ends, **kwargs):
        super().__init__(**kwargs)
        self.parent, self.starts, self.ends = parent, starts, ends

    def found(self, model, quote):
        field = model._meta.get_field(self.parent)
        table = field.remote_field.model._meta.db_table
        return f"FROM {quote(table)} parent WHERE parent.id = NEW.{quote(field.column)}"

    def wrong(self, model, quote):
        starts, ends = (quote(column) for column in self.columns(model, (self.starts, self.ends)))
        return (
            f"EXISTS (SELECT 1 {self.found(model, quote)}"
            f" AND (NEW.{starts} < parent.{starts} OR NEW.{ends} > parent.{ends}))"
        )

    def locks(self, model, quote):
        return f"PERFORM 1 {self.found(model, quote)} FOR SHARE;"

    def validate(self, model, instance, exclude=None, using="default"):
        if {self.parent, self.starts, self.ends} & set(exclude or ()):
            return
        parent = getattr(instance, self.parent, None)
        times = [getattr(row, name, None) for row in (instance, parent) for name in (self.starts, self.ends)]
        if None in times:
            return  # the fields themselves ask for their values
        starts, ends, parent_starts, parent_ends = times
        if starts < parent_starts or ends > parent_ends:
            self.refuse(parent=parent)


class Covers(Trigger):
    """A row's time covers that of all its children: the parent's half of `Within`.

    `children` names the reverse relation; `table` and `column` are the children's, because a migration may know
    this model before it knows theirs. The message may use %(child)s.
    """

    arguments = ("children", "table", "column", "starts", "ends")

    def __init__(self, *, children, table, column, starts, ends, **kwargs):
        super().__init__(**kwargs)
        self.children, self.table, self.column, self.starts, self.ends = children, table, column, starts, ends

    def wrong(self, model, quote):
        starts, ends = (quote(name) for name in self.columns(model, (self.starts, self.ends)))
        return (
            f"EXISTS (SELECT 1 FROM {quote(self.table)} child WHERE child.{quote(self.column)} = NEW.id"
            f" AND (child.{starts} < NEW.{starts} OR child.{ends} > NEW.{ends}))"
        )

    def validate(self, model, instance, exclude=None, using="default"):
        if {self.starts, self.ends} & set(exclude or ()) or instance.pk is None:
            return
        starts, ends = getattr(instance, self.starts), getattr(instance, self.ends)
        if starts is None or ends is None:
            return
        children = getattr(instance, self.children).using(using)
        outside = children.filter(Q(**{f"{self.starts}__lt": starts}) | Q(**{f"{self.ends}__gt": ends}))
        if child := outside.first():
            self.refuse(child=child)
