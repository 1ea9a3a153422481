"""The plan page of a day: what it lacks, what the plan would be and change, and using it."""

import pytest
from lxml import html

from matchmaking.arranging import arrange
from matchmaking.models import Meeting
from tests import factories
from tests.matchmaking.desks import page_of, said, text
from tests.matchmaking.test_proposing import planned_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]
OTHERS = ["competition_editor", "programme_editor", "reader", "sub_forum_editor"]


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def day():
    return planned_day()


def shown(response):
    """The digest of the plan that a page shows."""
    (value,) = html.fromstring(response.content.decode()).xpath("//input[@name='shown']/@value")
    return value


def propose(client, day):
    return client.post(page_of(day, "plan"), {"do": "propose"})


def use(client, day, digest):
    return client.post(page_of(day, "plan"), {"do": "use", "shown": digest}, follow=True)


def test_page_of_a_day_that_lacks_everything_says_so_and_offers_no_button(desk):
    day = factories.matchmaking_day()

    for response in (desk.get(page_of(day, "plan")), propose(desk, day), use(desk, day, "")):
        page = text(response)
        assert "Nothing can be planned yet: No venture is admitted. No investor is admitted." in page
        assert not html.fromstring(response.content.decode()).xpath("//button[@name='do']")
    assert not Meeting.objects.exists()


def test_plan_is_shown_before_anything_is_written(desk, day):
    page = text(propose(desk, day))

    assert not Meeting.objects.exists()
    assert "Meetings 4" in page
    assert "Gap 0.00%" in page
    assert "4 new 0 moved 0 taken away 0 as before" in page
    assert page.count("None: everybody has one.") == 2


def test_the_plan_that_was_shown_is_used(desk, organiser, day):
    response = use(desk, day, shown(propose(desk, day)))

    assert said(response) == ["The plan is written. New: 4. Moved: 0. Taken away: 0. As before: 0."]
    assert response.redirect_chain == [(page_of(day, "board"), 302)]
    assert Meeting.objects.count() == 4
    assert Meeting.history.first().history_user == organiser


def test_what_changed_meanwhile_is_said_and_the_new_plan_shown(desk, day):
    digest = shown(propose(desk, day))
    factories.venture(day=day).industries.add(factories.industry("39"))
    arrange(day)
    before = list(Meeting.objects.values())

    response = use(desk, day, digest)

    assert response.status_code == 409
    assert said(response) == ["Something changed meanwhile. Nothing is written: this is the plan as it is now."]
    assert list(Meeting.objects.values()) == before
    assert "0 new 0 moved 0 taken away 4 as before" in text(response)
    assert use(desk, day, shown(response)).status_code == 200


def test_moves_and_removals_are_told_by_name_and_place(desk, day):
    arrange(day)
    gone = day.ventures.first()
    day.ventures.filter(pk=gone.pk).update(state="withdrawn", name_en="Harbour")

    page = text(propose(desk, day))

    assert "2 taken away" in page
    assert page.count("Harbour · ") == 2
    assert "Meetings that are taken away 2" in page


def test_what_is_impossible_is_told_by_name(desk, day):
    arrange(day)
    venture = day.ventures.first()
    venture.meetings.update(is_fixed=True)
    day.ventures.filter(pk=venture.pk).update(most_meetings=1, name_en="Harbour")

    response = propose(desk, day)

    assert response.status_code == 409
    assert "“Harbour” has 2 meetings that are fixed or were held, and takes at most 1." in text(response)
    assert page_of(venture) in response.content.decode()


def test_page_speaks_chinese_names(desk, day):
    venture = factories.venture(day=day, name_en="Harbour", name_zh_hans="港湾")
    factories.absence(venture=venture, timeslot=day.timeslots.first())
    desk.cookies["django_language"] = "zh-hans"

    page = text(propose(desk, day))

    assert "港湾" in page
    assert "Harbour" not in page


@pytest.mark.parametrize("user", OTHERS)
@pytest.mark.parametrize("step", ["propose", "use"])
def test_nobody_else_plans(client, request, day, user, step):
    client.force_login(request.getfixturevalue(user))

    assert client.post(page_of(day, "plan"), {"do": step, "shown": ""}).status_code == 404
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("parties", [1, 3])
def test_pages_ask_as_much_for_one_party_as_for_three(desk, django_assert_num_queries, parties):
    day = planned_day(parties)

    with django_assert_num_queries(14):
        desk.get(page_of(day, "plan"))
    with django_assert_num_queries(61):
        propose(desk, day)
