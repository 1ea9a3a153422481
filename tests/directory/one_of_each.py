"""One row of each kind, for tests that walk through all pages of the back office."""

from competition.models import BulkChange, Certificate, Run
from tests import factories


def rows():
    contest_rows()
    matchmaking_rows()


def contest_rows():
    award = factories.award(entry=factories.entry(technologies=[factories.technology()], edition=factories.edition()))
    factories.award_presentation(prize=award.prize)
    factories.track(competition=award.prize.edition.competition)
    Certificate.objects.create(award=award, number="C-1", issued_at=factories.at(9), content="{}", signature="x")
    BulkChange.objects.create(model="entry", what="Something", changed_at=factories.at(9))
    Run.objects.create(kind="export", subject="entries", created_at=factories.at(9))


def matchmaking_rows():
    meeting = factories.meeting()
    factories.absence(venture=meeting.venture, timeslot=meeting.timeslot)
    factories.representative(venture=meeting.venture)
    factories.interest(venture=meeting.venture)
    factories.feedback(meeting=meeting)
    factories.pitch(venture=meeting.venture, roadshow=factories.roadshow(day=meeting.venture.day))
