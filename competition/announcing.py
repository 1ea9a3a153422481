"""Setting the moment at which an announcement becomes public: it then does, by itself, and that cannot be undone."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition import published
from competition.models import Announcement
from competition.refusing import refuse
from directory import clashes


@contextmanager
def not_yet_public(announcement, at):
    """The row of an announcement, locked, whose moment has not come. Refuses: announcement_is_public."""
    with clashes.atomic():
        row = Announcement.objects.select_for_update().get(pk=announcement.pk)
        if row.has_come(at):
            refuse(
                _("“%(announcement)s” is public already, and who read it knows. An award can be withdrawn."),
                "announcement_is_public",
                announcement=row,
            )
        yield row
        transaction.on_commit(published.refresh)


def plan(announcement, *, public_at, by, has_happened=False, at=None):
    """Sets the moment of an announcement that has none.

    One that lies in the past makes it public at once; that has to be meant: `has_happened`.
    Refuses with ValidationError: announcement_is_public, announcement_is_planned, moment_has_passed.
    """
    with not_yet_public(announcement, at) as row:
        if row.public_at:
            refuse(
                _("“%(announcement)s” is planned already. Postpone it."), "announcement_is_planned", announcement=row
            )
        if not has_happened:
            check_to_come(public_at, at)
        return save(row, public_at, by)


def postpone(announcement, *, public_at, by, at=None):
    """Sets another moment, later or sooner, for an announcement whose moment has not come.

    Refuses with ValidationError: announcement_is_public, announcement_not_planned, moment_unchanged, moment_has_passed.
    """
    with not_yet_public(announcement, at) as row:
        check_planned(row)
        if row.public_at == public_at:
            refuse(_("That is the moment it is planned for."), "moment_unchanged")
        check_to_come(public_at, at)
        return save(row, public_at, by)


def cancel(announcement, *, by, at=None):
    """Takes the moment away from an announcement before it came: it is not planned any more.

    Refuses with ValidationError: announcement_is_public, announcement_not_planned.
    """
    with not_yet_public(announcement, at) as row:
        check_planned(row)
        return save(row, None, by)


def check_planned(row):
    if row.public_at is None:
        refuse(_("“%(announcement)s” has no moment yet. Plan it."), "announcement_not_planned", announcement=row)


def check_to_come(public_at, at):
    if public_at <= (at or timezone.now()):
        refuse(_("That moment has passed: the announcement would be public at once."), "moment_has_passed")


def save(row, public_at, by):
    row.public_at, row._history_user = public_at, by
    row.full_clean()
    row.save(update_fields=["public_at"])
    return row
