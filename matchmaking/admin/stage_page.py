"""The page on which a roadshow is run: its rule announced, its list closed, its order drawn, its pitches started."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from competition.admin.board_page import number
from matchmaking import drawing, pitching, running_order, voting
from matchmaking.admin import mending_panel
from matchmaking.admin.forms import SeedForm


class Whole(NamedTuple):
    """What is done once with a roadshow: it is asked first, with what follows, and then it is said that it is done."""

    operation: Callable
    question: str
    follows: str
    yes: str
    words: str


WHOLE = {
    "announce": Whole(
        pitching.announce,
        gettext_lazy("Announce the rule of the seed?"),
        gettext_lazy("The page of the roadshow becomes public, and the rule does not change any more."),
        gettext_lazy("Yes, announce it"),
        gettext_lazy("The rule is announced: the page of the roadshow is public."),
    ),
    "close": Whole(
        pitching.close,
        gettext_lazy("Close the list?"),
        gettext_lazy("Every venture gets its number, and the list becomes public. Nobody is added or removed then."),
        gettext_lazy("Yes, close it"),
        gettext_lazy("The list is closed and public. Enter the seed once it is known."),
    ),
    "release": Whole(
        voting.release,
        gettext_lazy("Release the results?"),
        gettext_lazy("Everybody reads the ranks of the ventures and their points."),
        gettext_lazy("Yes, release them"),
        gettext_lazy("The results are public."),
    ),
}
OF_A_PITCH = {
    "start": (pitching.start, gettext_lazy("“%(venture)s” is on.")),
    "ask": (pitching.ask, gettext_lazy("Questions to “%(venture)s”.")),
    "stop": (pitching.stop, gettext_lazy("“%(venture)s” has left the stage.")),
    "skip": (pitching.skip, gettext_lazy("“%(venture)s” is skipped, and comes after all others.")),
    "return": (pitching.come_back, gettext_lazy("“%(venture)s” comes after all.")),
    "withdraw": (pitching.withdraw, gettext_lazy("“%(venture)s” has withdrawn; its number stays.")),
}


def stage(model_admin, request, roadshow):
    """Shows the steps; posted, takes one."""
    if request.method == "POST":
        return settle(model_admin, request, roadshow)
    return page_of(model_admin, request, roadshow, SeedForm())


def page_of(model_admin, request, roadshow, form, status=200):
    pitches = list(roadshow.pitches.named().in_order())
    slots = pitching.slots_of(pitches)
    on, following = running_order.on_stage(slots), running_order.following(slots)
    planned = running_order.planned(slots, roadshow.starts_at, roadshow.turn)
    context = {
        "title": _("Draw and stage: %(roadshow)s") % {"roadshow": roadshow},
        "roadshow": roadshow,
        "lines": [(pitch, planned.get(pitch)) for pitch in pitches],
        "digest": drawing.digest(roadshow.closed_list) if roadshow.closed_at else "",
        "on": on and on.key,
        "following": following and following.key,
        "results": voting.results(pitches) if roadshow.seed else [],
        "may_release": voting.may_release(roadshow, on),
        "form": form,
    }
    return model_admin.page(request, "roadshow_stage", context, status)


def settle(model_admin, request, roadshow):
    """Does what a button asks for. A seed that is refused is shown again as it was typed."""
    step, _colon, key = request.POST.get("do", "").partition(":")
    if step == "draw":
        return draw(model_admin, request, roadshow)
    pitch = roadshow.pitches.named().filter(pk=number(key)).first() if number(key) else None
    if step in WHOLE:
        if "confirmed" not in request.POST:
            return ask(model_admin, request, roadshow, step)
        attempt(request, lambda: WHOLE[step].operation(roadshow, by=request.user), WHOLE[step].words)
    elif step in OF_A_PITCH and pitch:
        operation, words = OF_A_PITCH[step]
        attempt(request, lambda: operation(pitch, by=request.user), words % {"venture": pitch})
    else:
        messages.error(request, _("There is no such pitch any more. Nothing is changed."))
    return redirect("admin:matchmaking_roadshow_stage", roadshow.pk)


def ask(model_admin, request, roadshow, step):
    """Asks before anything is done that cannot be taken back."""
    whole = WHOLE[step]
    context = {"title": whole.question, "follows": whole.follows, "yes": whole.yes, "step": step, "roadshow": roadshow}
    return model_admin.page(request, "roadshow_settle", context)


def attempt(request, operation, words):
    try:
        operation()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, words)


def draw(model_admin, request, roadshow):
    form = SeedForm(request.POST)
    if form.is_valid():
        try:
            pitching.draw(roadshow, form.cleaned_data["seed"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, ValidationError(refusal.messages))
        else:
            messages.success(request, _("The order is drawn, and public."))
            warn_of_meetings(request, roadshow.day)
            return redirect("admin:matchmaking_roadshow_stage", roadshow.pk)
    return page_of(model_admin, request, roadshow, form, status=422)


def warn_of_meetings(request, day):
    """Says how many meetings to come are while their venture is on a roadshow of the day."""
    number = mending_panel.beside_pitches(day, mending_panel.coming_on(day, timezone.now()))
    if number:
        words = ngettext(
            "%(number)d meeting is at a time that a roadshow keeps free. Mend the plan, on the floor of the day.",
            "%(number)d meetings are at a time that a roadshow keeps free. Mend the plan, on the floor of the day.",
            number,
        )
        messages.warning(request, words % {"number": number})
