"""A small published programme that has one of everything, with what is hard to show: see `small`."""

import datetime as dt

import msgspec

from conference import programme as p

ZONE = dt.timezone(dt.timedelta(hours=8))
LONG = "Verkehrsinfrastruktur" * 9 + "Abteilungen"  # 200 characters without a space
RIGHT_TO_LEFT = "مؤتمر \u202eتطوير\u202c 5G 🌸👩‍🚀"


def at(hour, minute=0, day=20):
    return dt.datetime(2023, 10, day, hour, minute, tzinfo=ZONE)


def both(english, chinese):
    return {"en": english, "zh-hans": chinese}


MINISTRY = p.Name(slug="ministry", name=both("Ministry of Industry", "工业部"))
CARRIER = p.Name(slug="carrier", name=both("Shanghai Carrier", "上海运营商"))
VENDOR = p.Name(slug="vendor", name={"en": "Vendor"})
ZHANG = p.Name(slug="zhang", name=both("Zhang Ming", "张明"))
LI = p.Name(slug="li", name={"zh-hans": "李四"})
PICTURE = p.Picture(
    url="/media/exhibits/0-1200x800.webp", small_url="/media/exhibits/0-1200x800.small.webp", width=1200, height=800
)
HALL = p.Room(
    id=1, guid="00000000-0000-4000-8000-000000000001", name=both("Main hall", "主会场"), venue={"en": "Centre"}
)
OTHER = p.Room(
    id=2,
    guid="00000000-0000-4000-8000-000000000002",
    name=both("Hall B", "B厅"),
    venue={"en": "Centre"},
    floor=both("Second floor", "二楼"),
    capacity=300,
    order=1,
)


def guid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


OPENING = p.Activity(
    id=1,
    guid=guid(11),
    slug="opening",
    kind="opening_ceremony",
    title=both("Opening ceremony", "开幕式"),
    summary=both("The conference opens.", "大会开幕。"),
    starts_at=at(9),
    ends_at=at(10),
    room=HALL,
    hosts=[p.Host(role="supporter", organisation=CARRIER), p.Host(role="host", organisation=MINISTRY)],
    items=[
        p.AgendaItem(
            id=1,
            guid=guid(21),
            kind="speech",
            title=both("On industrial networks", "工业网络"),
            abstract=both("Why <b>networks</b> & factories meet.", "网络与工厂。"),
            starts_at=at(9),
            ends_at=at(9, 30),
            appearances=[
                p.Appearance(
                    role="speaker", person=ZHANG, title=both("Vice Minister", "副部长"), organisation=MINISTRY
                ),
                p.Appearance(role="guest", organisation=VENDOR),
            ],
        ),
        p.AgendaItem(
            id=2,
            guid=guid(22),
            kind="release_of_results",
            title={"zh-hans": "成果发布"},
            starts_at=at(9, 30),
            ends_at=at(10),
            appearances=[p.Appearance(role="speaker", person=LI, organisation=CARRIER)],
        ),
    ],
)
FORUM = p.Activity(
    id=2,
    guid=guid(12),
    slug="forum",
    kind="sub_forum",
    title={"en": LONG},
    starts_at=at(9, 30),
    ends_at=at(12),
    room=OTHER,
    is_cancelled=True,
)
EXHIBITION = p.Activity(
    id=3,
    guid=guid(13),
    slug="exhibition",
    kind="exhibition",
    title=both(RIGHT_TO_LEFT, "展览"),
    starts_at=at(9, day=21),
    ends_at=at(17, day=21),
    hosts=[p.Host(role="organiser", organisation=CARRIER)],
)
CONFERENCE = p.Conference(
    slug="2023",
    name=both("Sample conference", "样本大会"),
    theme=both("Networks for industry", "网络赋能工业"),
    city=both("Shanghai", "上海"),
    starts_on=dt.date(2023, 10, 20),
    ends_on=dt.date(2023, 10, 21),
    summary=both("About networks.", "关于网络。"),
    notice=both("Halls may still change.", "会场可能调整。"),
    hosts=[p.Host(role="co_organiser", organisation=CARRIER), p.Host(role="host", organisation=MINISTRY)],
)
VENUES = [p.Venue(id=1, name=both("Centre", "中心"), address=both("1 River Road", "江路1号"))]
KEY_FIGURES = [
    p.KeyFigure(
        id=1,
        label=both("Base stations", "基站"),
        value="3189000",
        qualifier=both("over", "超过"),
        unit={"zh-hans": "个"},
        as_of=dt.date(2023, 9, 30),
        source=both("A report", "报告"),
    )
]
EXHIBITS = [
    p.Exhibit(guid=guid(31), title=both("Smart port", "智慧港口"), organisation=CARRIER, booth="A1", image=PICTURE),
    p.Exhibit(guid=guid(32), title=both("Remote mine", "远程矿山"), organisation=VENDOR),
    p.Exhibit(guid=guid(33), title=both("Safe grid", "安全电网"), organisation=CARRIER, booth="A2"),
]
RELEASES = [
    p.Release(
        guid=guid(41),
        title=both("White paper", "白皮书"),
        released_on=dt.date(2023, 10, 20),
        organisation=CARRIER,
        agenda_item=2,
        link="https://example.org/paper",
    )
]
NEWS = [
    p.News(
        guid=guid(51),
        slug="opened",
        title=both("The conference opened", "大会开幕了"),
        dated_on=dt.date(2023, 10, 20),
        body={"en": "First paragraph.\n\nSecond paragraph."},
        source="https://example.org/news",
    )
]
PEOPLE = {
    "zhang": p.Person(slug="zhang", name=ZHANG.name, title=both("Vice Minister", "副部长"), organisation=MINISTRY),
    "li": p.Person(slug="li", name=LI.name, organisation=CARRIER),
}
ORGANISATIONS = {
    "ministry": p.Organisation(slug="ministry", name=MINISTRY.name, kind="government"),
    "carrier": p.Organisation(
        slug="carrier",
        name=CARRIER.name,
        kind="operator",
        region=both("Shanghai", "上海"),
        website="https://example.org/",
    ),
    "vendor": p.Organisation(slug="vendor", name=VENDOR.name, kind="vendor"),
}

