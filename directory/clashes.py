"""Two writers that wait for one another: PostgreSQL ends one of them, and nothing of what that one did stays."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

DEADLOCK = "40P01"
CLASHED = "writers_clashed"


def is_deadlock(error):
    """Whether a database error is that of a writer that was ended so."""
    return getattr(error.__cause__, "sqlstate", None) == DEADLOCK


def sentence():
    return _("Somebody changed the same rows at the same moment. Please try again.")


def repeated(write):
    """What a function gives that writes in a transaction of its own: it is called again where that was ended so."""
    try:
        return write()
    except ValidationError as refusal:
        if getattr(refusal, "code", None) != CLASHED:
            raise
        return write()


@contextmanager
def atomic():
    """A transaction that says so where it is ended for another one. Refuses with ValidationError: writers_clashed."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if not is_deadlock(error):
            raise
        raise ValidationError(sentence(), code=CLASHED) from error
