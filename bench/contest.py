"""A competition of a size, for measurements: sessions, organisations, entries with standings, prizes and awards."""

import datetime as dt
import random

EDITIONS = (189, 1900, 3000, 9000, 28_000, 52_000)  # of 94,000: they grow as the sessions of the Blooming Cup did
CHUNK = 5_000
THINGS = {
    "factory": "工厂", "mine": "矿山", "port": "港口", "hospital": "医院", "grid": "电网", "farm": "农场",
    "campus": "校园", "city": "城市", "railway": "铁路", "steelworks": "钢铁", "museum": "博物馆", "airport": "机场",
}  # fmt: skip
USES = {
    "inspection": "巡检", "remote control": "远程控制", "quality checks": "质检", "logistics": "物流",
    "safety": "安全", "maintenance": "维护", "scheduling": "调度", "training": "培训",
}  # fmt: skip


def fill(size, *, seed=6):
    """Makes a competition with about so many entries; the sixth session is being awarded."""
    chance = random.Random(seed)
    from competition.models import Entry
    from competition.recording import Author, record, record_lists
    from directory.models import Industry, Region

    regions, industries = list(Region.objects.all()), list(Industry.objects.all())
    editions, tracks, technologies = frame()
    organisations = organise(max(50, size * 16 // 94), regions, chance)
    number = 0
    for edition, share in zip(editions, EDITIONS, strict=True):
        rows = []
        for count in range(1, max(20, size * share // sum(EDITIONS)) + 1):
            number += 1
            lead = chance.choice(organisations)
            rows.append(entry_row(edition, count, lead, chance.choice(tracks), chance))
        made = Entry.objects.bulk_create(rows, batch_size=CHUNK)
        enrich(made, industries, technologies, chance)
        award(edition, made, tracks)
    keys = list(Entry.objects.values_list("pk", flat=True))
    record(Entry, keys, "+", Author(None, moment(edition), "imported"))
    record_lists(Entry, keys, ["industries", "technologies"])


def moment(edition):
    return dt.datetime(edition.year, 9, 1, tzinfo=dt.UTC)


def frame():
    from competition.models import Competition, Edition, Technology, Track

    cup = Competition.objects.create(slug="cup", name_en="Cup", name_zh_hans="杯")
    editions = [
        Edition.objects.create(competition=cup, number=number, year=2017 + number, is_public=True)
        for number in range(1, 7)
    ]
    tracks = [
        Track.objects.create(
            competition=cup, slug=f"t{number}", name_en=f"Track {number}", name_zh_hans=f"赛道{number}"
        )
        for number in range(1, 13)
    ]
    technologies = [Technology.objects.create(slug=f"x{n}", name_en=f"Technology {n}") for n in range(12)]
    return editions, tracks, technologies


def organise(number, regions, chance):
    from directory.models import Organisation

    rows = [
        Organisation(
            slug=f"o{count}",
            name_en=f"Invented {chance.choice(list(THINGS))} company {count}",
            name_zh_hans=f"虚构{chance.choice(list(THINGS.values()))}公司{count}",
            kind="enterprise",
            region=chance.choice(regions),
        )
        for count in range(number)
    ]
    return Organisation.objects.bulk_create(rows, batch_size=CHUNK)


def entry_row(edition, count, lead, track, chance):
    from competition.models import Entry

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
        track=track,
        stage=chance.choice(["prototype", "demonstration", "commercial"]),
        state=state,
        submitted_at=None if state == "draft" else moment(edition),
        is_illustrative=True,
    )


def enrich(entries, industries, technologies, chance):
    """Industries, technologies and, for those admitted, a standing each; some tie."""
    from competition.models import Entry, Standing

    for name, rows in (("industries", industries), ("technologies", technologies)):
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


def award(edition, entries, tracks):
    """Prizes of all tracks and of each; in the sixth session half of the first prizes are given, not yet announced."""
    from competition import awarding
    from competition.models import Announcement, Prize

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
