"""Rows of the competition: the sixth session, of 2023, announced on the first day of the conference."""

from competition.models import (
    Announcement,
    Attachment,
    Award,
    AwardPresentation,
    AwardPresenter,
    Competition,
    Edition,
    Entry,
    EntryMember,
    OfficialTotal,
    Prize,
    Standing,
    Technology,
    Track,
)
from tests.factories.conference import agenda_item
from tests.factories.directory import organisation, person
from tests.factories.making import at, created, numbers


def competition(**values):
    number = next(numbers)
    defaults = {"slug": f"cup-{number}", "name_en": f"Cup {number}", "name_zh_hans": f"杯赛{number}"}
    return created(Competition, defaults, values)


def edition(**values):
    """The sixth session, of 2023, on the site, with all its admitted entries public."""
    values.setdefault("competition", None)
    values["competition"] = values["competition"] or competition()
    defaults = {"number": 6, "year": 2023, "is_public": True, "entries_public_at": at(8, day=1)}
    return created(Edition, defaults, values)


def official_total(**values):
    values.setdefault("edition", None)
    if "competition" not in values:
        values["edition"] = values["edition"] or edition()
        values["competition"] = values["edition"].competition
    return created(OfficialTotal, {"kind": "entries", "value": 45_000, "source_en": "A report"}, values)


def track(**values):
    number = next(numbers)
    if "competition" not in values:
        values["competition"] = competition()
    defaults = {"slug": f"track-{number}", "name_en": f"Track {number}", "name_zh_hans": f"赛道{number}"}
    return created(Track, defaults, values)


def technology(**values):
    number = next(numbers)
    return created(Technology, {"slug": f"technology-{number}", "name_en": f"Technology {number}"}, values)


def prize(**values):
    number = next(numbers)
    if "edition" not in values:
        values["edition"] = edition()
    defaults = {"tier": "first", "name_en": f"First prize {number}", "name_zh_hans": f"一等奖{number}", "quota": 10}
    return created(Prize, defaults, values)


def entry(**values):
    """An admitted entry."""
    number = next(numbers)
    if "edition" not in values:
        values["edition"] = edition()
    if "lead" not in values:
        values["lead"] = organisation()
    defaults = {
        "number": f"E{number:06d}",
        "title_en": f"Entry {number}",
        "title_zh_hans": f"项目{number}",
        "state": "admitted",
        "submitted_at": at(9, day=1),
    }
    industries, technologies = values.pop("industries", ()), values.pop("technologies", ())
    row = created(Entry, defaults, values)
    row.industries.set(industries)
    row.technologies.set(technologies)
    return row


def entry_member(**values):
    for name, made in (("entry", entry), ("organisation", organisation)):
        if name not in values:
            values[name] = made()
    return created(EntryMember, {}, values)


def standing(**values):
    if "entry" not in values:
        values["entry"] = entry()
    return created(Standing, {"total": 90, "rank": 1}, values)


def attachment(**values):
    if "entry" not in values:
        values["entry"] = entry()
    return created(Attachment, {"title_en": f"Attachment {next(numbers)}", "file": "attachments/plan.pdf"}, values)


def announcement(**values):
    """Public since ten on the first day of the conference."""
    if "edition" not in values:
        values["edition"] = edition()
    return created(Announcement, {"title_en": f"Winners {next(numbers)}", "public_at": at(10)}, values)


def award(**values):
    """Given and announced; prize, entry and announcement are of one session."""
    known = next((values[name].edition for name in ("announcement", "prize", "entry") if name in values), None)
    known = known or edition()
    for name, made in (("announcement", announcement), ("prize", prize)):
        if name not in values:
            values[name] = made(edition=known)
    if "entry" not in values:
        values["entry"] = entry(edition=known, track=values["prize"].track)
    return created(Award, {"rank": 1}, values)


def award_presentation(**values):
    for name, made in (("agenda_item", agenda_item), ("prize", prize)):
        if name not in values:
            values[name] = made()
    return created(AwardPresentation, {}, values)


def award_presenter(**values):
    for name, made in (("presentation", award_presentation), ("person", person)):
        if name not in values:
            values[name] = made()
    return created(AwardPresenter, {}, values)
