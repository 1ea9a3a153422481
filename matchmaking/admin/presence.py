"""Who comes for whom, what they agree to, and when somebody cannot come."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from directory.admin import RowFilter
from directory.bilingual import columns
from matchmaking.admin.base import BelongsFilter, MatchmakingModelAdmin, MatchmakingTabularInline
from matchmaking.models import Absence, Consent, Representative

CALLED = (*columns("venture__name"), *columns("investor__organisation__name"))


class ConsentInline(MatchmakingTabularInline):
    model = Consent
    tab = False
    fields = ("purpose", "given_at")


class OfPartyAdmin(MatchmakingModelAdmin):
    """Rows that belong to a venture or to an investor."""

    autocomplete_fields = ("venture", "investor")

    @admin.display(description=_("of whom"))
    def of_whom(self, row):
        return row.party


@admin.register(Representative)
class RepresentativeAdmin(OfPartyAdmin):
    list_display = ("name", "office", "of_whom", "email", "phone")
    list_filter = (BelongsFilter,)
    list_select_related = ("venture", "investor__organisation")
    search_fields = ("name", "email", *CALLED)
    autocomplete_fields = ("venture", "investor", "person", "user")
    fields = (("venture", "investor"), ("name", "office"), ("email", "phone"), ("person", "user"), "arrived_at")
    inlines = (ConsentInline,)


@admin.register(Absence)
class AbsenceAdmin(OfPartyAdmin):
    list_display = ("of_whom", "timeslot")
    list_filter = (("timeslot__day", RowFilter), ("timeslot", RowFilter), BelongsFilter)
    list_select_related = ("venture", "investor__organisation", "timeslot")
    search_fields = CALLED
    autocomplete_fields = ("venture", "investor", "timeslot")
    fields = (("venture", "investor"), "timeslot")
