"""Mending in the hall: shown first, done as shown, and taken back while nothing else has happened."""

import pytest
from django.utils.translation import override

from matchmaking import attending, settling
from matchmaking.arranging import mending, undoing
from matchmaking.models import Meeting
from tests import factories
from tests.matchmaking.days import MORNING, NOON, at_the_time, hall_day
from tests.matchmaking.desks import page_of, text
from tests.matchmaking.refusing import code_of
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning():
    with at_the_time(MORNING):
        yield


@pytest.fixture
def day():
    """Venture 1 and Fund 1, and Venture 2 and Fund 2, meet at 11:00; Venture 1 leaves before, Venture 3 walks in."""
    day = hall_day(place=1)
    attending.absent_from(day.ventures.first(), timeslot=day.timeslots.last(), by=None)
    newcomer = attending.Newcomer("venture", "Venture 3", "Li Wei", [factories.industry("39")])
    attending.walk_in(day, newcomer, by=None)
    return day


def rows():
    return sorted(Meeting.objects.values_list("pk", "venture__name_en", "timeslot", "table", "state", "is_fixed"))


def mend(day):
    return mending.mend(day).changes


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_taken_back_the_meetings_are_as_they_were(day, organiser, language):
    before = rows()
    with override(language):
        mend(day)
    last = undoing.last_mending(day)

    undoing.undo_mending(day, shown=last.mark, by=organiser)

    assert [len(some) for some in (last.came, last.moved, last.gone)] == [1, 0, 1]
    assert rows() == before
    taken_back = Meeting.history.filter(history_id__gt=last.mark)
    assert list(taken_back.values_list("history_type", "history_user")) == [("+", organiser.pk), ("-", organiser.pk)]
    assert undoing.last_mending(day) is None


def test_what_moved_moves_back(day):
    """Venture 2 is away at eleven, and free at half past: its meeting moves there."""
    late = factories.timeslot(day=day, place=3)
    attending.return_of(day.ventures.first(), by=None)
    factories.absence(venture=day.ventures.get(name_en="Venture 2"), timeslot=day.timeslots.all()[1])
    before = rows()
    assert mend(day).moved == 1
    assert Meeting.objects.get(venture__name_en="Venture 2", investor__organisation__name_en="Fund 2").timeslot == late

    undoing.undo_mending(day, shown=undoing.last_mending(day).mark, by=None)

    assert rows() == before


def test_a_mending_after_which_something_changed_is_not_taken_back(day):
    mend(day)
    mark = undoing.last_mending(day).mark
    settling.fix(Meeting.objects.first(), by=None)
    before = rows()

    assert undoing.last_mending(day) is None
    assert code_of(undoing.undo_mending, day, shown=mark, by=None) == "mending_is_last"
    assert rows() == before


def test_another_mending_than_the_one_that_was_seen_is_not_taken_back(day):
    mend(day)

    assert code_of(undoing.undo_mending, day, shown="1", by=None) == "mending_is_last"


def test_a_mending_whose_timeslot_has_begun_is_not_taken_back(day):
    mend(day)
    before = rows()

    refused = code_of(undoing.undo_mending, day, shown=undoing.last_mending(day).mark, by=None, at=NOON)

    assert refused == "mending_is_to_come"
    assert rows() == before


@pytest.mark.parametrize("what", ["table", "venture"])
def test_a_mending_is_not_taken_back_where_a_table_or_a_party_of_it_is_gone(day, what):
    gone = Meeting.objects.get(venture__name_en="Venture 1")
    factories.table(day=day)
    if what == "table":
        for party in (gone.investor, day.ventures.get(name_en="Venture 3")):
            factories.absence(**{party.side: party}, timeslot=gone.timeslot)
    mend(day)
    mark, before = undoing.last_mending(day).mark, rows()
    getattr(gone, what).delete()

    assert code_of(undoing.undo_mending, day, shown=mark, by=None) == "mending_is_there"
    assert rows() == before


