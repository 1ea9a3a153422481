"""Importing entries."""

from django.utils.translation import gettext as _

from competition.columns.entries import name_of_other
from competition.importing import sentences
from competition.importing.base import SheetImport
from competition.importing.members import write_members
from competition.importing.naming import NewOrganisations
from competition.models import Entry, EntryState
from competition.recording import record_lists

LISTS = {"industries": Entry.industries.through, "technologies": Entry.technologies.through}


class EntryImport(SheetImport):
    """An entry is found by its session and number. Its state never goes back; a withdrawn one stays as it is."""

    model = Entry
    kept = frozenset({"state", "submitted_at"})
    known_by = ("number",)

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.new = NewOrganisations(self.sheet.organisations) if self.choices.adding_organisations else None

    def key(self, line):
        return self.key_values(line, self.sheet.keys)

    def load(self, keyed):
        rows = Entry.objects.filter(
            edition__in={edition for edition, _number in keyed}, number__in=[number for _edition, number in keyed]
        ).order_by("pk")
        if self.is_written:
            rows = rows.select_for_update(no_key=True, of=("self",))
        found = {(row.edition_id, row.number): row for row in rows}
        for key, line in keyed.items():
            line.instance = found.get(key) or Entry(edition_id=key[0], number=key[1])
            line.is_new = key not in found
            line.before = line.instance.state
            line.instance.lists = {"partners": [], "industries": [], "technologies": []}
        self.sheet.complete([line.instance for line in keyed.values() if not line.is_new])

    def read(self, column, words):
        if self.new and column.name in ("lead", "partners"):
            self.new.meet(column, words)
        return column.read(words)

    def check(self, line):
        row, columns = line.instance, self.sheet.columns
        if line.action == "unchanged":
            return
        if line.before == EntryState.WITHDRAWN and not line.is_new:
            line.refuse(None, _("The entry is withdrawn; a sheet does not change it."))
            return
        if not (row.title_en or row.title_zh_hans):
            line.refuse(columns["title_en"], sentences.of_constraint(Entry, "entry_has_title"))
        if row.is_illustrative and row.source:
            line.refuse(columns["source"], sentences.of_constraint(Entry, "entry_illustrative_has_no_source"))
        if row.lead_id in row.lists["partners"]:
            line.refuse(columns["partners"], _("The organisation that leads the entry is not a partner beside."))
        if row.state != line.before:
            self.check_state(line)
        if row.submitted_at is None and row.state not in (EntryState.DRAFT, EntryState.WITHDRAWN):
            row.submitted_at = self.author.at
            line.changed.add("submitted_at")

    def check_state(self, line):
        """An entry that is new may have any state but withdrawn; else the states that lead on from its own."""
        row, column = line.instance, self.sheet.columns["state"]
        if row.state == EntryState.WITHDRAWN:
            line.refuse(column, _("An entry is withdrawn on its own page, not by a sheet."))
        elif not line.is_new and row.state not in onward(line.before):
            words = {"before": EntryState(line.before).label, "after": EntryState(row.state).label}
            line.refuse(column, _("From “%(before)s” the state does not go to “%(after)s”.") % words)
        elif row.state != EntryState.ADMITTED and not line.is_new and row.awards.given().exists():
            line.refuse(column, sentences.of_constraint(Entry, "entry_with_award_stays_admitted"))

    def look_at(self, lines):
        """Of the organisations that are new, those that good lines name would be added."""
        if self.new:
            self.organisations += len(self.new.named_by([line.instance for line in lines]))

    def unwrite(self, lines):
        super().unwrite(lines)
        if self.new:
            self.organisations -= self.new.take_back([line.instance for line in lines])

    def write(self, lines):
        if self.new:
            self.organisations += self.new.add([line.instance for line in lines], self.author)
        self.save(lines)
        for name, through in LISTS.items():
            self.write_list(name, through, [line for line in lines if name in line.changed])
        write_members([line for line in lines if "partners" in line.changed], self.author)
        record_lists(Entry, [line.instance.pk for line in lines], LISTS)

    def write_list(self, name, through, lines):
        other = through._meta.get_field(name_of_other(through)).attname
        old = [line.instance.pk for line in lines if not line.is_new]
        if old:
            through.objects.filter(entry__in=old).delete()
        through.objects.bulk_create(
            through(**{"entry_id": line.instance.pk, other: pk}) for line in lines for pk in line.instance.lists[name]
        )


def onward(state):
    """The states that an entry may come to, over others."""
    found, ahead = set(), [state]
    while ahead:
        steps = EntryState.SUCCESSORS[ahead.pop()] - found
        found |= steps
        ahead += steps
    return found
