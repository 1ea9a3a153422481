"""Regions and industries: the lists that organisations and entries are sorted by."""

from django.contrib import admin

from directory.admin.base import BloomAdmin
from directory.models import Industry, Region


@admin.register(Region)
class RegionAdmin(BloomAdmin):
    list_display = ("code", "name_en", "name_zh_hans")
    list_display_links = ("code", "name_en")
    list_filter = ()
    list_select_related = ()
    search_fields = ("code", "name_en", "name_zh_hans")
    autocomplete_fields = ()
    fields = ("code", ("name_en", "name_zh_hans"))


@admin.register(Industry)
class IndustryAdmin(BloomAdmin):
    list_display = ("code", "section", "name_en", "name_zh_hans")
    list_display_links = ("code", "name_en")
    list_filter = ("section",)
    list_select_related = ()
    search_fields = ("code", "name_en", "name_zh_hans")
    autocomplete_fields = ()
    fields = (("code", "section"), ("name_en", "name_zh_hans"))
