"""One meeting of a party: where it is, how to reach the other side as agreed, and how it was."""

import pytest

from conference.templatetags.programme import weekday
from matchmaking.models import Feedback, Purpose
from matchmaking.templatetags.meetings import hours
from tests import factories
from tests.filling import opened
from tests.matchmaking.days import day_of, meeting_on
from tests.matchmaking.parties import coming_for, page_of, signed_in
from tests.reading import Page, of_class

pytestmark = pytest.mark.django_db
ANSWER = {"rating": "4", "intent": "invest", "amount": "5000000", "currency": "CNY", "comment": "A good one."}


@pytest.fixture
def meeting(client):
    """A meeting that has begun; the client is signed in for its venture."""
    row = meeting_on(day_of())
    signed_in(client, row.venture)
    factories.representative(investor=row.investor, name="Li Wei", office="Partner", phone="+86 10 1234")
    return row


def address_of(meeting, side="venture"):
    return page_of(getattr(meeting, side), "meeting_detail", meeting.pk)


def read(client, meeting, status=200):
    return Page(client.get(address_of(meeting)), status)


def shown_values(page):
    """What the form of a page says that it showed, as a browser sends it back."""
    return page.values("//input[@name='_shown']/@value")[0]


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    row = meeting_on(day_of())

    response = client.get(address_of(row))

    assert (response.status_code, response.url.endswith(f"?next={address_of(row)}")) == (302, True)


@pytest.mark.parametrize("user", ["organiser", "reader", "other"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_is_not_there_for_others(client, request, meeting, user, method):
    somebody = coming_for(meeting.investor).user if user == "other" else request.getfixturevalue(user)
    client.force_login(somebody)

    assert getattr(client, method)(address_of(meeting), ANSWER).status_code == 404
    assert not Feedback.objects.exists()


def test_a_meeting_of_others_is_not_there(client, meeting):
    other = meeting_on(meeting.venture.day, 1)

    assert client.get(page_of(meeting.venture, "meeting_detail", other.pk)).status_code == 404


def test_it_is_not_there_before_the_plan_is_known(client, meeting):
    day = meeting.venture.day
    day.plan_public_at = None
    day.save()

    assert client.get(address_of(meeting)).status_code == 404
    assert client.post(address_of(meeting), ANSWER).status_code == 404


def test_it_says_who_where_and_when(client, meeting):
    page = read(client, meeting)

    assert page.text("//h1") == str(meeting.investor)
    when = f"{weekday(meeting.timeslot.starts_at)} {hours(meeting.timeslot)}"
    assert page.texts("//dd") == [when, f"Table {meeting.table.number}", "Planned", "Li Wei, Partner"]
    assert {"private", "no-store"} <= set(client.get(address_of(meeting)).headers["Cache-Control"].split(", "))


@pytest.mark.parametrize(
    ("side", "sentence"),
    [
        ("venture", "You do not take part in this day. Contact data is exchanged only between two who do."),
        ("investor", "%s does not take part any more. Contact data is exchanged only between two who do."),
    ],
)
def test_it_says_who_does_not_take_part_any_more_where_both_had_agreed(client, meeting, side, sentence):
    pair = {"venture": meeting.venture, "investor": meeting.investor}
    for one in pair:
        factories.interest(**pair, side=one)
    pair[side].state = "withdrawn"
    pair[side].save()

    found = read(client, meeting).text("//section[@aria-labelledby='contact']/p")

    assert found == sentence.replace("%s", str(meeting.investor))


def test_it_says_who_was_missing(client, meeting):
    meeting.state, meeting.missing = "missed", "investor"
    meeting.save()

    assert "Missed (missing: The investor)" in read(client, meeting).texts("//dd")


def test_contact_data_is_not_there_before_both_agree(client, meeting):
    factories.consent(representative=meeting.investor.representatives.get())

    page = read(client, meeting)

    assert "once both sides agree" in page.text("//section[@aria-labelledby='contact']")
    assert "+86 10 1234" not in page.source
    assert "@example.org" not in page.source


def agree(meeting):
    for side in ("venture", "investor"):
        factories.interest(venture=meeting.venture, investor=meeting.investor, side=side)


def test_contact_data_is_there_once_both_agree(client, meeting):
    representative = meeting.investor.representatives.get()
    factories.consent(representative=representative, purpose=Purpose.CONTACT)
    agree(meeting)

    page = read(client, meeting)

    assert page.text("//ul[@class='contacts']/li") == f"Li WeiPartner{representative.email}+86 10 1234"
    assert page.values("//ul[@class='contacts']//@href") == [f"mailto:{representative.email}", "tel:+86101234"]
    assert page.values("//a[@download]/@href") == [page_of(meeting.venture, "meeting_contact", meeting.pk)]


def test_it_says_that_nobody_consents(client, meeting):
    agree(meeting)

    assert "nobody on the other side has consented" in read(client, meeting).text(
        "//section[@aria-labelledby='contact']"
    )


def test_it_says_that_one_has_turned_the_other_down_only_to_whom_did(client, meeting):
    factories.interest(venture=meeting.venture, investor=meeting.investor, side="venture", state="declined")
    assert "You have turned the other side down" in read(client, meeting).source

    signed_in(client, meeting.investor)
    assert "turned" not in client.get(address_of(meeting, "investor")).content.decode()


def test_what_was_said_is_kept(client, meeting):
    response = client.post(address_of(meeting), ANSWER | {"shares_contact": "on"}, follow=True)

    row = Feedback.objects.get()
    assert (row.meeting, row.side, row.rating, row.intent) == (meeting, "venture", 4, "invest")
    assert (row.amount, row.currency, row.comment, row.shares_contact) == (5_000_000, "CNY", "A good one.", True)
    assert row.history.get().history_user == meeting.venture.representatives.get().user
    page = Page(response)
    sentence = "Thank you. What you said is kept; you may change it at any time."
    assert page.texts("//div[@class='messages']/p") == [sentence]
    assert page.text("//textarea") == "A good one."
    assert page.values("//input[@name='rating'][@checked]/@value") == ["4"]


def test_nothing_need_be_said(client, meeting):
    client.post(address_of(meeting), {})

    row = Feedback.objects.get()
    assert (row.rating, row.intent, row.amount, row.comment, row.shares_contact) == (None, "", None, "", False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"intent": "touch"},
        {"intent": ""},
        {"currency": ""},
        {"amount": ""},
        {"amount": "-1"},
        {"amount": "a lot"},
        {"amount": "1" * 30},
        {"rating": "9"},
        {"intent": "gift"},
        {"currency": "XXX"},
        {"comment": "x" * 4001},
        {"comment": "a\0b"},
    ],
)
def test_what_is_refused_is_shown_again_and_not_kept(client, meeting, wrong):
    typed = ANSWER | wrong

    page = Page(client.post(address_of(meeting), typed), 422)

    assert not Feedback.objects.exists()
    assert page.texts("//p[@role='alert']") == ["Nothing is saved yet. Please look at what is marked below."]
    assert page.texts(of_class("invalid-feedback")) + page.texts(of_class("alert")) != []
    if "comment" not in wrong:
        assert page.text("//textarea") == typed["comment"]
        assert page.values("//input[@name='amount']/@value") == ([typed["amount"]] if typed["amount"] else [])


