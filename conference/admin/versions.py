"""The versions of a programme: what was published, when, by whom; compared, looked at, and brought back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from conference import difference, programme, publishing
from conference.admin.conference_page import address, conference_page, visible_conference
from conference.models import ProgrammeVersion
from directory.admin import BloomAdmin, ReadOnly


def checked(model_admin, request, pk, permission="conference.view_programmeversion"):
    """The conference, for those who may see its versions or (another permission) do something with them."""
    conference = visible_conference(model_admin, request, pk)
    if not request.user.has_perm(permission):
        raise PermissionDenied(_("Versions are for those who see the whole programme."))
    return conference


def listed(conference):
    """The versions for a list: without the programmes themselves."""
    return conference.versions.select_related("published_by").defer("document")


@require_safe
def version_list(request, pk, model_admin):
    conference = checked(model_admin, request, pk)
    rows = [
        {
            "version": version,
            "is_public": version.pk == conference.published_version_id,
            "url": address(conference, version.number),
        }
        for version in listed(conference)
    ]
    title = _("Versions: %(conference)s") % {"conference": conference}
    return conference_page(request, model_admin, "version_list", conference, {"title": title, "rows": rows})


@require_safe
def compare(request, pk, model_admin):
    """What changed from one version to another, `?before=1&after=3`."""
    conference = checked(model_admin, request, pk)
    before, after = (numbered(conference, request.GET.get(name, "")) for name in ("before", "after"))
    now = programme.decode(after.document)
    context = {
        "title": _("From version %(before)d to version %(after)d") % {"before": before.number, "after": after.number},
        "before": before,
        "after": after,
        "versions": listed(conference),
        "programme": now,
        "changes": difference.between(programme.decode(before.document), now),
    }
    return conference_page(request, model_admin, "version_compare", conference, context)


def numbered(conference, number):
    """The version with a number as it stands in an address. Errors: Http404."""
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    return get_object_or_404(conference.versions, number=int(number) if is_number else 0)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, pk, number, model_admin):
    """Shows what bringing an older version back would change; posted, does so."""
    conference = checked(model_admin, request, pk, "conference.publish_conference")
    version = numbered(conference, str(number))
    if request.method == "POST":
        try:
            made = publishing.restore(version, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            words = {"old": number, "new": made.number}
            sentence = _("Version %(old)d is public again, as version %(new)d. The rows stay as they are.") % words
            messages.success(
                request, format_html('{} <a href="{}">{}</a>', sentence, address(conference), _("See it on the site"))
            )
        return redirect("admin:conference_conference_version_list", pk)
    context = {
        "title": _("Restore version %(number)d") % {"number": number},
        "version": version,
        "programme": programme.decode(version.document),
        "changes": publishing.changes_by_restoring(version),
    }
    return conference_page(request, model_admin, "version_restore", conference, context)


@admin.register(ProgrammeVersion)
class ProgrammeVersionAdmin(ReadOnly, BloomAdmin):
    """All versions of all conferences, to be found and looked at; nobody changes what was published."""

    list_display = ("conference", "number", "published_at", "published_by", "note", "change_count", "state")
    list_display_links = ("conference", "number")
    list_filter = ("conference",)
    list_select_related = ("conference", "published_by")
    autocomplete_fields = ()
    search_fields = ("note", "conference__name_en", "conference__name_zh_hans", "digest")
    fields = (
        "conference",
        "number",
        "published_at",
        "published_by",
        "note",
        "digest",
        "change_count",
        "state",
        "on_site",
    )
    readonly_fields = fields
    ordering = ("-published_at",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document")

    @admin.display(description=gettext_lazy("changes"))
    def change_count(self, version):
        return len(version.changes)

    @admin.display(description=gettext_lazy("state"))
    def state(self, version):
        if version.pk == version.conference.published_version_id:
            return _("public now")
        return _("not public")

    @admin.display(description=gettext_lazy("pages"))
    def on_site(self, version):
        versions = reverse("admin:conference_conference_version_list", args=[version.conference_id])
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            address(version.conference, version.number),
            _("See it on the site"),
            versions,
            _("All versions of this conference"),
        )
