"""Two writers that wait for one another: PostgreSQL ends one of them, and nothing of what that one did stays."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

DEADLOCK = "40P01"


def is_deadlock(error):
    """Whether a database error is that of a writer that was ended so."""
    return getattr(error.__cause__, "sqlstate", None) == DEADLOCK


@contextmanager
def atomic():
    """A transaction that says so where it is ended for another one. Refuses with ValidationError: writers_clashed."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if not is_deadlock(error):
            raise
        raise ValidationError(
            _("Somebody changed the same rows at the same moment. Please try again."), code="writers_clashed"
        ) from error
