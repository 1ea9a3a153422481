"""Who comes for whom, what they agree to, and when somebody cannot come."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.admin import RowFilter
from directory.bilingual import columns
from matchmaking import enrolling
from matchmaking.admin.base import (
    BelongsFilter,
    MatchmakingModelAdmin,
    MatchmakingStackedInline,
    MatchmakingTabularInline,
)
from matchmaking.forms.representatives import InvitedForm
from matchmaking.models import Absence, Consent, Representative

CALLED = (*columns("venture__name"), *columns("investor__organisation__name"))


class RepresentativeInline(MatchmakingStackedInline):
    model = Representative
    form = InvitedForm
    fields = (("name", "office"), ("email", "phone"), ("person", "user"))
    autocomplete_fields = ("person", "user")


class AbsenceInline(MatchmakingTabularInline):
    model = Absence
    fields = ("timeslot",)
    autocomplete_fields = ("timeslot",)


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
    form = InvitedForm
    list_display = ("name", "office", "of_whom", "email", "phone", "invited_at")
    list_filter = (BelongsFilter, ("user", admin.EmptyFieldListFilter))
    list_select_related = ("venture", "investor__organisation")
    search_fields = ("name", "email", *CALLED)
    autocomplete_fields = ("venture", "investor", "person", "user")
    readonly_fields = ("invited_at",)
    fields = (
        ("venture", "investor"),
        ("name", "office"),
        ("email", "phone"),
        ("person", "user"),
        ("arrived_at", "invited_at"),
    )
    inlines = (ConsentInline,)
    actions = ("invite",)

    @admin.action(description=_("Send an invitation"))
    def invite(self, request, queryset):
        """To those who have not signed in yet."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        rows = Representative.objects.visible_to(request.user).filter(pk__in=queryset.values("pk"))
        self.each(
            request, rows.select_related("venture", "investor"), enrolling.invite, gettext("Invited: %(number)d.")
        )


@admin.register(Absence)
class AbsenceAdmin(OfPartyAdmin):
    list_display = ("of_whom", "timeslot")
    list_filter = (("timeslot__day", RowFilter), ("timeslot", RowFilter), BelongsFilter)
    list_select_related = ("venture", "investor__organisation", "timeslot")
    search_fields = CALLED
    autocomplete_fields = ("venture", "investor", "timeslot")
    fields = (("venture", "investor"), "timeslot")
