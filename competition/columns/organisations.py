"""The sheet of organisations."""

from django.utils.translation import gettext_lazy as _

from competition.columns.column import ChoiceColumn, RowColumn, TextColumn
from competition.columns.names import Names
from competition.columns.sheet import Sheet
from directory.models import Organisation, Region


def organisation_names():
    return Names(Organisation.objects.order_by().values_list("pk", "slug", "name_en", "name_zh_hans").iterator())


def region_names():
    return Names(Region.objects.order_by().values_list("pk", "code", "name_en", "name_zh_hans"))


class OrganisationSheet(Sheet):
    name, title = "organisations", _("organisations")
    keys = ("slug",)
    permissions = ("directory.add_organisation", "directory.change_organisation")

    def __init__(self, competition=None):
        self.names = organisation_names()
        field = Organisation._meta.get_field
        super().__init__(
            [
                TextColumn(field("slug"), _("Finds the row again. Empty for a new organisation: made from its name.")),
                TextColumn(field("name_en"), _("A name in at least one language.")),
                TextColumn(field("name_zh_hans")),
                ChoiceColumn(field("kind")),
                RowColumn(field("parent"), self.names, _("Address or exact name. It stands further up in the sheet.")),
                RowColumn(field("region"), region_names(), _("Code or name.")),
                TextColumn(field("website")),
                TextColumn(field("about_en")),
                TextColumn(field("about_zh_hans")),
            ]
        )

    def queryset(self, edition=None):
        """Groups stand before their members, so that the file can be read from top to bottom."""
        return Organisation.objects.order_by("pk")

    def rows(self, edition=None):
        told, waiting = set(), {}
        for row in super().rows(edition):
            if row.parent_id and row.parent_id not in told:
                waiting.setdefault(row.parent_id, []).append(row)
                continue
            ready = [row]
            while ready:
                following = ready.pop(0)
                yield following
                told.add(following.pk)
                ready += waiting.pop(following.pk, ())
        for rows in waiting.values():  # groups of each other: whoever stands first
            yield from rows
