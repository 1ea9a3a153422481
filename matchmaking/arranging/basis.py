"""What a plan is made from: the rows of a day, and a digest by which it can be told whether they have changed since."""

import hashlib
from typing import NamedTuple

import numpy as np
from django.db.models import Count, Max
from django.db.models.functions import Coalesce

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


class Party(NamedTuple):
    """What a plan knows of a venture or an investor by itself; `most` is how many meetings it takes."""

    pk: int
    state: str
    organisation_id: int
    most: int


class Rows(NamedTuple):
    """Whom, when and where a plan is made for.

    Shapes: all in order, each with a `pk`; ventures_free[venture, timeslot] and investors_free[investor, timeslot].
    """

    ventures: list[Party]
    investors: list[Party]
    timeslots: list[Timeslot]
    tables: list[tuple[int]]
    ventures_free: np.ndarray
    investors_free: np.ndarray


def basis(day, at):
    """What the plan of a day is made from, as a small dict for JSON: equal as long as nothing that matters changes."""
    return read(day, at)[0]


def read(day, at):
    """The basis of a plan, and the `Rows` themselves, which are read after it.

    The basis are the last rows of the history of the day and of all that belongs to it, who is free when (so that it
    does not matter whether an absence or the programme says so), and how many timeslots have begun by `at`. Rows are
    counted, too: on PostgreSQL one with a smaller number may be seen later than one with a larger number.
    """
    found = {model._meta.model_name: last(model.history.filter(**{name: day.pk})) for model, name in OF_DAY.items()}
    found["organisation"] = last(Organisation.history.filter(id__in=day.investors.values("organisation")))
    rows = rows_of(day, at)
    found["begun"] = sum(slot.starts_at <= at for slot in rows.timeslots)
    free = hashlib.sha256(rows.ventures_free.tobytes())
    free.update(rows.investors_free.tobytes())
    return found | {"free": free.hexdigest()}, rows


def rows_of(day, at):
    parties = [[Party(*row) for row in planned_for(side, at)] for side in (day.ventures, day.investors)]
    timeslots = list(day.timeslots.order_by("starts_at"))
    free = (
        availability.free(side, day, found, timeslots) for side, found in zip(availability.SIDES, parties, strict=True)
    )
    return Rows(*parties, timeslots, list(day.tables.order_by("number").values_list("pk", named=True)), *free)


def planned_for(side, at):
    """The parties of a side for which a plan is made."""
    most = Coalesce("most_meetings", "day__most_meetings")
    return side.planned_for(at).order_by("pk").values_list("pk", "state", "organisation", most)


def last(history):
    return list(history.order_by().aggregate(Max("history_id"), Count("history_id")).values())
