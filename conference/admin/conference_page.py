"""What the pages about one conference have in common: publishing, withdrawing, its versions."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from conference.models import ConferenceState


def conference_page(request, model_admin, template, conference, context):
    """A page about one conference, with what every page of the admin has, and the addresses on the site."""
    common = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "conference": conference,
        "may_view": model_admin.has_view_permission(request, conference),
        "may_import": request.user.has_perm("conference.add_activity"),
        "may_publish": request.user.has_perm("conference.publish_conference"),
        "may_see_versions": request.user.has_perm("conference.view_programmeversion"),
        "public_url": address(conference) if conference.state == ConferenceState.PUBLIC else None,
        "draft_url": address(conference, "draft"),
    }
    return render(request, f"admin/conference/{template}.html", common | context)


def address(conference, version=None, activity=None):
    """The page of a conference or activity on the site, in the reader's language: as published, or a version of it."""
    name = f"{conference.slug}@{version}" if version else conference.slug
    if activity:
        return reverse("conference:activity_detail", args=[name, activity])
    return reverse("conference:conference_detail", args=[name])


def visible_conference(model_admin, request, pk):
    """The conference with this key, if its user sees any of it."""
    conference = model_admin.get_queryset(request).select_related("published_version").filter(pk=pk).first()
    if conference is None:
        raise Http404(_("There is no such conference, or you do not see it."))
    return conference