def test_a_mending_is_not_taken_back_where_a_timeslot_of_it_is_gone(day):
    """All ventures are away at eleven: the first meeting goes, and the second moves to half past."""
    slot, late = day.timeslots.last(), factories.timeslot(day=day, place=3)
    for name, away in (("Venture 1", late), ("Venture 2", slot), ("Venture 3", slot), ("Venture 3", late)):
        factories.absence(venture=day.ventures.get(name_en=name), timeslot=away)
    factories.absence(investor=day.investors.first(), timeslot=late)
    mend(day)
    last, before = undoing.last_mending(day), rows()
    slot.delete()

    assert [len(some) for some in (last.came, last.moved, last.gone)] == [0, 1, 1]
    assert code_of(undoing.undo_mending, day, shown=last.mark, by=None) == "mending_is_there"
    assert rows() == before


def test_a_plan_is_no_mending(day):
    assert undoing.last_mending(day) is None
    assert (
        undoing.last_mending(factories.matchmaking_day(activity=factories.activity(kind="matchmaking_meeting"))) is None
    )


# --- On the board ----------------------------------------------------------------------------------------------------


def post(desk, day, query="", **values):
    return desk.post(page_of(day, "floor") + query, values, follow=True)


def test_the_board_says_why_it_wants_mending_and_does_it_and_takes_it_back(desk, day):
    before = rows()
    opened = text(desk.get(page_of(day, "floor")))
    shown = post(desk, day, do="mend")
    assert rows() == before
    mended = post(desk, day, f"?proposal={shown.context['proposal'].pk}", do="use-mending")
    assert rows() != before
    taken = post(desk, day, do="take-back", shown=mended.context["last"].mark)

    assert "1 meeting to come cannot take place: somebody is away, or does not want to meet any more." in opened
    assert "1 venture or investor is here and has no meeting to come." in opened
    for words in ("1 new", "0 moved", "1 taken away", "Venture 3 · Fund 1", "Venture 1 · Fund 1"):
        assert words in text(shown)
    assert said(mended) == ["Mended. New: 1. Moved: 0. Taken away: 1. As before: 1."]
    assert "cannot take place" not in text(mended)
    assert said(taken) == ["The mending is taken back: the meetings are as they were before it."]
    assert rows() == before


@pytest.mark.parametrize("state", ["declined", "blocked"])
def test_the_board_counts_a_meeting_that_one_of_both_does_not_want_any_more(desk, state):
    meeting, _other = hall_day(place=1) and Meeting.objects.order_by("pk")
    factories.interest(venture=meeting.venture, investor=meeting.investor, side="investor", state=state)

    page = text(desk.get(page_of(meeting.timeslot.day, "floor")))

    assert "1 meeting to come cannot take place: somebody is away, or does not want to meet any more." in page


def test_the_board_shows_what_mending_does_now_where_something_changed(desk, day):
    shown = post(desk, day, do="mend").context["proposal"]
    settling.cancel(Meeting.objects.get(venture__name_en="Venture 2"), by=None)
    before = rows()

    response = post(desk, day, f"?proposal={shown.pk}", do="use-mending")

    assert rows() == before
    [words] = said(response)
    assert words.endswith("This is what mending does now.")
    assert response.context["proposal"].pk != shown.pk
    assert "0 taken away" not in text(response)


@pytest.mark.parametrize("query", ["", "?proposal=0", "?proposal=9999999", "?proposal=x"])
def test_a_mending_that_is_not_kept_is_not_done(desk, day, query):
    before = rows()

    response = post(desk, day, query, do="use-mending")

    assert rows() == before
    assert said(response) == ["This plan is not kept any more. This is what mending does now."]


def test_where_nothing_is_to_be_mended_the_board_says_so(desk):
    day = hall_day(place=1)
    Meeting.objects.update(is_fixed=True)
    mend(day)

    assert "Nothing would change: there is nothing to mend." in text(post(desk, day, do="mend"))


def test_what_cannot_be_taken_back_is_said(desk, day):
    mend(day)
    mark = undoing.last_mending(day).mark

    with at_the_time(NOON):
        response = post(desk, day, do="take-back", shown=mark)

    assert said(response) == ["A timeslot of that mending has begun: mend the plan again instead."]
