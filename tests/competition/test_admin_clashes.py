"""Forms whose writer the database ends for another one: looked at again, and at last with a sentence."""

import pytest
from django.urls import reverse

from competition.admin.awards import AwardAdmin
from competition.admin.prizes import PrizeAdmin
from competition.models import Award, Prize
from tests import factories
from tests.clashing import ended, ended_once
from tests.filling import opened

pytestmark = pytest.mark.django_db
TRY_AGAIN = "Somebody changed the same rows at the same moment. Please try again."


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def page_of(row, name="change"):
    return reverse(f"admin:competition_{row._meta.model_name}_{name}", args=[row.pk])


def test_form_is_looked_at_again_where_its_writer_is_ended_for_another(desk, monkeypatch):
    award = factories.award()
    url = page_of(award)
    sent = opened(desk, url) | {"citation_en": "For speed"}
    monkeypatch.setattr(Award, "save", ended_once(Award.save))

    assert desk.post(url, sent).status_code == 302
    assert Award.objects.get().citation_en == "For speed"


def test_form_says_so_where_its_writer_is_ended_each_time(desk, monkeypatch):
    award = factories.award()
    url = page_of(award)
    sent = opened(desk, url) | {"citation_en": "For speed"}
    monkeypatch.setattr(Award, "save", ended)

    assert TRY_AGAIN in desk.post(url, sent).text
    assert Award.objects.get().citation_en == ""


def test_form_says_so_where_it_cannot_even_look_at_its_row(desk, monkeypatch):
    award = factories.award()
    url = page_of(award)
    sent = opened(desk, url) | {"citation_en": "For speed"}
    monkeypatch.setattr(AwardAdmin, "lock", ended)

    assert TRY_AGAIN in desk.post(url, sent).text


def test_page_without_a_form_says_so_where_its_writer_is_ended_each_time(desk, monkeypatch):
    prize = factories.prize()
    monkeypatch.setattr(PrizeAdmin, "delete_model", ended)

    response = desk.post(page_of(prize, "delete"), {"post": "yes"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [TRY_AGAIN]
    assert response.redirect_chain == [(page_of(prize, "delete"), 302)]
    assert list(Prize.objects.all()) == [prize]
