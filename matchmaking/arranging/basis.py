"""What a plan is made from, so that it can be told whether that has changed since."""

import hashlib

from django.db.models import Count, Max

from directory.models import Organisation
from matchmaking.arranging import availability
from matchmaking.models import (
    ExchangeRate,
    Interest,
    Investor,
    Mandate,
    MatchmakingDay,
    Meeting,
    Table,
    Timeslot,
    Venture,
)

OF_DAY = {  # whose history matters, and how its rows belong to a day
    MatchmakingDay: "id",
    ExchangeRate: "day_id",
    Timeslot: "day_id",
    Table: "day_id",
    Venture: "day_id",
    Investor: "day_id",
    Mandate: "investor__day",
    Interest: "venture__day",
    Meeting: "timeslot__day",
}


def basis(day, at, rows=None):
    """What the plan of a day is made from, as a small dict for JSON: equal as long as nothing that matters changes.

    That are the last rows of the history of the day and of all that belongs to it, who is free when (so that it does
    not matter whether an absence or the programme says so), and how many timeslots have begun by `at`. Rows are
    counted, too: on PostgreSQL one with a smaller number may be seen later than one with a larger number.
    """
    found = {model._meta.model_name: last(model.history.filter(**{name: day.pk})) for model, name in OF_DAY.items()}
    found["organisation"] = last(Organisation.history.filter(id__in=day.investors.values("organisation")))
    ventures, investors, timeslots = rows or rows_of(day, at)
    found["begun"] = sum(slot.starts_at <= at for slot in timeslots)
    free = hashlib.sha256()
    for side, parties in zip(availability.SIDES, (ventures, investors), strict=True):
        free.update(availability.free(side, parties, timeslots).tobytes())
    return found | {"free": free.hexdigest()}


def rows_of(day, at):
    sides = [rows.planned_for(at).only("pk").order_by("pk") for rows in (day.ventures, day.investors)]
    return *sides, list(day.timeslots.order_by("starts_at"))


def last(history):
    return list(history.order_by().aggregate(Max("history_id"), Count("history_id")).values())
