"""The plan page of a day: what it lacks, a plan that is made and shown with what it would change, and using it."""

import pytest
import time_machine
from lxml import html

from matchmaking.arranging import arrange, problems, proposing
from matchmaking.models import Meeting, Proposal
from tests import factories
from tests.factories import at
from tests.matchmaking.days import day_to_plan
from tests.matchmaking.desks import listed, page_of, text
from tests.reading import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]
OTHERS = ["competition_editor", "programme_editor", "reader", "sub_forum_editor"]


@pytest.fixture
def day():
    return day_to_plan()


def propose(client, day, kind="anew", **values):
    return client.post(page_of(day, "plan"), {"do": "propose", "kind": kind, **values}, follow=True)


def use(client, response):
    """Uses the plan that a page shows."""
    return client.post(response.redirect_chain[-1][0], {"do": "use"}, follow=True)


def buttons(response):
    return html.fromstring(response.content.decode()).xpath("//main//button/text()")


def withdraw(party, **values):
    for name, value in ({"state": "withdrawn"} | values).items():
        setattr(party, name, value)
    party.save()


def test_page_of_a_day_that_lacks_everything_says_so_and_offers_no_button(desk):
    day = factories.matchmaking_day()
    proposal = proposing.propose(day, "anew", by=None)

    used = desk.post(f"{page_of(day, 'plan')}?proposal={proposal.pk}", {"do": "use"})
    for response in (desk.get(page_of(day, "plan")), propose(desk, day), used):
        assert "Nothing can be planned yet: No venture is admitted. No investor is admitted." in text(response)
    assert buttons(desk.get(page_of(day, "plan"))) == []
    assert Proposal.objects.count() == 1


def test_without_meetings_only_a_new_plan_is_offered_and_with_some_both(desk, day):
    assert buttons(desk.get(page_of(day, "plan"))) == ["Plan"]

    arrange(day)

    assert buttons(desk.get(page_of(day, "plan"))) == ["Mend", "Plan anew"]


@pytest.mark.parametrize(
    ("public_at", "sentence"),
    [
        (None, "Not known yet No venture or investor sees its meetings. Say from when they do"),
        (at(18), "Not known yet Ventures and investors see their meetings from 2023-10-20 18:00 on. Say from when"),
        (at(8), "Ventures and investors have seen their meetings since 2023-10-20 08:00."),
    ],
)
def test_plan_that_is_used_says_from_when_it_is_known(desk, day, public_at, sentence):
    type(day).objects.update(plan_public_at=public_at)
    assert sentence not in text(desk.get(page_of(day, "plan")))

    response = use(desk, propose(desk, day))

    assert sentence in text(response)
    assert sentence in text(desk.get(page_of(day, "plan")))


def test_those_who_say_too_little_are_counted_and_listed(desk, day):
    silent = factories.investor(day=day)
    factories.investor(day=day, state="registered")
    day.ventures.update(ask=1)
    asks = factories.venture(day=day, ask=None, name_en="No ask"), factories.venture(day=day, ask=None)
    for venture in day.ventures.all():
        venture.industries.add(factories.industry("40"))

    response = desk.get(page_of(day, "plan"))

    line = "Whoever says too little is hard to match: 1 investor has no mandate, 2 ventures have no ask"
    assert line in text(response)
    investors, ventures = (listed(desk.get(lack.url)) for lack in response.context["unsaid"])
    assert (investors, sorted(ventures, key=lambda row: row.pk)) == ([silent], list(asks))


def test_where_everybody_said_enough_there_is_no_such_line(desk, day):
    day.ventures.update(ask=1)

    assert "too little" not in text(desk.get(page_of(day, "plan")))


def test_plan_is_shown_before_anything_is_written(desk, day):
    page = text(propose(desk, day))

    assert not Meeting.objects.exists()
    assert "Meetings 4" in page
    assert "Gap 0.00%" in page
    assert "4 new 0 moved 0 taken away 0 as before" in page
    assert page.count("None: everybody has one.") == 2


@pytest.mark.parametrize("kind", ["anew", "mended"])
def test_the_plan_that_was_shown_is_used(desk, organiser, day, kind):
    response = use(desk, propose(desk, day, kind))

    assert said(response) == ["The plan is written. New: 4. Moved: 0. Taken away: 0. As before: 0."]
    assert response.redirect_chain == [(page_of(day, "board"), 302)]
    assert Meeting.objects.count() == 4
    assert Meeting.history.first().history_user == organiser


def test_what_changed_meanwhile_is_said_and_the_plan_made_anew(desk, day):
    response = propose(desk, day)
    factories.venture(day=day)
    arrange(day)
    before = list(Meeting.objects.values())
    outdated = desk.get(response.redirect_chain[-1][0])
    assert "Something changed since this plan was made: it cannot be used any more." in text(outdated)
    assert "Use this plan" not in buttons(outdated)

    response = use(desk, response)

    words = "Something changed since the plan was made. Nothing is written. This is the plan as it is now."
    assert said(response) == [words]
    assert list(Meeting.objects.values()) == before
    assert "0 new 0 moved 0 taken away 4 as before" in text(response)
    assert said(use(desk, response)) == ["The plan is written. New: 0. Moved: 0. Taken away: 0. As before: 4."]


