"""Inviting people who are not of the back office."""

from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from directory import notices
from directory.models import User


def invite(email, name, *, by, to):
    """Sends somebody a link to `to`, a path of the site, that asks them to sign in or sign up with this address first.

    No account is made; whoever reads the mail may make one. The mail is in the language of the path, and is sent once
    the transaction is written.
    Errors: ValidationError `invalid` for what is no address, `no_name`, `elsewhere` for a path that is not one of ours.
    """
    email, name = User.objects.normalize_email(email.strip()), " ".join(name.split())
    validate_email(email)
    if not name:
        raise ValidationError(_("Whoever is invited needs a name."), code="no_name")
    if not url_has_allowed_host_and_scheme(to, allowed_hosts=None) or not get_language_from_path(to):
        raise ValidationError(_("An invitation leads to a page of this site."), code="elsewhere")
    transaction.on_commit(partial(notices.invitation.enqueue, email=email, name=name, by=by.pk, to=to))
