"""Pitches and meetings know of each other: in a schedule and a calendar, in a plan and its mending, and at the draw."""

import pytest
import vobject

from matchmaking import pitching, turns
from matchmaking.arranging import arrange, availability
from matchmaking.arranging.mending import mend
from matchmaking.models import Meeting
from tests import factories
from tests.factories import at
from tests.matchmaking import roadshows
from tests.matchmaking.days import at_the_time, day_to_plan
from tests.matchmaking.desks import page_of as desk_page_of
from tests.matchmaking.parties import page_of, signed_in
from tests.reading import Page, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    """From 10:00 to 10:30 and from 10:30 to 11:00."""
    return day_to_plan()


def roadshow_of(day, starts_at, number=1):
    """Open, of the first ventures of the day."""
    roadshow = factories.roadshow(day=day, starts_at=starts_at)
    for venture in day.ventures.order_by("pk")[:number]:
        factories.pitch(roadshow=roadshow, venture=venture)
    return roadshow


def draw(roadshow, seed="3387.71"):
    roadshow = pitching.announce(roadshow, by=None, at=at(7))
    return pitching.draw(pitching.close(roadshow, by=None, at=at(7)), seed, by=None, at=at(8))


def free(day):
    timeslots = list(day.timeslots.order_by("starts_at"))
    return availability.free("venture", day, list(day.ventures.order_by("pk")), timeslots).tolist()


@pytest.mark.parametrize(
    ("starts_at", "found"),
    [
        (at(10, 2, day=21), [False, True]),  # until 10:10, and five minutes
        (at(10, 17, day=21), [False, True]),  # until 10:25, and five minutes: 10:30
        (at(10, 18, day=21), [False, False]),
        (at(11, 5, day=21), [True, True]),  # from 11:00 on
        (at(11, 4, day=21), [True, False]),
    ],
)
def test_a_pitch_keeps_its_time_free_and_five_minutes_beside_it(day, starts_at, found):
    draw(roadshow_of(day, starts_at))

    assert free(day) == [found, [True, True]]


def test_until_the_draw_the_whole_roadshow_is_kept_free_for_all_on_its_list(day):
    roadshow = roadshow_of(day, at(10, 12, day=21), number=2)
    assert free(day) == [[False, False], [False, False]]

    draw(roadshow)

    first, second = roadshows.in_order(roadshow)
    by_venture = dict(zip(day.ventures.order_by("pk"), free(day), strict=True))
    assert (by_venture[first.venture], by_venture[second.venture]) == ([False, True], [False, False])


def test_who_withdraws_from_a_roadshow_is_free_and_the_others_move_up(day):
    roadshow = draw(roadshow_of(day, at(10, 12, day=21), number=2))
    first, second = roadshows.in_order(roadshow)

    pitching.withdraw(first, by=None)

    by_venture = dict(zip(day.ventures.order_by("pk"), free(day), strict=True))
    assert (by_venture[first.venture], by_venture[second.venture]) == ([True, True], [False, True])


def test_nobody_meets_while_on_a_roadshow_neither_in_a_plan_nor_in_a_mended_one(day):
    arrange(day)
    venture = day.ventures.order_by("pk").first()
    assert venture.meetings.count() == 2
    draw(roadshow_of(day, at(10, 2, day=21)))

    mend(day)

    assert [row.timeslot.starts_at for row in venture.meetings.all()] == [at(10, 30, day=21)]
    assert Meeting.objects.filter(timeslot__day=day).count() == 3
    arrange(day)
    assert [row.timeslot.starts_at for row in venture.meetings.all()] == [at(10, 30, day=21)]


def test_the_draw_and_the_floor_tell_of_meetings_at_that_time_until_they_are_mended(desk, day):
    arrange(day)
    roadshow = roadshow_of(day, at(10, 2, day=21))
    pitching.close(pitching.announce(roadshow, by=None, at=at(7)), by=None, at=at(8))

    response = desk.post(desk_page_of(roadshow, "stage"), {"do": "draw", "seed": "1", "again": "1"}, follow=True)

    assert said(response) == [
        "The order is drawn, and public.",
        "1 meeting is at a time that a roadshow keeps free. Mend the plan, on the floor of the day.",
    ]
    told = "1 meeting to come is at a time that a roadshow keeps free."
    assert told in Page(desk.get(desk_page_of(day, "floor"))).texts("//section[@id='mending']/p")
    mend(day)
    assert told not in Page(desk.get(desk_page_of(day, "floor"))).texts("//section[@id='mending']/p")


# --- What the venture sees -------------------------------------------------------------------------------------------


@pytest.fixture
def drawn():
    return roadshows.drawn(starts_at=at(10, 2, day=21))


