"""Years with which no calendar can reckon: a slip of the hand is refused with a sentence, wherever it is typed."""

import pytest
from django.urls import reverse

from conference.models import Activity, AgendaItem, Conference
from tests import factories
from tests.factories import at
from tests.filling import errors, opened, row

pytestmark = pytest.mark.django_db

SENTENCE = "The year must lie between 1900 and 2199."
FAR = ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"]


@pytest.fixture
def item(client, organiser):
    client.force_login(organiser)
    return factories.agenda_item()


def change(thing):
    return reverse(f"admin:conference_{thing._meta.model_name}_change", args=[thing.pk])


@pytest.mark.parametrize("day", FAR)
def test_days_of_a_conference(client, item, day):
    url = change(item.activity.conference)

    response = client.post(url, opened(client, url) | {"starts_on": day, "ends_on": day})

    assert errors(response) == [SENTENCE, SENTENCE]
    assert Conference.objects.get().starts_on.year == 2023


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("hour", ["00:00", "23:59"])
def test_times_of_an_activity(client, item, day, hour):
    url = change(item.activity)
    sent = opened(client, url) | {"starts_at_0": day, "starts_at_1": hour}

    response = client.post(url, sent)

    assert SENTENCE in errors(response)
    assert Activity.objects.get().starts_at == at(9)
    assert client.post(reverse("admin:conference_activity_clashes", args=[item.activity_id]), sent).status_code == 200


@pytest.mark.parametrize("day", FAR)
def test_times_of_an_agenda_item(client, item, day):
    Activity.objects.update(ends_at=at(12, day=21))  # of one that takes one day, only the hours are asked
    activity_url, item_url = change(item.activity), change(item)
    sent = opened(client, activity_url)
    prefix = f"agenda_items-{row(sent, 'agenda_items', item.pk)}"

    responses = [
        client.post(activity_url, sent | {f"{prefix}-ends_at_0": day, f"{prefix}-ends_at_1": "10:00"}),
        client.post(item_url, opened(client, item_url) | {"ends_at_0": day, "ends_at_1": "10:00"}),
    ]

    assert [errors(response) for response in responses] == [[SENTENCE], [SENTENCE]]
    assert AgendaItem.objects.get().ends_at == at(9, 30)


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("hour", ["00:00", "23:00"])
def test_move(client, item, day, hour):
    url = reverse("admin:conference_activity_move", args=[item.activity_id])

    response = client.post(url, {"what": "start", "starts_at_0": day, "starts_at_1": hour})

    (form,) = (found[2] for found in response.context["moves"] if found[0] == "start")
    assert form.errors == {"starts_at": [SENTENCE]}
    assert Activity.objects.get().starts_at == at(9)


def test_last_years_that_are_taken(client, item):
    url = change(item.activity.conference)

    response = client.post(url, opened(client, url) | {"starts_on": "1900-01-01", "ends_on": "2199-12-31"})

    assert response.status_code == 302
    slug = item.activity.conference.slug
    pages = ["", "agenda/", "calendar.ics", "schedule.json", "schedule.xml", "schedule.v2.json"]
    assert [client.get(f"/en/{slug}@draft/{page}").status_code for page in pages] == [200] * len(pages)
