"""What every factory uses: a number that is never used twice, a moment at the conference, a valid row."""

import datetime as dt
from itertools import count

from django.utils import timezone

numbers = count(1)


def at(hour, minute=0, day=20):
    return timezone.make_aware(dt.datetime(2023, 10, day, hour, minute))  # noqa: DTZ001  (made aware here)


def created(model, defaults, values):
    row = model(**defaults | values)
    row.full_clean()
    row.save()
    return row