def lines(client, party):
    return Page(client.get(page_of(party, "schedule"))).texts("//ol[@class='schedule']/li")


def test_the_schedule_has_the_pitch_before_the_plan_is_known_and_between_meetings_then(client, drawn):
    pitch = roadshows.in_order(drawn)[1]
    signed_in(client, pitch.venture)
    own = (
        "10:11–10:19 Your pitch: Roadshow "
        f"Place 2 of the order, number {pitch.lot} on the list. As planned; be at the stage five minutes before."
    )
    meeting = factories.meeting(venture=pitch.venture, timeslot=factories.timeslot(2, day=drawn.day))

    assert lines(client, pitch.venture) == [own]
    drawn.day.plan_public_at = at(8)
    drawn.day.save()
    assert lines(client, pitch.venture)[:2] == [own, "10:19–11:00 Break"]
    assert str(meeting.investor) in lines(client, pitch.venture)[2]


def test_investors_ventures_not_on_the_list_and_who_withdrew_have_no_pitch(client, drawn):
    withdrawn = roadshows.in_order(drawn)[0]
    pitching.withdraw(withdrawn, by=None)

    for party in (factories.investor(day=drawn.day), factories.venture(day=drawn.day), withdrawn.venture):
        signed_in(client, party)
        assert lines(client, party) == []


def test_before_the_draw_no_time_is_told(client):
    roadshow = roadshows.closed()
    venture = roadshow.pitches.get(lot=2).venture
    signed_in(client, venture)

    assert lines(client, venture) == []
    assert Page(client.get(page_of(venture, "roadshow_list"))).texts("//p[@class='own-pitch']") == [
        "You are number 2 on the list. The order is not drawn yet; your time is known once it is."
    ]


def test_the_list_of_roadshows_says_the_place_and_the_time(client, drawn):
    pitch = roadshows.in_order(drawn)[1]
    signed_in(client, pitch.venture)

    (own,) = Page(client.get(page_of(pitch.venture, "roadshow_list"))).texts("//p[@class='own-pitch']")

    assert own.startswith("Your pitch: place 2, planned at ")
    assert own.endswith(f"10:11. Number {pitch.lot} on the list. Be at the stage five minutes before.")
    pitching.withdraw(pitch, by=None)
    assert Page(client.get(page_of(pitch.venture, "roadshow_list"))).texts("//p[@class='own-pitch']") == [
        f"You have withdrawn from it; your number on the list stays {pitch.lot}."
    ]


def test_times_say_when_it_is_on_the_stage(client, drawn):
    pitch = roadshows.in_order(drawn)[1]
    for place in (0, 2):
        factories.timeslot(place, day=drawn.day)
    signed_in(client, pitch.venture)

    page = Page(client.get(page_of(pitch.venture, "party_availability")))

    assert page.texts("//div[@class='slot is-taken']/p") == ["You are on the stage of the roadshow: 10:11–10:19."]


def test_a_calendar_has_the_pitch_and_moves_it_under_the_same_identifier(client, drawn):
    first, second, _third = roadshows.in_order(drawn)
    signed_in(client, second.venture)

    def event():
        (found,) = vobject.readOne(client.get(page_of(second.venture, "schedule_file")).content.decode()).vevent_list
        return found

    before = event()
    with at_the_time(at(12)):
        pitching.withdraw(first, by=None)
        after = event()

    assert before.summary.value == "Pitch: Roadshow"
    assert (before.dtstart.value, before.dtend.value) == (at(10, 11, day=21), at(10, 19, day=21))
    assert after.dtstart.value == at(10, 2, day=21)
    assert (after.uid.value, after.last_modified.value) == (before.uid.value, at(12))


def test_a_pitch_of_a_day_that_is_cancelled_says_so_in_the_calendar(client, drawn):
    pitch = roadshows.in_order(drawn)[0]
    signed_in(client, pitch.venture)
    activity = drawn.day.activity
    activity.is_cancelled = True
    activity.save()

    (event,) = vobject.readOne(client.get(page_of(pitch.venture, "schedule_file")).content.decode()).vevent_list

    assert (event.summary.value, event.status.value) == ("Cancelled: Roadshow", "CANCELLED")


@pytest.mark.parametrize("number", [1, 3])
def test_the_turns_of_a_venture_and_of_a_day_are_one_query(django_assert_num_queries, number):
    roadshow = roadshows.drawn(number)
    day, venture = roadshow.day, roadshows.in_order(roadshow)[0].venture

    with django_assert_num_queries(1):
        assert len(turns.kept_free(day)) == number
    with django_assert_num_queries(1):
        assert len(turns.turns_of(venture)) == 1