def test_the_other_side_reads_nothing_of_it(client, meeting):
    client.post(address_of(meeting), ANSWER)
    signed_in(client, meeting.investor)

    page = Page(client.get(address_of(meeting, "investor")))

    assert "A good one." not in page.source
    assert "5000000" not in page.source
    assert page.text("//textarea") == ""


def test_two_who_say_so_at_once_lose_nothing(client, meeting):
    """Both opened the empty form; the second to save keeps what only the first one said, and is asked of the rest."""
    seen = shown_values(read(client, meeting))
    client.post(address_of(meeting), {"_shown": seen, "rating": "5", "intent": "touch"})

    mine = {"_shown": seen, "rating": "2", "comment": "Not for us."}
    page = Page(client.post(address_of(meeting), mine), 422)

    assert page.texts("//section[@class='collisions']//legend") == ["How worthwhile was the meeting?"]
    assert page.texts("//section[@class='collisions']//label") == ["What you typed2", f"{comer(meeting)}5"]
    assert page.text("//textarea") == "Not for us."
    choices = page.values("//section[@class='collisions']//input/@value")
    name = page.values("//section[@class='collisions']//input/@name")[0]
    client.post(address_of(meeting), mine | {"_shown": shown_values(page), "intent": "touch", name: choices[0]})

    row = Feedback.objects.get()
    assert (row.rating, row.intent, row.comment) == (2, "touch", "Not for us.")


def comer(meeting):
    return meeting.venture.representatives.get().user


@pytest.mark.parametrize("state", ["cancelled", "planned"])
def test_nothing_can_be_said_of_what_is_cancelled_or_has_not_begun(client, state):
    row = meeting_on(day_of(hours=1 if state == "cancelled" else -2), state=state)
    signed_in(client, row.venture)

    page = read(client, row)
    response = client.post(address_of(row), ANSWER, follow=True)

    sentence = page.text("//section[@id='feedback']/p")
    assert (
        sentence
        == {
            "cancelled": "The meeting is cancelled.",
            "planned": "The meeting has not begun yet. Afterwards you can say here how it was.",
        }[state]
    )
    assert page.texts("//main//form") == []
    assert Page(response).texts("//div[@class='messages']/p") == [sentence]
    assert not Feedback.objects.exists()


def test_nobody_is_named_of_a_meeting_that_is_cancelled(client):
    row = meeting_on(day_of(), state="cancelled")
    signed_in(client, row.venture)
    factories.representative(investor=row.investor, name="Li Wei")

    assert "Li Wei" not in read(client, row).source


def test_the_back_office_has_nothing_of_it(client, organiser, meeting):
    client.post(address_of(meeting), ANSWER)
    client.force_login(organiser)

    for page in ("change", "history", "delete"):
        source = client.get(f"/admin/matchmaking/meeting/{meeting.pk}/{page}/").content.decode()
        assert "A good one." not in source
        assert "5000000" not in source
    assert opened(client, f"/admin/matchmaking/meeting/{meeting.pk}/change/").keys() & ANSWER.keys() == set()


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_much_for_one_representative_as_for_three(client, meeting, django_assert_num_queries, number):
    agree(meeting)
    for _person in range(number):
        factories.consent(representative=factories.representative(investor=meeting.investor))
    read(client, meeting)

    with django_assert_num_queries(9):
        read(client, meeting)


def test_whose_profile_is_not_shown_any_more_is_not_linked(client, meeting):
    link = "//a[text()='Their profile']"
    assert read(client, meeting).texts(link) == ["Their profile"]

    factories.interest(venture=meeting.venture, investor=meeting.investor, side="investor", state="blocked")

    assert read(client, meeting).texts(link) == []
