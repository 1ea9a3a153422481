"""The lookup `among`: rows whose number is one of very many, in one parameter of the query."""

import json

from django.db.models import Field, ForeignKey, Lookup


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup):
    """`pk__among=[…]`: as `in`, but tens of thousands of integers are one parameter, on both databases."""

    lookup_name = "among"
    MANY = 2000  # from here on SQLite looks each row up in the list; with fewer, each of the list among the rows
    prepare_rhs = False

    def numbers(self):
        return [int(number) for number in self.rhs]

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        if len(self.rhs) > self.MANY:
            left = f"+{left}"
        return f"{left} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(self.numbers())]

    def as_postgresql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::bigint[])", [*params, self.numbers()]
