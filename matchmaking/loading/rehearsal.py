"""A matchmaking meeting that is yet to come, in a conference of its own that is never published: for trying it all."""

import datetime as dt

from django.utils import timezone

from competition.loading import cleaned
from conference.models import Activity, Conference, Room, Venue
from conference.models.programme import ActivityKind
from matchmaking.arranging import arrange
from matchmaking.illustrative import REHEARSAL
from matchmaking.loading import stage
from matchmaking.loading.parties import furnish
from matchmaking.models import MatchmakingDay

SLUG = "rehearsal"
DAYS = 14  # from the loading
LASTING, PAUSE = 15, 5  # minutes
STAGE = dt.timedelta(minutes=15)  # after the meetings ventures begin to pitch
CONFERENCE = {
    "name_en": "Rehearsal (illustrative)",
    "name_zh_hans": "演练（示例）",
    "theme_en": "Try out the matchmaking: nothing here is real",
    "theme_zh_hans": "试用投融资对接：所有内容均为虚构",
    "city_en": "Example City",
    "city_zh_hans": "示例市",
    "summary_en": "Invented for the demonstration, and never published: register, wish, plan and check in as you like.",
    "summary_zh_hans": "为演示而虚构，不会发布：可任意试用登记、意向、排期与签到。",
}
# The programme of the day: (address, kind, English title, Chinese title, hall, begin, end), in local time.
PROGRAMME = (
    ("welcome", ActivityKind.OTHER, "Welcome (illustrative)", "开场（示例）", 0, (9, 0), (9, 25)),
    (
        "matchmaking",
        ActivityKind.MATCHMAKING_MEETING,
        "Matchmaking rehearsal (illustrative)",
        "投融资对接会演练（示例）",
        1,
        (9, 30),
        (13, 0),
    ),
    ("closing", ActivityKind.OTHER, "What came of it (illustrative)", "成果小结（示例）", 0, (14, 0), (14, 45)),
)


def is_there():
    return Conference.objects.filter(slug=SLUG).exists()


def load(cast, coming):
    """The day with who comes, planned; registration and interests are open until shortly before."""
    at = cast.writer.at
    activity = programme(timezone.localdate(at) + dt.timedelta(days=DAYS))
    begins = activity.starts_at
    day = cleaned(
        MatchmakingDay(
            activity=activity,
            registration_closes_at=begins - dt.timedelta(hours=12),
            interests_close_at=begins - dt.timedelta(hours=12),
            plan_public_at=at,
        )
    )
    furnish(day, REHEARSAL.tables, cast.writer, lasting=LASTING, pause=PAUSE)
    cast.come(day, coming, agreed_at=at)
    arrange(day, at=at)
    stage.announced(day, activity.ends_at + STAGE, at, cast.writer)
    return day


def programme(on):
    """The programme of the rehearsal on a day; its matchmaking meeting."""
    # Not cleaned: that would look for its address, and load all those of the site.
    conference = Conference.objects.create(slug=SLUG, starts_on=on, ends_on=on, **CONFERENCE)
    venue = cleaned(Venue(name_en="Example Hall", name_zh_hans="示例馆"))
    rooms = [
        cleaned(Room(venue=venue, name_en=english, name_zh_hans=chinese, order=order))
        for order, (english, chinese) in enumerate((("Example stage", "示例舞台"), ("Example floor", "示例大厅")), 1)
    ]
    activities = {
        slug: cleaned(
            Activity(
                conference=conference,
                slug=slug,
                kind=kind,
                title_en=english,
                title_zh_hans=chinese,
                room=rooms[hall],
                starts_at=moment(on, begin),
                ends_at=moment(on, end),
            )
        )
        for slug, kind, english, chinese, hall, begin, end in PROGRAMME
    }
    return activities["matchmaking"]


def moment(on, hours):
    return timezone.make_aware(dt.datetime.combine(on, dt.time(*hours)))
