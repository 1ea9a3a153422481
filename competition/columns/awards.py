"""The sheet of awards."""

from django.utils.translation import gettext_lazy as _

from competition.columns.column import ChoiceColumn, Column, NumberColumn, RowColumn, TextColumn
from competition.columns.entries import edition_names
from competition.columns.names import Names
from competition.columns.sheet import Sheet
from competition.models import Announcement, Award, Prize


class OfSession(Column):
    """A row of the session that the same row of the sheet names: a prize, or an announcement."""

    def __init__(self, field, model, competition, note):
        super().__init__(field.name, field.verbose_name, note, is_required=True)
        self.field = field
        words = model.called_by
        rows = model.objects.filter(edition__competition=competition).order_by()
        found = {}
        for edition, *names in rows.values_list("edition", "pk", f"{words}_en", f"{words}_zh_hans"):
            found.setdefault(edition, []).append((names[0], "", *names[1:]))
        self.names = {edition: Names(rows) for edition, rows in found.items()}

    def find(self, words, edition):
        return self.names.get(edition, Names(())).find(words)

    def get(self, row):
        return getattr(row, self.field.attname)

    def told(self, row):
        return self.names[row.edition_id].told(self.get(row))


class EntryNumber(Column):
    def get(self, row):
        return row.number

    def read(self, words):
        return words.strip()


class AwardSheet(Sheet):
    name, title = "awards", _("awards")
    keys = ("session", "announcement", "prize", "entry", "state")
    needed = ("session", "announcement", "prize", "entry")

    def __init__(self, competition):
        self.competition = competition
        field = Award._meta.get_field
        note = _("Its name in either language.")
        session = RowColumn(
            Prize._meta.get_field("edition"), edition_names(competition), _("Its number."), name="session"
        )
        session.is_required = True
        super().__init__(
            [
                session,
                OfSession(field("announcement"), Announcement, competition, note),
                OfSession(field("prize"), Prize, competition, note),
                EntryNumber("entry", _("entry number"), is_required=True),
                NumberColumn(field("rank")),
                NumberColumn(field("order")),
                TextColumn(field("citation_en")),
                TextColumn(field("citation_zh_hans")),
                ChoiceColumn(field("state"), _("Nothing is withdrawn by a sheet.")),
            ]
        )

    def queryset(self, edition=None):
        found = Award.objects.filter(prize__edition__competition=self.competition).select_related("prize", "entry")
        found = found.filter(prize__edition=edition) if edition else found
        return found.in_order("prize__edition__number")

    def complete(self, rows):
        for row in rows:
            row.edition_id, row.number = row.prize.edition_id, row.entry.number
