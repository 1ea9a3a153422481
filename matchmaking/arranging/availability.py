"""Who is free in which timeslot: absences, pitches, and appearances in the programme of those who come."""

from collections import defaultdict
from itertools import chain

import numpy as np
from django.db.models import Q

from conference.models import Appearance
from matchmaking.arranging.columns import places_among, table
from matchmaking.models import Absence, Representative, Side
from matchmaking.turns import kept_free

SIDES = ("venture", "investor")


def free(side, day, parties, timeslots):
    """An array (parties, timeslots), True where a party of a side ("venture" or "investor") can meet.

    Shapes: parties and timeslots of the day have a `pk`. A party with several representatives is busy only while all of
            them appear somewhere.
    """
    told = Absence.objects.filter(**{f"{side}__day": day}).order_by().values_list(side, "timeslot")
    away = table(chain(told, busy(side, day, timeslots), pitching(side, day, timeslots)), 2)
    rows, columns = places_among(parties, away[:, 0]), places_among(timeslots, away[:, 1])
    is_known = (rows >= 0) & (columns >= 0)
    found = np.ones((len(parties), len(timeslots)), dtype=bool)
    found[rows[is_known], columns[is_known]] = False
    return found


def busy(side, day, timeslots):
    """The (party, timeslot) in which all representatives of a party appear in the programme, by primary key."""
    coming = Representative.objects.filter(**{f"{side}__day": day}).order_by()
    appearing = appearances(day, coming.exclude(person=None).values("person"), timeslots)
    if not appearing:
        return
    people = defaultdict(set)
    for party, person in coming.values_list(side, "person"):
        people[party].add(person)
    for timeslot, there in appearing.items():
        for party, those in people.items():
            if those <= there:
                yield party, timeslot


def pitching(side, day, timeslots):
    """The (venture, timeslot) that a roadshow keeps free, by primary key."""
    for turn in kept_free(day) if side == Side.VENTURE else ():
        for timeslot in timeslots:
            if turn.starts_at < timeslot.ends_at and turn.ends_at > timeslot.starts_at:
                yield turn.pitch.venture_id, timeslot.pk


def appearances(day, people, timeslots):
    """Who of some people appears while a timeslot lasts: {timeslot: {person}}; what is cancelled keeps nobody, nor does
    it to be named for the day itself, whose agenda items alone take their time.
    """
    found = defaultdict(set)
    if not timeslots:
        return found
    begins, ends = timeslots[0].starts_at, timeslots[-1].ends_at
    places = [("activity", "activity__is_cancelled"), ("agenda_item", "agenda_item__activity__is_cancelled")]
    for place, is_cancelled in places:
        rows = Appearance.objects.filter(
            Q(**{f"{place}__starts_at__lt": ends, f"{place}__ends_at__gt": begins, is_cancelled: False}),
            person__in=people,
        ).exclude(activity=day.activity_id)
        for person, starts_at, ends_at in rows.values_list("person", f"{place}__starts_at", f"{place}__ends_at"):
            for timeslot in timeslots:
                if starts_at < timeslot.ends_at and ends_at > timeslot.starts_at:
                    found[timeslot.pk].add(person)
    return found
