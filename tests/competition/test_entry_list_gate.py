"""What the explorer's page says of what is not public, not any more, or called otherwise."""

import datetime as dt
import time

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from competition import published
from directory.kept import Kept
from tests import factories
from tests.competition.small_cup import small_cup
from tests.competition.test_entry_list import TITLES, TOTAL, counts
from tests.reading import Page, of_class


@pytest.fixture
def cup(db):
    return small_cup()


@pytest.fixture
def read(cup, client):
    return lambda query="": Page(client.get(f"/en/awards/cup/entries/{query}"))


def test_an_organisation_without_a_public_entry_is_as_unknown_as_one_that_there_is_not(cup, read):
    competition = cup[0].edition.competition
    later = factories.edition(competition=competition, number=7, year=2024, entries_public_at=None)
    hidden = factories.organisation(slug="secret", name_en="Secret")
    factories.entry(edition=later, lead=hidden)
    factories.entry_member(entry=factories.entry(edition=later), organisation=hidden)
    factories.entry(edition=cup[0].edition, lead=hidden, state="submitted")

    page = read("?organisation=secret")

    assert page.texts("//*[@role='alert']/p") == ["There is no organisation “secret”."]
    assert page.texts(f"{of_class('chips')}//a") == []
    assert "Secret" not in page.text("//main")


@pytest.mark.parametrize("address", ["/en/awards/cup/entries/?q=laser", "/en/2023/search/?q=laser"])
def test_an_announcement_that_another_process_put_off_stays_hidden(visit, client, cup, address):
    edition = factories.edition(competition=cup[0].edition.competition, number=7, year=2024, entries_public_at=None)
    announcement = factories.announcement(edition=edition, public_at=timezone.now() + dt.timedelta(hours=1))
    lead = factories.organisation(name_en="Zyxlead")
    factories.award(entry=factories.entry(edition=edition, title_en="Laser", lead=lead), announcement=announcement)
    stage = published.refresh()
    announcement.public_at += dt.timedelta(days=1)
    announcement.save()
    cache.set(published.KEY, Kept(stage, time.time() + 7200), timeout=None)  # this process has not heard of it

    with time_machine.travel(timezone.now() + dt.timedelta(hours=2), tick=True):
        page = Page(client.get(address))

    assert page.texts("//h2/a[contains(., 'Laser')] | //p[@class='title'][contains(., 'Laser')]") == []
    assert page.texts(TOTAL) in ([], ["0 entries found"])
    assert page.values("//input[@name='prize']/@value") == []
    assert page.texts("//section[@aria-labelledby='found-entries-1']") == []


def test_a_withdrawn_award_is_no_prize_to_look_for(cup, read):
    award = factories.award(entry=cup[0])
    assert read("?prize=first").texts(TITLES) == ["Smart harbour"]

    award.state, award.withdrawn_at, award.notice_en = "withdrawn", timezone.now(), "By request."
    award.save()
    published.refresh()

    assert read("").values("//input[@name='prize']/@value") == []
    assert read("?prize=first").texts(TITLES) == []


def test_a_region_with_another_name_is_called_so_at_once(cup, read):
    assert counts(read())["region"] == {"Guangdong": "1"}

    cup[0].region.name_en = "Canton"
    cup[0].region.save()
    published.refresh()

    assert counts(read())["region"] == {"Canton": "1"}
