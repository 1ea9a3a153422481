"""Setting the moment of an announcement: every step that is allowed, and every one that is not."""

import pytest
from django.core.exceptions import ValidationError

from competition import announcing
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db
NOW = at(9)
STEPS = {
    "plan": lambda row, by: announcing.plan(row, public_at=at(18), by=by, at=NOW),
    "plan in the past": lambda row, by: announcing.plan(row, public_at=at(8), by=by, at=NOW),
    "record": lambda row, by: announcing.plan(row, public_at=at(8), by=by, has_happened=True, at=NOW),
    "postpone": lambda row, by: announcing.postpone(row, public_at=at(18), by=by, at=NOW),
    "postpone to where it is": lambda row, by: announcing.postpone(row, public_at=at(12), by=by, at=NOW),
    "postpone into the past": lambda row, by: announcing.postpone(row, public_at=at(8), by=by, at=NOW),
    "cancel": lambda row, by: announcing.cancel(row, by=by, at=NOW),
}
MOMENTS = {"not planned": None, "planned": at(12), "public": at(8, 59), "this very moment": NOW}


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [
        ("not planned", "plan", at(18)),
        ("not planned", "record", at(8)),
        ("planned", "postpone", at(18)),
        ("planned", "cancel", None),
    ],
)
def test_steps_that_are_allowed(organiser, state, step, after):
    row = factories.announcement(public_at=MOMENTS[state])

    STEPS[step](row, organiser)

    row.refresh_from_db()
    assert row.public_at == after
    assert row.history.first().history_user == organiser


@pytest.mark.parametrize(
    ("state", "step", "code"),
    [
        ("not planned", "plan in the past", "moment_has_passed"),
        ("not planned", "postpone", "announcement_not_planned"),
        ("not planned", "cancel", "announcement_not_planned"),
        ("planned", "plan", "announcement_is_planned"),
        ("planned", "record", "announcement_is_planned"),
        ("planned", "postpone into the past", "moment_has_passed"),
        ("planned", "postpone to where it is", "moment_unchanged"),
        *[(state, step, "announcement_is_public") for state in ("public", "this very moment") for step in STEPS],
    ],
)
def test_steps_that_are_refused(organiser, state, step, code):
    row = factories.announcement(public_at=MOMENTS[state])

    with pytest.raises(ValidationError) as refused:
        STEPS[step](row, organiser)

    assert refused.value.code == code
    row.refresh_from_db()
    assert row.public_at == MOMENTS[state]
