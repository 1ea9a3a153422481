"""Users and their roles: who may give what to whom."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from directory.accounts import verified_addresses
from directory.models import Role, User
from tests import factories
from tests.filling import errors, filled, opened

pytestmark = pytest.mark.django_db


def address(user):
    return reverse("admin:directory_user_change", args=[user.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def browser(organiser):
    return signed_in(organiser)


@pytest.fixture
def superuser():
    return factories.user(is_superuser=True, name="Root")


def key(role):
    return Group.objects.get(name=role.value).pk


def test_new_user_with_a_role_may_sign_in(browser):
    url = reverse("admin:directory_user_add")
    passwords = {"password1": "petals in the wind", "password2": "petals in the wind"}

    response = browser.post(
        url,
        filled(browser.get(url))
        | passwords
        | {"name": "Wang", "email": "w@example.org", "groups": key(Role.READ_ONLY)},
    )

    assert response.status_code == 302, errors(response)
    user = User.objects.get(email="w@example.org")
    assert (user.is_staff, user.is_superuser, user.roles) == (True, False, {"read-only"})
    assert Client().login(email="w@example.org", password="petals in the wind")


@pytest.mark.parametrize(("roles", "is_staff"), [([], False), ([Role.ORGANISER, Role.READ_ONLY], True)])
def test_whoever_has_a_role_is_staff(browser, reader, roles, is_staff):
    response = browser.post(address(reader), opened(browser, address(reader)) | {"groups": [key(r) for r in roles]})

    assert response.status_code == 302, errors(response)
    reader = User.objects.get(pk=reader.pk)
    assert (reader.is_staff, reader.roles) == (is_staff, {role.value for role in roles})


def test_roles_say_what_they_may(browser, reader):
    choices = browser.get(address(reader)).context["adminform"].form.fields["groups"].choices

    assert [str(label) for _key, label in choices] == [
        "<b>organiser</b>: edits everything, publishes, and gives other people their roles",
        "<b>programme editor</b>: edits the whole programme and the directory, but does not publish",
        "<b>sub-forum editor</b>: edits the activities that an organiser grants, and nothing else",
        "<b>read-only</b>: sees everything, also awards that are not announced yet, and changes nothing",
        "<b>competition editor</b>: edits the competition and the directory, but announces nothing",
    ]


def test_nobody_changes_their_own_rights(organiser):
    client = signed_in(organiser)
    sent = opened(client, address(organiser))

    response = client.post(
        address(organiser), sent | {"name": "New", "groups": [], "is_active": "", "is_superuser": "on"}
    )

    assert response.status_code == 302, errors(response)
    user = User.objects.get(pk=organiser.pk)
    assert (user.name, user.is_active, user.is_superuser, user.roles) == ("New", True, False, {"organiser"})


def test_organiser_makes_nobody_a_superuser(browser, reader):
    sent = opened(browser, address(reader)) | {"is_superuser": "on", "user_permissions": ["1"], "is_staff": "on"}

    assert browser.post(address(reader), sent).status_code == 302

    user = User.objects.get(pk=reader.pk)
    assert (user.is_superuser, user.user_permissions.count()) == (False, 0)


@pytest.mark.parametrize("page", ["directory_user_change", "auth_user_password_change"])
def test_only_superusers_touch_superusers(browser, superuser, page):
    before = User.objects.values().get(pk=superuser.pk)

    response = browser.post(
        reverse(f"admin:{page}", args=[superuser.pk]),
        {
            "name": "Taken",
            "email": "t@example.org",
            "password1": "petals in the wind",
            "password2": "petals in the wind",
        },
    )

    assert response.status_code == 403
    assert User.objects.values().get(pk=superuser.pk) == before


def test_superuser_makes_a_superuser(superuser, reader):
    client = signed_in(superuser)

    response = client.post(address(reader), opened(client, address(reader)) | {"is_superuser": "on"})

    assert response.status_code == 302, errors(response)
    assert User.objects.get(pk=reader.pk).is_superuser is True


@pytest.mark.django_db(transaction=True)  # the page opens no transaction of its own
def test_password_of_somebody_else(browser, reader):
    url = reverse("admin:auth_user_password_change", args=[reader.pk])
    assert browser.get(url).status_code == 200

    response = browser.post(url, {"password1": "petals in the wind", "password2": "petals in the wind"})

    assert response.status_code == 302
    assert Client().login(email=reader.email, password="petals in the wind")


def test_address_is_there_once_however_it_is_written(browser, reader, organiser):
    sent = opened(browser, address(reader)) | {"email": organiser.email.upper()}

    response = browser.post(address(reader), sent)

    assert errors(response) == ["There is already a user with this e-mail address."]


def test_roles_given_are_in_the_history(browser, organiser, reader):
    browser.post(address(reader), opened(browser, address(reader)) | {"groups": [key(Role.ORGANISER)]})

    page = browser.get(reverse("admin:directory_user_history", args=[reader.pk]))

    found = [(line.by, line.changes) for line in page.context["lines"] if line.by]
    assert found == [
        (organiser, [("Groups", "–", "organiser")]),
        (organiser, [("Groups", "read-only", "–")]),
    ]


def test_list_is_filtered_by_role_in_the_words_of_the_reader(browser, reader):
    url = reverse("admin:directory_user_changelist")

    found = browser.get(url, {"role": Role.READ_ONLY.value}, headers={"accept-language": "zh-hans"}).context["cl"]

    assert list(found.result_list) == [reader]
    offered = [str(choice["display"]) for choice in found.filter_specs[0].choices(found)]
    assert offered == ["全部", "组织者", "日程编辑", "大赛编辑", "分论坛编辑", "只读"]


def test_own_roles_are_read_in_words(browser, organiser):
    page = browser.get(address(organiser), headers={"accept-language": "zh-hans"})

    shown = {
        field.field["name"]: field.contents()
        for line in page.context["adminform"]
        for row in line
        for field in row
        if field.is_readonly
    }
    assert (shown["roles_in_words"], "groups" in shown) == ("组织者", False)


@pytest.mark.parametrize("page", ["account_request_login_code", "account_reset_password"])
def test_an_address_that_was_replaced_signs_nobody_in(browser, reader, page):
    old = EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True).email

    response = browser.post(address(reader), opened(browser, address(reader)) | {"email": "new@example.org"})

    assert response.status_code == 302, errors(response)
    Client().post(reverse(page), {"email": old})
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [([old], "[Bloom] No account with this address")]
    assert verified_addresses(User.objects.get(pk=reader.pk)) == set()


def test_an_address_that_stays_is_still_confirmed(browser, reader):
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)

    browser.post(address(reader), opened(browser, address(reader)) | {"name": "New"})

    assert verified_addresses(User.objects.get(pk=reader.pk)) == {reader.email}


def test_nobody_sets_the_password_of_who_takes_part(browser, reader):
    guest = factories.user(is_staff=False)
    url = reverse("admin:auth_user_password_change", args=[guest.pk])

    pages = [browser.get(url), browser.post(url, dict.fromkeys(["password1", "password2"], "petals in the wind"))]

    assert [page.status_code for page in pages] == [403, 403]
    assert "Whoever has no role sets their own password, or signs in by a code." in pages[0].text
    assert Client().login(email=guest.email, password="correct horse")
    assert ["/password/" in browser.get(address(user)).text for user in (guest, reader)] == [False, True]
