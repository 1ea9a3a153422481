"""The roadshows of a day: what is said of each, its list while it is open, and the page on which it is run."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from directory.admin import RowFilter
from directory.bilingual import columns
from directory.forms import MergingForm
from matchmaking.admin import stage_page
from matchmaking.admin.base import MatchmakingModelAdmin, MatchmakingTabularInline
from matchmaking.models import Pitch, Roadshow

SETTLED = ("announced_at", "closed_at", "closed_list", "seed", "drawn_at", "results_public_at")


class RoadshowForm(MergingForm):
    """What is settled on the stage page is not asked, but it says which rules there are."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - set(SETTLED)


class PitchInline(MatchmakingTabularInline):
    """The list, as long as it is open: ventures are put on it and taken off it, not exchanged."""

    model = Pitch
    tab = False
    fields = ("venture",)
    autocomplete_fields = ("venture",)

    def get_queryset(self, request):
        return super().get_queryset(request).named().in_order()

    def has_add_permission(self, request, obj):
        return super().has_add_permission(request, obj) and not (obj and obj.closed_at)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.closed_at)


@admin.register(Roadshow)
class RoadshowAdmin(MatchmakingModelAdmin):
    part_of = "day"
    form = RoadshowForm
    list_display = ("title", "day", "starts_at", "announced_at", "closed_at", "drawn_at", "stage")
    list_filter = (("day", RowFilter),)
    list_select_related = ("day__activity",)
    search_fields = columns("title")
    autocomplete_fields = ("day",)
    fields = (
        "day",
        tuple(columns("title")),
        ("starts_at", "pitch_minutes", "question_minutes", "change_minutes"),
        tuple(columns("rule")),
        ("votes_open_at", "votes_close_at"),
        ("announced_at", "closed_at", "drawn_at", "results_public_at"),
    )
    inlines = (PitchInline,)
    change_form_outer_before_template = "admin/matchmaking/_roadshow_panel.html"

    @admin.display(description=_("title"), ordering="title_en")
    def title(self, roadshow):
        return roadshow

    @admin.display(description=pgettext_lazy("roadshow", "stage"))
    def stage(self, roadshow):
        address = reverse("admin:matchmaking_roadshow_stage", args=[roadshow.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("Draw and stage"))

    def get_readonly_fields(self, request, obj=None):
        """The rule stays as it was announced, and the day of a closed list as it is published."""
        settled = ("announced_at", "closed_at", "drawn_at", "results_public_at")
        rule = columns("rule") if obj and obj.announced_at else ()
        return (*settled, *rule, "day") if obj and obj.closed_at else (*settled, *rule)

    def has_delete_permission(self, request, obj=None):
        """What was closed was published, and stays."""
        return super().has_delete_permission(request, obj) and not (obj and obj.closed_at)

    def get_urls(self):
        @require_http_methods(["GET", "HEAD", "POST"])
        def stage(request, pk):
            return stage_page.stage(self, request, self.visible(request, pk))

        view = self.admin_site.admin_view(stage)
        return [path("<int:pk>/stage/", view, name="matchmaking_roadshow_stage"), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        return super().render_change_form(request, context | {"roadshow": kwargs.get("obj")}, **kwargs)
