"""From an address to somebody of the other side. Of whom a party is not shown, nothing is said."""

from django.http import Http404
from django.utils.translation import gettext as _

from matchmaking.models import InterestState


def shown_or_404(party, pk):
    """Somebody whom a party is shown."""
    row = party.partners().select_related("organisation").filter(pk=pk).first()
    if row is None:
        raise not_there()
    return row


def shown_or_blocked_or_404(party, pk):
    """Somebody whom a party is shown, or whom it has blocked itself: that can be undone."""
    other, own = party.side.other, {"side": party.side, "state": InterestState.BLOCKED}
    keys = party.interests.filter(**own).values(other)
    row = other.model.objects.filter(pk__in=keys).select_related("organisation").filter(pk=pk).first()
    return row or shown_or_404(party, pk)


def not_there():
    return Http404(_("There is nobody at this address whom you could meet."))
