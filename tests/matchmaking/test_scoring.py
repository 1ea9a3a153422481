"""Scores that are kept: who is scored again, and when all are."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from django.db.models import F
from django.utils import timezone

from matchmaking.arranging import scoring
from matchmaking.arranging.mending import mend, mended
from matchmaking.matching import scores
from matchmaking.models import Investor, Mandate, Venture
from tests import factories
from tests.matchmaking.planned import changed, standing_day, walk_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    return standing_day()


def test_an_investor_who_comes_late_is_scored_and_gets_meetings(day):
    factories.table(day=day)
    changed(day, most_meetings=4)
    guest = factories.investor(day=day)
    factories.mandate(investor=guest, industries=[factories.industry("39")])

    mend(day)

    assert guest.meetings.count() > 0


def test_without_what_was_kept_all_are_scored_anew_and_the_same_is_planned(day):
    changed(day.ventures.first(), state="withdrawn")
    kept = mended(day, at=timezone.now())
    scoring.path_of(day).unlink()

    assert mended(day, at=timezone.now()).places == kept.places


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"nonsense"])
def test_a_file_of_scores_that_is_broken_is_made_anew(day, content):
    good = scoring.path_of(day).read_bytes()
    scoring.path_of(day).write_bytes(content)

    mend(day)

    assert len(scoring.path_of(day).read_bytes()) == len(good)


def test_where_nothing_can_be_kept_all_are_scored_anew_and_meetings_planned(day, settings, tmp_path, caplog):
    settings.PRIVATE_ROOT = tmp_path / "file"
    settings.PRIVATE_ROOT.touch()
    changed(day.ventures.filter(meetings__isnull=False).first(), state="withdrawn")

    assert mend(day).changes.removed > 0
    assert f"The scores of day {day.pk} are not kept." in caplog.text


def test_scores_that_cannot_be_written_leave_nothing_behind(day, monkeypatch):
    def is_full(file, **parts):
        Path(file).write_bytes(b"PK")
        raise OSError("No space left on device")

    good = scoring.path_of(day).read_bytes()
    changed(day.ventures.first(), stage="prototype")
    monkeypatch.setattr(scoring.np, "savez", is_full)

    mend(day)

    folder = scoring.path_of(day).parent
    assert [path.read_bytes() for path in folder.iterdir()] == [good]


def test_scores_of_another_past_are_not_taken_for_those_of_now(day):
    """As in a database that was made anew: the same keys and numbers of the history, at other moments."""
    before = scoring.read(day)
    for model in (Venture, Investor, Mandate):
        model.history.update(history_date=F("history_date") + dt.timedelta(days=1))

    mend(day)

    after = scoring.read(day)
    assert (after.ventures.tolist(), after.venture_versions.tolist() == before.venture_versions.tolist()) == (
        before.ventures.tolist(),
        False,
    )


def test_scores_of_other_rules_are_not_believed(day, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(scores, "RULES", scores.RULES - 1)
        scoring.anew(day, list(day.ventures.order_by("pk")), list(day.investors.order_by("pk")))
    assert scoring.read(day) is None

    mend(day)

    assert scoring.read(day).rules == scores.RULES


def test_who_changed_is_scored_again_as_if_all_were(day):
    rows = list(day.ventures.order_by("pk")), list(day.investors.order_by("pk"))
    for party in (rows[0][1], walk_in(day)):
        changed(party, stage="prototype")
    changed(rows[1][2].mandates.get(), stages=["commercial"])
    rows = list(day.ventures.order_by("pk")), list(day.investors.order_by("pk"))

    kept, anew = scoring.kept(day, *rows), None
    again = scoring.kept(day, *rows)
    anew = scoring.anew(day, *rows)

    for side in ("of_venture", "of_investor"):
        np.testing.assert_array_equal(getattr(kept, side), getattr(anew, side))
        np.testing.assert_array_equal(getattr(again, side), getattr(anew, side))


def test_a_rate_that_changed_has_all_scored_anew(day):
    before = scoring.read(day)
    factories.created(type(day.rates.model()), {}, {"day": day, "currency": "USD", "value": 7})

    mend(day)

    assert scoring.read(day).rates.tolist() != before.rates.tolist()
