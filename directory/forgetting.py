"""Accounts that somebody began to make and never confirmed: what they typed is not kept."""

from allauth.account.models import EmailAddress
from django.db import transaction

from directory.models import User


def unconfirmed(*, before):
    """Accounts that were signed up for before a moment, whose address nobody has ever confirmed and with which nobody
    has signed in. Those of the back office, or made there, are not among them.
    """
    confirmed = EmailAddress.objects.filter(verified=True).values("user")
    made_by_somebody = User.history.filter(history_user__isnull=False).values("id")
    rows = User.objects.filter(last_login=None, date_joined__lt=before, is_staff=False, is_superuser=False)
    return rows.exclude(pk__in=confirmed).exclude(pk__in=made_by_somebody)


def referred_to(users):
    """The keys of those users whom any row of any table names, other than the addresses that are theirs."""
    found = set()
    for relation in User._meta.get_fields(include_hidden=True):
        if relation.concrete or not relation.auto_created or relation.related_model is EmailAddress:
            continue
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": users.values("pk")})
        found.update(rows.order_by().values_list(name, flat=True))
    return found


def forget(*, before):
    """Removes what is `unconfirmed` and nothing refers to, with its history; how many that were."""
    with transaction.atomic():
        users = unconfirmed(before=before)
        kept = referred_to(users)
        keys = set(users.select_for_update(of=("self",)).values_list("pk", flat=True)) - kept
        User.objects.filter(pk__in=keys).delete()
        User.history.filter(id__in=keys).delete()
        return len(keys)
