"""The matchmaking day, with its exchange rates; its timeslots and its tables."""

from django.contrib import admin, messages
from django.db import transaction
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from competition import published
from conference.models import ConferenceState
from directory.admin import RowFilter
from directory.bilingual import columns
from directory.forms import MergingForm
from matchmaking import decks
from matchmaking.admin import (
    arrivals_page,
    board_page,
    floor_page,
    furnishing_page,
    papers_page,
    plan_page,
    statistics_page,
)
from matchmaking.admin.base import MatchmakingModelAdmin, MatchmakingTabularInline
from matchmaking.admin.glance import glance
from matchmaking.models import ExchangeRate, MatchmakingDay, Table, Timeslot, Venture

OF_A_DAY = ("day", RowFilter)


class ExchangeRateInline(MatchmakingTabularInline):
    model = ExchangeRate
    tab = False
    fields = ("currency", "value")


class DayForm(MergingForm):
    class Meta:
        help_texts = {
            "registration_closes_at": _(
                "Until then ventures and investors may register by themselves, and everybody reads the name of the day "
                "and of its conference, its time and its hall at /en/meetings/, also before the conference is "
                "published. Empty: organisers enter them."
            )
        }


@admin.register(MatchmakingDay)
class MatchmakingDayAdmin(MatchmakingModelAdmin):
    form = DayForm
    list_display = ("activity", "period", "most_meetings", "interests_close_at", "plan_public_at", "plan")
    list_filter = (("activity__conference", RowFilter),)
    list_select_related = ("activity",)
    search_fields = columns("activity__title")
    autocomplete_fields = ("activity",)
    change_form_outer_before_template = "admin/matchmaking/_day_panel.html"
    fields = ("activity", ("most_meetings", "registration_closes_at"), ("interests_close_at", "plan_public_at"))
    inlines = (ExchangeRateInline,)

    def completed(self, day, request):
        return f"{day} · {day.activity.period()}"

    @admin.display(description=_("when"), ordering="activity__starts_at")
    def period(self, day):
        return day.activity.period()

    @admin.display(description=pgettext_lazy("matchmaking", "plan"))
    def plan(self, day):
        pages = (("plan", pgettext("matchmaking", "Plan")), ("board", gettext("Board of meetings")))
        links = [(reverse(f"admin:matchmaking_matchmakingday_{name}", args=[day.pk]), words) for name, words in pages]
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    def get_urls(self):
        pages = {
            "plan": plan_page.plan,
            "board": board_page.board,
            "furnish": furnishing_page.furnish,
            "floor": floor_page.floor,
            "arrivals": arrivals_page.arrivals,
            "walk_in": arrivals_page.walk_in,
            "signs": papers_page.signs,
            "party_list": papers_page.party_list,
            "statistics": statistics_page.statistics,
        }
        view = self.admin_site.admin_view(require_safe(self.statistics_file))
        name = "matchmaking_matchmakingday_statistics_file"
        file = path("<int:pk>/statistics/<slug:table>.csv", view, name=name)
        return [*(self.address(name, view) for name, view in pages.items()), file, *super().get_urls()]

    def statistics_file(self, request, pk, table):
        return statistics_page.statistics_file(self.visible(request, pk), table)

    def address(self, name, view):
        """A page of one day, for those who may edit it."""

        @require_http_methods(["GET", "HEAD", "POST"])
        def of_day(request, pk):
            return view(self, request, self.visible(request, pk))

        address, name = f"<int:pk>/{name}/", f"matchmaking_matchmakingday_{name}"
        return path(address, self.admin_site.admin_view(of_day), name=name)

    def save_related(self, request, form, formsets, change):
        """A day that takes registrations is public, whatever its conference is: where they differ, that is said."""
        super().save_related(request, form, formsets, change)
        conference = form.instance.activity.conference
        if form.instance.takes_registrations() and conference.state != ConferenceState.PUBLIC:
            words = _(
                "“%(conference)s” is not public, but this day is, at /en/meetings/: its name, its time and its hall, "
                "until registration closes."
            )
            messages.warning(request, words % {"conference": conference})

    def save_model(self, request, obj, form, change):
        """The programme shows whether one may register: so it is made known at once."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(published.refresh)

    def delete_model(self, request, obj):
        with decks.tidied(Venture.objects.filter(day=obj)):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with decks.tidied(Venture.objects.filter(day__in=queryset.values("pk"))):
            super().delete_queryset(request, queryset)

    def render_change_form(self, request, context, **kwargs):
        if day := kwargs.get("obj"):
            context |= {"day": day, "glance": glance(day)}
        return super().render_change_form(request, context, **kwargs)


@admin.register(Timeslot)
class TimeslotAdmin(MatchmakingModelAdmin):
    part_of = "day"
    stays = ("day",)
    list_display = ("period", "day")
    list_filter = (OF_A_DAY,)
    list_select_related = ("day__activity",)
    search_fields = columns("day__activity__title")
    autocomplete_fields = ("day",)
    fields = ("day", ("starts_at", "ends_at"))

    def save_model(self, request, obj, form, change):
        """Meetings move with their timeslot: those who know the old time are to be told."""
        super().save_model(request, obj, form, change)
        meetings = obj.meetings.taking_place().count()
        if change and meetings and {"starts_at", "ends_at"} & set(form.changed_data):
            words = ngettext(
                "%(number)d meeting moves with the timeslot.", "%(number)d meetings move with the timeslot.", meetings
            )
            known = gettext("Those %(parties)d ventures and investors know the old time: tell them.")
            sentences = [words, known] if obj.day.shows_plan() else [words]
            messages.warning(request, " ".join(sentences) % {"number": meetings, "parties": 2 * meetings})


@admin.register(Table)
class TableAdmin(MatchmakingModelAdmin):
    part_of = "day"
    stays = ("day",)
    list_display = ("number", "place", "day")
    list_filter = (OF_A_DAY,)
    list_select_related = ("day__activity",)
    search_fields = ("=number", "place")
    autocomplete_fields = ("day",)
    fields = ("day", ("number", "place"))
