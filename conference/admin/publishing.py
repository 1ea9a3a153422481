"""Publishing and withdrawing: pages of the back office that first show what would change, and then do it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conference import publishing
from conference.admin import clashes, versions
from conference.admin.conference_page import address, conference_page, visible_conference
from conference.admin.lacking import lacking
from conference.models import ConferenceState
from conference.scheduling import timetables


def urls(model_admin):
    """The addresses below a conference of the admin; to stand before its own, which take any text as a key."""
    views = {
        "publish/": publish,
        "withdraw/": withdraw,
        "versions/": versions.version_list,
        "versions/compare/": versions.compare,
        "versions/<int:number>/restore/": versions.restore,
    }
    return [
        path(
            f"<int:pk>/{address}",
            model_admin.admin_site.admin_view(view),
            {"model_admin": model_admin},
            name=f"conference_conference_{view.__name__}",
        )
        for address, view in views.items()
    ]


class ShowsPublication:
    """For the admin page of conferences: the pages below, and above its form the way to them and to the site."""

    change_form_outer_before_template = "admin/conference/_publication_panel.html"

    def render_change_form(self, request, context, **kwargs):
        if conference := kwargs.get("obj"):
            context |= {
                "conference": conference,
                "draft_url": address(conference, "draft"),
                "may_import": request.user.has_perm("conference.add_activity"),
                "public_url": address(conference) if conference.state == ConferenceState.PUBLIC else None,
            }
        return super().render_change_form(request, context, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, pk, model_admin):
    """Shows what publishing would change; posted with the digest of what was shown, publishes exactly that."""
    conference = visible_conference(model_admin, request, pk)
    status = 200
    if request.method == "POST":
        if not request.user.has_perm("conference.publish_conference"):
            raise PermissionDenied(_("Only an organiser publishes the programme."))
        note, digest = request.POST.get("note", "").strip(), request.POST.get("digest", "")
        try:
            version = publishing.publish(conference, by=request.user, note=note, expected_digest=digest or "none")
        except ValidationError as refusal:
            status = 409
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, published_message(conference, version))
            return redirect("admin:conference_conference_publish", pk)
    page = conference_page(request, model_admin, "publish", conference, previewed(request, conference))
    page.status_code = status
    return page


def published_message(conference, version):
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Version %(number)d is public now.") % {"number": version.number},
        address(conference),
        _("See it on the site"),
    )


def previewed(request, conference):
    """What the page shows: the difference, and what clashes or is lacking; of what its user sees."""
    user = request.user
    preview = publishing.previews([conference], visible_to=user)[conference.pk]
    timetable = timetables([conference])[conference.pk]
    sees_whole = user.has_perm("conference.view_conference")
    is_same = bool(preview.last) and sees_whole and preview.digest == preview.last.digest
    return {
        "title": _("Publish: %(conference)s") % {"conference": conference},
        "preview": preview,
        "sees_whole": sees_whole,
        "is_same": is_same,
        "is_public": conference.state == ConferenceState.PUBLIC,
        "is_offered": not (is_same and conference.state == ConferenceState.PUBLIC) and preview.draft.activities,
        "agenda_items": sum(len(activity.items) for activity in preview.draft.activities),
        "clashes": clashes.said(timetable, timetable.clashes(), clashes.seen_by(user, [conference])),
        "lacking": lacking(preview.draft, None if sees_whole else ["activity", "agenda_item"]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk, model_admin):
    """Asks whether the programme is to be taken from the public; posted, does so."""
    conference = visible_conference(model_admin, request, pk)
    if not request.user.has_perm("conference.publish_conference"):
        raise PermissionDenied(_("Only an organiser withdraws the programme."))
    if request.method == "POST":
        try:
            publishing.withdraw(conference, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The programme is withdrawn: its pages are no longer public."))
        return redirect("admin:conference_conference_version_list", pk)
    title = _("Withdraw: %(conference)s") % {"conference": conference}
    return conference_page(request, model_admin, "withdraw", conference, {"title": title})
