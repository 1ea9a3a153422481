"""A plan in words: what makes it impossible, what a day lacks, and who is without a meeting and why."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from matchmaking.arranging import serving
from matchmaking.models import Investor, Side, Table, Timeslot, Venture

WHY = {
    serving.NEVER_FREE: gettext_lazy("Free in no timeslot"),
    serving.NOBODY_SUITS: gettext_lazy("Nobody suits"),
    serving.NO_ROOM: gettext_lazy("All who suit have other meetings, or no table is free"),
    serving.NO_MEETINGS: gettext_lazy("Takes no meetings"),
}
# What planning knows to be impossible. Of rows only the first can come about: fixed and held meetings stay, however few
# somebody takes. All else the database does not let happen, or needs what rows do not say.
FAULTS = {
    "more_than_most": ngettext_lazy(
        "“%(party)s” has %(count)d meeting that is fixed or was held, and takes at most %(most)d.",
        "“%(party)s” has %(count)d meetings that are fixed or were held, and takes at most %(most)d.",
        "count",
    ),
    "more_than_slots": ngettext_lazy(
        "“%(party)s” has %(count)d meeting that is fixed or was held, and is free in %(slots)d timeslots.",
        "“%(party)s” has %(count)d meetings that are fixed or were held, and is free in %(slots)d timeslots.",
        "count",
    ),
    "more_than_tables": ngettext_lazy(
        "%(count)d meeting must take place, and all timeslots together have %(tables)d tables.",
        "%(count)d meetings must take place, and all timeslots together have %(tables)d tables.",
        "count",
    ),
    "mandatory_together": ngettext_lazy(
        "No way was found to give %(count)d meeting that must take place a time at which people are free.",
        "No way was found to give all %(count)d meetings that must take place a time at which people are free.",
        "count",
    ),
    "no_common_slot": gettext_lazy(
        "“%(venture)s” and “%(investor)s” must meet, and are never free at a time at which there is a table."
    ),
    "mandatory_and_forbidden": gettext_lazy("“%(venture)s” and “%(investor)s” must meet, and must not meet."),
    "fixed_twice": gettext_lazy("“%(party)s” has %(count)d fixed meetings at the same time: %(slot)s."),
    "pair_fixed_twice": gettext_lazy("“%(venture)s” and “%(investor)s” have %(count)d fixed meetings."),
    "table_fixed_twice": gettext_lazy("Table %(table)s has %(count)d fixed meetings at the same time: %(slot)s."),
    "more_fixed_than_tables": gettext_lazy(
        "%(count)d meetings are fixed at the same time, %(slot)s, and there are %(tables)d tables."
    ),
    "no_such_table": gettext_lazy("“%(venture)s” and “%(investor)s” are to meet at a table that is not there."),
    "no_such_slot": gettext_lazy("“%(venture)s” and “%(investor)s” are to meet at a time that is no timeslot."),
    "no_such_pair": gettext_lazy("Somebody is to meet who does not take part."),
    "pair_twice": gettext_lazy("“%(venture)s” and “%(investor)s” are weighed twice."),
    "weight_out_of_range": gettext_lazy("What a meeting of “%(venture)s” and “%(investor)s” weighs is no weight."),
    "negative_most": gettext_lazy("“%(party)s” takes %(most)d meetings, which cannot be."),
    "negative_tables": gettext_lazy("%(tables)d tables cannot be: %(slot)s."),
}
MODELS = {"venture": Venture, "investor": Investor, "slot": Timeslot, "table": Table}


class Fault(NamedTuple):
    """What makes a plan impossible, in a sentence, and the ventures and investors that it is about."""

    sentence: str
    rows: list[Any]


class Without(NamedTuple):
    """Why some are without a meeting: how many, the first of them, and how many more there are."""

    why: str
    number: int
    rows: list[Any]
    more: int


def faults(found):
    """Faults of planning, as `arranging.proposing` keeps them, in words, with the names of those concerned."""
    return [fault(**one) for one in found]


def fault(code, about, figures):
    """A fault by its code; `about` are primary keys. Whoever is not there any more is called by nothing."""
    rows = {name: MODELS[name].objects.filter(pk=key).first() or "" for name, key in about.items()}
    parties = [rows[name] for name in Side if rows.get(name)]
    return Fault(FAULTS[code] % ({"party": parties[0] if parties else ""} | rows | figures), parties)


def lacking(day):
    """What a matchmaking day lacks, without which nothing can be planned: sentences."""
    needed = [
        (day.ventures.planned_for(), _("No venture is admitted.")),
        (day.investors.planned_for(), _("No investor is admitted.")),
        (day.timeslots, _("There are no timeslots.")),
        (day.tables, _("There are no tables.")),
    ]
    return [sentence for rows, sentence in needed if not rows.exists()]


def unserved(side, found, most):
    """Those of a side who are without a meeting, by the reason, as `serving.unserved` gives them; at most so many of
    each are named.
    """
    keys = defaultdict(list)
    for key, why in found:
        keys[why].append(key)
    named = (
        MODELS[side]
        .objects.select_related("organisation")
        .in_bulk([key for some in keys.values() for key in some[:most]])
    )
    return [
        Without(str(WHY[why]), len(some), [named[key] for key in some[:most] if key in named], len(some[most:]))
        for why, some in keys.items()
    ]
