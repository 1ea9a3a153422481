"""Matchmaking days of any size in the database, all that is said of anybody drawn by a seed."""

import datetime as dt

import numpy as np
from django.utils import timezone

STARTS_AT = dt.datetime(2030, 5, 21, 8, tzinfo=dt.UTC)
SLOT = dt.timedelta(minutes=15)
STAGES = ("prototype", "demonstration", "commercial")
WORDS = 400


def day_of(size, *, free=0.8, interests=12):
    """A day of a `bench.meetings.Size`, without meetings; each venture says of `interests` investors what it wishes.

    A tenth of what is not free is an appearance of nobody: it is told as an absence.
    """
    from tests import factories

    draw = np.random.default_rng(3)
    activity = factories.activity(
        kind="matchmaking_meeting", starts_at=STARTS_AT, ends_at=STARTS_AT + (size.slots + 1) * SLOT
    )
    day = factories.matchmaking_day(activity=activity, most_meetings=size.slots)
    furnished(day, size)
    named = kinds()
    sides = ventures(day, size, draw, named), investors(day, size, draw, named)
    wishes(*sides, draw, interests)
    for name, rows in zip(("venture", "investor"), sides, strict=True):
        absences(day, name, rows, draw, free)
    return day


def furnished(day, size):
    from matchmaking.models import Table, Timeslot

    starts = [STARTS_AT + place * SLOT for place in range(size.slots)]
    Timeslot.objects.bulk_create(Timeslot(day=day, starts_at=start, ends_at=start + SLOT) for start in starts)
    Table.objects.bulk_create(Table(day=day, number=number) for number in range(1, size.tables + 1))


def kinds():
    """What both sides may name: industries, technologies, regions."""
    from tests import factories

    industries = [factories.industry(f"{code}") for code in range(13, 43)]
    technologies = [factories.technology() for _place in range(12)]
    regions = [factories.region(f"{10 + place}0000") for place in range(8)]
    return industries, technologies, regions


def text(draw):
    return " ".join(f"word{number}" for number in draw.integers(0, WORDS, 40))


def organisations(side, number):
    from directory.models import Organisation, OrganisationKind

    kind = OrganisationKind.values[0]
    return Organisation.objects.bulk_create(
        Organisation(name_en=f"{side.title()} {place}", slug=f"{side}-{place}", kind=kind) for place in range(number)
    )


def some(draw, rows, most):
    return [rows[place] for place in draw.choice(len(rows), draw.integers(1, most + 1), replace=False)]


def joined(through, own, other, named):
    """Writes the rows of a many-to-many field: `named` is [(row, [other rows])]."""
    through.objects.bulk_create(
        through(**{f"{own}_id": row.pk, f"{other}_id": one.pk}) for row, others in named for one in others
    )


def ventures(day, size, draw, named):
    from matchmaking.models import Venture

    industries, technologies, regions = named
    rows = Venture.objects.bulk_create(
        Venture(
            day=day,
            organisation=organisation,
            name_en=f"Venture {place}",
            summary_en=text(draw),
            state="admitted",
            stage=STAGES[place % 3],
            region=regions[place % len(regions)],
            ask=int(draw.integers(1, 100)) * 1_000_000,
            most_meetings=int(draw.integers(3, size.slots + 1)),
        )
        for place, organisation in enumerate(organisations("venture", size.ventures))
    )
    joined(Venture.industries.through, "venture", "industry", [(row, some(draw, industries, 2)) for row in rows])
    joined(Venture.technologies.through, "venture", "technology", [(row, some(draw, technologies, 3)) for row in rows])
    recorded(Venture, rows)
    return rows


def investors(day, size, draw, named):
    from matchmaking.models import Investor, Mandate

    industries, technologies, regions = named
    rows = Investor.objects.bulk_create(
        Investor(day=day, organisation=organisation, state="admitted")
        for organisation in organisations("investor", size.investors)
    )
    mandates = Mandate.objects.bulk_create(
        Mandate(
            investor=row,
            stages=[STAGES[place % 3]],
            least=1_000_000,
            most=int(draw.integers(10, 100)) * 1_000_000,
            looks_for_en=text(draw),
        )
        for row in rows
        for place in range(1 + row.pk % 2)
    )
    for name, found, most in (("industry", industries, 4), ("technology", technologies, 3), ("region", regions, 2)):
        through = getattr(Mandate, f"{name[:-1]}ies" if name.endswith("y") else f"{name}s").through
        joined(through, "mandate", name, [(row, some(draw, found, most)) for row in mandates])
    recorded(Investor, rows)
    recorded(Mandate, mandates)
    return rows


def wishes(ours, theirs, draw, number):
    from matchmaking.models import Interest

    rows = Interest.objects.bulk_create(
        Interest(venture=row, investor=theirs[place], side="venture", weight=int(draw.integers(1, 6)))
        for row in ours
        for place in draw.choice(len(theirs), min(number, len(theirs)), replace=False)
    )
    recorded(Interest, rows)


def absences(day, side, rows, draw, free):
    from matchmaking.models import Absence

    slots = list(day.timeslots.all())
    made = Absence.objects.bulk_create(
        Absence(**{side: row, "timeslot": slot}) for row in rows for slot in slots if draw.random() >= free
    )
    recorded(Absence, made)


def recorded(model, rows):
    from competition.recording import Author, record

    record(model, [row.pk for row in rows], "+", Author(None, timezone.now(), ""))
