"""The page that makes the timeslots and tables of a day: what would be made is shown before it is."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from matchmaking import furnishing
from matchmaking.admin.forms import TablesForm, TimeslotsForm

KINDS = {"timeslots": (TimeslotsForm, furnishing.timeslots), "tables": (TablesForm, furnishing.tables)}
MADE = {
    "timeslots": ngettext_lazy("%(number)d timeslot made.", "%(number)d timeslots made.", "number"),
    "tables": ngettext_lazy("%(number)d table made.", "%(number)d tables made.", "number"),
}


class Panel(NamedTuple):
    """A half of the page: its form, and what would be made, None before that is asked."""

    form: Any
    plan: furnishing.Furnishing | None = None

    @property
    def status(self):
        return 400 if self.form.errors else 200


def furnish(model_admin, request, day):
    """Shows both forms; posted, first what would be made, and then makes it."""
    kind, step = request.POST.get("kind"), request.POST.get("do")
    panels = {name: Panel(form(day=day, prefix=name)) for name, (form, _plan) in KINDS.items()}
    if request.method == "POST" and kind in KINDS:
        panels[kind] = asked(day, kind, request, is_made=step == "make")
        if panels[kind] is None:
            return redirect("admin:matchmaking_matchmakingday_furnish", day.pk)
    context = {
        "title": _("Timeslots and tables: %(day)s") % {"day": day},
        "day": day,
        "timeslots": day.timeslots.count(),
        "tables": day.tables.count(),
        "panels": panels,
    }
    return model_admin.page(request, "day_furnish", context, max(panel.status for panel in panels.values()))


def asked(day, kind, request, *, is_made):
    """The panel of what was asked, or None once it is made. What is refused is said in the form."""
    form_class, plan = KINDS[kind]
    form = form_class(request.POST, day=day, prefix=kind)
    if not form.is_valid():
        return Panel(form)
    try:
        if not is_made:
            return Panel(form, plan(day, **form.asked))
        made = furnishing.make(day, plan, by=request.user, **form.asked)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return Panel(form)
    messages.success(request, MADE[kind] % {"number": len(made)})
    return None
