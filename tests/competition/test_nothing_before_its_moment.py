"""Before its moment nothing of an award can be read at any public address; after it, it is there, with nobody's help.

Every address of the URLconf is walked three times by the same visitor, with the page cache on: before there are any
awards, with awards whose moment has not come, and after the moment. The first two must be the same to the byte, which
covers prizes, citations, counts and order alike; the third must differ, and tell.
"""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.urls import path
from django.utils import timezone

from competition import certifying, published
from competition.certifying.keys import signing_key
from conference import published as conferences
from conference import publishing
from tests import factories
from tests.competition import walking

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
WORDS = {
    "title": "Zyxtitle",
    "citation": "Zyxcitation",
    "notice": "Zyxnotice",
    "unheard": "Zyxunheard",
    "presenter": "Zyxpresenter",
    "partner": "Zyxpartner",
    "file": "Zyxfile",
}
# What must not be said before the moment; and what must not either where the session hides its entries.
SECRET = ("citation", "notice", "unheard", "presenter")
HIDDEN = (*SECRET, "title", "partner", "file")


@pytest.fixture(autouse=True)
def _turns_by_the_clock(settings):
    """Nothing is asked of the database again: what turns, turns by the clock."""
    settings.PUBLICATION_REFRESH_SECONDS = 10**9
    conferences.published_programme.cache_clear()


def world(*, shows_entries=True, is_public=True):
    """A session with entries, and a published conference, but without awards."""
    conference = factories.programme(slug="2023")
    item = conference.activities.get(slug="forum").agenda_items.order_by("pk").first()
    lead = factories.organisation(slug="zyx-lead", name_en="Zyxlead")
    exhibit = factories.exhibit(conference=conference, organisation=lead)
    cup = factories.competition(slug="cup")
    hours = timezone.now() - HOUR if shows_entries else None
    edition = factories.edition(competition=cup, conference=conference, entries_public_at=hours, is_public=is_public)
    known = {"edition": edition, "track": factories.track(competition=cup), "region": factories.region()}
    winner = factories.entry(
        title_en=WORDS["title"],
        lead=lead,
        exhibit=exhibit,
        industries=[factories.industry()],
        stage="commercial",
        **known,
    )
    partner = factories.organisation(slug="zyx-partner", name_en=WORDS["partner"])
    factories.entry_member(entry=winner, organisation=partner)
    attachment = factories.attachment(
        entry=winner, is_public=True, title_en=WORDS["file"], file=ContentFile(b"Zyxfile", "plan.txt")
    )
    loser = factories.entry(title_en="Zyxloser", **known)
    publishing.publish(conference, by=None)
    published.refresh()
    signing_key()  # the site's key is public from the first certificate on, and says nothing of an award
    certificate = "C6-0001"
    return SimpleNamespace(
        conference=conference, item=item, cup=cup, edition=edition, winner=winner, loser=loser, attachment=attachment,
        lead=lead, partner=partner, other=loser.lead, speaker=item.appearances.first().person,
        prizes=[factories.prize(edition=edition, name_en=name) for name in ("Zyxprize", "Zyxsecond")],
        words=WORDS | {"lead": "Zyxlead", "lead_slug": lead.slug, "number": winner.number, "certificate": certificate},
    )  # fmt: skip


def give(found, public_at):
    """Awards with all that hangs on them, announced at a moment: one that stands, two withdrawn: after, before."""
    announcement = factories.announcement(edition=found.edition, public_at=public_at)
    presentation = factories.award_presentation(agenda_item=found.item, prize=found.prizes[0])
    presenter = factories.person(name_en=WORDS["presenter"], name_zh_hans="")
    factories.award_presenter(presentation=presentation, person=presenter)
    given = {"announcement": announcement, "entry": found.winner}
    factories.award(prize=found.prizes[0], citation_en=WORDS["citation"], presentation=presentation, **given)
    withdrawn = {"announcement": announcement, "entry": found.loser, "state": "withdrawn"}
    moment = public_at or timezone.now()
    after, before = moment + HOUR, moment - dt.timedelta(seconds=1)
    factories.award(prize=found.prizes[1], withdrawn_at=after, notice_en=WORDS["notice"], **withdrawn)
    factories.award(prize=found.prizes[0], withdrawn_at=before, notice_en=WORDS["unheard"], **withdrawn)
    certifying.issue(found.edition)
    published.refresh()
    return announcement


def walk(client, found):
    """Everything that is answered: {(name, address): answer}."""
    return {(name, address): walking.read(client, address) for name, address in walking.addresses(found)}


def told(walked, word):
    """The names of the pages that have a word which their visitor did not bring along in the question."""
    return {name for (name, address), answer in walked.items() if word.encode() in answer[3] and word not in address}


