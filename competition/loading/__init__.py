"""Loading the demonstration of the competition: what the files in `competition/demo/` say, and invented entries."""

import random

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from competition import certifying, published
from competition.illustrative import SEED, generated
from competition.loading.invented import Writer, award_rows, put_on_stage, withdraw_last
from competition.loading.tables import read_competition, read_sessions, read_winners, without_marks
from competition.models import (
    Award,
    AwardPresentation,
    AwardPresenter,
    Competition,
    Edition,
    Entry,
    EntryState,
    OfficialTotal,
    Technology,
)
from conference.loading import SLUG as CONFERENCE
from conference.loading import Loading, load_demo, size
from conference.models import AgendaItem, Conference
from directory.models import Organisation, Person, Region

SLUG = "blooming-cup"
ENTRIES = 960
CERTIFIED = 6  # the session whose certificates are issued


def load_competition_demo(*, entries=ENTRIES, progress=lambda done, total: None):
    """Loads the competition of the demonstration where it is not there yet; returns it, or None where it was.

    `entries` is how many there are in all, with those that sources name; the conference is loaded first where it is
    missing. All is saved or nothing.
    Errors: ValueError says how many entries are needed at least.
    """
    if Competition.objects.filter(slug=SLUG).exists():
        return None
    load_demo()
    with transaction.atomic():
        competition = load_facts()
        done = load_named(competition)
        progress(done, entries)
        write_invented(competition, entries, lambda more: progress(done + more, entries))
        certifying.issue(competition.editions.get(number=CERTIFIED))
        transaction.on_commit(published.refresh)
    return competition


def load_facts():
    """The competition with all that its files say of it."""
    tables = [(model, without_marks(table)) for model, table in read_competition()]
    loading = CompetitionLoading(size(tables), lambda done, total: None)
    loading.rows[Conference, CONFERENCE] = Conference.objects.get(slug=CONFERENCE)
    for model, table in tables:
        loading.load(model, table)
    return loading.rows[Competition, SLUG]


class CompetitionLoading(Loading):
    """As for the conference; technologies that are there already are used as they are."""

    def found_or_made(self, model, values, path):
        if model is OfficialTotal and "competition" not in values:
            values["competition"] = values["edition"].competition
        if model is Technology and (row := Technology.objects.filter(slug=values["slug"]).first()):
            return row
        return super().found_or_made(model, values, path)


def load_named(competition):
    """The entries that sources name, with their awards; returns how many. Their ranks are not reported: none is set."""
    said = without_marks(read_winners())
    for table in said["organisation"]:
        if not Organisation.objects.filter(slug=table["slug"]).exists():
            cleaned(Organisation(**table))
    orders = {}
    for table in said["entry"]:
        edition = Edition.objects.get(competition=competition, number=table.pop("edition"))
        prize = edition.prizes.get(order=table.pop("prize"))
        lead = Organisation.objects.get(slug=table.pop("lead"))
        region = Region.objects.get(code=table.pop("region"))
        entry = cleaned(Entry(edition=edition, lead=lead, region=region, state=EntryState.ADMITTED, **table))
        orders[prize] = orders.get(prize, 0) + 1
        announcement = edition.announcements.get()
        cleaned(Award(announcement=announcement, prize=prize, entry=entry, order=orders[prize]))
    return len(said["entry"])


def cleaned(row):
    row.full_clean()
    row.save()
    return row


def write_invented(competition, entries, progress):
    """The illustrative rows, session by session."""
    said = without_marks(read_winners())
    writer, done = Writer(competition, timezone.now()), 0
    rng = random.Random(SEED)  # noqa: S311  (the order on stage is no secret)
    for rows in generated(read_sessions(), entries):
        edition = writer.editions[rows.session.number]
        awards = award_rows(edition, rows.awards, writer.write(rows))
        for table in of_session(said["presentation"], edition):
            if row := presentation(edition, table):
                put_on_stage(awards, row, rng)
        for table in of_session(said["withdrawal"], edition):
            withdraw_last(awards, table.pop("prize"), table)
        writer.finish()
        bulk_create_with_history(awards, Award)
        progress(done := done + len(rows.entries))


def of_session(tables, edition):
    """The tables of a session, without its number."""
    found = [table for table in tables if table["edition"] == edition.number]
    return [{name: value for name, value in table.items() if name != "edition"} for table in found]


def presentation(edition, table):
    """Who presents a prize in which agenda item of the session's conference; None where there is no such item."""
    items = AgendaItem.objects.filter(activity__conference=edition.conference, title_en=table["agenda_item"])
    if not (item := items.first()):
        return None
    row = cleaned(AwardPresentation(agenda_item=item, prize=edition.prizes.get(order=table["prize"]), order=1))
    for order, presenter in enumerate(table["presenters"], 1):
        person = Person.objects.get(slug=presenter["person"])
        organisation = Organisation.objects.get(slug=presenter["organisation"])
        cleaned(AwardPresenter(presentation=row, person=person, organisation=organisation, order=order))
    return row
