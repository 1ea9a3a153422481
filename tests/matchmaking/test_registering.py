"""Registering by oneself, and claiming what organisers entered, without a page around it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from directory.models import Organisation
from matchmaking import enrolling
from matchmaking.models import Investor, Representative, Venture
from tests import factories
from tests.matchmaking.parties import somebody

pytestmark = pytest.mark.django_db
CLOSES = factories.at(12)


@pytest.fixture
def day():
    return factories.matchmaking_day(registration_closes_at=CLOSES)


def register(day, name="Cranes", by=None, at=CLOSES - dt.timedelta(seconds=1), **organisation):
    return enrolling.register(
        Venture(day=day, name_en=name),
        organisation=Organisation(**{"name_en": "Harbour", "kind": "enterprise"} | organisation),
        representative=Representative(name="Lin"),
        by=by or somebody(),
        at=at,
    )


def test_until_the_moment_one_may_register(day):
    assert register(day).state == "registered"

    with pytest.raises(ValidationError) as refused:
        register(day, at=CLOSES)
    assert refused.value.code == "registration_closed"
    assert Venture.objects.count() == 1


def test_a_day_without_such_a_moment_takes_nobody():
    with pytest.raises(ValidationError, match="Registration for this day is closed"):
        register(factories.matchmaking_day())


def test_what_is_refused_leaves_no_organisation_behind(day):
    with pytest.raises(ValidationError):
        register(day, name="")

    assert not Organisation.objects.exists()


def test_organisations_of_one_name_get_addresses_of_their_own(day):
    factories.organisation(name_en="Harbour", name_zh_hans="海港", slug="harbour")

    made = [register(day, name_zh_hans=name).organisation for name in ("港湾", "海湾")]

    assert [row.slug for row in made] == ["harbour-2", "harbour-3"]


def test_a_chinese_name_gets_an_address(day):
    slug = register(day, name_en="", name_zh_hans="海港公司").organisation.slug

    assert slug.startswith("organisation-")
    assert len(slug) == len("organisation-") + 8


def test_who_is_admitted_may_register_more(day):
    user = somebody()
    for number in range(5):
        register(day, name=f"Venture {number}", by=user)
    with pytest.raises(ValidationError) as refused:
        register(day, by=user)
    assert refused.value.code == "many_waiting"

    enrolling.put(Venture.objects.all(), into="admitted", by=None)

    assert register(day, by=user).state == "registered"


def invest(day, by=None):
    return enrolling.register(
        Investor(day=day),
        organisation=Organisation(name_en="Harbour", kind="fund"),
        representative=Representative(name="Lin"),
        by=by or somebody(),
        at=CLOSES - dt.timedelta(seconds=1),
    )


HINT = "Ask whoever registered it to add you to those who come for it, or ask the organisers."


@pytest.mark.parametrize(
    ("is_own", "state", "sentence"),
    [
        (
            True,
            "admitted",
            "“Harbour” is registered for this day already, and is yours: you find it under “For whom you come”.",
        ),
        (
            True,
            "withdrawn",
            "“Harbour” is yours, and has withdrawn from this day. Ask the organisers to bring it back.",
        ),
        (False, "admitted", f"“Harbour” is already an investor of this day. {HINT}"),
        (False, "withdrawn", f"“Harbour” is already an investor of this day. {HINT}"),
    ],
)
def test_who_registers_an_investor_again_reads_whose_it_is(day, is_own, state, sentence):
    user = somebody()
    invest(day, by=user)
    Investor.objects.update(state=state)

    with pytest.raises(ValidationError) as refused:
        invest(day, by=user if is_own else somebody())

    assert refused.value.messages == [sentence]
    assert Investor.objects.count() == 1


def test_a_venture_of_the_same_name_and_organisation_is_not_registered_twice(day):
    user = somebody()
    register(day, by=user)
    Venture.objects.update(state="admitted")

    for by, sentence in (
        (user, "“Cranes” is registered for this day already, and is yours: you find it under “For whom you come”."),
        (None, f"“Cranes” of this organisation is registered for this day already. {HINT}"),
    ):
        with pytest.raises(ValidationError) as refused:
            register(day, name="cranes", by=by)
        assert refused.value.messages == [sentence]

    Venture.objects.update(state="withdrawn")
    assert register(day).state == register(day, name="Trucks", by=user).state == "registered"


def test_withdrawing_makes_no_room_for_more(day):
    user = somebody()
    for number in range(5):
        enrolling.withdraw(register(day, name=f"Venture {number}", by=user), by=user, at=CLOSES)

    with pytest.raises(ValidationError) as refused:
        register(day, by=user)
    assert refused.value.code == "many_waiting"


# --- Claiming --------------------------------------------------------------------------------------------------------


def test_those_with_a_proven_address_get_the_account():
    user = somebody()
    rows = [factories.representative(email=address) for address in ("Lin@Example.org", "zhao@example.org", "")]

    assert enrolling.claim(user, addresses=["lin@example.org", ""]) == 1

    assert [Representative.objects.get(pk=row.pk).user for row in rows] == [user, None, None]
    assert rows[0].history.first().history_user == user


def test_nobody_is_taken_from_somebody():
    owner = somebody()
    row = factories.representative(email="lin@example.org", user=owner)

    assert enrolling.claim(somebody(), addresses=["lin@example.org"]) == 0

    row.refresh_from_db()
    assert row.user == owner


def test_without_a_proven_address_nothing_is_asked(django_assert_num_queries):
    user = somebody()

    with django_assert_num_queries(0):
        assert enrolling.claim(user, addresses=[]) == 0


def test_a_day_that_is_cancelled_takes_nobody(day):
    day.activity.is_cancelled = True
    day.activity.save()

    with pytest.raises(ValidationError, match="Registration for this day is closed"):
        register(day)


def test_an_organiser_registers_nobody(day, organiser):
    with pytest.raises(ValidationError) as refused:
        register(day, by=organiser)

    assert refused.value.code == "organiser_comes_for_nobody"
    assert not Organisation.objects.exists()


def test_what_was_entered_for_an_organiser_waits(day, organiser):
    row = factories.representative(venture=factories.venture(day=day), email=organiser.email)

    assert enrolling.claim(organiser, addresses={organiser.email}) == 0

    row.refresh_from_db()
    assert row.user is None


@pytest.mark.parametrize("model", [Venture, Investor])
def test_what_is_sent_twice_is_registered_once(day, model):
    user, called = somebody(), {"name_en": "Cranes"} if model is Venture else {}
    first, second = (
        enrolling.register(
            model(day=day, **called),
            organisation=Organisation(name_en="Harbour", kind="fund"),
            representative=Representative(name="Lin"),
            by=user,
            at=factories.at(11),
        )
        for _time in range(2)
    )

    assert first == second == model.objects.get()
    assert Representative.objects.count() == 1


@pytest.mark.parametrize("differs", ["organisation", "name"])
def test_what_differs_is_another_one(day, differs):
    user = somebody()
    register(day, by=user)

    register(
        day,
        by=user,
        name="Trucks" if differs == "name" else "Cranes",
        name_en="Haven" if differs == "organisation" else "Harbour",
    )

    assert Venture.objects.count() == 2
