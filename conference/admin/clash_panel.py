"""Clashes shown on the form of an activity or agenda item: when it opens, and again with every change to it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext

from conference.admin import clashes, posted
from conference.admin.conference_page import address
from conference.models import Activity, Conference, ConferenceState
from conference.scheduling import activity_key, item_key, timetables


class ShowsClashes:
    """For the admin page of something with a time: a panel of clashes above its form, kept up by `clashes.js`."""

    change_form_outer_before_template = "admin/conference/_clashes_panel.html"

    @property
    def media(self):
        return super().media + forms.Media(js=[Script("js/clashes.js", type="module")])

    def get_urls(self):
        view = self.admin_site.admin_view(self.clashes_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_clashes"
        return [
            path("add/clashes/", view, name=f"{name}_add"),
            path("<int:pk>/change/clashes/", view, name=name),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, **kwargs):
        row = kwargs.get("obj")
        context |= {"clashes": self.clashes_of(request, row), "site_links": self.links_of(request, row) if row else []}
        return super().render_change_form(request, context, **kwargs)

    def clashes_view(self, request, pk=None):
        """The panel's contents for the form as it is posted; nothing is written."""
        row = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        allowed = self.has_view_permission(request, row) if row else self.has_add_permission(request)
        if not allowed or request.method != "POST":
            raise PermissionDenied
        return render(request, "admin/conference/_clashes.html", {"clashes": self.clashes_of(request, row)})

    def clashes_of(self, request, row):
        """What clashes with a row (None: a new one), as posted or, where nothing is, as saved."""
        post = request.POST if request.method == "POST" else {}
        conference = self.conference_of(request.user, row, post)
        if conference is None:
            return []
        timetable = timetables([conference])[conference.pk]
        timetable, key = self.with_posted(timetable, row, post, request.user)
        found = [clash for clash in timetable.clashes() if any(key in line[:2] for line in clash.lines)]
        new = {activity_key(posted.NEW)}
        return clashes.said(timetable, found, clashes.seen_by(request.user, [conference]) | new)


class ShowsClashesOfActivity(ShowsClashes):
    def links_of(self, request, activity):
        links = links_to(activity.conference, activity.slug)
        if self.has_change_permission(request, activity):
            move = reverse("admin:conference_activity_move", args=[activity.pk])
            links.append(clashes.Link(move, gettext("Move, delay, cancel…")))
        return links

    def conference_of(self, user, activity, post):
        pk = posted.number(post.get("conference")) or (activity and activity.conference_id)
        return Conference.objects.visible_to(user).filter(pk=pk).first()

    def with_posted(self, timetable, activity, post, user):
        if not post:
            return timetable, activity_key(activity.pk if activity else posted.NEW)
        return posted.with_activity(timetable, activity, post, user)


class ShowsClashesOfItem(ShowsClashes):
    def links_of(self, request, item):
        activity = reverse("admin:conference_activity_change", args=[item.activity_id])
        return [
            *links_to(item.activity.conference, item.activity.slug),
            clashes.Link(activity, gettext("Edit its activity")),
        ]

    def activity_of(self, user, item, post):
        pk = posted.number(post.get("activity")) or (item and item.activity_id)
        return Activity.objects.visible_to(user).select_related("conference").filter(pk=pk).first()

    def conference_of(self, user, item, post):
        activity = self.activity_of(user, item, post)
        return activity and activity.conference

    def with_posted(self, timetable, item, post, user):
        if not post:
            return timetable, item_key(item.pk if item else posted.NEW)
        return posted.with_item(timetable, item, self.activity_of(user, item, post), post, user)


def links_to(conference, slug):
    """The page of an activity on the site: in the draft and, where the conference is public, as published."""
    links = [clashes.Link(address(conference, "draft", slug), gettext("See the draft"))]
    if conference.state == ConferenceState.PUBLIC:
        links.append(clashes.Link(address(conference, activity=slug), gettext("See the public page")))
    return links
