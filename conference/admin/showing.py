"""What the conference shows and tells besides its agenda."""

from django.contrib import admin

from conference.models import Exhibit, News, Release
from directory.admin import BloomAdmin, RowFilter
from directory.bilingual import columns

OF_A_CONFERENCE = ("conference", RowFilter)
BY_AN_ORGANISATION = ("organisation", RowFilter)


@admin.register(Exhibit)
class ExhibitAdmin(BloomAdmin):
    list_display = (*columns("title"), "organisation", "booth", "conference")
    list_display_links = columns("title")
    list_filter = (OF_A_CONFERENCE, BY_AN_ORGANISATION)
    list_select_related = ("organisation", "conference")
    search_fields = (*columns("title"), *columns("organisation__name"), "booth")
    autocomplete_fields = ("conference", "organisation")
    fields = (
        ("conference", "organisation"),
        tuple(columns("title")),
        ("booth", "order"),
        tuple(columns("summary")),
        "image",
    )


@admin.register(Release)
class ReleaseAdmin(BloomAdmin):
    list_display = (*columns("title"), "organisation", "released_on", "conference")
    list_display_links = columns("title")
    list_filter = (OF_A_CONFERENCE, BY_AN_ORGANISATION)
    list_select_related = ("organisation", "conference")
    search_fields = (*columns("title"), *columns("organisation__name"))
    autocomplete_fields = ("conference", "organisation", "agenda_item")
    fields = (
        ("conference", "organisation"),
        tuple(columns("title")),
        ("released_on", "agenda_item"),
        tuple(columns("summary")),
        "link",
    )


@admin.register(News)
class NewsAdmin(BloomAdmin):
    list_display = (*columns("title"), "dated_on", "conference")
    list_display_links = columns("title")
    list_filter = (OF_A_CONFERENCE,)
    list_select_related = ("conference",)
    search_fields = (*columns("title"), *columns("body"))
    autocomplete_fields = ("conference",)
    prepopulated_fields = {"slug": ("title_en",)}
    fields = (
        ("conference", "dated_on"),
        tuple(columns("title")),
        ("slug", "source"),
        tuple(columns("body")),
        "image",
    )
