"""What the database keeps of the competition's rules between writers who write at the same moment."""

from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from competition.models import Award, Entry, Prize
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(writers):
    """Runs functions at the same time, each in a connection of its own; returns what refused them."""
    barrier, refusals = Barrier(len(writers)), []

    def run(write):
        try:
            barrier.wait(timeout=20)
            with transaction.atomic():
                write()
        except IntegrityError as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[write]) for write in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return refusals


def test_eight_writers_never_exceed_a_quota():
    prize = factories.prize(quota=3)
    announcement = factories.announcement(edition=prize.edition)
    entries = [factories.entry(edition=prize.edition) for _writer in range(8)]

    refusals = at_once([Award(prize=prize, announcement=announcement, entry=entry).save for entry in entries])

    assert Award.objects.count() == 3
    assert ["award_within_quota" in refusal for refusal in refusals] == [True] * 5


def test_an_entry_is_never_withdrawn_while_it_wins():
    prize = factories.prize()
    announcement = factories.announcement(edition=prize.edition)
    entry = factories.entry(edition=prize.edition)

    def withdraw():
        Entry.objects.filter(pk=entry.pk).update(state="withdrawn")

    refusals = at_once([Award(prize=prize, announcement=announcement, entry=entry).save, withdraw])

    assert len(refusals) == 1
    assert (Award.objects.exists(), Entry.objects.get().state) in [(True, "admitted"), (False, "withdrawn")]


def test_two_prizes_never_go_to_one_entry_at_once():
    entry = factories.entry()
    announcement = factories.announcement(edition=entry.edition)
    prizes = [factories.prize(edition=entry.edition) for _writer in range(4)]

    refusals = at_once([Award(prize=prize, announcement=announcement, entry=entry).save for prize in prizes])

    assert Award.objects.count() == 1
    assert len(refusals) == 3


def second_waits(first, second):
    """Writes two things in PostgreSQL, the second while the first is not committed yet; whether the second is refused.

    SQLite has one writer: there the second is written afterwards.
    """
    refusals, thread = [], Thread(target=lambda: refusals.extend(at_once([second])))
    with transaction.atomic():
        first()
        if connection.vendor == "postgresql":
            thread.start()
            thread.join(timeout=1)
    if connection.vendor != "postgresql":
        thread.start()
    thread.join(timeout=60)
    return [name for name in NAMES if any(name in refusal for refusal in refusals)]


NAMES = ("award_of_one_session", "award_once_in_announcement", "prize_beside_others_is_in_use")


def test_prize_never_leaves_its_session_while_it_is_given():
    prize = factories.prize()
    other = factories.edition(competition=prize.edition.competition, number=7)
    award = Award(
        prize=prize,
        announcement=factories.announcement(edition=prize.edition),
        entry=factories.entry(edition=prize.edition),
    )

    refused = second_waits(lambda: Prize.objects.update(edition=other), award.save)

    assert refused == ["award_of_one_session"]
    assert Award.objects.count() == 0


@pytest.mark.parametrize("order", [1, -1])
def test_prize_never_forbids_others_while_another_is_given(order):
    held = factories.award(prize=factories.prize(allows_other_awards=True))
    award = Award(prize=factories.prize(edition=held.prize.edition), announcement=held.announcement, entry=held.entry)
    forbid = partial(Prize.objects.filter(pk=held.prize_id).update, allows_other_awards=False)

    refused = second_waits(*[forbid, award.save][::order])

    assert refused == [["award_once_in_announcement"], ["prize_beside_others_is_in_use"]][::order][0]
