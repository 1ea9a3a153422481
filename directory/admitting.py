"""Letting people into the back office."""

import secrets

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import User


def admit(email, *, name, role):
    """Makes an account in a role, with a random password; returns (user, password), the only time it can be read.

    Refuses with ValidationError user_known where the address has an account already.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("There is already a user with this e-mail address."), code="user_known")
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user = User.objects.create_user(email=email, password=password, name=name, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    return user, password
