"""Who wants to meet whom, and the meetings."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from directory.admin import RowFilter
from directory.bilingual import columns
from directory.forms import MergingForm
from matchmaking import settling
from matchmaking.admin.base import MatchmakingModelAdmin
from matchmaking.models import Interest, InterestState, Meeting

CALLED = (*columns("venture__name"), *columns("investor__organisation__name"))


class MeetingForm(MergingForm):
    """The state is not asked, but it says which rules there are: two who cancelled take no table."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"state"}


class InterestForm(MergingForm):
    def clean(self):
        """Whoever declares something of a pair locks the party whose interest it is, as `matchmaking.wishing` does: of
        two who do so at one moment, the second reads that it is known already.
        """
        cleaned = super().clean()
        self.keep(cleaned)
        party = cleaned.get(cleaned.get("side"))
        if party:
            type(party).objects.select_for_update(of=("self",), no_key=True).filter(pk=party.pk).first()
        return cleaned

    def keep(self, cleaned):
        """What an organiser blocks, the side cannot undo. Who only changes something else of a block leaves it the
        side's own.
        """
        blocks = cleaned.get("state") == InterestState.BLOCKED
        is_new = not {"venture", "investor", "side", "state"}.isdisjoint(self.changed_data)
        self.instance.by_organisers = blocks and (is_new or self.instance.by_organisers)


@admin.register(Interest)
class InterestAdmin(MatchmakingModelAdmin):
    form = InterestForm
    list_display = ("venture", "investor", "side", "state", "by_organisers", "weight")
    list_filter = (
        ("venture__day", RowFilter),
        "side",
        "state",
        ("venture", RowFilter),
        ("investor", RowFilter),
    )
    list_select_related = ("venture", "investor__organisation")
    search_fields = CALLED
    search_help_text = _("Name of the venture or the investor")
    autocomplete_fields = ("venture", "investor")
    readonly_fields = ("by_organisers",)
    fields = (("venture", "investor"), ("side", "state", "weight"), "by_organisers")


@admin.register(Meeting)
class MeetingAdmin(MatchmakingModelAdmin):
    """Meetings are cancelled, fixed and released by actions; one that is added by hand is fixed. Two others meet in
    another meeting: what was said of this one is said of these two.
    """

    form = MeetingForm
    stays = ("venture", "investor")
    list_display = ("venture", "investor", "when", "at_table", "state", "is_fixed")
    list_filter = (
        ("timeslot__day", RowFilter),
        ("timeslot", RowFilter),
        ("table", RowFilter),
        "state",
        "is_fixed",
        ("venture", RowFilter),
        ("investor", RowFilter),
    )
    list_select_related = ("venture", "investor__organisation", "timeslot", "table")
    search_fields = CALLED
    search_help_text = _("Name of the venture or the investor")
    autocomplete_fields = ("venture", "investor", "timeslot", "table")
    readonly_fields = ("state", "missing")
    fields = (("venture", "investor"), ("timeslot", "table"), ("state", "missing", "is_fixed"))
    actions = ("fix", "release", "cancel")

    @admin.display(description=_("when"), ordering="timeslot__starts_at")
    def when(self, meeting):
        return meeting.timeslot

    @admin.display(description=_("table"), ordering="table__number")
    def at_table(self, meeting):
        return meeting.table

    def get_changeform_initial_data(self, request):
        return {"is_fixed": True} | super().get_changeform_initial_data(request)

    @admin.action(description=_("Fix: a new plan leaves them"))
    def fix(self, request, queryset):
        self.each(request, queryset, settling.fix, _("%(number)d fixed."))

    @admin.action(description=_("Release: a new plan may move them"))
    def release(self, request, queryset):
        self.each(request, queryset, settling.release, _("%(number)d released."))

    @admin.action(description=_("Cancel"))
    def cancel(self, request, queryset):
        self.each(request, queryset, settling.cancel, _("%(number)d cancelled."))
