"""Importing organisations."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from competition.columns.names import SEVERAL, folded
from competition.importing import sentences
from competition.importing.base import SheetImport
from competition.importing.naming import slug_for
from directory.models import Organisation, OrganisationKind

WAITED_FOR = -1


class OrganisationImport(SheetImport):
    """An organisation is found by its address or, where the sheet gives none, by its exact name."""

    model = Organisation
    kept = frozenset({"slug", "kind"})
    known_by = ("slug", "name_en", "name_zh_hans")

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.names, self.added = self.sheet.names, {}

    def key(self, line):
        """The primary key of an organisation that is known, else the address or name of a new one."""
        slug = line.words.get("slug", "").strip()
        names = [folded(line.words.get(name, "")) for name in ("name_en", "name_zh_hans")]
        if slug:
            return self.names.by_key.get(folded(slug), folded(slug))
        if not any(names):
            line.refuse(self.sheet.columns["name_en"], _("Without an address the name is needed."))
            return None
        found = {self.names.by_name[name] for name in names if name in self.names.by_name}
        if SEVERAL in found or len(found) > 1:
            line.refuse(None, _("Several organisations are called so. Give the address of the one that is meant."))
            return None
        return found.pop() if found else ("name", *names)

    def load(self, keyed):
        rows = Organisation.objects.filter(pk__in=[key for key in keyed if isinstance(key, int)]).order_by("pk")
        if self.is_written:
            rows = rows.select_for_update(no_key=True, of=("self",))
        found = {row.pk: row for row in rows}
        for key, line in keyed.items():
            line.is_new = key not in found
            line.instance = found.get(key) or Organisation(kind=OrganisationKind.ENTERPRISE)
            if isinstance(key, int) and line.is_new:
                line.refuse(None, _("This is already in a row above."))
            elif line.is_new:
                self.put_slug(line)

    def put_slug(self, line):
        column, words = self.sheet.columns["slug"], line.words.get("slug", "")
        try:
            line.instance.slug = column.read(words)
        except ValidationError as error:
            line.refuse(column, " ".join(error.messages))

    def check(self, line):
        row, columns = line.instance, self.sheet.columns
        if not (row.name_en or row.name_zh_hans):
            line.refuse(columns["name_en"], sentences.of_constraint(Organisation, "organisation_has_name"))
        if row.pk and row.parent_id == row.pk:
            line.refuse(columns["parent"], sentences.of_constraint(Organisation, "organisation_not_its_own_group"))
        line.before = row.parent_id
        if not line.wrong and line.is_new:
            row.slug = row.slug or slug_for(row.name_en or row.name_zh_hans, self.names)
            key = -1 - len(self.added)
            self.added[key] = row
            self.names.add(key, row.slug, row.name_en, row.name_zh_hans)

    def write(self, lines):
        """Groups are written before those that belong to them, also where both are new."""
        waiting = [line for line in lines if line.is_new]
        while waiting:
            ready = [line for line in waiting if self.parent(line) != WAITED_FOR]
            if not ready:
                raise IntegrityError("A group was refused, so that what belongs to it is refused, too.")
            self.write_rows(ready)
            waiting = [line for line in waiting if line not in ready]
        self.write_rows([line for line in lines if not line.is_new])

    def parent(self, line):
        """The primary key of the group, or WAITED_FOR: `before` is the number of one that is not written yet."""
        if line.before is None or line.before > 0:
            return line.before
        return self.added[line.before].pk or WAITED_FOR

    def write_rows(self, lines):
        for line in lines:
            line.instance.parent_id = self.parent(line)
        self.save(lines)
