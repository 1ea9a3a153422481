"""How somebody who comes is known at the door: a code on their phone or on paper, which only this site can make."""

import segno
from django.core import signing
from django.utils.safestring import mark_safe

from matchmaking.models import Representative

SIGNER = signing.Signer(salt="matchmaking.check-in", sep=".")


def token(representative):
    """What the address in the code of somebody ends in."""
    return SIGNER.sign(str(representative.pk))


def representative_of(token):
    """Whose token it is; None where it is nobody's, or nobody's any more."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Representative.objects.filter(pk=key).first()


def code(address):
    """An address as a QR code: the drawing, to be put into a page."""
    drawing = segno.make(address, micro=False).svg_inline(border=2, omitsize=True, light="#fff", dark="#000")
    return mark_safe(drawing)  # noqa: S308  (made of figures alone)
