"""Competitions of a size, for measurements, made quickly; imported once the site is set up.

`announced`: every entry is public, and every session but the smallest ones has 300 awards, as the fourth session of the
real one had. `being_awarded`: entries of every state with standings; the sixth session has half of its first prizes.
"""

import datetime as dt
import random
from typing import NamedTuple

from django.utils import timezone

from bench import site
from competition import awarding
from competition.models import (
    Announcement,
    Award,
    Competition,
    Edition,
    Entry,
    EntryMember,
    Prize,
    Standing,
    Technology,
    Track,
)
from competition.recording import Author, record, record_lists
from directory.models import Industry, Organisation, Region
from tests import factories
from tests.programmes import words

SESSIONS = (189, 1900, 3000, 9000, 28_000, 52_000)  # of 94,000: they grow as the sessions of the Blooming Cup did
CHUNK = 5_000
PRIZES = {"first": 17, "second": 31, "third": 48, "excellence": 204}
NAMES = {
    "first": ("First prize", "一等奖"),
    "second": ("Second prize", "二等奖"),
    "third": ("Third prize", "三等奖"),
    "excellence": ("Prize of excellence", "优秀奖"),
}
THINGS = {
    "factory": "工厂", "mine": "矿山", "port": "港口", "hospital": "医院", "grid": "电网", "farm": "农场",
    "campus": "校园", "city": "城市", "railway": "铁路", "steelworks": "钢铁", "museum": "博物馆", "airport": "机场",
}  # fmt: skip
USES = {
    "inspection": "巡检", "remote control": "远程控制", "quality checks": "质检", "logistics": "物流",
    "safety": "安全", "maintenance": "维护", "scheduling": "调度", "training": "培训",
}  # fmt: skip


