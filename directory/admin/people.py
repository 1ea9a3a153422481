"""People, the organisations they act for, and the offices they hold there."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from directory.admin.base import BloomAdmin, BloomTabularInline
from directory.admin.filters import RowFilter
from directory.bilingual import columns
from directory.models import Office, Organisation, Person


class OfficeInline(BloomTabularInline):
    model = Office
    tab = False
    fields = ("organisation", *columns("title"), "valid_from", "valid_to")
    autocomplete_fields = ("organisation",)


@admin.register(Organisation)
class OrganisationAdmin(BloomAdmin):
    list_display = ("name_en", "name_zh_hans", "kind", "region", "parent")
    list_display_links = ("name_en", "name_zh_hans")
    list_filter = ("kind", ("region", RowFilter))
    list_select_related = ("region", "parent")
    search_fields = (*columns("name"), "slug")
    autocomplete_fields = ("parent", "region")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (None, {"fields": (tuple(columns("name")), ("kind", "parent"), ("region", "website"), ("slug", "logo"))}),
        (_("About"), {"fields": (tuple(columns("about")),)}),
    )


@admin.register(Person)
class PersonAdmin(BloomAdmin):
    list_display = ("name_en", "name_zh_hans", "slug")
    list_display_links = ("name_en", "name_zh_hans")
    list_filter = (("offices__organisation", RowFilter),)
    list_select_related = ()
    search_fields = (*columns("name"), "slug")
    autocomplete_fields = ()
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (None, {"fields": (tuple(columns("name")), ("slug", "portrait"))}),
        (_("About"), {"fields": (tuple(columns("about")),)}),
    )
    inlines = (OfficeInline,)


@admin.register(Office)
class OfficeAdmin(BloomAdmin):
    part_of = "person"
    list_display = ("person", "title_en", "title_zh_hans", "organisation", "valid_from", "valid_to")
    list_filter = (("organisation", RowFilter),)
    list_select_related = ("person", "organisation")
    search_fields = (*columns("title"), *columns("person__name"), *columns("organisation__name"))
    autocomplete_fields = ("person", "organisation")
    fields = (("person", "organisation"), tuple(columns("title")), ("valid_from", "valid_to"))
