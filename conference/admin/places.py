"""Venues and their halls."""

from django.contrib import admin

from conference.models import Room, Venue
from directory.admin import BloomAdmin, BloomTabularInline, RowFilter
from directory.bilingual import columns


class RoomInline(BloomTabularInline):
    model = Room
    fields = (*columns("name", "floor"), "capacity", "order")
    ordering_field = "order"


@admin.register(Venue)
class VenueAdmin(BloomAdmin):
    list_display = (*columns("name"), *columns("address"))
    list_display_links = columns("name")
    list_filter = ()
    list_select_related = ()
    search_fields = columns("name", "address")
    autocomplete_fields = ()
    fields = tuple(tuple(columns(name)) for name in ("name", "address", "directions"))
    inlines = (RoomInline,)


@admin.register(Room)
class RoomAdmin(BloomAdmin):
    part_of = "venue"
    list_display = (*columns("name"), "venue", "floor_en", "capacity", "order")
    list_display_links = columns("name")
    list_filter = (("venue", RowFilter),)
    list_select_related = ("venue",)
    search_fields = (*columns("name"), *columns("venue__name"))
    autocomplete_fields = ("venue",)
    fields = (tuple(columns("name")), tuple(columns("floor")), ("venue", "capacity", "order"))
