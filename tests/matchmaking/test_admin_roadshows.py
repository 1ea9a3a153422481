"""Roadshows in the back office: the list while it is open, and the page on which a roadshow is run."""

import pytest
from django.utils import timezone

from matchmaking import voting
from matchmaking.models import Pitch, Roadshow
from tests import factories
from tests.factories import at
from tests.filling import added, errors, opened
from tests.matchmaking import roadshows
from tests.matchmaking.desks import list_of, page_of
from tests.reading import Page, said

pytestmark = pytest.mark.django_db


def do(client, roadshow, step, **more):
    return client.post(page_of(roadshow, "stage"), {"do": step} | more, follow=True)


def confirm(client, roadshow, step):
    """Answers what is asked first."""
    return do(client, roadshow, step, confirmed="yes")


def code(client, roadshow, step):
    return client.post(page_of(roadshow, "stage"), {"do": step}).status_code


@pytest.mark.parametrize("user", ["programme_editor", "competition_editor", "sub_forum_editor", "reader", "other"])
def test_only_organisers_run_a_roadshow(client, request, user):
    roadshow = roadshows.listed()
    comes = factories.representative(venture=roadshow.pitches.first().venture, user=factories.user()).user
    client.force_login(comes if user == "other" else request.getfixturevalue(user))

    assert client.get(page_of(roadshow, "stage")).status_code in (302, 403, 404)
    assert code(client, roadshow, "close") in (302, 403, 404)
    roadshow.refresh_from_db()
    assert roadshow.closed_at is None


def test_ventures_are_put_on_an_open_list(desk):
    roadshow = factories.roadshow()
    sent = opened(desk, page_of(roadshow))
    venture = factories.venture(day=roadshow.day)
    added(sent, "pitches", venture=venture.pk)

    desk.post(page_of(roadshow), sent)

    assert [pitch.venture for pitch in roadshow.pitches.all()] == [venture]


def test_ventures_are_taken_off_an_open_list(desk):
    roadshow = roadshows.listed(2)
    first, second = roadshow.pitches.order_by("pk")
    sent = opened(desk, page_of(roadshow))

    desk.post(page_of(roadshow), sent | {"pitches-0-DELETE": "on"})

    assert list(roadshow.pitches.all()) == [second]
    assert first.pk != second.pk


def test_a_venture_of_another_day_is_refused_with_its_sentence(desk):
    roadshow = factories.roadshow()
    sent = opened(desk, page_of(roadshow))
    added(sent, "pitches", venture=factories.venture().pk)

    response = desk.post(page_of(roadshow), sent)

    assert errors(response) == ["The venture takes part on another day."]
    assert not Pitch.objects.exists()


def test_a_closed_list_cannot_be_changed_or_deleted(desk):
    roadshow = roadshows.closed()

    sent = opened(desk, page_of(roadshow))
    page = Page(desk.get(page_of(roadshow)))

    assert {name for name in sent if name.startswith(("rule", "day")) or name.endswith("-venture")} == set()
    assert str(roadshow.pitches.first().venture) in page.source
    assert desk.get(page_of(roadshow, "delete")).status_code == 403
    desk.post(page_of(roadshow), sent | {"title_en": "Renamed"})
    assert Roadshow.objects.get().title_en == "Renamed"


def test_a_rule_that_is_announced_stays(desk):
    roadshow = roadshows.listed(1)
    sent = opened(desk, page_of(roadshow))
    assert "The closing value." in desk.get(page_of(roadshow)).content.decode()

    desk.post(page_of(roadshow), sent | {"rule_en": "What we like.", "title_en": "Renamed"})

    roadshow.refresh_from_db()
    assert (roadshow.title_en, roadshow.rule_en) == ("Renamed", "The closing value.")


def test_a_venture_that_withdrew_comes_after_all(desk):
    roadshow = roadshows.drawn()
    first = roadshows.in_order(roadshow)[0]
    do(desk, roadshow, f"withdraw:{first.pk}")
    (button,) = Page(desk.get(page_of(roadshow, "stage"))).values("//button[starts-with(@value, 'return')]/@value")

    assert said(do(desk, roadshow, button)) == [f"“{first}” comes after all."]
    first.refresh_from_db()
    assert first.withdrawn_at is None


def test_the_list_of_roadshows_leads_to_the_stage(desk):
    roadshow = factories.roadshow()

    assert page_of(roadshow, "stage") in desk.get(list_of(Roadshow)).content.decode()
    assert page_of(roadshow, "stage") in desk.get(page_of(roadshow)).content.decode()


def test_from_the_rule_to_the_order(desk, organiser):
    roadshow = factories.pitch(roadshow=factories.roadshow()).roadshow

    assert said(confirm(desk, roadshow, "announce")) == ["The rule is announced: the page of the roadshow is public."]
    assert said(confirm(desk, roadshow, "close")) == [
        "The list is closed and public. Enter the seed once it is known.",
    ]
    assert said(do(desk, roadshow, "draw", seed="3387.71", again="3387.71")) == ["The order is drawn, and public."]
    roadshow.refresh_from_db()
    assert (roadshow.seed, roadshow.pitches.get().place) == ("3387.71", 1)
    assert roadshow.history.first().history_user == organiser


