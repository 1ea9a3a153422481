"""The running order of a roadshow: who is on when, who is on now and for how long, and who is next."""

import datetime as dt
from typing import NamedTuple


class Slot(NamedTuple):
    """A pitch and what is known of it, in the order of the draw. `key` is whatever the caller knows it by."""

    key: object
    began_at: dt.datetime | None = None
    questions_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    is_skipped: bool = False
    is_withdrawn: bool = False

    @property
    def is_on(self):
        return self.began_at is not None and self.ended_at is None

    @property
    def waits(self):
        return self.began_at is None and not self.is_withdrawn


class Ends(NamedTuple):
    """When the pitch of who is on ends, and when the questions do."""

    pitch: dt.datetime
    questions: dt.datetime


def planned(slots, starts_at, turn):
    """{key: when it is planned to begin}: one after another; whoever withdrew has no time, and the others move up."""
    coming = [slot for slot in slots if not slot.is_withdrawn]
    return {slot.key: starts_at + place * turn for place, slot in enumerate(coming)}


def on_stage(slots):
    """Who is on, or None."""
    return next((slot for slot in slots if slot.is_on), None)


def following(slots):
    """Who is next: the first that waits; those who were skipped come after all others. None when all were on."""
    waiting = [slot for slot in slots if slot.waits]
    return next((slot for slot in waiting if not slot.is_skipped), next(iter(waiting), None))


def ends(slot, pitch, questions):
    """When each part of a pitch that began is over. Questions that are called early end early, and late ones late.

    Units: `pitch` and `questions` are timedeltas.
    """
    pitch_ends = slot.questions_at or slot.began_at + pitch
    return Ends(pitch_ends, pitch_ends + questions)
