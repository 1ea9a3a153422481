"""Rows of a conference: two days, 20 and 21 October 2023."""

import datetime as dt

from conference.models import Activity, AgendaItem, Appearance, Conference, Exhibit, News, Release, Room, Venue
from conference.models import KeyFigure as KeyFigureModel
from tests.factories.directory import office, organisation, person
from tests.factories.making import at, created, numbers


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
