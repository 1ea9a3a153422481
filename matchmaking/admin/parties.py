"""Ventures, and investors with their mandates; who comes for them."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe
from unfold.widgets import UnfoldBooleanWidget

from competition.admin.base import SetFilter
from directory.admin import RowFilter
from directory.bilingual import columns
from matchmaking import decks, enrolling
from matchmaking.admin import entries_page
from matchmaking.admin.base import MatchmakingModelAdmin
from matchmaking.admin.choosing import asked_day
from matchmaking.admin.dashboard import counted
from matchmaking.admin.days import OF_A_DAY
from matchmaking.admin.lacking import LackingFilter
from matchmaking.admin.mandates import MandateInline
from matchmaking.admin.presence import AbsenceInline, RepresentativeInline
from matchmaking.admin.registrants import with_registrant
from matchmaking.explaining.matches import matches
from matchmaking.forms.decks import DeckForm
from matchmaking.models import Investor, Meeting, PartyState, Venture

STEPS = {  # the state that a party may be put into, in the words of who does it
    PartyState.ADMITTED: pgettext_lazy("matchmaking", "Admit"),
    PartyState.WITHDRAWN: pgettext_lazy("matchmaking", "Withdraw"),
    PartyState.REGISTERED: pgettext_lazy("matchmaking", "Back to registered"),
}


def uninvited(party):
    """Those who come for a party, have not signed in yet, and can be written to."""
    return party.representatives.filter(user=None).exclude(email="").order_by("pk")


class PartyAdmin(MatchmakingModelAdmin):
    """What the pages of ventures and of investors have in common."""

    readonly_fields = ("state",)
    stays = ("day",)
    actions = ("admit", "withdraw")
    change_form_outer_before_template = "admin/matchmaking/_party_panel.html"

    @property
    def name(self):
        return self.opts.model_name

    def get_list_display(self, request):
        """A list of one day has no column for it."""
        return [name for name in super().get_list_display(request) if name != "day" or not asked_day(request)]

    def get_queryset(self, request):
        """The list says how many meetings somebody has; it reads no long text."""
        rows = super().get_queryset(request)
        if self.is_page(request, "changelist"):
            number = counted(Meeting.objects.taking_place(), self.name)
            return with_registrant(rows.defer(*self.long_texts).annotate(number=number))
        return with_registrant(rows) if self.is_page(request, "change") else rows

    def is_page(self, request, page):
        match = request.resolver_match
        return bool(match) and match.url_name == f"matchmaking_{self.name}_{page}"

    @admin.display(description=gettext_lazy("meetings"))
    def meetings(self, party):
        return party.number

    @admin.display(description=gettext_lazy("registered by"), empty_value="–")
    def registered_by(self, party):
        """Of those who wait, also whether they speak for an organisation that they did not bring along."""
        if party.registrant and party.state == PartyState.REGISTERED and party.has_known_organisation:
            return _("%(address)s, for an organisation of the directory") % {"address": party.registrant}
        return party.registrant

    @admin.action(description=gettext_lazy("Admit"))
    def admit(self, request, queryset):
        self.put(request, queryset, PartyState.ADMITTED)

    @admin.action(description=gettext_lazy("Withdraw"))
    def withdraw(self, request, queryset):
        self.put(request, queryset, PartyState.WITHDRAWN)

    def put(self, request, rows, into):
        if not self.has_change_permission(request):
            raise PermissionDenied
        chosen = self.model.objects.visible_to(request.user).filter(pk__in=rows.values("pk"))
        number = enrolling.put(chosen, into=into, by=request.user)
        words = ngettext("%(number)d is now: %(state)s.", "%(number)d are now: %(state)s.", number)
        messages.success(request, words % {"number": number, "state": into.label})

    def get_urls(self):
        views = {
            "state": require_POST(self.state_view),
            "invite": require_POST(self.invite_view),
            "matches": require_safe(self.matches_view),
        }
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"matchmaking_{self.name}_{name}")
            for name, view in (views | self.own_views()).items()
        ]
        return own + super().get_urls()

    def own_views(self):
        return {}

    def state_view(self, request, pk):
        """Puts somebody into the state that was chosen on their page."""
        row, into = self.visible(request, pk), request.POST.get("into")
        if into not in PartyState.values:
            raise Http404(_("There is no such state."))
        enrolling.put(self.model.objects.filter(pk=row.pk), into=into, by=request.user)
        words = {"party": row, "state": PartyState(into).label}
        messages.success(request, _("“%(party)s” is: %(state)s.") % words)
        return redirect(f"admin:matchmaking_{self.name}_change", pk)

    def invite_view(self, request, pk):
        """Invites all who come for somebody, have not signed in yet, and whose address is known."""
        row = self.visible(request, pk)
        self.each(request, uninvited(row), enrolling.invite, _("Invited: %(number)d."))
        return redirect(f"admin:matchmaking_{self.name}_change", pk)

    def matches_view(self, request, pk):
        """The best matches of somebody, and why."""
        party = self.visible(request, pk)
        context = {
            "title": _("Best matches: %(party)s") % {"party": party},
            "party": party,
            "other": party.side.other,
            "matches": matches(party),
        }
        return self.page(request, "party_matches", context)

    def render_change_form(self, request, context, **kwargs):
        if party := kwargs.get("obj"):
            context |= {
                "party": party,
                "steps": [(state.value, words) for state, words in STEPS.items() if state != party.state],
                "matches_url": reverse(f"admin:matchmaking_{self.name}_matches", args=[party.pk]),
                "uninvited": uninvited(party).count(),
                "invite_url": reverse(f"admin:matchmaking_{self.name}_invite", args=[party.pk]),
                "state_url": reverse(f"admin:matchmaking_{self.name}_state", args=[party.pk]),
                "meetings": party.meetings.taking_place().named(),
            }
        return super().render_change_form(request, context, **kwargs)


class VentureForm(DeckForm):
    remove_deck = forms.BooleanField(label=gettext_lazy("Remove the deck"), required=False, widget=UnfoldBooleanWidget)


@admin.register(Venture)
class VentureAdmin(PartyAdmin):
    form = VentureForm
    long_texts = columns("summary", "use_of_funds")
    list_display = (*columns("name"), "organisation", "day", "stage", "asks", "state", "registered_by", "meetings")
    list_display_links = columns("name")
    list_filter = (
        OF_A_DAY,
        "state",
        LackingFilter,
        "stage",
        ("region", RowFilter),
        ("industries", SetFilter),
        ("technologies", SetFilter),
        "is_illustrative",
    )
    list_select_related = ("organisation", "day__activity")
    search_fields = (*columns("name"), *columns("organisation__name"), "=entry__number")
    search_help_text = gettext_lazy("Name, organisation, or number of the entry")
    autocomplete_fields = (
        "day",
        "entry",
        "organisation",
        "region",
        "industries",
        "technologies",
        "investor_regions",
    )
    readonly_fields = ("state", "stored")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("day", "entry"),
                    tuple(columns("name")),
                    ("organisation", "region"),
                    ("industries", "technologies"),
                    ("stage", "ask", "currency"),
                    ("languages", "investor_regions"),
                    ("most_meetings", "state"),
                    "is_illustrative",
                )
            },
        ),
        (gettext_lazy("Texts"), {"fields": (tuple(columns("summary")), tuple(columns("use_of_funds")))}),
        (gettext_lazy("Deck"), {"fields": (("deck", "stored"), "remove_deck")}),
    )
    inlines = (RepresentativeInline, AbsenceInline)

    @admin.display(description=gettext_lazy("ask"), ordering="ask", empty_value="–")
    def asks(self, venture):
        return f"{venture.ask:,} {venture.currency}" if venture.ask else None

    @admin.display(description=gettext_lazy("stored file"), empty_value="–")
    def stored(self, venture):
        if not (venture.pk and venture.deck):
            return None
        url = reverse("admin:matchmaking_venture_deck", args=[venture.pk])
        return format_html('<a href="{}">{}</a>', url, venture.deck.name.rpartition("/")[2])

    def get_fieldsets(self, request, obj=None):
        *fieldsets, (name, options) = super().get_fieldsets(request, obj)
        fields = options["fields"] if obj and obj.deck else options["fields"][:1]
        return [*fieldsets, (name, options | {"fields": fields})]

    def save_model(self, request, obj, form, change):
        with decks.tidied(Venture.objects.filter(pk=obj.pk)):
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        with decks.tidied(Venture.objects.filter(pk=obj.pk)):
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with decks.tidied(Venture.objects.filter(pk__in=queryset.values("pk"))):
            super().delete_queryset(request, queryset)

    def get_urls(self):
        """Before the admin's own, which take any text as a key."""
        view = self.admin_site.admin_view(partial(entries_page.entries, model_admin=self))
        return [path("from-entries/", view, name="matchmaking_venture_entries"), *super().get_urls()]

    def own_views(self):
        return {"deck": require_safe(self.deck_view)}

    def deck_view(self, request, pk):
        """The deck, for organisers."""
        deck = self.visible(request, pk).deck
        if not deck or not deck.storage.exists(deck.name):
            raise Http404(_("There is no deck."))
        name = deck.name.rpartition("/")[2]
        response = FileResponse(deck.open(), as_attachment=True, filename=name, content_type="application/pdf")
        response.headers["Cache-Control"] = "private, no-store"
        return response


@admin.register(Investor)
class InvestorAdmin(PartyAdmin):
    long_texts = columns("about")
    list_display = ("organisation", "day", "region", "state", "registered_by", "meetings")
    list_filter = (
        OF_A_DAY,
        "state",
        LackingFilter,
        ("organisation__region", RowFilter),
        "is_illustrative",
    )
    list_select_related = ("organisation__region", "day__activity")
    search_fields = columns("organisation__name")
    search_help_text = gettext_lazy("Name of the organisation")
    autocomplete_fields = ("day", "organisation")
    fields = (
        ("day", "organisation"),
        ("languages", "most_meetings"),
        ("state", "is_illustrative"),
        tuple(columns("about")),
    )
    inlines = (MandateInline, RepresentativeInline, AbsenceInline)

    @admin.display(description=gettext_lazy("region"), empty_value="–")
    def region(self, investor):
        return investor.organisation.region
