"""The one address to which all buttons about an interest send, and where they lead."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from matchmaking.models import Interest
from tests import factories
from tests.factories import at
from tests.matchmaking import parties
from tests.reading import Page, of_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def pair():
    return parties.pair()


def messages_of(response):
    return [(one.level_tag, str(one)) for one in get_messages(response.wsgi_request)]


def stated():
    return [(row.side, row.state, row.weight) for row in Interest.objects.all()]


def test_somebody_who_has_not_signed_in_is_sent_to_do_so(client, pair):
    address = parties.page_of(pair[0], "interest", pair[1])

    response = client.post(address, {"state": "wish"})

    signing_in = f"{reverse('account_login')}?next={reverse('matchmaking:day_list')}"
    assert (response.status_code, response["Location"]) == (302, signing_in)
    assert stated() == []


def test_nobody_declares_anything_for_somebody_else_s_party(client, pair):
    client.force_login(parties.user_of(pair[1]))

    response = client.post(parties.page_of(pair[0], "interest", pair[1]), {"state": "wish"})

    assert response.status_code == 404
    assert stated() == []


def test_who_only_comes_by_is_shown_the_other_one(client, pair):
    client.force_login(parties.user_of(pair[0]))

    response = client.get(parties.page_of(pair[0], "interest", pair[1]))

    assert response["Location"] == parties.page_of(pair[0], "partner_detail", pair[1])


@pytest.mark.parametrize(
    ("sent", "expected", "sentence"),
    [
        ({"state": "wish", "weight": "5"}, [("venture", "wish", 5)], "You want to meet Harbour Fund."),
        ({"state": "wish"}, [("venture", "wish", 3)], "You want to meet Harbour Fund."),
        ({"state": "declined"}, [("venture", "declined", 3)], "You decline to meet Harbour Fund this time."),
        ({"state": "none"}, [], "You say nothing of Harbour Fund any more."),
    ],
)
def test_a_button_declares_and_leads_to_the_page_of_the_other(client, pair, sent, expected, sentence):
    response = parties.press(client, pair[0], pair[1], sent.pop("state"), **sent)

    assert response["Location"] == parties.page_of(pair[0], "partner_detail", pair[1])
    assert messages_of(response) == [("success", sentence)]
    assert stated() == expected
    assert Interest.history.count() == len(expected)


def test_an_investor_declares_for_its_side(client, pair):
    parties.press(client, pair[1], pair[0], "wish", weight=2)

    assert stated() == [("investor", "wish", 2)]
    assert Interest.history.get().history_user == parties.user_of(pair[1])


@pytest.mark.parametrize("sent", [{"state": "love"}, {"state": ""}, {"state": "wish", "weight": "6"}])
def test_what_is_not_offered_is_refused(client, pair, sent):
    response = parties.press(client, pair[0], pair[1], sent.pop("state"), **sent)

    assert messages_of(response) == [("error", "Choose among what is offered.")]
    assert stated() == []


def test_a_refusal_is_said(client, pair):
    type(pair[0].day).objects.update(interests_close_at=at(9, day=1))

    response = parties.press(client, pair[0], pair[1], "wish")

    assert messages_of(response) == [
        (
            "error",
            "Wishes to meet are closed for this day: they cannot be changed any more. You can still decline.",
        )
    ]


@pytest.mark.parametrize(
    ("asked", "is_kept"),
    [("/en/somewhere/?page=2", True), ("https://evil.example/", False), ("//evil.example/", False), ("", False)],
)
def test_it_goes_back_only_to_where_this_site_is(client, pair, asked, is_kept):
    response = parties.press(client, pair[0], pair[1], "wish", next=asked)

    assert response["Location"] == (asked if is_kept else parties.page_of(pair[0], "partner_detail", pair[1]))


def test_whoever_would_block_is_asked_first(client, pair):
    page = Page(parties.press(client, pair[0], pair[1], "blocked", next="/en/back/"))

    assert page.text("//h1") == "Block Harbour Fund?"
    assert page.values("//main//a[not(ancestor::nav)]/@href") == ["/en/back/"]
    assert page.values("//form//input[@type='hidden'][@name!='csrfmiddlewaretoken']/@value") == ["/en/back/", "1"]
    assert stated() == []


def test_a_block_leads_to_where_it_can_be_undone(client, pair):
    back = parties.page_of(pair[0], "partner_detail", pair[1])

    response = parties.press(client, pair[0], pair[1], "blocked", is_sure=1, next=back)

    assert response["Location"] == parties.page_of(pair[0], "interest_list")
    assert messages_of(response)[0][1].startswith("You and Harbour Fund do not see each other any more.")
    assert stated() == [("venture", "blocked", 3)]


def test_a_block_is_undone(client, pair):
    factories.interest(venture=pair[0], investor=pair[1], side="venture", state="blocked")

    response = parties.press(client, pair[0], pair[1], "none", next=parties.page_of(pair[0], "interest_list"))

    assert response["Location"] == parties.page_of(pair[0], "interest_list")
    assert stated() == []


@pytest.mark.parametrize("state", ["wish", "declined", "blocked", "none"])
def test_who_blocks_is_not_there(client, pair, state):
    factories.interest(venture=pair[0], investor=pair[1], side="investor", state="blocked")

    response = parties.press(client, pair[0], pair[1], state)

    assert response.status_code == 404
    assert stated() == [("investor", "blocked", 3)]


@pytest.mark.parametrize(("moment", "is_told"), [(at(9, day=1), True), (None, False)])
@pytest.mark.parametrize("state", ["declined", "blocked"])
def test_a_meeting_stays_and_that_is_said_once_the_plan_is_known(client, pair, moment, is_told, state):
    meeting = factories.meeting(venture=pair[0], investor=pair[1])
    type(pair[0].day).objects.update(plan_public_at=moment)

    response = parties.press(client, pair[0], pair[1], state, is_sure=1)

    sentence = "Your meeting with them stays in the plan until the organisers plan again."
    assert (sentence in messages_of(response)[0][1]) == is_told
    meeting.refresh_from_db()
    assert meeting.state == "planned"


def by_script(client, party, other, **sent):
    client.force_login(parties.user_of(party))
    path = parties.page_of(party, "interest", other)
    return Page(client.post(path, sent | {"next": "/en/back/"}, headers={"HX-Request": "true"}))


def test_a_script_is_given_the_line_anew(client, pair):
    page = by_script(client, pair[0], pair[1], state="wish", weight="4")

    assert page.values("//li/@id") == [f"partner-{pair[1].pk}"]
    assert page.texts(of_class("mark")) == ["You want to meet: Very much"]
    assert page.texts("//*[@data-hx-swap-oob]") == ["You want to meet Harbour Fund."]
    assert page.values("//input[@name='next']/@value") == ["/en/back/"]
    assert page.values("//input[@name='csrfmiddlewaretoken']/@value") != []
    assert "<html" not in page.source


def test_a_script_is_told_a_refusal_in_the_line(client, pair):
    page = by_script(client, pair[0], pair[1], state="nonsense")

    assert page.texts("//li//*[@role='alert']") == ["Choose among what is offered."]


def test_the_line_of_a_script_is_that_of_the_list(client, pair):
    fragment = by_script(client, pair[0], pair[1], state="declined")

    page = parties.read(client, pair[0], "partner_list")

    assert page.text(of_class("partner")) == fragment.text(of_class("partner"))


@pytest.mark.parametrize("elsewhere", ["foo", "matchmaking:day_list", "a b", "//evil.example", "/\\evil.example", "\0"])
def test_what_is_no_path_of_the_site_leads_to_the_other_one(client, pair, elsewhere):
    response = parties.press(client, *pair, "wish", next=elsewhere)

    assert response["Location"] == parties.page_of(pair[0], "partner_detail", pair[1])


def test_a_script_is_told_when_the_other_one_is_gone(client, pair):
    pair[1].state = "withdrawn"
    pair[1].save()
    client.force_login(parties.user_of(pair[0]))

    response = client.post(parties.page_of(pair[0], "interest", pair[1]), {"state": "wish"}, headers=SCRIPT)

    assert (response.status_code, response.headers["HX-Refresh"]) == (200, "true")
    assert messages_of(response) == [("error", "There is nobody at this address whom you could meet.")]


def test_a_script_leaves_the_page_where_the_other_one_is_not_on_it_any_more(client, pair):
    factories.interest(venture=pair[0], investor=pair[1], side="venture", state="blocked")
    client.force_login(parties.user_of(pair[0]))

    response = client.post(parties.page_of(pair[0], "interest", pair[1]), {"state": "none"}, headers=SCRIPT)
    again = client.post(
        parties.page_of(pair[0], "interest", pair[1]), {"state": "blocked", "is_sure": "1"}, headers=SCRIPT
    )

    assert "HX-Redirect" not in response.headers
    assert again.headers["HX-Redirect"] == parties.page_of(pair[0], "interest_list")


CLOSED_WITH_A_WISH = "Wishes are closed, so yours would be gone for good. Nothing is done: press again to be asked."


@pytest.fixture
def closed_pair(pair):
    """Two after interests are closed, of whom the venture wishes."""
    factories.interest(venture=pair[0], investor=pair[1], weight=5)
    pair[0].day.interests_close_at = at(8)
    pair[0].day.save()
    return pair


def test_who_would_end_a_wish_for_good_is_asked_first(client, closed_pair):
    page = Page(parties.press(client, *closed_pair, "declined"))

    assert page.text("//h1") == f"Decline to meet {closed_pair[1]}?"
    assert stated() == [("venture", "wish", 5)]
    parties.press(client, *closed_pair, *page.values("//form[@class='asked']//button/@value"), is_sure="1")
    assert [state for _side, state, _weight in stated()] == ["declined"]


def test_a_script_whose_page_did_not_ask_yet_does_not_end_a_wish(client, closed_pair):
    client.force_login(parties.user_of(closed_pair[0]))
    address = parties.page_of(closed_pair[0], "interest", closed_pair[1])

    line = client.post(address, {"state": "declined"}, headers={"HX-Request": "true"}).content.decode()

    assert CLOSED_WITH_A_WISH in line
    assert "data-hx-post" not in line
    assert stated() == [("venture", "wish", 5)]


@pytest.mark.parametrize("state", [None, "blocked"])
def test_who_has_no_wish_to_lose_declines_at_once(client, closed_pair, state):
    Interest.objects.all().delete()
    if state:
        factories.interest(venture=closed_pair[0], investor=closed_pair[1], state=state)

    parties.press(client, *closed_pair, "declined")

    assert [state for _side, state, _weight in stated()] == ["declined"]
