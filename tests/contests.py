"""A competition of any size, for measurements: six sessions, entries spread over tracks, regions and industries.

Always the same rows for the same size; titles and organisations are numbered, not told.
"""

from random import Random

from competition.models import Award, Entry, EntryMember
from directory.models import Industry, Organisation, Region
from tests import factories

# What the hosts gave, or what the trade repeats, as a share of the whole: 94,000 entries.
SHARES = (334, 3731, 4289, 12281, 28560, 44805)
BATCH = 2000
COVERED = 67  # of the 97 industries


def large(size, slug="large"):
    """The competition, with `size` entries in all, and one announcement of a first prize in each session."""
    random = Random(5)
    competition = factories.competition(slug=slug, name_en=f"Large cup of {size}", name_zh_hans=f"大赛{size}")
    tracks = [factories.track(competition=competition, slug=f"track-{number}") for number in range(1, 12)]
    organisations = made_organisations(max(20, size // 5), slug)
    choices = list(Region.objects.all()), list(Industry.objects.all()[:COVERED]), tracks, organisations
    for number, share in enumerate(SHARES, start=1):
        edition = factories.edition(competition=competition, number=number, year=2017 + number)
        entries = made_entries(edition, max(1, share * size // sum(SHARES)), choices, random)
        prize = factories.prize(edition=edition, quota=20)
        announcement = factories.announcement(edition=edition)
        Award.objects.bulk_create(
            Award(announcement=announcement, prize=prize, entry=entry, rank=1) for entry in entries[:20]
        )
    factories.official_total(edition=edition, value=45000)
    return competition


def made_organisations(number, slug):
    rows = (
        Organisation(slug=f"{slug}-{index}", name_en=f"Organisation {index}", kind="enterprise")
        for index in range(number)
    )
    return Organisation.objects.bulk_create(rows, batch_size=BATCH)


def made_entries(edition, number, choices, random):
    regions, industries, tracks, organisations = choices
    entries = Entry.objects.bulk_create(
        (entry_of(edition, index, random.choice(organisations), random.choice(regions)) for index in range(number)),
        batch_size=BATCH,
    )
    Entry.objects.filter(edition=edition).update(track=tracks[0])
    for index, track in enumerate(tracks[1:], start=2):
        Entry.objects.filter(edition=edition, number__endswith=str(index)).update(track=track)
    EntryMember.objects.bulk_create(
        (EntryMember(entry=entry, organisation=random.choice(organisations)) for entry in entries), batch_size=BATCH
    )
    links = Entry.industries.through
    links.objects.bulk_create(
        (
            links(entry_id=entry.pk, industry_id=industry.pk)
            for entry in entries
            for industry in random.sample(industries, random.choice((1, 1, 2)))
        ),
        batch_size=BATCH,
    )
    return entries


def entry_of(edition, index, lead, region):
    number = f"E{index:06d}"
    values = {"title_en": f"Entry {number}", "title_zh_hans": f"项目{number}", "state": "admitted"}
    values |= {"submitted_at": factories.at(9, day=1), "lead": lead, "region": region}
    return Entry(edition=edition, number=number, **values)
