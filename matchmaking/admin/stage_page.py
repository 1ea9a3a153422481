"""The page on which a roadshow is run: its rule announced, its list closed, its order drawn, its pitches started."""

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

WHOLE = {  # what is done with the roadshow, and what is said then
    "announce": (pitching.announce, gettext_lazy("The rule is announced: the page of the roadshow is public.")),
    "close": (pitching.close, gettext_lazy("The list is closed and public. Enter the seed once it is known.")),
    "release": (voting.release, gettext_lazy("The results are public.")),
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
        "may_release": bool(roadshow.votes_close_at) and not roadshow.takes_votes() and not roadshow.results_public_at,
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
        operation, words = WHOLE[step]
        attempt(request, lambda: operation(roadshow, by=request.user), words)
    elif step in OF_A_PITCH and pitch:
        operation, words = OF_A_PITCH[step]
        attempt(request, lambda: operation(pitch, by=request.user), words % {"venture": pitch})
    else:
        messages.error(request, _("There is no such pitch any more. Nothing is changed."))
    return redirect("admin:matchmaking_roadshow_stage", roadshow.pk)


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
            "%(number)d meeting is while its venture is on a roadshow. Mend the plan, on the floor of the day.",
            "%(number)d meetings are while their venture is on a roadshow. Mend the plan, on the floor of the day.",
            number,
        )
        messages.warning(request, words % {"number": number})