def plan(announcement):
    announcement.public_at = timezone.now()
    announcement.save()
    certifying.issue(announcement.edition)
    published.refresh()


def put_on_site(announcement):
    announcement.edition.is_public = True
    announcement.edition.save()
    published.refresh()


def wait(announcement):
    """Nobody presses a key."""


WORLDS = {
    "announced later": ({}, HOUR, wait, SECRET),
    "announced later, the session hides its entries": ({"shows_entries": False}, HOUR, wait, HIDDEN),
    "not planned yet": ({}, None, plan, SECRET),
    "not planned yet, the session hides its entries": ({"shows_entries": False}, None, plan, HIDDEN),
    "announced, but the session is not on the site": ({"is_public": False}, -HOUR, put_on_site, HIDDEN),
}
OF_WINNERS = {"competition_detail", "edition_detail", "winner_list", "entry_detail", "entrant_detail", "entry_list"}
OF_WINNERS |= {"winners_atom", "winners_json", "winners_csv", "certificate_detail"}
EXPECTED = {
    "title": {f"competition:{name}" for name in OF_WINNERS}
    | {"conference:activity_detail", "conference:exhibition", "conference:organisation_detail"},
    "citation": {f"competition:{name}" for name in ("entry_detail", "winners_atom", "winners_json", "winners_csv")},
    "notice": {f"competition:{name}" for name in ("entry_detail", "winner_list", "winners_atom", "winners_csv")},
    "presenter": {"competition:entry_detail"},
    "partner": {"competition:entry_detail", "competition:winners_csv"},
    "file": {"competition:entry_detail", "competition:entry_file"},
}


@pytest.mark.parametrize("name", WORLDS)
def test_nothing_before_its_moment_and_all_of_it_after(client, name):
    values, later, reveal, secrets = WORLDS[name]
    found = world(**values)
    without = walk(client, found)
    announcement = give(found, timezone.now() + later if later else None)

    before = walk(client, found)

    assert [address for address in before if before[address] != without[address]] == []
    assert {word: told(before, WORDS[word]) for word in secrets if told(before, WORDS[word])} == {}
    reveal(announcement)
    with time_machine.travel(timezone.now() + 2 * HOUR, tick=True):
        after = walk(client, found)
    missing = {word: wanted - told(after, WORDS[word]) for word, wanted in EXPECTED.items()}
    assert {word: pages for word, pages in missing.items() if pages} == {}
    assert told(after, WORDS["unheard"]) == set()
    assert statuses(after, "competition:entry_card", f"/cup/6/entries/{found.winner.number}/") == {200}
    assert statuses(after, "competition:certificate_file", "C6-0001") == {200}
    assert any(
        found.winner.number in answer[3].decode() for address, answer in after.items() if address[0] == "sitemap"
    )


def statuses(walked, name, part):
    return {answer[0] for (found, address), answer in walked.items() if found == name and part in address}


def test_visitor_who_has_the_page_of_before_gets_that_of_after(client):
    found = world()
    moment = timezone.now() + HOUR
    give(found, moment)
    winners = f"/en/awards/{found.cup.slug}/6/winners/"
    etag = client.get(winners).headers["ETag"]

    assert client.get(winners, headers={"If-None-Match": etag}).status_code == 304
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        assert client.get(winners, headers={"If-None-Match": etag}).status_code == 304
    with time_machine.travel(moment, tick=False):
        response = client.get(winners, headers={"If-None-Match": etag})

    assert response.status_code == 200
    assert WORDS["title"] in response.text
    assert response.headers["ETag"] != etag


def test_moment_itself_asks_nothing_of_the_database_but_the_page(client, django_assert_num_queries):
    found = world()
    moment = timezone.now() + HOUR
    give(found, moment)
    winners = f"/en/awards/{found.cup.slug}/6/winners/"
    client.get(winners)

    with time_machine.travel(moment, tick=False):
        with django_assert_num_queries(5):  # competition, sessions, awards, partners, industries
            client.get(winners)
        with django_assert_num_queries(0):
            client.get(winners)


def test_new_address_that_nobody_has_filled_fails():
    new = [path("en/prizes/<slug:medal>/", lambda request, medal: None, name="medal")]

    with pytest.raises(walking.UnknownPartError, match="medal"):
        walking.addresses(SimpleNamespace(words=WORDS), SimpleNamespace(url_patterns=new))


def test_walk_knows_every_area_of_the_site():
    names = {name for name, _parts in walking.patterns()}

    assert {"website:home", "website:search", "sitemap", "sitemap_part", "media", "conference:agenda"} <= names
    assert {"competition:entry_card", "competition:certificate_file", "competition:entry_file"} <= names
    assert not [name for name in names if name.startswith("admin")]
    assert staticfiles_storage.url("css/awards.css") == "/static/css/awards.css"  # served from files, never from rows
