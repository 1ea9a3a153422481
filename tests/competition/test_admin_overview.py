"""The overview of the back office: what the competition adds to it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from competition.models import Run
from tests import factories

NOW = timezone.now()


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def text(response):
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def test_overview_says_what_comes_next(desk):
    prize = factories.prize(quota=3)
    factories.announcement(edition=prize.edition, public_at=None, title_en="Winners of the year")
    Run.objects.create(kind="import", subject="entry", state="failed", created_at=NOW, finished_at=NOW)

    page = text(desk.get(reverse("admin:index")))

    assert "Winners of the year" in page
    assert "0 of 3 given" in page
    assert "Import: entry" in page


def test_overview_tells_a_programme_editor_nothing_of_awards(client, programme_editor):
    factories.announcement(public_at=None, title_en="Winners of the year")
    client.force_login(programme_editor)

    assert "Winners of the year" not in text(client.get(reverse("admin:index")))


def test_overview_tells_what_was_edited_in_the_competition_and_offers_to_add_to_it(desk):
    factories.conference()
    factories.prize(name_en="Audience prize")

    response = desk.get(reverse("admin:index"))

    assert "Prize Audience prize added" in text(response)
    assert f'href="{reverse("admin:competition_entry_add")}"' in response.content.decode()
