"""Two writers at the same moment: of two that wait for one another PostgreSQL ends one, and nothing of what that one
did stays; of two that want the same, such as an address, the second is refused.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
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


def again_where_taken(write):
    """What a function gives that writes in a transaction of somebody else: where what it wants was taken at the same
    moment, nothing of it stays, and it is called again, so that it sees by whom.
    """
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
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
