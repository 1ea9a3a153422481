"""Moving activities: actions on those chosen in the list, and one page for a single activity."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from conference import scheduling
from conference.models import Room
from directory.admin.base import sentence
from directory.forms.moments import MomentField

FURTHEST = 7 * 24 * 60  # minutes


class StartForm(forms.Form):
    starts_at = MomentField(label=gettext_lazy("New start"))

    def __init__(self, activity, *args, **kwargs):
        super().__init__(*args, initial={"starts_at": activity.starts_at}, **kwargs)


class DelayForm(forms.Form):
    item = forms.ModelChoiceField(None, label=gettext_lazy("From this agenda item on"), empty_label=None)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes later (negative: earlier)"), min_value=-FURTHEST, max_value=FURTHEST, initial=10
    )

    def __init__(self, activity, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = activity.agenda_items.all()
        self.fields["item"].label_from_instance = lambda item: f"{timezone.localtime(item.starts_at):%H:%M} {item}"


class HallForm(forms.Form):
    room = forms.ModelChoiceField(
        Room.objects.select_related("venue"), label=gettext_lazy("Hall"), required=False, empty_label="–"
    )

    def __init__(self, activity, *args, **kwargs):
        super().__init__(*args, initial={"room": activity.room_id}, **kwargs)
        self.fields["room"].label_from_instance = lambda room: pgettext("clause", ", ").join(
            [str(room), str(room.venue)]
        )


class PlainForm(forms.Form):
    """Nothing is asked."""

    def __init__(self, _activity, *args, **kwargs):
        super().__init__(*args, **kwargs)


class BulkForm(forms.Form):
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes later (negative: earlier; a day has 1440)"),
        min_value=-FURTHEST,
        max_value=FURTHEST,
    )


def move_to(activity, asked, by):
    scheduling.move(activity, starts_at=asked["starts_at"], by=by)


def delay(_activity, asked, by):
    scheduling.delay(asked["item"], minutes=asked["minutes"], by=by)


def set_hall(activity, asked, by):
    scheduling.set_hall(activity, room=asked["room"], by=by)


def plain(operation):
    """An operation that asks for nothing."""
    return lambda activity, _asked, by: operation(activity, by=by)


def start(activity):
    return activity.starts_at.isoformat()


def times_of_items(activity):
    return " ".join(f"{item.pk} {item.starts_at.isoformat()}" for item in activity.agenda_items.all())


def hall(activity):
    return str(activity.room_id or "")


def nothing(_activity):
    return ""


class Move(NamedTuple):
    """Something that can be done on the page of one activity.

    `changed` tells, as a text, the state that it changes: it comes back with the form. Where that is no longer so, the
    move is refused, once.
    """

    title: str
    form: type[forms.Form]
    operation: Callable
    changed: Callable = nothing


MOVES = {
    "start": Move(gettext_lazy("Move it with all its agenda items"), StartForm, move_to, start),
    "delay": Move(gettext_lazy("Delay agenda items"), DelayForm, delay, times_of_items),
    "hall": Move(gettext_lazy("Put it into another hall"), HallForm, set_hall, hall),
    "order": Move(
        gettext_lazy("Put people into the order of protocol"), PlainForm, plain(scheduling.order_by_protocol)
    ),
    "cancel": Move(gettext_lazy("Cancel it"), PlainForm, plain(scheduling.cancel)),
    "reinstate": Move(gettext_lazy("Take the cancellation back"), PlainForm, plain(scheduling.reinstate)),
}


class MovesActivities:
    """For the admin page of activities: its actions, and the page on which one activity is moved."""

    actions = ("move_by", "cancel", "reinstate", "order_by_protocol")

    def get_urls(self):
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:pk>/move/", view, name="conference_activity_move"), *super().get_urls()]

    @admin.action(description=gettext_lazy("Cancel"), permissions=["change"])
    def cancel(self, request, activities):
        self.carry_out(request, activities, scheduling.cancel, gettext_lazy("%(n)d cancelled"))

    @admin.action(description=gettext_lazy("Take the cancellation back"), permissions=["change"])
    def reinstate(self, request, activities):
        self.carry_out(request, activities, scheduling.reinstate, gettext_lazy("%(n)d reinstated"))

    @admin.action(description=gettext_lazy("Put people into the order of protocol"), permissions=["change"])
    def order_by_protocol(self, request, activities):
        self.carry_out(request, activities, scheduling.order_by_protocol, gettext_lazy("%(n)d put in order"))

    @admin.action(description=gettext_lazy("Move in time…"), permissions=["change"])
    def move_by(self, request, activities):
        """Asks by how much, and moves each activity with its agenda items."""
        form = BulkForm(request.POST if "minutes" in request.POST else None)
        if not form.is_valid():
            context = {"opts": self.opts, "form": form, "activities": activities, "title": _("Move in time")}
            context |= self.admin_site.each_context(request)
            return render(request, "admin/conference/activities_move.html", context)
        delta = dt.timedelta(minutes=form.cleaned_data["minutes"])
        # The foremost in the direction of the move goes first, so that none stands in the way of the next.
        ordered = sorted(activities, key=lambda activity: activity.starts_at, reverse=delta > dt.timedelta(0))

        def move(activity, by):
            scheduling.move(activity, starts_at=activity.starts_at + delta, by=by)

        return self.carry_out(request, ordered, move, gettext_lazy("%(n)d moved"))

    def carry_out(self, request, activities, operation, words):
        """Does one thing to each activity, and reports: 3 moved, 1 refused: …"""
        refusals, done = [], 0
        for activity in activities:
            if self.has_change_permission(request, activity):
                refusal = refused(operation, activity, by=request.user)
            else:
                refusal = _("You may not edit “%(activity)s”.") % {"activity": activity}
            refusals += [refusal] if refusal else []
            done += not refusal
        report = [str(words) % {"n": done}] if done or not refusals else []
        if refusals:
            report.append(_("%(n)d refused: %(why)s") % {"n": len(refusals), "why": " ".join(refusals)})
        level = messages.SUCCESS if not refusals else messages.WARNING if done else messages.ERROR
        self.message_user(request, pgettext("clause", ", ").join(report), level)

    def move_view(self, request, pk):
        """One page with everything by which an activity moves; each of its forms does one thing."""
        activity = self.get_queryset(request).select_related("room", "conference").filter(pk=pk).first()
        if activity is None:
            raise Http404(_("There is no such activity, or you do not see it."))
        if not self.has_change_permission(request, activity):
            raise PermissionDenied
        asked = request.POST.get("what")
        shown = {name: move.form(activity, request.POST if name == asked else None) for name, move in MOVES.items()}
        if asked in shown and shown[asked].is_valid():
            refusal = refused(unless_changed, MOVES[asked], activity, shown[asked].cleaned_data, request)
            if not refusal:
                messages.success(request, _("Done."))
                return redirect("admin:conference_activity_move", pk)
            shown[asked].add_error(None, refusal)
        left_out = "cancel" if activity.is_cancelled else "reinstate"
        moves = [
            (name, MOVES[name].title, form, MOVES[name].changed(activity))
            for name, form in shown.items()
            if name != left_out
        ]
        context = {"opts": self.opts, "activity": activity, "moves": moves, "title": _("Move")}
        return render(request, "admin/conference/activity_move.html", self.admin_site.each_context(request) | context)


def unless_changed(move, activity, asked, request):
    """Does one thing to an activity, unless somebody else changed what its form showed."""
    with scheduling.locked(activity) as row:
        if request.POST.get("shown", move.changed(row)) != move.changed(row):
            sentence = _(
                "Somebody changed this meanwhile. Look at how it is now, and press again if you still want it."
            )
            raise ValidationError(sentence, code="changed_meanwhile")
        move.operation(row, asked, request.user)


def refused(operation, *args, **kwargs):
    """Runs an operation; its sentence where it refuses, else None."""
    try:
        operation(*args, **kwargs)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    except IntegrityError as collision:  # somebody else wrote in the same moment
        return str(sentence(collision))
    return None
