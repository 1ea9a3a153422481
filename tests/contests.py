"""A competition of any size, made quickly with rows that name one another: for tests of weight and cost.

It has six sessions; every session but the smallest ones has 300 awards, as the fourth session of the real one had.
"""

import datetime as dt
import random
from typing import NamedTuple

from django.utils import timezone

from competition.models import Announcement, Award, Competition, Edition, Entry, EntryMember, Prize, Track
from directory.models import Organisation, Region
from tests import factories
from tests.programmes import words

SHARES = [0.004, 0.04, 0.046, 0.13, 0.3, 0.48]  # of all entries, as the sessions have grown
PRIZES = {"first": 17, "second": 31, "third": 48, "excellence": 204}
NAMES = {
    "first": ("First prize", "一等奖"),
    "second": ("Second prize", "二等奖"),
    "third": ("Third prize", "三等奖"),
    "excellence": ("Prize of excellence", "优秀奖"),
}


class Known(NamedTuple):
    """What entries are drawn from."""

    draw: random.Random
    organisations: list
    regions: list
    tracks: list


def large(entries, *, slug="cup", announced_at=None, seed=5):
    """A competition with so many entries, all of them public; its last session is announced at a moment."""
    now = timezone.now()
    cup = Competition.objects.create(slug=slug, name_en="Large cup", name_zh_hans="大型杯赛")
    organisations = make_organisations(max(20, entries // 5), slug)
    known = Known(random.Random(seed), organisations, make_regions(), make_tracks(cup))
    for number, share in enumerate(SHARES, start=1):
        edition = Edition.objects.create(
            competition=cup, number=number, year=2017 + number, is_public=True, entries_public_at=now - dt.timedelta(1)
        )
        rows = make_entries(edition, max(5, round(entries * share)), known)
        moment = announced_at if announced_at and number == len(SHARES) else now - dt.timedelta(1)
        give(edition, rows, moment)
    return cup


def make_organisations(number, slug):
    return Organisation.objects.bulk_create(
        Organisation(slug=f"{slug}-company-{n}", name_en=f"Company {n}", name_zh_hans=f"公司{n}", kind="enterprise")
        for n in range(number)
    )


def make_regions():
    return [factories.region(), *Region.objects.exclude(code="310000")[:33]]


def make_tracks(cup):
    return Track.objects.bulk_create(
        Track(competition=cup, slug=f"track-{n}", name_en=f"Track {n}", name_zh_hans=f"赛道{n}") for n in range(12)
    )


def make_entries(edition, number, known):
    draw = known.draw
    titles = [words(draw, 5) for _title in range(min(number, 500))]
    rows = Entry.objects.bulk_create(
        (
            Entry(
                edition=edition,
                number=f"{edition.number}-{n:05d}",
                title_en=titles[n % len(titles)]["en"],
                title_zh_hans=titles[n % len(titles)]["zh-hans"],
                summary_en=titles[n % len(titles)]["en"] * 5,
                lead=draw.choice(known.organisations) if n else known.organisations[1],  # who won in every session
                region=draw.choice(known.regions),
                track=draw.choice(known.tracks),
                state="admitted",
                submitted_at=timezone.now(),
                is_illustrative=True,
            )
            for n in range(number)
        ),
        batch_size=1000,
    )
    winners = rows[: sum(PRIZES.values())]
    EntryMember.objects.bulk_create(
        EntryMember(entry=row, organisation=organisation, order=order)
        for row in winners
        for order, organisation in enumerate(draw.sample(known.organisations, 2))
        if organisation != row.lead
    )
    field, through = factories.industry(), Entry.industries.through
    through.objects.bulk_create(through(entry=row, industry=field) for row in winners)
    return rows


def give(edition, rows, moment):
    """The prizes of a session to its first entries, announced at a moment."""
    announcement = Announcement.objects.create(edition=edition, title_en="Winners", public_at=moment)
    left, rank = iter(rows), 0
    for order, (tier, quota) in enumerate(PRIZES.items()):
        name_en, name_zh_hans = NAMES[tier]
        prize = Prize.objects.create(
            edition=edition, tier=tier, name_en=name_en, name_zh_hans=name_zh_hans, quota=quota, order=order
        )
        won = [next(left, None) for _place in range(quota)]
        awards = [
            Award(announcement=announcement, prize=prize, entry=row, order=place, rank=rank + place + 1)
            for place, row in enumerate(won)
            if row
        ]
        Award.objects.bulk_create(awards)
        rank += len(awards)
