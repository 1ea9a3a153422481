"""Rows that must not be removed, kept by the database: the other half of what `directory.constraints` keeps."""

from django.db.backends.ddl_references import Statement, Table

from directory.constraints import Trigger


class ForbidsDeletion(Trigger):
    """Rows that must stay: `condition` is SQL that is true for a row OLD that nobody may delete.

    `locked` names foreign keys whose rows PostgreSQL locks first. A form deletes nothing: `full_clean()` asks nothing.
    """

    arguments = ("condition", "locked")

    def __init__(self, *, condition, locked=(), **kwargs):
        super().__init__(**kwargs)
        self.condition, self.locked = condition, tuple(locked)

    def locks(self, model, quote):
        keys = [model._meta.get_field(name) for name in self.locked]
        return " ".join(
            f"PERFORM 1 FROM {quote(key.remote_field.model._meta.db_table)}"
            f" WHERE id = OLD.{quote(key.column)} FOR UPDATE;"
            for key in keys
        )

    def statements(self, model, schema_editor):
        quote, message = schema_editor.quote_name, f'trigger constraint "{self.name}" is violated'
        if schema_editor.connection.vendor == "postgresql":
            function = quote(f"{self.name}_trigger")
            sql = [
                f"""CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    {self.locks(model, quote)}
                    IF {self.condition} THEN
                        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
                            MESSAGE = '{message}', CONSTRAINT = '{self.name}';
                    END IF;
                    RETURN OLD;
                END $$;""",
                f"""CREATE TRIGGER {quote(self.name)} BEFORE DELETE ON %(table)s
                FOR EACH ROW EXECUTE FUNCTION {function}();""",
            ]
        else:
            sql = [
                f"""CREATE TRIGGER {quote(f"{self.name}_DELETE")} BEFORE DELETE ON %(table)s
                FOR EACH ROW WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"""
            ]
        return [Statement(statement, table=Table(model._meta.db_table, quote)) for statement in sql]

    def validate(self, model, instance, exclude=None, using="default"):
        """What is validated is not deleted."""
