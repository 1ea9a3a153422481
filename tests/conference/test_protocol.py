"""The order of protocol: role, then kind of organisation, then as they stand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conference.models import AppearanceRole
from conference.protocol import KINDS, ROLES, Place, in_order
from directory.models import OrganisationKind


def keys(*places):
    return [place.key for place in in_order(list(places))]


def test_lists_hold_every_role_and_every_kind():
    assert sorted(ROLES) == sorted(AppearanceRole.values)
    assert OrganisationKind.values == KINDS


def test_in_order_role_before_kind():
    places = [
        Place("guest", "guest", "government"),
        Place("host", "moderator", "fund"),
        Place("talk", "speaker", "fund"),
    ]

    assert keys(*places) == ["host", "talk", "guest"]


def test_in_order_kind_within_a_role():
    places = [Place(kind, "speaker", kind) for kind in ("fund", "operator", "government", "association")]

    assert keys(*places) == ["government", "association", "operator", "fund"]


def test_in_order_without_organisation_comes_last():
    assert keys(Place("alone", "speaker"), Place("fund", "speaker", "fund")) == ["fund", "alone"]


def test_in_order_of_nobody_and_of_one():
    assert keys() == []
    assert keys(Place("one", "guest")) == ["one"]


def test_in_order_keeps_the_order_of_equals():
    assert keys(*(Place(number, "panellist", "vendor") for number in (3, 1, 2))) == [3, 1, 2]


places = st.lists(
    st.builds(Place, st.uuids(), st.sampled_from([*ROLES, "unheard of"]), st.sampled_from(["", *KINDS])), max_size=12
)


@settings(deadline=None)
@given(places)
def test_in_order_twice_is_in_order_once(found):
    once = in_order(found)

    assert in_order(once) == once
    assert sorted(once, key=lambda place: place.key) == sorted(found, key=lambda place: place.key)