class Frame(NamedTuple):
    """A competition that has no entries yet, and what entries are drawn from."""

    editions: list
    tracks: list
    regions: list
    organisations: list
    chance: random.Random

    def sizes(self, size, least):
        """The sessions, each with how many of so many entries it has."""
        return [
            (edition, max(least, size * share // sum(SESSIONS)))
            for edition, share in zip(self.editions, SESSIONS, strict=True)
        ]


def announced(size, *, slug="cup", announced_at=None):
    """A competition with so many entries, all of them public; its last session is announced at a moment."""
    yesterday = timezone.now() - dt.timedelta(1)
    frame = framed(slug, organisations=max(20, size // 5), seed=5, entries_public_at=yesterday)
    for edition, number in frame.sizes(size, least=5):
        is_last = edition == frame.editions[-1]
        give(edition, public_entries(edition, number, frame), announced_at if announced_at and is_last else yesterday)
    return frame.editions[0].competition


def being_awarded(size):
    """A competition with about so many entries, each with its history; the sixth session is being awarded."""
    frame = framed("cup", organisations=max(50, size * 16 // 94), seed=6)
    technologies = [Technology.objects.create(slug=f"x{n}", name_en=f"Technology {n}") for n in range(12)]
    lists = {"industries": list(Industry.objects.all()), "technologies": technologies}
    for edition, number in frame.sizes(size, least=20):
        rows = [entry_row(edition, count, frame) for count in range(1, number + 1)]
        made = Entry.objects.bulk_create(rows, batch_size=CHUNK)
        enrich(made, lists, frame.chance)
        site.analyse()
        award(edition, frame.tracks)
    keys = list(Entry.objects.values_list("pk", flat=True))
    record(Entry, keys, "+", Author(None, moment(edition), "imported"))
    record_lists(Entry, keys, lists)


def moment(edition):
    return dt.datetime(edition.year, 9, 1, tzinfo=dt.UTC)


def framed(slug, *, organisations, seed, **edition):
    """A competition with six sessions, twelve tracks and organisations of all regions."""
    chance = random.Random(seed)
    factories.region()
    regions = list(Region.objects.all()[:34])
    cup = Competition.objects.create(slug=slug, name_en="Large cup", name_zh_hans="大型杯赛")
    editions = [
        Edition.objects.create(competition=cup, number=number, year=2017 + number, is_public=True, **edition)
        for number in range(1, len(SESSIONS) + 1)
    ]
    tracks = Track.objects.bulk_create(
        Track(competition=cup, slug=f"track-{n}", name_en=f"Track {n}", name_zh_hans=f"赛道{n}") for n in range(12)
    )
    rows = [
        Organisation(
            slug=f"{slug}-company-{n}",
            name_en=f"Invented {chance.choice(list(THINGS))} company {n}",
            name_zh_hans=f"虚构{chance.choice(list(THINGS.values()))}公司{n}",
            kind="enterprise",
            region=chance.choice(regions),
        )
        for n in range(organisations)
    ]
    return Frame(editions, tracks, regions, Organisation.objects.bulk_create(rows, batch_size=CHUNK), chance)


# --- Announced --------------------------------------------------------------------------------------------------------


def public_entries(edition, number, frame):
    """Entries of a session, all admitted; those that can win have partners and an industry."""
    draw = frame.chance
    titles = [words(draw, 5) for _title in range(min(number, 500))]
    rows = Entry.objects.bulk_create(
        (
            Entry(
                edition=edition,
                number=f"{edition.number}-{n:05d}",
                title_en=titles[n % len(titles)]["en"],
                title_zh_hans=titles[n % len(titles)]["zh-hans"],
                summary_en=titles[n % len(titles)]["en"] * 5,
                lead=draw.choice(frame.organisations) if n else frame.organisations[1],  # who won in every session
                region=draw.choice(frame.regions),
                track=draw.choice(frame.tracks),
                state="admitted",
                submitted_at=timezone.now(),
                is_illustrative=True,
            )
            for n in range(number)
        ),
        batch_size=CHUNK,
    )
    winners = rows[: sum(PRIZES.values())]
    EntryMember.objects.bulk_create(
        EntryMember(entry=row, organisation=organisation, order=order)
        for row in winners
        for order, organisation in enumerate(draw.sample(frame.organisations, 2))
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


# --- Being awarded ----------------------------------------------------------------------------------------------------


def entry_row(edition, count, frame):
    """An entry of any state, not saved."""
    chance, lead = frame.chance, frame.chance.choice(frame.organisations)
    thing, use = chance.choice(list(THINGS.items())), chance.choice(list(USES.items()))
    state = chance.choices(["admitted", "submitted", "not_admitted", "withdrawn", "draft"], [70, 15, 10, 3, 2])[0]
    return Entry(
        edition=edition,
        number=f"BC{edition.number}-{count:05d}",
        title_en=f"5G {thing[0]} {use[0]} {count}",
        title_zh_hans=f"5G智慧{thing[1]}{use[1]}项目{count}",
        summary_en="A private 5G network connects machines, cameras and people. " * 6,
        summary_zh_hans="以5G专网连接设备、摄像头与人员，实现提质增效。" * 10,
        lead=lead,
        region_id=lead.region_id,
        track=chance.choice(frame.tracks),
        stage=chance.choice(["prototype", "demonstration", "commercial"]),
        state=state,
        submitted_at=None if state == "draft" else moment(edition),
        is_illustrative=True,
    )


def enrich(entries, lists, chance):
    """Industries, technologies and, for those admitted, a standing each; some tie."""
    for name, rows in lists.items():
        through = getattr(Entry, name).through
        target = f"{Entry._meta.get_field(name).m2m_reverse_field_name()}_id"
        links = [through(entry_id=entry.pk, **{target: chance.choice(rows).pk}) for entry in entries]
        through.objects.bulk_create(links, batch_size=CHUNK)
    ranked = [entry for entry in entries if entry.state == "admitted"]
    chance.shuffle(ranked)
    Standing.objects.bulk_create(
        [
            Standing(
                entry=entry, rank=place - place % 2 if place % 16 == 1 and place > 1 else place, total=100 - place / 600
            )
            for place, entry in enumerate(ranked, start=1)
        ],
        batch_size=CHUNK,
    )


def award(edition, tracks):
    """Prizes of all tracks and of each; in the sixth session half of the first prizes are given, not yet announced."""
    past = None if edition.number == 6 else moment(edition)
    announcement = Announcement.objects.create(edition=edition, title_en="Winners", public_at=past)
    prizes = [
        Prize.objects.create(edition=edition, tier=tier, name_en=f"{tier.title()} prize", quota=quota, order=order)
        for order, (tier, quota) in enumerate([("first", 32), ("second", 100), ("third", 300)])
    ]
    for track in tracks[:4]:
        Prize.objects.create(edition=edition, track=track, tier="special", name_en=f"Of {track}", quota=10, order=9)
    best = list(awarding.candidates(prizes[0]).filter(standing__isnull=False).order_by("standing__rank")[:16])
    for entry in best:
        awarding.give(prizes[0], entry, announcement=announcement, by=None)
