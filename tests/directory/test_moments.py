"""The fields of moments: in which time zone they are typed."""

import datetime as dt

import pytest
from django.utils import timezone

from directory.forms.moments import MomentField, zone_in_words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Shanghai", "Asia/Shanghai (UTC+8)"),
        ("Asia/Kolkata", "Asia/Kolkata (UTC+5:30)"),
        ("America/Caracas", "America/Caracas (UTC−4)"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("UTC", "UTC (UTC+0)"),
    ],
)
def test_time_zone_stands_beside_a_moment(settings, zone, words):
    settings.TIME_ZONE = zone

    assert zone_in_words() == words
    assert f'<span class="moment-zone">{words}</span>' in MomentField().widget.render("at", None)


def test_hour_of_a_day_that_is_known_does_not_repeat_it():
    field = MomentField()
    field.day = dt.date(2026, 11, 26)

    assert "moment-zone" not in field.widget.render("at", timezone.now())
