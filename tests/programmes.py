"""Published programmes of any size, made without rows: for tests of weight, cost and layout."""

import datetime as dt
import random
import uuid

from conference import difference, published
from conference import programme as p
from conference.models import Conference, ProgrammeVersion
from tests import factories

ZONE = dt.timezone(dt.timedelta(hours=8))
SUBJECTS = ["network", "factory", "port", "mine", "hospital", "grid", "campus", "vehicle", "edge", "slice", "private"]
SUBJECTS += ["standard", "terminal", "inspection", "logistics", "security", "cloud", "sensor", "video", "energy"]
VERBS = ["Building", "Operating", "Measuring", "Securing", "Financing", "Scaling", "Opening", "Connecting", "Training"]
HAN = "网络工厂港口矿山医院电网校园汽车边缘切片专网标准终端质检物流安全云传感视频能源建设运营测量融资扩展开放连接训练"
SURNAMES = ["Zhang", "Chen", "Li", "Wang", "Zhao", "Sun", "Zhou", "Wu", "Xu", "Ma", "Zhu", "Hu", "Guo", "He", "Lin"]
HALLS = 6


def large(items, seed=5, **conference):
    """A programme with so many agenda items of two people each, in six halls on two days."""
    draw = random.Random(seed)
    organisations = [organisation(number, draw) for number in range(60)]
    people = [person(number, draw, organisations) for number in range(max(1, items * 2 // 3))]
    rooms = [
        p.Room(id=n, guid=guid(draw), name={"en": f"Hall {n}", "zh-hans": f"{n}号厅"}, venue={"en": "Centre"}, order=n)
        for n in range(1, HALLS + 1)
    ]
    blocks = max(1, round(items / 8))
    activities = [
        activity(number, range(items * number // blocks, items * (number + 1) // blocks), draw, rooms, people)
        for number in range(blocks)
    ]
    return p.Programme(
        conference=p.Conference(
            **{
                "slug": "2023",
                "name": {"en": "Large conference", "zh-hans": "大型大会"},
                "theme": {"en": "Size", "zh-hans": "规模"},
                "city": {"en": "Shanghai", "zh-hans": "上海"},
                "starts_on": dt.date(2023, 10, 20),
                "ends_on": dt.date(2023, 10, 21),
            }
            | conference
        ),
        activities=sorted(activities, key=lambda activity: activity.starts_at),
        people={person.slug: person for person in people},
        organisations={organisation.slug: organisation for organisation in organisations},
    )


def guid(draw):
    return str(uuid.UUID(int=draw.getrandbits(128), version=4))


def words(draw, number):
    return {
        "en": f"{draw.choice(VERBS)} the {' '.join(draw.sample(SUBJECTS, number))}",
        "zh-hans": "".join(draw.choices(HAN, k=number * 4)),
    }


def organisation(number, draw):
    name = {"en": f"{' '.join(draw.sample(SUBJECTS, 2)).title()} Company {number}", "zh-hans": f"公司{number}"}
    return p.Organisation(slug=f"company-{number}", name=name, kind="enterprise")


def person(number, draw, organisations):
    name = {"en": f"{draw.choice(SURNAMES)} {draw.choice(SURNAMES)}ming {number}", "zh-hans": f"张{number}"}
    employer = draw.choice(organisations)
    return p.Person(
        slug=f"person-{number}",
        name=name,
        title={"en": "Director", "zh-hans": "主任"},
        organisation=p.Name(slug=employer.slug, name=employer.name),
    )


def activity(number, items, draw, rooms, people):
    """An activity of two hours and a half, in the next free hall."""
    slot = number // HALLS
    starts = dt.datetime(2023, 10, 20 + slot % 2, 8, tzinfo=ZONE) + dt.timedelta(minutes=160 * (slot // 2 % 5))
    return p.Activity(
        id=number + 1,
        guid=guid(draw),
        slug=f"activity-{number}",
        kind="sub_forum",
        title=words(draw, 3),
        starts_at=starts,
        ends_at=starts + dt.timedelta(minutes=150),
        room=rooms[number % HALLS],
        items=[item(item_number, starts, offset, draw, people) for offset, item_number in enumerate(items)],
    )


def item(number, activity_starts, offset, draw, people):
    starts = activity_starts + dt.timedelta(minutes=15 * offset)
    return p.AgendaItem(
        id=number + 1,
        guid=guid(draw),
        kind="speech",
        title=words(draw, 4),
        starts_at=starts,
        ends_at=starts + dt.timedelta(minutes=15),
        abstract=words(draw, 10),
        appearances=[
            p.Appearance(
                role="speaker",
                person=p.Name(slug=who.slug, name=who.name),
                title=who.title,
                organisation=who.organisation,
            )
            for who in draw.sample(people, min(2, len(people)))
        ],
    )


def publish(programme, number=1):
    """Makes a programme public as it is, beside whatever rows there are."""
    slug = programme.conference.slug
    conference = Conference.objects.filter(slug=slug).first() or factories.conference(slug=slug)
    last = conference.versions.first()
    text = p.encode(programme)
    version = ProgrammeVersion.objects.create(
        conference=conference,
        number=number,
        published_at=factories.at(8),
        document=text,
        digest=p.digest(text),
        changes=difference.between(p.decode(last.document) if last else None, programme),
    )
    conference.state, conference.published_version = "public", version
    conference.save()
    published.refresh()
    return version
