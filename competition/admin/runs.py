"""Imports and exports in the back office: the list of them, each one's page, and the pages on which they begin."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from competition.admin import sheets
from competition.admin.base import CompetitionModelAdmin
from competition.columns import SHEETS
from competition.models import Run, RunKind
from directory.admin import ReadOnly


@admin.register(Run)
class RunAdmin(ReadOnly, CompetitionModelAdmin):
    """A run is written by its operations alone; its page shows how far it is, and what came of it."""

    list_display = ("created_at", "kind", "of_what", "name", "state", "started_by")
    list_filter = ("kind", "state")
    list_select_related = ("started_by",)
    search_fields = ("subject",)
    autocomplete_fields = ()
    sortable_by = ()

    def get_queryset(self, request):
        """Files of certificates are on the page of their session."""
        return super().get_queryset(request).exclude(kind=RunKind.CERTIFICATES)

    @admin.display(description=gettext_lazy("of what"))
    def of_what(self, run):
        return SHEETS[run.subject].title if run.subject in SHEETS else run.subject

    @admin.display(description=gettext_lazy("file"))
    def name(self, run):
        return run.parameters.get("name") or run.parameters.get("kind", "").upper()

    def get_urls(self):
        own = [
            self.address("<slug:subject>/import/", sheets.import_view, "import", "GET", "POST"),
            self.address("<slug:subject>/export/", sheets.export_view, "export", "GET", "POST"),
            self.address("<slug:subject>/template.<slug:kind>", sheets.template_view, "template", "GET"),
            self.address("<int:pk>/", sheets.detail_view, "detail", "GET"),
            self.address("<int:pk>/confirm/", sheets.confirm_view, "confirm", "POST"),
            self.address("<int:pk>/file/", partial(sheets.file_view, name="file"), "file", "GET"),
            self.address("<int:pk>/report/", partial(sheets.file_view, name="report"), "report", "GET"),
        ]
        return own + super().get_urls()

    def address(self, address, view, name, *methods):
        view = require_http_methods(methods)(partial(view, self))
        return path(address, self.admin_site.admin_view(view), name=f"competition_run_{name}")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A run has a page of its own, for those who see it, and is never edited."""
        run = self.visible_run(request, object_id if object_id.isdecimal() else None)
        if request.method == "POST":
            raise PermissionDenied
        return redirect("admin:competition_run_detail", run.pk)

    def visible_run(self, request, pk):
        """The run with this key, for those who see runs."""
        run = self.get_queryset(request).select_related("started_by").filter(pk=pk).first()
        if run is None:
            raise Http404(_("There is no such import or export, or you do not see it."))
        return run

    def require(self, request, *permissions):
        """Spreadsheets are for those who edit the competition; what else a sheet needs, its kind says."""
        if not all(request.user.has_perm(permission) for permission in (sheets.EXCHANGE, *permissions)):
            raise PermissionDenied(_("Only those who edit the competition import and export its sheets."))
