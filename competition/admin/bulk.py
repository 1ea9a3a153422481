"""Changing the entries chosen in the list: a page that shows exactly what would change, and then does exactly that."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from competition import changing
from competition.admin.forms import ChangeManyForm
from competition.changing.planning import HOLDS_AWARD, HOLDS_PRIZE_OF_TRACK, OTHER_COMPETITION, REFUSED_STATE, SETS
from competition.models import Entry

NAMED = 20  # entries that are named of those refused for one reason
REASONS = {
    REFUSED_STATE: gettext_lazy("From the state that they are in, this one is not reached."),
    HOLDS_AWARD: gettext_lazy("They hold an award. Withdraw the award first."),
    HOLDS_PRIZE_OF_TRACK: gettext_lazy("They hold a prize of their track. Withdraw the award first."),
    OTHER_COMPETITION: gettext_lazy("The track belongs to another competition."),
}


class Count(NamedTuple):
    """How many entries go from one value of a field to another; of a set, one of the two is empty."""

    field: str
    before: str
    after: str
    number: int


class Sample(NamedTuple):
    """An entry, and its changes: [(field, before, after)]."""

    entry: Entry
    changes: list[tuple[str, str, str]]


class Refused(NamedTuple):
    """Why some entries are refused, how many, and the first of them."""

    why: str
    number: int
    entries: list[Entry]


class ChangesMany:
    """For the admin page of entries: the action, and its page."""

    actions = ("change_many",)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Entries are withdrawn, not deleted by the thousand."""
        actions = super().get_actions(request, action_location=action_location)
        return {name: action for name, action in actions.items() if name != "delete_selected"}

    @admin.action(description=gettext_lazy("Change…"), permissions=["change"])
    def change_many(self, request, entries):
        """Asks what to change, shows what that would do, and does it once that was seen."""
        form = ChangeManyForm(request.POST if "asked" in request.POST else None, user=request.user)
        context = {"title": _("Change entries"), "form": form, "plan": None, **self.chosen(request, entries)}
        status = 200
        if form.is_valid():
            asked = changing.Asked(**form.asked)
            if "token" in request.POST:
                try:
                    record = changing.change(entries, asked, by=request.user, expected=request.POST["token"])
                except ValidationError as refusal:
                    messages.error(request, " ".join(refusal.messages))
                    status = 409
                else:
                    messages.success(request, done(record))
                    return None
            context |= shown(changing.plan(entries, asked), asked)
        return self.page(request, "change_many", context, status)

    def chosen(self, request, entries):
        """What was chosen in the list, to be sent back: everything that matches, or single entries."""
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        across = request.POST.get("select_across") == "1"
        return {"across": across, "keys": keys[:1] if across else keys, "address": request.get_full_path()}


def shown(plan, asked):
    """What the page shows of a plan."""
    counts = plan.counts
    samples = Entry.objects.in_bulk(plan.samples)
    names = changing.names_of(
        {(name, value) for name, *pair in counts for value in pair if value is not None}
        | {(name, v) for pk in samples for side in (plan.before, plan.after) for name, v in flat(side[pk])}
    )
    return {
        "plan": plan,
        "what": changing.in_words(asked),
        "changing": len(plan.after),
        "counts": [count(names, *key, number) for key, number in sorted(counts.items(), key=lambda pair: -pair[1])],
        "samples": [sample(samples[pk], plan, names) for pk in plan.samples if pk in samples],
        "refused": [refused(code, pks) for code, pks in plan.refused.items()],
    }


def flat(values):
    """The single values of a row: (field, value); those of a set one by one."""
    for name, value in values.items():
        yield from ((name, key) for key in (value if name in SETS else [value]))


def count(names, name, before, after, number):
    if name in SETS:
        said = "", f"+ {names[name, after]}" if before is None else f"− {names[name, before]}"
    else:
        said = [names.get((name, value), "–") for value in (before, after)]
    return Count(changing.label_of(name), *said, number)


def sample(entry, plan, names):
    def words(name, value):
        if name in SETS:
            return pgettext("list", ", ").join(names[name, key] for key in value) or "–"
        return names.get((name, value), "–") if value not in (None, "") else "–"

    after = plan.after[entry.pk]
    changes = [
        (changing.label_of(name), words(name, plan.before[entry.pk][name]), words(name, value))
        for name, value in after.items()
    ]
    return Sample(entry, changes)


def refused(code, pks):
    return Refused(REASONS[code], len(pks), list(Entry.objects.filter(pk__in=pks[:NAMED]).order_by("number")))


def done(record):
    number = len(record.after)
    words = ngettext("%(number)d entry is changed.", "%(number)d entries are changed.", number) % {"number": number}
    url = reverse("admin:competition_bulkchange_change", args=[record.pk])
    return format_html('{} <a href="{}">{}</a>', words, url, _("See the change, or undo it"))
