"""Prizes, and the announcements in which they are given."""

from django.contrib import admin
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from competition.admin.base import CompetitionModelAdmin
from competition.admin.board import HasBoard
from competition.admin.moments import SetsMoments, moment_in_words
from competition.models import Announcement, Prize
from directory.admin import RowFilter
from directory.bilingual import columns


@admin.register(Prize)
class PrizeAdmin(HasBoard, CompetitionModelAdmin):
    list_display = (*columns("name"), "tier", "track", "edition", "given", "board")
    list_display_links = columns("name")
    list_filter = (("edition", RowFilter), ("track", RowFilter), "tier")
    list_select_related = ("edition", "track")
    search_fields = columns("name")
    autocomplete_fields = ("edition", "track")
    readonly_fields = ("tie_places", *columns("tie_reason"))
    change_form_outer_before_template = "admin/competition/_prize_panel.html"
    fields = (
        ("edition", "track"),
        ("tier", "order"),
        tuple(columns("name")),
        ("quota", "allows_other_awards"),
        "tie_places",
        tuple(columns("tie_reason")),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_given()

    def get_changeform_initial_data(self, request):
        """A new prize of a session comes after those that it has."""
        initial = super().get_changeform_initial_data(request)
        edition = str(initial.get("edition", ""))
        if edition.isdecimal() and "order" not in initial:
            last = Prize.objects.filter(edition=edition).aggregate(last=Max("order"))["last"]
            initial["order"] = 0 if last is None else last + 1
        return initial

    @admin.display(description=_("given"))
    def given(self, prize):
        return _("%(given)d of %(places)d") % {"given": prize.given, "places": prize.places}

    @admin.display(description=_("board"))
    def board(self, prize):
        url = reverse("admin:competition_prize_board", args=[prize.pk])
        return format_html('<a href="{}">{}</a>', url, _("Award board"))


@admin.register(Announcement)
class AnnouncementAdmin(SetsMoments, CompetitionModelAdmin):
    list_display = (*columns("title"), "edition", "state", "awards")
    list_display_links = columns("title")
    list_filter = (("edition", RowFilter),)
    list_select_related = ("edition",)
    search_fields = columns("title")
    autocomplete_fields = ("edition",)
    readonly_fields = ("state",)
    change_form_outer_before_template = "admin/competition/_announcement_panel.html"
    fields = ("edition", tuple(columns("title")), "note", "state")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("awards"))

    @admin.display(description=_("state"), ordering="public_at")
    def state(self, announcement):
        return moment_in_words(announcement)

    @admin.display(description=_("awards"))
    def awards(self, announcement):
        return announcement.number

    def render_change_form(self, request, context, **kwargs):
        if announcement := kwargs.get("obj"):
            context |= {
                "announcement": announcement,
                "state": moment_in_words(announcement),
                "may_announce": request.user.has_perm("competition.announce_awards"),
                **boards_of(announcement),
            }
        return super().render_change_form(request, context, **kwargs)


def boards_of(announcement):
    """The prizes of the session: those that this announcement makes known, with how many awards, and the others."""
    here = Count("awards", filter=Q(awards__announcement=announcement))
    prizes = announcement.edition.prizes.order_by("order", "pk").annotate(here=here)
    return {
        "boards": [prize for prize in prizes if prize.here],
        "boards_without": [prize for prize in prizes if not prize.here],
    }