def test_a_plan_that_was_used_or_forgotten_is_not_there_any_more(desk, day):
    response = propose(desk, day)
    use(desk, response)

    assert said(use(desk, response)) == ["This plan is not kept any more."]
    assert said(desk.get(f"{page_of(day, 'plan')}?proposal=none")) == ["This plan is not kept any more."]


def test_a_plan_of_another_day_is_not_shown_here(desk, day):
    other = proposing.propose(day_to_plan(), "anew", by=None)

    response = desk.get(f"{page_of(day, 'plan')}?proposal={other.pk}")

    assert said(response) == ["This plan is not kept any more."]
    assert response.context["proposal"] is None


def test_moves_and_removals_are_told_by_name_and_place(desk, day):
    arrange(day)
    withdraw(day.ventures.first(), name_en="Harbour")

    page = text(propose(desk, day, "mended"))

    assert "The mended plan" in page
    assert "2 taken away 2 as before" in page
    assert page.count("Harbour · ") == 2
    assert "Meetings that are taken away 2" in page


def test_what_moving_brings_is_told(desk):
    day = day_to_plan(1)
    first, second = day.timeslots.order_by("starts_at")
    other = factories.venture(day=day)
    other.industries.add(factories.industry("39"))
    factories.absence(venture=other, timeslot=second)
    factories.meeting(
        venture=day.ventures.first(), investor=day.investors.get(), timeslot=first, table=day.tables.first()
    )

    frozen, moving = (text(propose(desk, day, "mended", most_moves=number)) for number in (0, 1))

    assert "0 new 0 moved 0 taken away 1 as before" in frozen
    assert "1 new 1 moved 0 taken away 0 as before" in moving
    assert "Moving meetings to another time brings " in moving
    assert "Moving meetings" not in frozen


@pytest.mark.parametrize("values", [{"kind": "sideways"}, {"kind": "mended", "most_moves": "-1"}])
def test_what_is_asked_wrongly_is_refused(desk, day, values):
    arrange(day)

    assert propose(desk, day, **values).status_code == 400
    assert not Proposal.objects.exists()


def test_while_a_plan_is_made_the_page_says_so_and_comes_again(desk, day, monkeypatch):
    monkeypatch.setattr(type(proposing.make), "enqueue", lambda task, pk: None)

    response = propose(desk, day)

    assert "The plan is being made. This page shows it as soon as it is there." in text(response)
    assert response["Refresh"] == "2"
    proposing.make.func(Proposal.objects.get().pk)
    there = desk.get(response.redirect_chain[-1][0])
    assert "Refresh" not in there
    assert "4 new" in text(there)


def test_a_plan_that_failed_says_so(desk, day, monkeypatch):
    monkeypatch.setattr(proposing, "anew", None)

    page = text(propose(desk, day))

    assert "There is no plan Something went wrong that should not; it is written down. Nothing is changed." in page


def test_what_is_impossible_is_told_by_name(desk, day, monkeypatch):
    arrange(day)
    venture = day.ventures.order_by("pk").first()
    venture.meetings.update(is_fixed=True)
    withdraw(venture, state="admitted", name_en="Harbour")
    mosts = problems.mosts

    def one_of_the_first(*given):
        ventures_most, investors_most = mosts(*given)
        return [1, *ventures_most[1:]], investors_most

    monkeypatch.setattr(problems, "mosts", one_of_the_first)

    response = propose(desk, day)

    assert "“Harbour” has 2 meetings that are fixed or were held, and takes at most 1." in text(response)
    assert page_of(venture) in response.content.decode()
    assert "Use this plan" not in buttons(response)


def test_what_has_begun_is_not_touched(desk, day):
    arrange(day)
    first = day.timeslots.order_by("starts_at").first()
    gone = Meeting.objects.filter(timeslot=first).first().venture
    before = list(Meeting.objects.filter(timeslot=first).values())
    withdraw(gone)

    with time_machine.travel(first.starts_at):
        use(desk, propose(desk, day))

    assert list(Meeting.objects.filter(timeslot=first).values()) == before
    assert gone.meetings.count() == 1


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
    proposal = proposing.propose(day, "anew", by=None)

    address = f"{page_of(day, 'plan')}?proposal={proposal.pk}"
    assert client.post(address, {"do": step, "kind": "anew"}).status_code == 404
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("parties", [1, 3])
def test_pages_ask_as_much_for_one_party_as_for_three(desk, django_assert_num_queries, parties):
    day = day_to_plan(parties)

    with django_assert_num_queries(20):
        desk.get(page_of(day, "plan"))
    response = propose(desk, day)
    with django_assert_num_queries(46):
        desk.get(response.redirect_chain[-1][0])


@pytest.mark.parametrize("name", ["plan", "floor"])
@pytest.mark.parametrize("what", ["tables", "ventures", "investors", "timeslots"])
def test_meetings_of_what_was_deleted_since_are_left_out(desk, day, name, what):
    proposal = proposing.propose(day, "mended", by=None)
    gone = getattr(day, what).last()
    gone.delete()

    page = text(desk.get(f"{page_of(day, name)}?proposal={proposal.pk}"))

    assert "4 new" in page
    assert "and 2 more" in page
