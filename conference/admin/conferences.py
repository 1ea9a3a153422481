"""Conferences, with those who hold them and the figures that they show."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from conference.admin import importing, publishing
from conference.models import Conference, ConferenceHost, KeyFigure
from directory.admin import BloomAdmin, BloomStackedInline, BloomTabularInline
from directory.bilingual import columns


class ConferenceHostInline(BloomTabularInline):
    model = ConferenceHost
    fields = ("organisation", "role", "order")
    autocomplete_fields = ("organisation",)
    ordering_field = "order"


class KeyFigureInline(BloomStackedInline):
    model = KeyFigure
    fields = (
        tuple(columns("label")),
        tuple(columns("qualifier")),
        ("value", "as_of", "order"),
        tuple(columns("unit")),
        tuple(columns("source")),
    )


@admin.register(Conference)
class ConferenceAdmin(publishing.ShowsPublication, BloomAdmin):
    list_display = (*columns("name"), "starts_on", "ends_on", "state", "version")
    list_display_links = columns("name")
    list_filter = ("state",)
    list_select_related = ("published_version",)
    search_fields = (*columns("name"), "slug")
    autocomplete_fields = ()
    readonly_fields = ("state", "version")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    tuple(columns("name")),
                    tuple(columns("theme")),
                    tuple(columns("city")),
                    ("starts_on", "ends_on"),
                    ("slug", "state", "version"),
                )
            },
        ),
        (_("Texts"), {"fields": (tuple(columns("summary")), tuple(columns("notice")))}),
    )
    inlines = (ConferenceHostInline, KeyFigureInline)

    def get_urls(self):
        return [*publishing.urls(self), *importing.urls(self), *super().get_urls()]

    @admin.display(description=_("published version"), empty_value="–")
    def version(self, conference):
        return conference.published_version and conference.published_version.number