@pytest.mark.parametrize(
    ("step", "question", "button"),
    [
        ("announce", "Announce the rule of the seed?", "Yes, announce it"),
        ("close", "Close the list?", "Yes, close it"),
        ("release", "Release the results?", "Yes, release them"),
    ],
)
def test_what_cannot_be_taken_back_is_asked_first(desk, step, question, button):
    roadshow = factories.pitch().roadshow if step == "announce" else roadshows.listed()
    before = Roadshow.history.count()

    page = Page(do(desk, roadshow, step))

    assert page.text("//h2[@class='bloom-title']") == question
    assert page.values("//input[@name='confirmed']/@value") == ["yes"]
    assert page.texts(f"//button[@name='do'][@value='{step}']") == [button]
    assert page_of(roadshow, "stage") in page.values("//a/@href")
    assert Roadshow.history.count() == before


def test_results_are_not_released_while_a_venture_is_on_the_stage(desk):
    roadshow, _investor = roadshows.voting()
    first = roadshows.in_order(roadshow)[0]
    do(desk, roadshow, f"start:{first.pk}")

    assert said(confirm(desk, roadshow, "release")) == ["A venture is on the stage: stop it first."]
    assert "release" not in Page(desk.get(page_of(roadshow, "stage"))).values("//button[@name='do']/@value")
    do(desk, roadshow, f"stop:{first.pk}")
    assert "release" in Page(desk.get(page_of(roadshow, "stage"))).values("//button[@name='do']/@value")
    assert said(confirm(desk, roadshow, "release")) == ["The results are public."]


@pytest.mark.parametrize(
    ("seed", "again", "sentence"),
    [
        ("3387.71", "3387.17", "This is not the same seed."),
        ("", "", "This field is required."),
        ("it's", "it's", "Use letters, digits, spaces"),
    ],
)
def test_a_seed_that_is_refused_is_shown_again(desk, seed, again, sentence):
    roadshow = roadshows.closed()

    page = Page(do(desk, roadshow, "draw", seed=seed, again=again), 422)

    assert page.texts("//span[@role='alert']")[0].startswith(sentence)
    assert page.values("//input[@name='seed']/@value") == ([seed] if seed else [])
    roadshow.refresh_from_db()
    assert roadshow.seed == ""


def test_an_order_is_not_drawn_twice(desk):
    roadshow = roadshows.drawn()

    page = Page(do(desk, roadshow, "draw", seed="1", again="1"), 422)

    roadshow.refresh_from_db()
    assert roadshow.seed == roadshows.SEED
    assert roadshows.SEED in page.source


def test_the_stage_from_start_to_stop(desk):
    roadshow = roadshows.drawn()
    first, second, third = roadshows.in_order(roadshow)

    found = [
        said(do(desk, roadshow, f"{step}:{pitch.pk}"))
        for step, pitch in (("start", first), ("ask", first), ("skip", second), ("start", third), ("stop", third))
    ]

    assert found == [
        [f"“{first}” is on."],
        [f"Questions to “{first}”."],
        [f"“{second}” is skipped, and comes after all others."],
        [f"“{third}” is on."],
        [f"“{third}” has left the stage."],
    ]
    page = Page(desk.get(page_of(roadshow, "stage")))
    assert page.text("//p[@class='stage-now']") == "Nobody is on."
    assert page.texts("//p[@class='bloom-row']/button") == [f"Start: {second}", "Skip"]


def test_what_cannot_be_done_is_said(desk):
    roadshow = roadshows.drawn()
    first = roadshows.in_order(roadshow)[0]
    do(desk, roadshow, f"withdraw:{first.pk}")

    assert said(do(desk, roadshow, f"start:{first.pk}")) == [f"“{first}” has withdrawn."]
    assert said(confirm(desk, roadshow, "close")) == ["The list is closed already."]
    assert said(confirm(desk, roadshow, "release")) == ["Results become public once the votes are closed."]


@pytest.mark.parametrize("step", ["", "start", "start:", "start:x", "start:0", f"start:{10**30}", "burn:1", "stop:-1"])
def test_what_no_button_says_changes_nothing(desk, step):
    roadshow = roadshows.drawn()

    assert said(do(desk, roadshow, step)) == ["There is no such pitch any more. Nothing is changed."]
    assert not roadshow.pitches.exclude(began_at=None).exists()


def test_a_pitch_of_another_roadshow_is_not_started(desk):
    other = roadshows.drawn().pitches.first()

    do(desk, roadshows.drawn(), f"start:{other.pk}")

    other.refresh_from_db()
    assert other.began_at is None


def test_organisers_see_results_at_once_and_release_them(desk):
    roadshow, _investor = roadshows.voting()
    first = roadshows.in_order(roadshow)[0]
    for points in (4, 5, 5):
        voting.vote(first, factories.investor(day=roadshow.day), points, by=None, at=at(15, day=21))

    page = Page(desk.get(page_of(roadshow, "stage")))

    assert page.texts("//section[@aria-labelledby='votes-title']//tbody/tr")[0] == f"1 {first.venture} 4.67 3 4–5"
    assert said(confirm(desk, roadshow, "release")) == ["The results are public."]
    roadshow.refresh_from_db()
    assert roadshow.results_public_at <= timezone.now()


@pytest.mark.parametrize("number", [1, 3])
def test_the_stage_asks_as_much_for_one_pitch_as_for_three(desk, django_assert_num_queries, number):
    roadshow = roadshows.drawn(number, votes_open_at=at(14), votes_close_at=at(15))
    desk.get(page_of(roadshow, "stage"))

    with django_assert_num_queries(6):
        desk.get(page_of(roadshow, "stage"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_asks_as_much_for_one_pitch_as_for_three(desk, django_assert_num_queries, number):
    roadshow = roadshows.listed(number)
    desk.get(page_of(roadshow))

    with django_assert_num_queries(7):
        desk.get(page_of(roadshow))
