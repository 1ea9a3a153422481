"""Entries, with their partners, attachments and standing."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competition import screening
from competition.admin.base import CompetitionModelAdmin, SetFilter
from competition.admin.bulk import ChangesMany
from competition.admin.searching import SearchesEntries
from competition.models import Attachment, Entry, EntryMember, EntryState, Standing
from directory.admin import BloomTabularInline, RowFilter
from directory.bilingual import columns

STEPS = {  # the state that an entry may be put into, in the words of who does it
    EntryState.SUBMITTED: pgettext_lazy("entry", "Submit"),
    EntryState.ADMITTED: pgettext_lazy("entry", "Admit"),
    EntryState.NOT_ADMITTED: pgettext_lazy("entry", "Do not admit"),
    EntryState.WITHDRAWN: pgettext_lazy("entry", "Withdraw"),
}

OFFERS = []  # what apps above offer for an entry: functions of an entry and a user that give [(address, words)]


class EntryMemberInline(BloomTabularInline):
    model = EntryMember
    fields = ("organisation", "order")
    autocomplete_fields = ("organisation",)
    ordering_field = "order"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation")


class AttachmentInline(BloomTabularInline):
    model = Attachment
    fields = (*columns("title"), "kind", "file", "stored", "order", "is_public")
    readonly_fields = ("stored",)
    ordering_field = "order"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A file of an entry has no address, so that its field shows none; the column beside it leads to our own."""
        if db_field.name == "file":
            return db_field.formfield(widget=forms.FileInput)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("stored file"), empty_value="–")
    def stored(self, attachment):
        if not attachment.pk:
            return None
        url = reverse("admin:competition_entry_attachment", args=[attachment.entry_id, attachment.pk])
        return format_html('<a href="{}">{}</a>', url, attachment.file.name.rpartition("/")[2])


class StandingInline(BloomTabularInline):
    model = Standing
    fields = ("rank", "total")


@admin.register(Entry)
class EntryAdmin(ChangesMany, SearchesEntries, CompetitionModelAdmin):
    list_display = ("number", *columns("title"), "lead", "track", "region", "edition", "state")
    list_display_links = ("number", *columns("title"))
    list_filter = (
        ("edition", RowFilter),
        ("track", RowFilter),
        ("region", RowFilter),
        "state",
        "stage",
        ("lead", RowFilter),
        ("industries", SetFilter),
        ("technologies", SetFilter),
        "is_illustrative",
    )
    list_select_related = ("edition", "lead", "track", "region")
    search_fields = ("number", *columns("title"), *columns("lead__name"))
    search_help_text = _("Number, title or lead organisation")
    autocomplete_fields = ("edition", "lead", "region", "track", "industries", "technologies", "exhibit")
    readonly_fields = ("state", "submitted_at")
    ordering = ("-edition_id", "-number")  # as the index of the numbers has them
    sortable_by = ("number",)
    change_form_outer_before_template = "admin/competition/_entry_panel.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("edition", "number"),
                    tuple(columns("title")),
                    ("lead", "region"),
                    ("track", "stage"),
                    ("industries", "technologies"),
                    ("state", "submitted_at"),
                )
            },
        ),
        (_("Texts"), {"fields": (tuple(columns("summary")), tuple(columns("outcome"))), "classes": ("collapse",)}),
        (
            _("In use"),
            {
                "fields": ("deployed_on", ("sites", "base_stations", "devices"), ("image", "exhibit")),
                "classes": ("collapse",),
            },
        ),
        (_("Source"), {"fields": (("source", "is_illustrative"),), "classes": ("collapse",)}),
    )
    inlines = (EntryMemberInline, AttachmentInline, StandingInline)

    def get_queryset(self, request):
        """A list shows no long text, so that it reads none."""
        rows = super().get_queryset(request)
        name = request.resolver_match and request.resolver_match.url_name
        return rows.defer(*columns("summary", "outcome")) if name != "competition_entry_change" else rows

    def get_urls(self):
        return [
            path("<int:pk>/state/", self.admin_site.admin_view(self.state_view), name="competition_entry_state"),
            path(
                "<int:pk>/attachments/<int:attachment>/",
                self.admin_site.admin_view(self.attachment_view),
                name="competition_entry_attachment",
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, **kwargs):
        if (entry := kwargs.get("obj")) and self.has_change_permission(request, entry):
            offered = EntryState.SUCCESSORS[entry.state]
            steps = [(state.value, words) for state, words in STEPS.items() if state in offered]
            awards = entry.awards.select_related("prize", "announcement")
            offers = [link for offer in OFFERS for link in offer(entry, request.user)]
            context |= {"entry": entry, "steps": steps, "awards": awards, "offers": offers}
        return super().render_change_form(request, context, **kwargs)

    def state_view(self, request, pk):
        """Puts an entry into the state that was chosen on its page."""
        entry = self.get_queryset(request).filter(pk=pk).first()
        if entry is None or request.method != "POST":
            raise Http404(_("There is no such entry, or you do not see it."))
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        into = request.POST.get("into")
        if into not in EntryState.values:
            raise Http404(_("There is no such state."))
        try:
            row = screening.put(entry, into=into, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            words = {"entry": row, "state": row.get_state_display()}
            messages.success(request, _("“%(entry)s” is: %(state)s.") % words)
        return redirect("admin:competition_entry_change", pk)

    def attachment_view(self, request, pk, attachment):
        """The file of an attachment, for those who see its entry."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        row = get_object_or_404(entry.attachments.visible_to(request.user), pk=attachment)
        if not row.file.storage.exists(row.file.name):
            raise Http404(_("The file is gone."))
        return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.file.name.rpartition("/")[2])
