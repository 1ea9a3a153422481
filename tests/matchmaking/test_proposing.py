"""A plan that is made first, kept, and used then: that very one, or none."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from matchmaking import settling
from matchmaking.arranging import arrange, proposing
from matchmaking.arranging.proposing import is_current, places, propose, use
from matchmaking.enrolling import put
from matchmaking.models import Meeting, Proposal
from tests import factories
from tests.matchmaking.days import day_to_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_day")]


@pytest.fixture
def day():
    return day_to_plan()


def rows():
    return sorted(Meeting.objects.values_list("pk", "venture", "investor", "timeslot", "table"))


@pytest.mark.parametrize("kind", ["anew", "mended"])
def test_a_proposal_writes_nothing_and_using_it_writes_that_very_plan(day, organiser, kind):
    proposal = propose(day, kind, by=organiser)

    assert (proposal.state, Meeting.objects.exists()) == ("done", False)
    wanted = places(proposal)
    assert use(proposal, by=organiser) == (4, 0, 0, 0)

    found = {(row.venture_id, row.investor_id): (row.timeslot_id, row.table_id) for row in Meeting.objects.all()}
    assert found == wanted
    assert set(Meeting.history.values_list("history_user", flat=True)) == {organiser.pk}
    assert not Proposal.objects.exists()


def test_using_a_proposal_plans_nothing(day, monkeypatch):
    proposal = propose(day, "anew", by=None)
    monkeypatch.setattr(proposing, "anew", None)
    monkeypatch.setattr(proposing, "mended", None)

    assert use(proposal, by=None).added == 4


def test_a_mended_plan_moves_nothing_unless_that_is_asked(day):
    arrange(day)
    put(day.ventures.filter(pk=day.ventures.first().pk), into="withdrawn", by=None)

    changes = use(propose(day, "mended", by=None), by=None)

    assert (changes.moved, changes.removed, changes.kept) == (0, 2, 2)


def test_the_same_rows_give_the_same_proposal(day):
    arrange(day)

    one, other = (propose(day, kind, by=None) for kind in ("anew", "anew"))
    mended = propose(day, "mended", by=None)

    assert places(one) == places(other) == places(mended)
    assert one.content == other.content


def change_interest(day):
    factories.interest(venture=day.ventures.first(), investor=day.investors.first(), state="declined")


def change_absence(day):
    factories.absence(venture=day.ventures.first(), timeslot=day.timeslots.first())


def change_meeting(day):
    settling.cancel(Meeting.objects.first(), by=None)


def change_fixed(day):
    settling.fix(Meeting.objects.first(), by=None)


def change_state(day):
    put(day.ventures.filter(pk=day.ventures.first().pk), into="withdrawn", by=None)


def change_guest(day):
    factories.venture(day=day)


def change_slot(day):
    factories.timeslot(day=day, place=5)


def change_table(day):
    factories.table(day=day)


def change_mandate(day):
    mandate = day.investors.first().mandates.get()
    mandate.stages = ["prototype"]
    mandate.save()


def change_most(day):
    day.most_meetings = 1
    day.save()


def change_rate(day):
    day.rates.create(currency="USD", value=7)


def change_programme(day):
    slot, person = day.timeslots.first(), factories.person()
    factories.representative(venture=day.ventures.first(), person=person)
    forum = factories.activity(starts_at=slot.starts_at, ends_at=slot.ends_at)
    item = factories.agenda_item(activity=forum, starts_at=slot.starts_at, ends_at=slot.ends_at)
    factories.appearance(agenda_item=item, person=person)


CHANGES = [found for name, found in list(globals().items()) if name.startswith("change_")]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("kind", ["anew", "mended"])
def test_what_matters_and_changed_meanwhile_keeps_a_plan_from_being_used(day, kind, change):
    arrange(day)
    proposal = propose(day, kind, by=None)
    change(day)
    before = rows()

    with pytest.raises(ValidationError) as refused:
        use(proposal, by=None)

    assert refused.value.code == "moved_on"
    assert (rows(), is_current(proposal)) == (before, False)


def test_what_does_not_matter_does_not_keep_a_plan_from_being_used(day):
    proposal = propose(day, "anew", by=None)
    factories.representative(venture=day.ventures.first())
    elsewhere = day_to_plan()
    factories.interest(venture=elsewhere.ventures.first(), investor=elsewhere.investors.first())
    arrange(elsewhere)

    assert is_current(proposal)
    assert use(proposal, by=None).added == 4


def test_a_timeslot_that_begins_meanwhile_keeps_a_plan_from_being_used(day):
    proposal = propose(day, "anew", by=None)

    with time_machine.travel(day.timeslots.first().starts_at), pytest.raises(ValidationError) as refused:
        use(proposal, by=None)

    assert (refused.value.code, Meeting.objects.exists()) == ("moved_on", False)


def test_of_two_who_use_their_plans_the_second_is_told(day, organiser):
    mine, other = propose(day, "anew", by=organiser), propose(day, "mended", by=None)

    use(mine, by=organiser)
    with pytest.raises(ValidationError) as refused:
        use(other, by=None)

    assert refused.value.messages == ["Something changed since the plan was made. Nothing is written."]


def test_a_plan_is_used_once(day):
    proposal = propose(day, "anew", by=None)
    use(proposal, by=None)

    with pytest.raises(ValidationError) as refused:
        use(proposal, by=None)

    assert refused.value.messages == ["This plan is not kept any more."]


def test_earlier_plans_of_the_same_person_and_old_ones_are_forgotten(day, organiser):
    with time_machine.travel(timezone.now() - dt.timedelta(days=2)):
        propose(day, "anew", by=None)
    others = propose(day, "anew", by=factories.user())
    propose(day, "anew", by=organiser)

    latest = propose(day, "mended", by=organiser)

    assert set(Proposal.objects.values_list("pk", flat=True)) == {others.pk, latest.pk}


def test_a_plan_that_is_asked_for_again_while_it_is_made_is_not_kept(day, organiser, monkeypatch):
    make = proposing.arrangement

    def asked_again(proposal, at):
        monkeypatch.setattr(proposing, "arrangement", make)
        propose(day, "mended", by=organiser)
        return make(proposal, at)

    monkeypatch.setattr(proposing, "arrangement", asked_again)

    first = propose(day, "mended", by=organiser)

    assert Proposal.objects.exclude(pk=first.pk).get().state == "done"
    with pytest.raises(ValidationError) as refused:
        use(first, by=organiser)
    assert refused.value.code == "moved_on"


def test_a_task_that_fails_ends_the_proposal_and_changes_nothing(day, monkeypatch, caplog):
    def fails(day, *, at):
        raise RuntimeError("broken")

    monkeypatch.setattr(proposing, "anew", fails)

    proposal = propose(day, "anew", by=None)

    assert (proposal.state, proposal.content, proposal.is_over) == ("failed", {}, True)
    assert f"Proposal {proposal.pk} failed." in caplog.text
    with pytest.raises(ValidationError):
        use(proposal, by=None)


def test_a_task_that_comes_twice_or_too_late_does_nothing(day):
    proposal = propose(day, "anew", by=None)
    finished_at = proposal.finished_at

    proposing.make.func(proposal.pk)
    proposing.make.func(0)

    proposal.refresh_from_db()
    assert proposal.finished_at == finished_at
