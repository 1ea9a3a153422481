"""Who would have to sit at several tables at once: a plan does not know that one person comes alone for several."""

from collections import Counter, defaultdict
from typing import NamedTuple

from django.db.models import Q

from matchmaking.models import Investor, Representative, Side, Timeslot, Venture


class Double(NamedTuple):
    """Somebody, a timeslot in which they are needed at several tables, and who meets at these."""

    name: str
    timeslot: Timeslot
    meetings: list[tuple[Venture, Investor]]


class Alone(NamedTuple):
    """The only one who comes for some party: by their account; without one, as a person of the programme; or else by
    their e-mail address.
    """

    user: int | None
    person: int | None
    email: str


def doubles(day, meetings):
    """The `Double`s among some meetings of a day, in order of time. Reads one query; three more where there is one.

    Shapes: `meetings` are (venture, investor, timeslot), by primary key; those of which a row is gone are left out.
    """
    alone, names = alone_for_several(day)
    tables = defaultdict(set)
    for venture, investor, timeslot in meetings:
        for who in {alone.get((Side.VENTURE, venture)), alone.get((Side.INVESTOR, investor))} - {None}:
            tables[who, timeslot].add((venture, investor))
    found = {place: sorted(pairs) for place, pairs in tables.items() if len(pairs) > 1}
    if not found:
        return []
    pairs = [pair for some in found.values() for pair in some]
    ventures = Venture.objects.in_bulk({venture for venture, _investor in pairs})
    investors = Investor.objects.select_related("organisation").in_bulk({investor for _venture, investor in pairs})
    slots = day.timeslots.in_bulk()
    named = [
        Double(names[who], slots[timeslot], [(ventures[venture], investors[investor]) for venture, investor in some])
        for (who, timeslot), some in found.items()
        if timeslot in slots and all(venture in ventures and investor in investors for venture, investor in some)
    ]
    return sorted(named, key=lambda double: (double.timeslot.starts_at, double.name))


def alone_for_several(day):
    """Who comes alone for which parties, of those who come for several: {(side, party): Alone}, {Alone: name}."""
    rows = Representative.objects.filter(Q(venture__day=day) | Q(investor__day=day)).order_by("pk")
    people = defaultdict(list)
    names = ("venture", "investor", "user", "person", "email", "name")
    for venture, investor, user, person, email, name in rows.values_list(*names):
        party = (Side.VENTURE, venture) if venture else (Side.INVESTOR, investor)
        who = Alone(user, None if user else person, "" if user or person else email.lower())
        people[party].append((who, name))
    single = {party: some[0] for party, some in people.items() if len(some) == 1 and any(some[0][0])}
    often = Counter(who for who, _name in single.values())
    return {party: who for party, (who, _name) in single.items() if often[who] > 1}, dict(single.values())
