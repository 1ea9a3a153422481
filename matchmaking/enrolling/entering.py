"""How entries of the competition become ventures of a day, and the states of ventures and investors."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.models import Entry, EntryState
from competition.recording import Author, record, record_lists
from directory.bilingual import LANGUAGES, column
from matchmaking import pitching
from matchmaking.models import MatchmakingDay, PartyState, Venture

COPIED = {"name": "title", "summary": "summary"}  # bilingual fields of a venture, and what they are of an entry


def enrol(entry, *, day, by):
    """An admitted entry of the competition becomes a venture of the day, admitted, with what is known of it.

    Errors: ValidationError where the entry is not admitted, or is a venture of the day already.
    """
    with transaction.atomic():
        MatchmakingDay.objects.select_for_update().get(pk=day.pk)
        entry = Entry.objects.select_for_update(of=("self",)).filter(pk=entry.pk).first()
        if entry is None or entry.state != EntryState.ADMITTED:
            raise ValidationError(_("The entry is not admitted to the competition."), code="venture_entry_is_admitted")
        venture = venture_of(entry, day)
        venture.full_clean(exclude=[])
        venture.skip_history_when_saving = True  # the row and its lists are told once, below
        venture.save()
        venture.industries.set(entry.industries.all())
        venture.technologies.set(entry.technologies.all())
        record(Venture, [venture.pk], "+", Author(by, timezone.now(), _("From an entry")))
        record_lists(Venture, [venture.pk], ["industries", "technologies"])
        del venture.skip_history_when_saving
        return venture


def venture_of(entry, day):
    """What an entry becomes on a day, with what is known of it, not saved; its lists are those of the entry."""
    copied = {
        column(name, language): getattr(entry, column(source, language))
        for name, source in COPIED.items()
        for language in LANGUAGES
    }
    return Venture(
        day=day,
        entry=entry,
        organisation=entry.lead,
        stage=entry.stage,
        region=entry.region,
        state=PartyState.ADMITTED,
        is_illustrative=entry.is_illustrative,
        **copied,
    )


def put(parties, *, into, by):
    """Puts ventures or investors, a query set, into a state; how many were in another one.

    What becomes of their meetings is for the next plan: it takes those of who withdrew away. A venture that withdraws
    withdraws from its roadshows, too: their pages are public, and say so at once.
    """
    into = PartyState(into)
    leaves = into == PartyState.WITHDRAWN and parties.model is Venture
    with transaction.atomic():
        if leaves:
            pitching.hold(parties)
        keys = list(
            parties.exclude(state=into)
            .order_by("pk")
            .select_for_update(of=("self",), no_key=True)  # a plan that is written meanwhile need not wait
            .values_list("pk", flat=True)
        )
        model = parties.model
        model.objects.filter(pk__in=keys).update(state=into)
        record(model, keys, "~", Author(by, timezone.now(), str(into.label)))
        record_lists(model, keys, [field.name for field in model._meta.many_to_many])
        if leaves:
            pitching.leave(keys, by=by)
        return len(keys)
