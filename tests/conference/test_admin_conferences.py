"""The form of a conference: the address that it gets on the site."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from conference.models import Conference
from tests import factories
from tests.filling import errors, opened

pytestmark = pytest.mark.django_db
REFUSED = "The address on the site may have small letters a–z, digits and hyphens, nothing else."


@pytest.mark.parametrize("slug", ["CDC-2024", "cdc_2024"])
def test_conference_gets_no_address_that_the_site_does_not_take(client, organiser, slug):
    client.force_login(organiser)
    url = reverse("admin:conference_conference_add")
    named = {"name_en": "Conference", "starts_on": "2024-10-20", "ends_on": "2024-10-21"}

    refused = client.post(url, opened(client, url) | named | {"slug": slug})
    taken = client.post(url, opened(client, url) | named | {"slug": "cdc-2024"})

    assert errors(refused) == [REFUSED]
    assert taken.status_code == 302
    assert [row.slug for row in Conference.objects.all()] == ["cdc-2024"]


@pytest.mark.parametrize("slug", ["CDC-2024", "cdc_2024", "2024\n", ""])
def test_database_takes_no_such_address_either(slug):
    conference = factories.conference(slug="2024")

    with pytest.raises(IntegrityError, match="conference_slug_fits_its_addresses"), transaction.atomic():
        Conference.objects.filter(pk=conference.pk).update(slug=slug)

    conference.refresh_from_db()
    assert conference.slug == "2024"
