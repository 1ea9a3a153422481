"""The code of who comes, on a schedule or a badge: an address that opens the check-in, and says nothing of anybody."""

from django.core import signing

from matchmaking.models import Representative

SALT = "matchmaking.arrivals"


def token(representative):
    """What stands in the address of somebody's check-in. It is signed: nobody can guess another one."""
    return signing.Signer(salt=SALT).sign(representative.pk)


def representative_of(token):
    """Whose code it is, or None where it is nobody's, or of somebody who does not come any more."""
    try:
        key = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Representative.objects.filter(pk=key).first()
