"""What happens at the door of the hall: arriving, leaving and coming back, walking in."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from directory.models import Organisation
from matchmaking import attending
from matchmaking.models import Absence, Investor, Representative, Venture
from tests import factories
from tests.competition.writing import at_once
from tests.factories import at
from tests.matchmaking.refusing import code_of

pytestmark = pytest.mark.django_db
NOON = at(12, day=21)  # all slots of the factories begin at ten, and take half an hour
DAWN = at(6, day=21)


@pytest.fixture
def day():
    """A day with three slots, and one who comes for a venture."""
    day = factories.matchmaking_day()
    for place in range(3):
        factories.timeslot(day=day, place=place)
    return day


# --- Arriving --------------------------------------------------------------------------------------------------------


def test_who_is_named_at_the_door_twice_comes_once():
    party = factories.venture()

    first, second = (attending.arrive_unnamed(party, name="Li Wei", by=None, at=moment) for moment in (DAWN, NOON))

    assert first == second == Representative.objects.get()
    assert Representative.objects.get().arrived_at == DAWN


def test_nobody_is_named_at_the_door_for_a_party_that_is_not_admitted():
    party = factories.venture(state="withdrawn")

    assert code_of(attending.arrive_unnamed, party, name="Li Wei", by=None) == "party_is_admitted"
    assert not Representative.objects.exists()


def test_who_arrives_is_checked_in_once_and_the_history_says_by_whom(organiser):
    who = factories.representative()

    attending.arrive(who, by=organiser, at=NOON)
    attending.arrive(who, by=None, at=NOON + dt.timedelta(minutes=5))

    who.refresh_from_db()
    assert who.arrived_at == NOON
    assert [row.history_user for row in who.history.filter(history_type="~")] == [organiser]


@pytest.mark.parametrize("state", ["registered", "withdrawn"])
def test_nobody_is_checked_in_for_a_party_that_is_not_admitted(state):
    who = factories.representative(venture=factories.venture(state=state))

    assert code_of(attending.arrive, who, by=None) == "party_is_admitted"
    assert Representative.objects.get().arrived_at is None


@pytest.mark.parametrize("operation", [attending.arrive, attending.leave])
def test_who_does_not_come_any_more_is_refused(operation):
    who = factories.representative()
    Representative.objects.all().delete()

    assert code_of(operation, who, by=None) == "representative_is_gone"


def test_a_check_in_is_taken_back_by_who_saw_it(organiser):
    who = factories.representative(arrived_at=NOON)
    seen = who.mark

    attending.leave(who, by=organiser, shown=seen)
    attending.leave(who, by=organiser)

    who.refresh_from_db()
    assert who.arrived_at is None
    assert who.history.filter(history_user=organiser).count() == 1
    assert code_of(attending.leave, who, by=None, shown=seen) == "shown_is_now"


@pytest.mark.django_db(transaction=True)
def test_checked_in_twice_at_once_is_checked_in_once(organiser):
    who = factories.representative()

    came = at_once(*[lambda minute=minute: attending.arrive(who, by=organiser, at=at(9, minute)) for minute in (1, 2)])

    assert [one.arrived_at for one in came] == [Representative.objects.get().arrived_at] * 2
    assert who.history.filter(history_type="~").count() == 1


# --- Leaving and coming back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [factories.venture, factories.investor])
def test_who_leaves_is_absent_from_that_timeslot_on(day, make, organiser):
    party, (first, second, third) = make(day=day), day.timeslots.all()
    factories.absence(**{party.side: party}, timeslot=third)

    number = attending.absent_from(party, timeslot=second, by=organiser)

    assert number == 1
    found = party.absences.order_by("timeslot__starts_at").values_list("timeslot", "is_departure")
    assert list(found) == [(second.pk, True), (third.pk, False)]
    assert first.absences.count() == 0
    assert Absence.history.filter(history_user=organiser, history_type="+").count() == 1


def test_who_left_already_is_refused(day):
    venture = factories.venture(day=day)
    attending.absent_from(venture, timeslot=day.timeslots.first(), by=None)

    assert code_of(attending.absent_from, venture, timeslot=day.timeslots.last(), by=None) == "absence_is_new"


def test_who_is_here_again_can_meet_in_what_is_not_over_and_what_they_told_before_stays(day, organiser):
    venture, (first, second, third) = factories.venture(day=day), day.timeslots.all()
    factories.absence(venture=venture, timeslot=third)
    attending.absent_from(venture, timeslot=first, by=None)

    number = attending.return_of(venture, by=organiser, at=second.starts_at)

    assert number == 1
    assert list(venture.absences.order_by("timeslot__starts_at").values_list("timeslot", flat=True)) == [
        first.pk,
        third.pk,
    ]
    assert list(Absence.history.filter(history_type="-").values_list("history_user", flat=True)) == [organiser.pk]


def test_who_had_not_left_does_not_come_back(day):
    venture = factories.venture(day=day)
    factories.absence(venture=venture, timeslot=day.timeslots.first())

    assert code_of(attending.return_of, venture, by=None, at=DAWN) == "party_had_left"
    assert Absence.objects.count() == 1


def test_a_party_that_changed_meanwhile_is_left_alone(day):
    venture = factories.venture(day=day)
    seen = venture.mark
    attending.absent_from(venture, timeslot=day.timeslots.first(), by=None, shown=seen)

    again = {"timeslot": day.timeslots.first(), "by": None, "shown": seen}
    assert code_of(attending.absent_from, venture, **again) == "shown_is_now"
    assert code_of(attending.return_of, venture, by=None, at=DAWN, shown=seen) == "shown_is_now"
    assert Absence.objects.count() == 3


# --- Walking in ------------------------------------------------------------------------------------------------------


def walk_in(day, side, organisation, by=None, **values):
    newcomer = attending.Newcomer(side, organisation, **{"representative": "Li Wei"} | values)
    return attending.walk_in(day, newcomer, by=by, at=NOON)


def test_a_venture_walks_in_with_an_organisation_that_nobody_knew(day, organiser):
    industry = factories.industry("39")

    party = walk_in(day, "venture", "New Robots Ltd", organiser, industries=[industry], project="机器人")

    row = Venture.objects.get()
    assert (row, row.state, row.name_en, row.name_zh_hans) == (party, "admitted", "", "机器人")
    assert (row.organisation.name_en, row.organisation.kind) == ("New Robots Ltd", "enterprise")
    assert list(row.industries.all()) == [industry]
    assert list(row.representatives.values_list("name", "arrived_at")) == [("Li Wei", NOON)]
    told = row.history.get()
    assert told.history_user == organiser
    assert [line.industry for line in told.industries.all()] == [industry]


def test_an_investor_walks_in_with_a_mandate_for_its_industries(day):
    known = factories.organisation(name_zh_hans="北方基金", kind="fund")
    industry = factories.industry("39")

    walk_in(day, "investor", " 北方基金 ", industries=[industry])

    row = Investor.objects.get()
    assert (row.organisation, row.state) == (known, "admitted")
    assert list(row.mandates.get().industries.all()) == [industry]
    assert row.mandates.get().history.get().industries.count() == 1
    assert Organisation.objects.count() == 1


def test_a_venture_without_a_project_is_called_like_its_organisation(day):
    assert walk_in(day, "venture", "New Robots Ltd").name_en == "New Robots Ltd"


def test_an_investor_of_the_day_does_not_walk_in_again(day):
    walk_in(day, "investor", "North Fund")

    with pytest.raises(ValidationError, match="already an investor of the day"):
        walk_in(day, "investor", "North Fund", representative="Wang Li")

    assert (Investor.objects.count(), Representative.objects.count()) == (1, 1)


@pytest.mark.parametrize("side", ["venture", "investor"])
def test_the_same_person_walks_in_once(day, side):
    first, second = (walk_in(day, side, "New Robots Ltd") for _time in range(2))

    assert first == second
    assert Representative.objects.get().history.count() == 1


def test_somebody_who_was_expected_and_walks_in_is_checked_in(day):
    venture = factories.venture(day=day, name_en="Robots", name_zh_hans="")
    who = factories.representative(venture=venture, name="Li Wei")

    assert walk_in(day, "venture", str(venture.organisation), project="Robots") == venture

    who.refresh_from_db()
    assert who.arrived_at == NOON


def test_another_person_of_a_venture_walks_in_with_another_one(day):
    for name in ("Li Wei", "Wang Li"):
        walk_in(day, "venture", "New Robots Ltd", representative=name)

    assert Venture.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"representative": ""}, "This field cannot be blank"),
        ({"organisation": "x" * 201}, "200"),
        ({"project": "x" * 201}, "200"),
    ],
)
def test_what_cannot_be_registered_leaves_nothing_behind(day, values, words):
    with pytest.raises(ValidationError, match=words):
        walk_in(day, "venture", **{"organisation": "New Robots Ltd"} | values)

    assert not Venture.objects.exists()
    assert not Organisation.objects.exists()


def test_a_name_of_several_organisations_is_refused(day):
    for slug in ("a", "b"):
        factories.organisation(name_en="Same Fund", slug=slug)

    with pytest.raises(ValidationError, match="Several are called"):
        walk_in(day, "investor", "Same Fund")