# Every public page of it, below /<language>/2023/; the last one is not there.
PATHS = [
    "",
    "agenda/",
    "agenda/?organisation=vendor",
    "agenda/?hall=99",
    "my-agenda/",
    "my-agenda/?items=a1,i2,i99",
    "activities/opening/",
    "activities/forum/",
    "people/",
    "people/zhang/",
    "organisations/",
    "organisations/carrier/",
    "exhibition/",
    "news/",
    "news/opened/",
    "releases/",
    "offline/",
    "changes/",
    "search/",
    "search/?q=网络",
    "search/?q=" + "x" * 101,
    "nothing/",
]


def small(**changes):
    """Two days; hosts, halls, people with and without a name, a cancelled activity, one without a hall, one language
    only, a long name without a space, right-to-left text.
    """
    parts = {
        "conference": CONFERENCE,
        "venues": VENUES,
        "key_figures": KEY_FIGURES,
        "activities": [OPENING, FORUM, EXHIBITION],
        "exhibits": EXHIBITS,
        "releases": RELEASES,
        "news": NEWS,
        "people": PEOPLE,
        "organisations": ORGANISATIONS,
    }
    return p.Programme(**parts | changes)


def earlier():
    """The activities of a version before: another title, hall and hour, and nobody at the exhibition."""
    opening = msgspec.structs.replace(OPENING, title=both("Opening", "开幕"), room=OTHER, starts_at=at(8, 30))
    return [opening, msgspec.structs.replace(FORUM, is_cancelled=False), msgspec.structs.replace(EXHIBITION, hosts=[])]


def empty():
    """A conference of which nothing is known but its name and days."""
    return p.Programme(
        conference=p.Conference(
            slug="2023",
            name=both("Sample conference", "样本大会"),
            theme={},
            city={},
            starts_on=dt.date(2023, 10, 20),
            ends_on=dt.date(2023, 10, 20),
        )
    )
