"""What a programme lacks: each kind of gap, and none where nothing is lacking."""

import datetime as dt

from msgspec.structs import replace

from conference.gaps import WITHOUT_ITEMS, GapKind, gaps
from conference.models import ActivityKind
from conference.programme import Activity, AgendaItem, Appearance, Conference, KeyFigure, Name, Programme, Room

BOTH = {"en": "Name", "zh-hans": "名称"}
DAY = dt.date(2023, 10, 20)
NINE = dt.datetime(2023, 10, 20, 9, tzinfo=dt.UTC)
TEN = NINE + dt.timedelta(hours=1)
ROOM = Room(id=1, guid="r", name=BOTH, venue=BOTH)
LI = Appearance(role="speaker", person=Name(slug="li", name=BOTH), title=BOTH)
ITEM = AgendaItem(id=2, guid="i", kind="speech", title=BOTH, starts_at=NINE, ends_at=TEN, appearances=[LI])
FORUM = Activity(
    id=1, guid="a", slug="forum", kind="main_forum", title=BOTH, starts_at=NINE, ends_at=TEN, room=ROOM, items=[ITEM]
)


def found(*activities, **conference):
    days = {"starts_on": dt.date(2023, 10, 20), "ends_on": dt.date(2023, 10, 21)}
    texts = {"name": BOTH, "theme": BOTH, "city": BOTH} | conference
    programme = Programme(conference=Conference(slug="2023", **texts, **days), activities=list(activities))
    return [(gap.kind.value, gap.subject, gap.key, gap.missing) for gap in gaps(programme)]


def test_nothing_lacking():
    assert found(FORUM) == []
    assert found() == []


def test_no_hall():
    assert found(replace(FORUM, room=None)) == [("no_hall", "activity", "1", ())]


def test_no_items():
    assert found(replace(FORUM, items=[])) == [("no_items", "activity", "1", ())]
    assert found(replace(FORUM, items=[], kind="exhibition")) == []
    assert set(WITHOUT_ITEMS) <= set(ActivityKind.values)


def test_cancelled_activity_lacks_nothing():
    assert found(replace(FORUM, items=[], room=None, is_cancelled=True)) == []


def test_no_office_is_said_once_for_each_person():
    item = replace(ITEM, appearances=[replace(LI, title={})])

    assert found(replace(FORUM, items=[item, replace(item, id=3)])) == [("no_office", "person", "li", ())]


def test_organisation_without_a_named_person_needs_no_office():
    item = replace(ITEM, appearances=[Appearance(role="guest", organisation=Name(slug="o", name=BOTH))])

    assert found(replace(FORUM, items=[item])) == []


def test_one_language():
    item = replace(ITEM, title={"en": "Speech"}, abstract={"zh-hans": "摘要"})

    assert found(replace(FORUM, items=[item]), theme={"en": "Theme"}) == [
        ("one_language", "conference", "2023", (("theme", "zh-hans"),)),
        ("one_language", "agenda_item", "2", (("title", "zh-hans"), ("abstract", "en"))),
    ]


def test_key_figure_in_one_language():
    """Its unit may well be: Chinese counts base stations in 个."""
    figure = KeyFigure(id=7, label={"zh-hans": "基站"}, value="1", as_of=DAY, source=BOTH, unit={"zh-hans": "个"})
    conference = Conference(slug="2023", name=BOTH, theme={}, city={}, starts_on=DAY, ends_on=DAY)

    (gap,) = gaps(Programme(conference=conference, key_figures=[figure]))

    assert (gap.subject, gap.key, gap.title, gap.missing) == ("key_figure", "2023", figure.label, (("label", "en"),))


def test_kinds_come_in_order():
    lacking = found(replace(FORUM, room=None, items=[], title={"en": "Forum"}))

    assert [kind for kind, *_rest in lacking] == [GapKind.NO_HALL, GapKind.NO_ITEMS, GapKind.ONE_LANGUAGE]
