"""The sheet of entries."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from competition.columns.column import (
    ChoiceColumn,
    DayColumn,
    MomentColumn,
    NumberColumn,
    RowColumn,
    RowsColumn,
    TextColumn,
    TruthColumn,
)
from competition.columns.names import Names, SessionNames
from competition.columns.organisations import organisation_names, region_names
from competition.columns.sheet import Sheet
from competition.models import Entry, EntryMember, Technology
from directory.models import Industry


def edition_names(competition):
    numbers = competition.editions.order_by("number").values_list("pk", "number")
    return SessionNames((pk, str(number), "", "") for pk, number in numbers)


class EntrySheet(Sheet):
    name, title = "entries", _("entries")
    keys = ("session", "number")
    needed = ("session", "number")

    def __init__(self, competition):
        self.competition, self.organisations = competition, organisation_names()
        field = Entry._meta.get_field
        tracks = Names(competition.tracks.values_list("pk", "slug", "name_en", "name_zh_hans"))
        industries = Names(Industry.objects.values_list("pk", "code", "name_en", "name_zh_hans"))
        technologies = Names(Technology.objects.values_list("pk", "slug", "name_en", "name_zh_hans"))
        list_note = _("Several are parted by semicolons.")
        super().__init__(
            [
                RowColumn(
                    field("edition"), edition_names(competition), _("Its number."), name="session", is_required=True
                ),
                TextColumn(field("number"), _("With the session it finds the row again."), is_required=True),
                TextColumn(field("title_en"), _("A title in at least one language.")),
                TextColumn(field("title_zh_hans")),
                TextColumn(field("summary_en")),
                TextColumn(field("summary_zh_hans")),
                RowColumn(field("lead"), self.organisations, _("Address or exact name."), is_required=True),
                RowsColumn("partners", _("partners"), self.organisations, list_note, is_ordered=True),
                RowColumn(field("region"), region_names(), _("Code or name.")),
                RowColumn(field("track"), tracks, _("Address or name.")),
                RowsColumn("industries", field("industries").verbose_name, industries, list_note),
                RowsColumn("technologies", field("technologies").verbose_name, technologies, list_note),
                ChoiceColumn(field("stage")),
                ChoiceColumn(field("state"), _("Never goes back; nothing is withdrawn by a sheet.")),
                MomentColumn(field("submitted_at")),
                DayColumn(field("deployed_on")),
                NumberColumn(field("sites")),
                NumberColumn(field("base_stations")),
                NumberColumn(field("devices")),
                TextColumn(field("outcome_en")),
                TextColumn(field("outcome_zh_hans")),
                TruthColumn(field("is_illustrative")),
                TextColumn(field("source")),
            ]
        )

    def queryset(self, edition=None):
        found = Entry.objects.filter(edition__competition=self.competition)
        return (found.filter(edition=edition) if edition else found).order_by("edition__number", "number", "pk")

    def complete(self, rows):
        """Gives each row its `lists`: partners in their order, industries, technologies, as primary keys."""
        found = {row.pk: row for row in rows}
        for row in rows:
            row.lists = {"partners": [], "industries": [], "technologies": []}
        for name, pairs in listed(found).items():
            for entry, pk in pairs:
                found[entry].lists[name].append(pk)


def listed(entries):
    """{list: pairs of entry and what it names} for some entries."""
    pairs = defaultdict(list)
    members = EntryMember.objects.filter(entry__in=entries).order_by("entry", "order", "pk")
    pairs["partners"] = members.values_list("entry", "organisation")
    for name, model in (("industries", Entry.industries.through), ("technologies", Entry.technologies.through)):
        column = model._meta.get_field(name_of_other(model)).attname
        pairs[name] = model.objects.filter(entry__in=entries).order_by("pk").values_list("entry_id", column)
    return pairs


def name_of_other(through):
    """The field of a list's rows that does not point to the entry."""
    return next(field.name for field in through._meta.fields if field.is_relation and field.name != "entry")
