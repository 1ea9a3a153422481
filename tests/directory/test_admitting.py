"""Accounts for the back office: who gets in, and with what."""

import stat

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from directory.admitting import admit
from directory.models import Role, User

pytestmark = pytest.mark.django_db


def test_admit_makes_somebody_with_one_role():
    user, password = admit("new@example.org", name="New", role=Role.READ_ONLY)

    user = User.objects.get(pk=user.pk)
    assert (user.name, user.is_staff, user.is_superuser, user.roles) == ("New", True, False, {Role.READ_ONLY})
    assert user.check_password(password)


def test_admit_gives_nobody_a_second_account():
    admit("new@example.org", name="New", role=Role.READ_ONLY)

    with pytest.raises(ValidationError) as error:
        admit("NEW@example.org", name="Again", role=Role.ORGANISER)

    assert error.value.code == "user_known"
    assert User.objects.count() == 1


def test_make_organiser_keeps_the_password_for_its_owner_alone(tmp_path, capsys):
    file = tmp_path / "password"
    file.write_text("an old one")

    call_command("make_organiser", "organiser@example.org", password_file=file)

    password = file.read_text().strip()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert capsys.readouterr().out == f"organiser@example.org  password: {password}\n"
    organiser = User.objects.get()
    assert organiser.check_password(password)
    assert organiser.roles == {Role.ORGANISER}


def test_make_organiser_says_how_to_get_in_again(tmp_path):
    call_command("make_organiser", "organiser@example.org", verbosity=0)

    with pytest.raises(CommandError) as error:
        call_command("make_organiser", "organiser@example.org", password_file=tmp_path / "password")

    assert str(error.value) == (
        "There is already a user with this e-mail address. "
        "A new password: manage.py changepassword organiser@example.org"
    )
    assert not (tmp_path / "password").exists()
