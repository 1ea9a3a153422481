"""A roadshow as anybody may see it: how its order is drawn, who is on when, the stage, and the results."""

from typing import NamedTuple

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from matchmaking import drawing, pitching, running_order, voting
from matchmaking.models import Pitch, Roadshow
from matchmaking.views import page

MILLISECONDS = 1000


class Line(NamedTuple):
    """A pitch of the running order: its number, its ticket of the draw, and when it is to begin or began."""

    pitch: Pitch
    begins_at: object
    ticket: str


def fresh(view):
    """A page that is the same for everybody, and may change at any moment."""
    return cache_control(public=True, max_age=0, must_revalidate=True)(require_safe(view))


def public(pk):
    row = Roadshow.objects.public().select_related("day__activity").filter(pk=pk).first()
    if row is None:
        raise Http404(_("There is no such roadshow, or it is not announced yet."))
    return row


def pitches_of(roadshow):
    """The pitches of a closed list, as drawn; of an open one, nobody is told."""
    return list(roadshow.pitches.named().in_order()) if roadshow.closed_at else []


def lines_of(roadshow, pitches):
    slots = pitching.slots_of(pitches)
    planned = running_order.planned(slots, roadshow.starts_at, roadshow.turn) if roadshow.seed else {}
    list_digest = drawing.digest(roadshow.closed_list)
    return [
        Line(
            pitch,
            pitch.began_at or planned.get(pitch),
            drawing.ticket(roadshow.seed, list_digest, pitch.lot) if roadshow.seed else "",
        )
        for pitch in pitches
    ]


@fresh
def roadshow_detail(request, pk):
    """The rule, the closed list with its digest, the seed, the order, and how to check it."""
    roadshow = public(pk)
    pitches = pitches_of(roadshow)
    commands = drawing.commands(roadshow.seed, max(pitch.lot for pitch in pitches)) if roadshow.seed else ""
    return page(
        request,
        "roadshow_detail",
        day=roadshow.day,
        roadshow=roadshow,
        lines=lines_of(roadshow, pitches),
        digest=drawing.digest(roadshow.closed_list) if roadshow.closed_at else "",
        commands=commands,
        results=voting.results(pitches) if roadshow.shows_results() else [],
    )


@fresh
def roadshow_entries(request, pk):
    """The closed list, exactly the bytes whose digest is published."""
    roadshow = public(pk)
    if not roadshow.closed_at:
        raise Http404(_("The list is not closed yet."))
    response = HttpResponse(roadshow.closed_list.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="list.txt"'
    return response


@fresh
def roadshow_timer(request, pk):
    """The screen beside the stage: who is on and for how long, who is next, and the running order."""
    roadshow = public(pk)
    pitches = pitches_of(roadshow)
    stage = stage_of(roadshow, pitches)
    lines = lines_of(roadshow, pitches)
    return page(request, "roadshow_timer", day=roadshow.day, roadshow=roadshow, lines=lines, stage=stage)


@cache_control(no_store=True)
@require_safe
def roadshow_now(request, pk):
    """What the screen asks for every other second: names of ventures and organisations, and moments of this server."""
    roadshow = public(pk)
    return JsonResponse(stage_of(roadshow, pitches_of(roadshow)))


def stage_of(roadshow, pitches, at=None):
    """Who is on and who is next, as numbers and names.

    Units: moments are milliseconds since 1970, of the server's clock; `now` is that clock.
    """
    slots = pitching.slots_of(pitches) if roadshow.seed else []
    on, following = running_order.on_stage(slots), running_order.following(slots)
    planned = running_order.planned(slots, roadshow.starts_at, roadshow.turn)
    return {
        "now": milliseconds(at or timezone.now()),
        "on": on and named(on.key) | ends_of(roadshow, on),
        "next": following and named(following.key) | {"begins": milliseconds(planned[following.key])},
        "is_over": bool(slots) and not on and not following,
    }


def named(pitch):
    return {"place": pitch.place, "venture": str(pitch.venture), "organisation": str(pitch.venture.organisation)}


def ends_of(roadshow, slot):
    found = running_order.ends(slot, roadshow.pitch_lasts, roadshow.questions_last)
    return {"pitch_ends": milliseconds(found.pitch), "questions_end": milliseconds(found.questions)}


def milliseconds(moment):
    return round(moment.timestamp() * MILLISECONDS)
