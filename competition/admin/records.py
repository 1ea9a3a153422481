"""Changes of many entries: what was changed, and undoing it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from competition import changing
from competition.admin.base import CompetitionModelAdmin
from competition.changing import undoing
from competition.changing.planning import SETS
from competition.models import BulkChange, Entry
from directory.admin import ReadOnly

WHY = {
    undoing.CHANGED_SINCE: gettext_lazy("changed again since"),
    undoing.DELETED: gettext_lazy("the entry is deleted"),
    undoing.HOLDS_AWARD: gettext_lazy("the entry holds an award now"),
    undoing.VALUE_GONE: gettext_lazy("what it was is deleted"),
}
MOST_TOLD = 500


@admin.register(BulkChange)
class BulkChangeAdmin(ReadOnly, CompetitionModelAdmin):
    list_display = ("changed_at", "what", "changed_by", "undone_at", "undone_by")
    list_display_links = ("changed_at", "what")
    list_filter = ()
    list_select_related = ("changed_by", "undone_by")
    search_fields = ("what",)
    autocomplete_fields = ()
    fields = ("what", "changed_at", "changed_by", "undone_at", "undone_by")
    sortable_by = ()
    change_form_outer_before_template = "admin/competition/_bulk_change_panel.html"

    def get_queryset(self, request):
        """What was in each row before is read where it is needed: it may be very much."""
        return super().get_queryset(request).defer("before", "after")

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="competition_bulkchange_undo"), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        if record := kwargs.get("obj"):
            context |= {"record": record, "may_undo": may_undo(request, record)}
        return super().render_change_form(request, context, **kwargs)

    def undo_view(self, request, pk):
        """Asks whether a change is to be undone; posted, undoes it, and tells row by row what stays."""
        record = self.get_queryset(request).filter(pk=pk).first()
        if record is None:
            raise Http404(_("There is no such change, or you do not see it."))
        if not request.user.has_perm("competition.change_entry"):
            raise PermissionDenied
        context = {"title": _("Undo: %(what)s") % {"what": record.what}, "record": record, "done": None}
        status = 200
        if request.method == "POST":
            try:
                done = changing.undo(record, by=request.user)
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
                status = 409
            else:
                context |= {"done": done, "kept": told(done.kept[:MOST_TOLD]), "more": len(done.kept) - MOST_TOLD}
        else:
            context["number"] = len(record.after)
        context["may_undo"] = may_undo(request, BulkChange.objects.defer("before", "after").get(pk=pk))
        return self.page(request, "bulk_change_undo", context, status)


def may_undo(request, record):
    can = record.model == "entry" and record.undone_at is None
    return can and request.user.has_perm("competition.change_entry")


def told(kept):
    """What is not undone: [(entry or None, field, why, what it is now)]."""
    entries = Entry.objects.in_bulk({row.entry for row in kept})
    pairs = [(row.field, value) for row in kept for value in (row.now if row.field in SETS else [row.now]) or ()]
    names = changing.names_of(pairs)

    def now(row):
        if row.field in SETS:
            return pgettext("list", ", ").join(names[row.field, key] for key in row.now or ()) or "–"
        return names.get((row.field, row.now), "–")

    return [(entries.get(row.entry), changing.label_of(row.field), WHY[row.why], now(row)) for row in kept]
