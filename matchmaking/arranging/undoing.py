"""The last mending of a day, which is taken back while nothing else has happened."""

from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from competition.recording import Author, record
from matchmaking.models import Investor, MatchmakingDay, Meeting, MeetingState, Table, Timeslot, Venture


class Mending(NamedTuple):
    """The last mending of a day, from the history of its meetings: the rows that came, moved and went.

    Shapes: rows of the history; `mark` is the key of the last of them.
    """

    came: list
    moved: list
    gone: list

    @property
    def rows(self):
        return [*self.came, *self.moved, *self.gone]

    @property
    def mark(self):
        return str(max(row.history_id for row in self.rows))

    @property
    def at(self):
        return self.rows[0].history_date


def last_mending(day):
    """The mending after which no meeting of the day has changed, or None: that one can be taken back."""
    # What was deleted since belongs to no day: a row of the history names three that do, or did.
    history = Meeting.history.filter(Q(timeslot__day=day) | Q(venture__day=day) | Q(investor__day=day))
    last = history.select_related("history_user").order_by("-history_id").first()
    if last is None or last.history_change_reason not in mended_in_words():
        return None
    same = {name: getattr(last, name) for name in ("history_date", "history_change_reason", "history_user")}
    rows = history.filter(**same).order_by("history_id")
    kinds = {kind: [row for row in rows if row.history_type == kind] for kind in "+~-"}
    return Mending(*kinds.values())


def mended_in_words():
    """The reason that the history gives, in each language in which somebody may have mended."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(_("Mended"))
    return found


def undo_mending(day, *, shown, by, at=None):
    """The meetings are as they were before the last mending, which is the one whose mark was `shown`; that mending.

    Errors: ValidationError where another change came after it, a timeslot, a table or somebody who would meet again is
            gone, or a timeslot of it has begun.
    """
    now = at or timezone.now()
    with transaction.atomic():
        MatchmakingDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
        mending = last_mending(day)
        if mending is None or mending.mark != shown:
            refusal = _("Meetings changed after that mending: it cannot be taken back any more.")
            raise ValidationError(refusal, code="mending_is_last")
        before = places_before(mending)
        if not are_there(mending, before):
            refusal = _("A timeslot, a table or a party of that mending is not there any more: mend the plan again.")
            raise ValidationError(refusal, code="mending_is_there")
        slots = {row.timeslot_id for row in mending.rows} | {timeslot for timeslot, _table in before.values()}
        if Timeslot.objects.filter(pk__in=slots, starts_at__gt=now).count() != len(slots):
            refusal = _("A timeslot of that mending has begun: mend the plan again instead.")
            raise ValidationError(refusal, code="mending_is_to_come")
        restore(mending, before, Author(by, timezone.now(), _("Mending taken back")))
        return mending


def places_before(mending):
    """Where the meetings that moved were before: {key: (timeslot, table)}."""
    keys = [row.id for row in mending.moved]
    first = min((row.history_id for row in mending.moved), default=0)
    earlier = Meeting.history.filter(id__in=keys, history_id__lt=first).order_by().values("id")
    last = [row["last"] for row in earlier.annotate(last=Max("history_id"))]
    return {row.id: (row.timeslot_id, row.table_id) for row in Meeting.history.filter(history_id__in=last)}


def are_there(mending, before):
    """Whether all is still there that meetings which come or move back need."""
    places = {(row.timeslot_id, row.table_id) for row in mending.gone} | set(before.values())
    needed = {
        Timeslot: {timeslot for timeslot, _table in places},
        Table: {table for _timeslot, table in places},
        Venture: {row.venture_id for row in mending.gone},
        Investor: {row.investor_id for row in mending.gone},
    }
    return all(model.objects.filter(pk__in=keys).count() == len(keys) for model, keys in needed.items())


def restore(mending, before, author):
    """What came goes, what moved moves back, what went is there again under its key."""
    came = [row.id for row in mending.came]
    record(Meeting, came, "-", author)
    Meeting.objects.filter(pk__in=came)._raw_delete(connection.alias)  # the history has it
    # As in `writing`: two that change places would be in each other's way.
    Meeting.objects.filter(pk__in=before).update(state=MeetingState.CANCELLED)
    moved = [
        Meeting(pk=pk, timeslot_id=place[0], table_id=place[1], state=MeetingState.PLANNED)
        for pk, place in before.items()
    ]
    Meeting.objects.bulk_update(moved, ["timeslot", "table", "state"], batch_size=1_000)
    record(Meeting, sorted(before), "~", author)
    columns = [field.attname for field in Meeting._meta.concrete_fields]
    Meeting.objects.bulk_create(Meeting(**{name: getattr(row, name) for name in columns}) for row in mending.gone)
    record(Meeting, [row.id for row in mending.gone], "+", author)
