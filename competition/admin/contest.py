"""The competition and its sessions, with what entries are sorted by."""

from django.contrib import admin
from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from competition.admin.base import CompetitionModelAdmin
from competition.admin.moments import moment_in_words
from competition.models import Competition, Edition, EntryState, OfficialTotal, Technology, Track
from directory.admin import BloomStackedInline, RowFilter
from directory.bilingual import columns


class OfficialTotalInline(BloomStackedInline):
    """The totals of a competition, each of one of its sessions or of all together."""

    model = OfficialTotal
    fields = (("edition", "kind", "value"), tuple(columns("qualifier")), tuple(columns("source")))
    autocomplete_fields = ("edition",)


class OfficialTotalOfSessionInline(BloomStackedInline):
    model = OfficialTotal
    fields = (("kind", "value"), tuple(columns("qualifier")), tuple(columns("source")))

    def get_formset(self, request, obj=None, **kwargs):
        """A total of a session is one of its competition, which the form does not ask for."""
        formset = super().get_formset(request, obj, **kwargs)

        class OfSession(formset):
            def _construct_form(self, i, **kwargs):
                form = super()._construct_form(i, **kwargs)
                form.instance.competition_id = self.instance.competition_id
                return form

        return OfSession


@admin.register(Competition)
class CompetitionAdmin(CompetitionModelAdmin):
    list_display = (*columns("name"), "slug")
    list_display_links = columns("name")
    list_filter = ()
    list_select_related = ()
    search_fields = (*columns("name"), "slug")
    autocomplete_fields = ()
    prepopulated_fields = {"slug": ("name_en",)}
    fields = (tuple(columns("name")), "slug", tuple(columns("summary")))
    inlines = (OfficialTotalInline,)


@admin.register(Edition)
class EditionAdmin(CompetitionModelAdmin):
    list_display = ("number", "year", *columns("theme"), "final_on", "is_public", "entries_public_at")
    list_display_links = ("number", "year")
    list_filter = (("competition", RowFilter), "is_public")
    list_select_related = ("competition",)
    search_fields = (*columns("theme"), *columns("city"), "=number", "=year")
    autocomplete_fields = ("competition", "conference")
    change_form_outer_before_template = "admin/competition/_edition_panel.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("competition", "number", "year"),
                    tuple(columns("theme")),
                    tuple(columns("city")),
                    ("conference", "launched_on", "final_on"),
                )
            },
        ),
        (
            _("Windows"),
            {"fields": (("entries_open_at", "entries_close_at"), ("judging_opens_at", "judging_closes_at"))},
        ),
        (_("On the site"), {"fields": (("is_public", "entries_public_at"),)}),
    )
    inlines = (OfficialTotalOfSessionInline,)

    def get_readonly_fields(self, request, obj=None):
        """What becomes public of a session is for those who announce its awards."""
        return () if request.user.has_perm("competition.announce_awards") else ("is_public", "entries_public_at")

    def render_change_form(self, request, context, **kwargs):
        if edition := kwargs.get("obj"):
            context |= {"edition": edition, **glance(edition)}
        return super().render_change_form(request, context, **kwargs)


def glance(edition):
    """A session in numbers: its entries by state, its prizes and how many of each are given, its announcements."""
    found = dict(edition.entries.order_by().values_list("state").annotate(number=Count("pk")))
    prizes = edition.prizes.order_by("order", "pk").with_given().with_places()
    announcements = edition.announcements.annotate(number=Count("awards")).order_by(F("public_at").asc(nulls_last=True))
    return {
        "states": [(state, EntryState(state).label, found.get(state, 0)) for state in EntryState],
        "prizes": prizes,
        "announcements": [(row, moment_in_words(row)) for row in announcements],
    }


@admin.register(Track)
class TrackAdmin(CompetitionModelAdmin):
    list_display = (*columns("name"), "slug", "order", "competition")
    list_display_links = columns("name")
    list_filter = (("competition", RowFilter),)
    list_select_related = ("competition",)
    search_fields = (*columns("name"), "slug")
    autocomplete_fields = ("competition",)
    prepopulated_fields = {"slug": ("name_en",)}
    fields = (("competition", "order"), tuple(columns("name")), "slug")


@admin.register(Technology)
class TechnologyAdmin(CompetitionModelAdmin):
    list_display = (*columns("name"), "slug")
    list_display_links = columns("name")
    list_filter = ()
    list_select_related = ()
    search_fields = (*columns("name"), "slug")
    autocomplete_fields = ()
    prepopulated_fields = {"slug": ("name_en",)}
    fields = (tuple(columns("name")), "slug")
