"""Certificates in the back office: looked at, downloaded, issued anew; nobody writes in one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from competition import certifying
from competition.admin import certificate_batch
from competition.admin.base import CompetitionModelAdmin
from competition.certificate.rendering import MissingCharactersError
from competition.certifying import printing
from competition.models import Certificate, Edition
from directory.admin import ReadOnly
from directory.bilingual import columns


@require_safe
def certificate_file(request, pk, model_admin):
    """The PDF of a certificate, for those who see it in the back office, whether it is announced or not."""
    certificate = visible(model_admin, request, pk)
    try:
        body = printing.pdf(certificate)
    except MissingCharactersError as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:competition_certificate_change", pk)
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{certificate.number}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def reissue(request, pk, model_admin):
    """Issues one certificate anew, with what its award says now."""
    certificate = visible(model_admin, request, pk)
    if not request.user.has_perm("competition.issue_certificates"):
        raise PermissionDenied(_("Only an organiser issues certificates."))
    try:
        certifying.reissue([certificate], by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("%(number)s is issued anew.") % {"number": certificate.number})
    return redirect("admin:competition_certificate_change", pk)


def visible(model_admin, request, pk):
    """A certificate that the user sees. Errors: PermissionDenied, Http404."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(model_admin.get_queryset(request), pk=pk)


@admin.register(Certificate)
class CertificateAdmin(ReadOnly, CompetitionModelAdmin):
    """All certificates, in the order of their numbers; above the list the sessions, where they are issued."""

    list_display = ("number", "entry", "prize", "session", "issued_at", "state")
    list_filter = ("award__state",)
    list_select_related = (
        "award__entry",
        "award__prize",
        "award__announcement__edition__competition",
    )
    search_fields = ("number", "award__entry__number", *columns("award__entry__title"))
    autocomplete_fields = ()
    ordering = ("-issued_at", "number")
    fields = ("number", "entry", "prize", "session", "issued_at", "state", "content", "signature")
    readonly_fields = fields
    list_before_template = "admin/competition/_certificate_sessions.html"
    change_form_outer_before_template = "admin/competition/_certificate_panel.html"

    def get_urls(self):
        views = {"file": certificate_file, "reissue": reissue}
        ours = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                {"model_admin": self},
                name=f"competition_certificate_{name}",
            )
            for name, view in views.items()
        ]
        return [*certificate_batch.urls(self), *ours, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        extra = {"sessions": sessions(request.user)}
        return super().changelist_view(request, extra | (extra_context or {}))

    def render_change_form(self, request, context, **kwargs):
        context["may_issue"] = request.user.has_perm("competition.issue_certificates")
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description=gettext_lazy("entry"), ordering="award__entry__number")
    def entry(self, certificate):
        return f"{certificate.award.entry.number} · {certificate.award.entry}"

    @admin.display(description=gettext_lazy("prize"), ordering="award__prize__order")
    def prize(self, certificate):
        return certificate.award.prize

    @admin.display(description=gettext_lazy("session"))
    def session(self, certificate):
        return certificate.award.announcement.edition

    @admin.display(description=pgettext_lazy("award", "state"), ordering="award__state")
    def state(self, certificate):
        return certificate.award.get_state_display()


def sessions(user):
    """The sessions that have awards, each with how many are given and how many of these have a certificate."""
    given = Q(announcements__awards__state="given")
    return (
        Edition.objects.visible_to(user)
        .select_related("competition")
        .annotate(
            given=Count("announcements__awards", filter=given),
            issued=Count("announcements__awards__certificate", filter=given),
        )
        .filter(given__gt=0)
    )
