"""The lookup `among`: rows whose number is one of very many, in one parameter of the query."""

import json
from functools import cached_property

from django.db.models import Field, ForeignKey, Lookup


class Keys:
    """Very many numbers, as a value of `among`; Django looks into a list, item by item, for expressions."""

    def __init__(self, numbers):
        self.numbers = [int(number) for number in numbers]

    def __len__(self):
        return len(self.numbers)

    @cached_property
    def text(self):
        return json.dumps(self.numbers)


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup):
    """`pk__among=[…]`: as `in`, but tens of thousands of integers are one parameter, on both databases."""

    lookup_name = "among"
    prepare_rhs = False
    MANY = 2000  # from here on SQLite looks each row up in the list; with fewer, each of the list among the rows

    def __init__(self, lhs, rhs):
        super().__init__(lhs, rhs if isinstance(rhs, Keys) else Keys(rhs))

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        if len(self.rhs) > self.MANY:
            left = f"+{left}"
        return f"{left} IN (SELECT value FROM json_each(%s))", [*params, self.rhs.text]

    def as_postgresql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::bigint[])", [*params, self.rhs.numbers]
