"""When ventures are on the stage of a roadshow, and what of their time that keeps free of meetings."""

import datetime as dt
from typing import NamedTuple

from matchmaking import running_order
from matchmaking.models import Pitch
from matchmaking.pitching import slots_of

BESIDE = dt.timedelta(minutes=5)  # to come to the stage and back, and for a roadshow that is not quite on time


class Turn(NamedTuple):
    """A pitch, and a time in which it is: as it is planned, or with what is kept free beside it."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    pitch: Pitch


def turns_of(venture):
    """When the pitches of a venture are planned, with their questions, where the order is drawn; in order of time."""
    own = venture.pitches.order_by().values("roadshow")
    found = [
        turn
        for roadshow, pitches in by_roadshow(Pitch.objects.filter(roadshow__in=own)).items()
        for turn in planned(roadshow, pitches)
        if roadshow.seed and turn.pitch.venture_id == venture.pk
    ]
    return sorted(found, key=lambda turn: turn.starts_at)


def kept_free(day):
    """What the roadshows of a day keep free: [Turn]. Until the order is drawn nobody knows when a venture is on: the
    whole roadshow is kept free for all on its list; then for each its own pitch.
    """
    found = by_roadshow(Pitch.objects.filter(roadshow__day=day)).items()
    kept = [turn for roadshow, pitches in found for turn in (planned if roadshow.seed else whole)(roadshow, pitches)]
    return [Turn(turn.starts_at - BESIDE, turn.ends_at + BESIDE, turn.pitch) for turn in kept]


def by_roadshow(pitches):
    """{roadshow: [its pitches, in order]}, in one query."""
    found = {}
    for pitch in pitches.select_related("roadshow").in_order():
        found.setdefault(pitch.roadshow, []).append(pitch)
    return found


def planned(roadshow, pitches):
    lasts = roadshow.pitch_lasts + roadshow.questions_last
    begins = running_order.planned(slots_of(pitches), roadshow.starts_at, roadshow.turn)
    return [Turn(starts_at, starts_at + lasts, pitch) for pitch, starts_at in begins.items()]


def whole(roadshow, pitches):
    coming = [pitch for pitch in pitches if not pitch.withdrawn_at]
    return [Turn(roadshow.starts_at, roadshow.starts_at + len(coming) * roadshow.turn, pitch) for pitch in coming]
