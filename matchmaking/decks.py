"""The files of decks: one that no venture names any more goes."""

from contextlib import contextmanager
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from matchmaking.models import Venture


@contextmanager
def tidied(ventures):
    """What is done within to these ventures, a query set, may take their decks from them, or them away: files that are
    nobody's any more go once that is written.
    """
    before = {deck for deck in ventures.values_list("deck", flat=True) if deck}
    yield
    kept = Venture.objects.filter(deck__in=before).values_list("deck", flat=True) if before else ()
    storage = Venture._meta.get_field("deck").storage
    for name in before.difference(kept):
        transaction.on_commit(partial(storage.delete, name))


def remove(venture, *, by):
    """A venture takes its deck back, whatever has become of it."""
    own = Venture.objects.filter(pk=venture.pk)
    with transaction.atomic(), tidied(own):
        row = own.select_for_update(of=("self",)).get()
        row.deck = ""
        row._history_user, row._change_reason = by, _("Deck removed")
        row.save(update_fields=["deck"])
