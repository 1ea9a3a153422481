"""Every list of the back office asks as much for one row as for three."""

import pytest
from django.contrib import admin
from django.urls import reverse

from competition.models import BulkChange, Certificate, Run
from conference import publishing
from conference.models import ProgrammeVersion
from directory.models import Industry, Region, User
from matchmaking.models import Absence
from tests import factories

pytestmark = pytest.mark.django_db

QUERIES = {Certificate: 6, Industry: 6, ProgrammeVersion: 6, User: 6}  # of all others 5
NAMES = {
    "agendaitem": "agenda_item",
    "awardpresentation": "award_presentation",
    "matchmakingday": "matchmaking_day",
}


def one_more(model):
    number = model.objects.count()
    if model in (Region, Industry):
        model.objects.create(code=str(90 + number), name_en="Row", name_zh_hans="行")
    elif model is ProgrammeVersion:
        publishing.publish(factories.programme(), by=None)
    elif model is BulkChange:
        BulkChange.objects.create(model="entry", what="Something", changed_at=factories.at(9))
    elif model is Run:
        Run.objects.create(kind="export", subject="entries", created_at=factories.at(9))
    elif model is Certificate:
        words = {"number": f"C-{number}", "content": "{}", "signature": "x"}
        Certificate.objects.create(award=factories.award(), issued_at=factories.at(9), **words)
    elif model is Absence:
        slot = factories.timeslot()
        factories.absence(venture=factories.venture(day=slot.day), timeslot=slot)
    else:
        name = model._meta.model_name
        getattr(factories, NAMES.get(name, name))()


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_lists_ask_as_much_for_one_row_as_for_three(client, organiser, model, django_assert_num_queries):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    client.force_login(organiser)
    if model in (Region, Industry):
        model.objects.all().delete()
    one_more(model)

    with django_assert_num_queries(QUERIES.get(model, 5)):
        client.get(url)

    one_more(model)
    one_more(model)
    with django_assert_num_queries(QUERIES.get(model, 5)):
        client.get(url)
