"""One column of a sheet: its headings, how its words are read, and how a row tells its value."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from competition.columns import values
from competition.columns.names import folded

LARGEST = {"PositiveSmallIntegerField": 32_767, "PositiveIntegerField": 2_147_483_647}


class Column:
    """A value of a row. `name` is its heading for machines, `label` the one for people; `note` explains it."""

    def __init__(self, name, label, note="", *, is_required=False):
        self.name, self.label, self.note, self.is_required = name, label, note, is_required

    def headings(self):
        return {folded(self.name), *map(folded, values.in_both_languages(self.label))}

    def read(self, words):
        """The value that words mean, "" included. Errors: ValidationError."""
        raise NotImplementedError

    def get(self, row):
        return getattr(row, self.name)

    def put(self, row, value):
        setattr(row, self.name, value)

    def words(self, value):
        """How a value is written."""
        return str(value)

    def told(self, row):
        return self.words(self.get(row))

    def is_same(self, row, value):
        return self.words(value) == self.told(row)

    def fields(self):
        """The fields of the row that are written."""
        return [self.name]

    def choices_told(self):
        """What may be written, where that is one of a few words."""
        return ""


class FieldColumn(Column):
    """A field of the row, with its own checks."""

    def __init__(self, field, note="", *, name=None, label=None, is_required=False):
        super().__init__(name or field.name, label or field.verbose_name, note, is_required=is_required)
        self.field = field
        self.checks = list(field.validators)

    def get(self, row):
        return getattr(row, self.field.attname)

    def put(self, row, value):
        setattr(row, self.field.attname, value)

    def fields(self):
        return [self.field.name]

    def check(self, value):
        for check in self.checks:
            check(value)
        return value


class TextColumn(FieldColumn):
    def read(self, words):
        found = values.text(words)
        if not isinstance(self.field, models.TextField):
            found = values.in_one_line(found)
        if self.field.max_length and len(found) > self.field.max_length:
            raise ValidationError(
                _("This has %(found)d characters; at most %(most)d are possible."),
                code="too_long",
                params={"found": len(found), "most": self.field.max_length},
            )
        return self.check(found) if found else ""

    def is_same(self, row, value):
        try:
            return value == self.read(self.get(row))
        except ValidationError:
            return False


class NumberColumn(FieldColumn):
    """A whole number, as large as PostgreSQL can keep it."""

    def read(self, words):
        if not words.strip():
            return 0 if not self.field.null else None
        found = values.whole_number(words)
        most = LARGEST[self.field.get_internal_type()]
        if found > most:
            raise ValidationError(_("At most %(most)d is possible."), code="too_large", params={"most": most})
        return self.check(found)

    def words(self, value):
        return "" if value is None else str(value)


class DayColumn(FieldColumn):
    def read(self, words):
        return values.day(words) if words.strip() else None

    def words(self, value):
        return "" if value is None else value.isoformat()


class MomentColumn(FieldColumn):
    def read(self, words):
        return values.moment(words) if words.strip() else None

    def words(self, value):
        return "" if value is None else values.told_moment(value)


class TruthColumn(FieldColumn):
    def read(self, words):
        return values.truth(words) if words.strip() else False

    def words(self, value):
        return values.told_truth(value)


class ChoiceColumn(FieldColumn):
    """One of several words; each may be written as in English, as in Chinese, or as the machine has it."""

    def __init__(self, field, note="", **options):
        super().__init__(field, note, **options)
        self.choices = dict(field.flatchoices)
        self.known = {}
        for value, label in self.choices.items():
            self.known |= dict.fromkeys([folded(value), *map(folded, values.in_both_languages(label))], value)

    def read(self, words):
        if not words.strip():
            return ""
        if folded(words) not in self.known:
            raise ValidationError(
                _("This is not one of: %(choices)s."), code="not_a_choice", params={"choices": self.choices_told()}
            )
        return self.known[folded(words)]

    def words(self, value):
        return str(self.choices.get(value, value))

    def choices_told(self):
        return "; ".join(str(label) for label in self.choices.values())


class RowColumn(FieldColumn):
    """Another row, by its name or key: `names` finds it."""

    def __init__(self, field, names, note="", **options):
        super().__init__(field, note, **options)
        self.names = names

    def read(self, words):
        return self.names.find(words) if words.strip() else None

    def words(self, value):
        return self.names.told(value)


class RowsColumn(Column):
    """Several other rows, kept in the `lists` of a row; their order counts only where `is_ordered`."""

    def __init__(self, name, label, names, note="", *, is_ordered=False):
        super().__init__(name, label, note)
        self.names, self.is_ordered = names, is_ordered

    def read(self, words):
        found = [self.names.find(part) for part in values.several(words)]
        if len(set(found)) < len(found):
            raise ValidationError(_("Something is named twice."), code="named_twice")
        return found

    def get(self, row):
        return row.lists[self.name]

    def put(self, row, value):
        row.lists[self.name] = value

    def words(self, value):
        return "; ".join(map(self.names.told, value))

    def is_same(self, row, value):
        found = self.get(row)
        return value == found if self.is_ordered else sorted(value) == sorted(found)

    def fields(self):
        return []
