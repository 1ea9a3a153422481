"""Writing what a plan says, all of it or nothing."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from conference.importing.planning import plan
from conference.models import Activity, AgendaItem, Conference
from directory.clashes import is_deadlock


def carry_out(made, *, by=None):
    """Writes a plan in one transaction, each row checked and with its history, and returns the plan carried out.

    Refuses with ValidationError: import_refused where the plan has problems, import_moved_on where the rows are no
    longer those that it was made for, import_clashed where somebody wrote the same at the same moment.
    """
    if made.problems:
        raise ValidationError(made.problems, code="import_refused")
    try:
        with transaction.atomic():
            conference = locked(made.conference)
            now = plan(conference, made.content, removing=made.removing)
            if now.digest != made.digest:
                raise ValidationError(
                    _("The programme was edited since you looked at what would change. Please look at it again."),
                    code="import_moved_on",
                )
            write(now, by)
            return now
    except (IntegrityError, OperationalError) as error:
        if isinstance(error, OperationalError) and not is_deadlock(error):
            raise
        raise ValidationError(
            _("Somebody changed the same rows at the same moment. Please try again."), code="import_clashed"
        ) from error


def locked(conference):
    """The row of a conference as it is now, and none of its programme to be written by anybody else meanwhile.

    In the order in which the forms lock: the activities, what is in them, the conference last. That one may be
    pointed to by whoever saves an activity, so that neither waits for the other.
    """
    activities = [row.pk for row in conference.activities.order_by("pk").select_for_update()]
    list(AgendaItem.objects.filter(activity__in=activities).order_by("pk").select_for_update())
    return Conference.objects.select_for_update(no_key=True).get(pk=conference.pk)


def write(made, by):
    for step in made.steps:
        if step.action == "removed":
            step.row._history_user = by
            step.row.delete()
    kept = [step for step in made.changes if step.action != "removed"]
    moved = [step.row for step in kept if isinstance(step.row, Activity) and step.row.pk]
    for row in moved:
        row.make_room(row.starts_at, row.ends_at)
    # Activities that were there come last: they may shrink once their agenda items have moved.
    for row in [*(step.row for step in kept if not any(step.row is row for row in moved)), *moved]:
        save(row, by)
    for step in kept:
        replace(step.row, "appearances", step.appearances, 1, by)
        replace(step.row, "hosts", step.hosts, 0, by)


def save(row, by):
    """Saves a row that may point to others which had no key when it was planned."""
    for field in row._meta.fields:
        if field.is_relation:
            setattr(row, field.name, getattr(row, field.name))
    row._history_user = by
    row.full_clean()
    row.save()


def replace(row, name, rows, start, by):
    """Puts people or hosts in the place of those that there are, in their order."""
    if rows is None:
        return
    manager = getattr(row, name)
    for old in manager.all():
        old._history_user = by
        old.delete()
    for order, new in enumerate(rows, start=start):
        setattr(new, manager.field.name, row)
        new.order = order
        save(new, by)
