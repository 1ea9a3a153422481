"""Awards, what is withdrawn of them, and where they are presented."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from competition import awarding
from competition.admin.base import CompetitionModelAdmin
from competition.admin.forms import NoticeForm
from competition.admin.moments import moment_in_words
from competition.admin.searching import SearchesEntries
from competition.models import Award, AwardPresentation, AwardPresenter
from directory.admin import BloomTabularInline, RowFilter
from directory.bilingual import columns


@admin.register(Award)
class AwardAdmin(SearchesEntries, CompetitionModelAdmin):
    """Awards are given and taken back on the board of their prize; here is what is said of them."""

    part_of = "prize"
    entry_path = "entry"
    list_display = ("number", "entry", "prize", "rank", "edition", "announced", "state")
    list_display_links = ("number", "entry")
    list_filter = (
        ("announcement__edition", RowFilter),
        ("prize", RowFilter),
        ("announcement", RowFilter),
        "prize__tier",
        "state",
        ("entry__track", RowFilter),
        ("entry__region", RowFilter),
    )
    list_select_related = ("entry", "prize", "announcement__edition")
    search_fields = ("entry__number", *columns("entry__title"), *columns("entry__lead__name"))
    search_help_text = gettext_lazy("Number, title or lead organisation of the entry")
    autocomplete_fields = ("presentation",)
    readonly_fields = ("prize", "entry", "announcement", "rank", "order", "state", "withdrawn_at", *columns("notice"))
    ordering = ("-announcement_id", "prize_id", "order", "pk")
    sortable_by = ()
    change_form_outer_before_template = "admin/competition/_award_panel.html"
    fieldsets = (
        (None, {"fields": (("prize", "entry"), ("announcement", "rank", "order"), tuple(columns("citation")))}),
        (gettext_lazy("On stage"), {"fields": (("presentation", "presented_order"),)}),
        (gettext_lazy("State"), {"fields": (("state", "withdrawn_at"), tuple(columns("notice")))}),
    )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=pgettext_lazy("entry", "number"))
    def number(self, award):
        return award.entry.number

    @admin.display(description=gettext_lazy("session"))
    def edition(self, award):
        return award.announcement.edition

    @admin.display(description=gettext_lazy("announcement"))
    def announced(self, award):
        return moment_in_words(award.announcement)

    def get_urls(self):
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<int:pk>/withdraw/", view, name="competition_award_withdraw"), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        if award := kwargs.get("obj"):
            context |= {
                "award": award,
                "announced": moment_in_words(award.announcement),
                "may_withdraw": award.state == "given" and request.user.has_perm("competition.withdraw_award"),
            }
        return super().render_change_form(request, context, **kwargs)

    def withdraw_view(self, request, pk):
        """Asks for the notice that says why, and withdraws the award."""
        award = self.get_queryset(request).select_related("entry", "prize", "announcement").filter(pk=pk).first()
        if award is None:
            raise Http404(_("There is no such award, or you do not see it."))
        if not request.user.has_perm("competition.withdraw_award"):
            raise PermissionDenied(_("Only an organiser withdraws an award."))
        form, status = NoticeForm(request.POST if request.method == "POST" else None), 200
        if form.is_valid():
            try:
                awarding.withdraw(award, notice=form.notice, by=request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
            else:
                messages.success(request, _("The award is withdrawn: it stays, struck through, with its notice."))
                return redirect("admin:competition_prize_board", award.prize_id)
        status = 400 if form.errors else status
        context = {"title": _("Withdraw: %(award)s") % {"award": award}, "award": award, "form": form}
        return self.page(request, "award_withdraw", context, status)


class AwardPresenterInline(BloomTabularInline):
    model = AwardPresenter
    tab = False
    fields = ("person", "organisation", "order")
    autocomplete_fields = ("person", "organisation")
    ordering_field = "order"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "organisation")


class PresentedAwardInline(BloomTabularInline):
    """The awards handed over there, in their order on stage; which they are, each award says itself."""

    model = Award
    verbose_name_plural = gettext_lazy("awards, in their order on stage")
    fields = ("entry", "presented_order")
    readonly_fields = ("entry",)
    ordering = ("presented_order", "order", "pk")
    ordering_field = "presented_order"
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry")

    def has_add_permission(self, request, obj):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AwardPresentation)
class AwardPresentationAdmin(CompetitionModelAdmin):
    part_of = "prize"
    list_display = ("prize", "agenda_item", "edition", "order")
    list_display_links = ("prize", "agenda_item")
    list_filter = (("prize__edition", RowFilter), ("prize", RowFilter))
    list_select_related = ("prize__edition", "agenda_item")
    search_fields = (*columns("prize__name"), *columns("agenda_item__title"))
    autocomplete_fields = ("agenda_item", "prize")
    actions = ("take_all",)
    fields = (("agenda_item", "prize"), "order")
    inlines = (AwardPresenterInline, PresentedAwardInline)

    @admin.display(description=gettext_lazy("session"))
    def edition(self, presentation):
        return presentation.prize.edition

    @admin.action(description=gettext_lazy("Present all awards of the prize there"), permissions=["change"])
    def take_all(self, request, presentations):
        """Puts the awards that are presented nowhere yet onto the stage, in the order of their prize."""
        for presentation in presentations:
            number = awarding.present(presentation, by=request.user)
            words = _("%(presentation)s: %(number)d awards added.")
            messages.info(request, words % {"presentation": presentation, "number": number})
