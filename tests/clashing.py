"""What PostgreSQL says to one of two writers that wait for one another, for tests on any database."""

from django.db import OperationalError


class DeadlockDetected(Exception):  # noqa: N818  (as the driver calls it)
    sqlstate = "40P01"


def ended(*_arguments, **_options):
    """In the place of a function that writes."""
    raise OperationalError("deadlock detected") from DeadlockDetected()


def ended_once(write):
    """A function that is ended so the first time, and writes the next time."""
    calls = []

    def writes(*arguments, **options):
        calls.append(arguments)
        return ended() if len(calls) == 1 else write(*arguments, **options)

    return writes
