"""Activities, their agenda items, and who appears in them."""

import datetime as dt

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from conference.admin.clash_panel import ShowsClashesOfActivity, ShowsClashesOfItem
from conference.admin.forms import ActivityForm, AgendaItemFormSet, AppearanceForm, AppearanceFormSet
from conference.admin.moving import MovesActivities
from conference.models import Activity, ActivityHost, AgendaItem, Appearance, Conference
from directory.admin import BloomAdmin, BloomTabularInline, RowFilter
from directory.bilingual import columns


class ActivityHostInline(BloomTabularInline):
    model = ActivityHost
    fields = ("organisation", "role", "order")
    autocomplete_fields = ("organisation",)
    ordering_field = "order"


class AppearanceInline(BloomTabularInline):
    model = Appearance
    tab = False
    form = AppearanceForm
    formset = AppearanceFormSet
    fields = ("person", "organisation", "role", "order")
    autocomplete_fields = ("person", "organisation")
    ordering_field = "order"


class AgendaItemInline(BloomTabularInline):
    model = AgendaItem
    formset = AgendaItemFormSet
    fields = ("starts_at", "ends_at", "kind", *columns("title"), "people")
    readonly_fields = ("people",)
    tab = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(people=Count("appearances"))

    @admin.display(description=_("people"), empty_value="–")
    def people(self, item):
        """How many appear, and the way to them."""
        if not item.pk:
            return None
        url = reverse("admin:conference_agendaitem_change", args=[item.pk])
        words = ngettext("%(count)d person", "%(count)d people", item.people) % {"count": item.people}
        return format_html(
            '<a class="text-primary-600 dark:text-primary-500" href="{}#appearances-group">{}</a>', url, words
        )


@admin.register(Activity)
class ActivityAdmin(ShowsClashesOfActivity, MovesActivities, BloomAdmin):
    form = ActivityForm
    list_display = (*columns("title"), "kind", "room", "period", "year")
    list_display_links = columns("title")
    list_filter = (("conference", RowFilter), "kind", ("room", RowFilter), "is_cancelled")
    list_select_related = ("conference", "room")
    search_fields = columns("title")
    autocomplete_fields = ("conference", "room", "editors")
    prepopulated_fields = {"slug": ("title_en",)}
    main_fields = (tuple(columns("title")), ("kind", "room"), ("starts_at", "ends_at"))
    inlines = (AgendaItemInline, AppearanceInline, ActivityHostInline)

    class Media:
        js = ("js/agenda-items.js",)

    def get_fieldsets(self, request, obj=None):
        """Who may edit an activity is shown to those who decide it."""
        is_granter = request.user.has_perm("conference.grant_activity", obj)
        last = ("is_cancelled", "editors") if is_granter else ("is_cancelled",)
        return (
            (None, {"fields": (*self.main_fields, self.get_readonly_fields(request, obj) or ("conference", "slug"))}),
            (pgettext_lazy("activity", "Summary"), {"fields": (tuple(columns("summary")),), "classes": ("collapse",)}),
            (_("State and rights") if is_granter else _("State"), {"fields": (last,), "classes": ("collapse",)}),
        )

    @admin.display(description=_("conference"), ordering="conference__starts_on")
    def year(self, activity):
        return activity.conference.slug

    def get_readonly_fields(self, request, obj=None):
        """An activity changes its conference or its address only in the hands of those who edit the programme.

        The others read its year, which leads nowhere: the page of the conference is not for them.
        """
        return () if request.user.has_perm("conference.add_activity") else ("year", "slug")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if self.get_readonly_fields(request, obj) else self.prepopulated_fields

    def get_changeform_initial_data(self, request):
        """A new activity belongs to the latest conference, and begins on its first day."""
        conference = Conference.objects.visible_to(request.user).first()
        if conference is None:
            return super().get_changeform_initial_data(request)
        starts_at = timezone.make_aware(dt.datetime.combine(conference.starts_on, dt.time(9)))
        times = {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=2)}
        return {"conference": conference.pk} | times | super().get_changeform_initial_data(request)

    def save_model(self, request, obj, form, change):
        """Of a row that is there, `save_related` writes it once its agenda items have moved."""
        if change:
            obj.make_room(obj.starts_at, obj.ends_at)
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        if change:
            form.instance.save()
        form.save_m2m()


@admin.register(AgendaItem)
class AgendaItemAdmin(ShowsClashesOfItem, BloomAdmin):
    part_of = "activity"
    list_display = (*columns("title"), "kind", "activity", "period")
    list_display_links = columns("title")
    list_filter = (("activity__conference", RowFilter), ("activity", RowFilter), "kind")
    list_select_related = ("activity",)
    search_fields = (*columns("title"), *columns("activity__title"))
    autocomplete_fields = ("activity",)
    fieldsets = (
        (None, {"fields": (tuple(columns("title")), ("activity", "kind"), ("starts_at", "ends_at"))}),
        (_("Abstract"), {"fields": (tuple(columns("abstract")),), "classes": ("collapse",)}),
    )
    inlines = (AppearanceInline,)
