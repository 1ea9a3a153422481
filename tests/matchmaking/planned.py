"""A day whose meetings are planned, for tests of what happens to it then."""

from matchmaking.arranging import arrange
from matchmaking.models import Meeting
from tests import factories


def standing_day():
    """Four slots and three tables; five ventures and four investors, all in one industry, with a plan."""
    day = factories.matchmaking_day(most_meetings=3)
    for place in range(4):
        factories.timeslot(day=day, place=place)
    for _table in range(3):
        factories.table(day=day)
    for _venture in range(5):
        walk_in(day)
    for _investor in range(4):
        factories.mandate(investor=factories.investor(day=day), industries=[factories.industry("39")])
    arrange(day)
    return day


def walk_in(day, **values):
    """A venture that suits everybody."""
    venture = factories.venture(day=day, **values)
    venture.industries.add(factories.industry("39"))
    venture.save()
    return venture


def changed(row, **values):
    """Saves a row with other values, as a form does."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def absent(party, *timeslots):
    for timeslot in timeslots:
        factories.absence(**{party.side: party, "timeslot": timeslot})


def slots(day):
    return list(day.timeslots.order_by("starts_at"))


def places(day):
    """{(venture, investor): (key, timeslot, table)} of all meetings that take place."""
    found = Meeting.objects.filter(timeslot__day=day).exclude(state="cancelled")
    return {
        (venture, investor): (pk, timeslot, table)
        for pk, venture, investor, timeslot, table in found.values_list(
            "pk", "venture", "investor", "timeslot", "table"
        )
    }
