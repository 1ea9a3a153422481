"""Who is free in which timeslot: absences that were told, and appearances in the programme of those who come."""

from collections import defaultdict

import numpy as np
from django.db.models import Q

from conference.models import Appearance
from matchmaking.models import Absence, Representative

SIDES = ("venture", "investor")


def free(side, parties, timeslots):
    """An array (parties, timeslots), True where a party of a side ("venture" or "investor") can meet.

    A party with several representatives is busy only while all of them appear somewhere.
    """
    places = {row.pk: place for place, row in enumerate(parties)}
    slots = {row.pk: place for place, row in enumerate(timeslots)}
    found = np.ones((len(parties), len(timeslots)), dtype=bool)
    told = Absence.objects.filter(**{f"{side}__in": places, "timeslot__in": slots})
    for party, timeslot in told.values_list(side, "timeslot"):
        found[places[party], slots[timeslot]] = False
    for party, timeslot in busy(side, places, timeslots):
        found[places[party], slots[timeslot]] = False
    return found


def busy(side, parties, timeslots):
    """The (party, timeslot) in which all representatives of a party appear in the programme, by primary key."""
    people = defaultdict(list)
    rows = Representative.objects.filter(**{f"{side}__in": parties}).order_by("pk")
    for party, person in rows.values_list(side, "person"):
        people[party].append(person)
    appearing = appearances({person for found in people.values() for person in found if person}, timeslots)
    for party, found in people.items():
        for timeslot in timeslots:
            if all(person in appearing[timeslot.pk] for person in found):
                yield party, timeslot.pk


def appearances(people, timeslots):
    """Who of some people appears while a timeslot lasts: {timeslot: {person}}; what is cancelled keeps nobody."""
    found = defaultdict(set)
    if not timeslots:
        return found
    begins, ends = timeslots[0].starts_at, timeslots[-1].ends_at
    places = [("activity", "activity__is_cancelled"), ("agenda_item", "agenda_item__activity__is_cancelled")]
    for place, is_cancelled in places:
        rows = Appearance.objects.filter(
            Q(**{f"{place}__starts_at__lt": ends, f"{place}__ends_at__gt": begins, is_cancelled: False}),
            person__in=people,
        )
        for person, starts_at, ends_at in rows.values_list("person", f"{place}__starts_at", f"{place}__ends_at"):
            for timeslot in timeslots:
                if starts_at < timeslot.ends_at and ends_at > timeslot.starts_at:
                    found[timeslot.pk].add(person)
    return found
