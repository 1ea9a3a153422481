"""Activities, their agenda items, and who appears in them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter

from conference.models import Activity, ActivityHost, AgendaItem, Appearance
from directory.admin import BloomAdmin, BloomTabularInline
from directory.bilingual import columns


class ActivityHostInline(BloomTabularInline):
    model = ActivityHost
    fields = ("organisation", "role", "order")
    autocomplete_fields = ("organisation",)
    ordering_field = "order"


class AppearanceInline(BloomTabularInline):
    model = Appearance
    fields = ("person", "organisation", "role", "order")
    autocomplete_fields = ("person", "organisation")
    ordering_field = "order"


class AgendaItemInline(BloomTabularInline):
    model = AgendaItem
    fields = ("starts_at", "ends_at", "kind", *columns("title"))
    show_change_link = True


@admin.register(Activity)
class ActivityAdmin(BloomAdmin):
    list_display = (*columns("title"), "kind", "room", "starts_at", "ends_at", "conference")
    list_display_links = columns("title")
    list_filter = (("conference", AutocompleteSelectFilter), "kind", ("room", AutocompleteSelectFilter), "is_cancelled")
    list_select_related = ("conference", "room")
    search_fields = columns("title")
    autocomplete_fields = ("conference", "room", "editors")
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    tuple(columns("title")),
                    ("kind", "room"),
                    ("starts_at", "ends_at"),
                    ("conference", "slug"),
                    "is_cancelled",
                )
            },
        ),
        (_("Texts"), {"fields": (tuple(columns("summary")),)}),
    )
    inlines = (AgendaItemInline, AppearanceInline, ActivityHostInline)


@admin.register(AgendaItem)
class AgendaItemAdmin(BloomAdmin):
    list_display = (*columns("title"), "kind", "activity", "starts_at", "ends_at")
    list_display_links = columns("title")
    list_filter = (("activity__conference", AutocompleteSelectFilter), ("activity", AutocompleteSelectFilter), "kind")
    list_select_related = ("activity",)
    search_fields = (*columns("title"), *columns("activity__title"))
    autocomplete_fields = ("activity",)
    fields = (
        tuple(columns("title")),
        ("activity", "kind"),
        ("starts_at", "ends_at"),
        tuple(columns("abstract")),
    )
    inlines = (AppearanceInline,)
