"""Rows for tests: plain functions; what a test does not name is chosen so that the row is valid.

The conference of the tests has two days, 20 and 21 October 2023; `at(9, 30)` is half past nine on the first, in the
site's time zone, and `at(9, 30, day=21)` on the second.
"""

import datetime as dt
from itertools import count

from django.utils import timezone

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
from conference.models import Activity, AgendaItem, Appearance, Conference, Exhibit, News, Release, Room, Venue
from conference.models import KeyFigure as KeyFigureModel
from directory.models import Industry, Office, Organisation, Person, Region, User

numbers = count(1)


def at(hour, minute=0, day=20):
    return timezone.make_aware(dt.datetime(2023, 10, day, hour, minute))  # noqa: DTZ001  (made aware here)


def created(model, defaults, values):
    row = model(**defaults | values)
    row.full_clean()
    row.save()
    return row


def user(**values):
    number = next(numbers)
    values = {"name": f"User {number}", "email": f"user-{number}@example.org", "is_staff": True} | values
    return User.objects.create_user(password=values.pop("password", "correct horse"), **values)


def organisation(**values):
    number = next(numbers)
    defaults = {"slug": f"organisation-{number}", "name_en": f"Organisation {number}", "kind": "enterprise"}
    return created(Organisation, defaults, values)


def person(**values):
    number = next(numbers)
    defaults = {"slug": f"person-{number}", "name_en": f"Person {number}", "name_zh_hans": f"人{number}"}
    return created(Person, defaults, values)


def office(**values):
    defaults = {"title_en": "Director", "title_zh_hans": "主任"}
    for name, made in (("person", person), ("organisation", organisation)):
        if name not in values:
            values[name] = made()
    return created(Office, defaults, values)


def conference(**values):
    number = next(numbers)
    defaults = {
        "slug": f"c{number}",
        "name_en": f"Conference {number}",
        "name_zh_hans": f"大会{number}",
        "starts_on": dt.date(2023, 10, 20),
        "ends_on": dt.date(2023, 10, 21),
    }
    return created(Conference, defaults, values)


def venue(**values):
    return created(Venue, {"name_en": f"Venue {next(numbers)}"}, values)


def room(**values):
    values.setdefault("venue", None)
    values["venue"] = values["venue"] or venue()
    return created(Room, {"name_en": f"Hall {next(numbers)}"}, values)


def activity(**values):
    """From nine to twelve on the first day, in a hall of its own."""
    number = next(numbers)
    values = {"conference": None, "room": None} | values
    values["conference"] = values["conference"] or conference()
    defaults = {
        "slug": f"activity-{number}",
        "kind": "sub_forum",
        "title_en": f"Activity {number}",
        "title_zh_hans": f"活动{number}",
        "starts_at": at(9),
        "ends_at": at(12),
    }
    return created(Activity, defaults, values)


def agenda_item(**values):
    """From nine to half past nine on the first day."""
    number = next(numbers)
    values.setdefault("activity", None)
    values["activity"] = values["activity"] or activity()
    defaults = {
        "title_en": f"Item {number}",
        "title_zh_hans": f"议程{number}",
        "starts_at": at(9),
        "ends_at": at(9, 30),
    }
    return created(AgendaItem, defaults, values)


def appearance(**values):
    if not {"person", "organisation"} & values.keys():
        values["person"] = person()
    if not {"activity", "agenda_item"} & values.keys():
        values["agenda_item"] = agenda_item()
    return created(Appearance, {"order": next(numbers)}, values)


def exhibit(**values):
    values = {"conference": None, "organisation": None} | values
    values["conference"] = values["conference"] or conference()
    values["organisation"] = values["organisation"] or organisation()
    return created(Exhibit, {"title_en": f"Exhibit {next(numbers)}"}, values)


def release(**values):
    values.setdefault("conference", None)
    values["conference"] = values["conference"] or conference()
    defaults = {"title_en": f"White paper {next(numbers)}", "released_on": dt.date(2023, 10, 20)}
    return created(Release, defaults, values)


def news(**values):
    values.setdefault("conference", None)
    values["conference"] = values["conference"] or conference()
    number = next(numbers)
    defaults = {"slug": f"news-{number}", "title_en": f"News {number}", "dated_on": dt.date(2023, 10, 20)}
    return created(News, defaults, values)


def key_figure(**values):
    values.setdefault("conference", None)
    values["conference"] = values["conference"] or conference()
    defaults = {
        "label_en": f"Figure {next(numbers)}",
        "value": 3_189_000,
        "as_of": dt.date(2023, 9, 30),
        "source_en": "A report",
    }
    return created(KeyFigureModel, defaults, values)


def programme(**values):
    """A small conference: two activities in halls, one with two agenda items and people, an exhibit, news, a figure."""
    row = conference(**values)
    hall, other = room(), room()
    forum = activity(conference=row, slug="forum", kind="main_forum", room=hall)
    activity(conference=row, slug="exhibition", kind="exhibition", room=other, ends_at=at(17))
    speech = agenda_item(activity=forum)
    agenda_item(activity=forum, kind="panel", starts_at=at(10), ends_at=at(11))
    held = office()
    appearance(agenda_item=speech, person=held.person)
    appearance(activity=forum, organisation=organisation(), role="guest")
    exhibit(conference=row)
    news(conference=row, slug="news")
    key_figure(conference=row)
    release(conference=row, agenda_item=speech)
    return row


# --- The competition --------------------------------------------------------------------------------------------------


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


def region(code="310000"):
    return Region.objects.get_or_create(code=code, defaults={"name_en": "Shanghai", "name_zh_hans": "上海市"})[0]


def industry(code="01"):
    defaults = {"section": "A", "name_en": f"Industry {code}", "name_zh_hans": f"行业{code}"}
    return Industry.objects.get_or_create(code=code, defaults=defaults)[0]


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
    for name, made in (("announcement", announcement), ("prize", prize), ("entry", entry)):
        if name not in values:
            values[name] = made(edition=known)
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
