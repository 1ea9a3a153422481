"""Days and hours as the browser's own fields, which a telephone knows how to fill in."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import BASE_INPUT_CLASSES

YEARS = range(1900, 2200)  # a slip of the hand is further off


def validate_year(day):
    """Refuses what no calendar of ours can reckon with: of a date and of a moment."""
    if day.year not in YEARS:
        raise ValidationError(
            _("The year must lie between %(first)d and %(last)d."),
            code="year_out_of_range",
            params={"first": YEARS[0], "last": YEARS[-1]},
        )


def classes(width):
    return " ".join(name for name in BASE_INPUT_CLASSES if name != "w-full") + f" {width}"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"class": classes("w-40"), **(attrs or {})}, format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DayInput
    default_validators = (validate_year,)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__({"class": classes("w-30"), **(attrs or {})}, format="%H:%M")


def zone_in_words():
    """The time zone in which moments are typed and shown, such as “Asia/Shanghai (UTC+8)”; with its distance from UTC
    where that is the same all year.
    """
    zone, year = timezone.get_current_timezone(), timezone.localdate().year
    winter, summer = (dt.datetime(year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
    if winter != summer:
        return str(zone)
    minutes = int(winter.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{zone} (UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''})"


class MomentInput(forms.SplitDateTimeWidget):
    """A day and an hour, and the time zone that they are in.

    The day is hidden where there is only one that it can be; then the zone is, too: it stands beside that of the whole.
    """

    day = None

    def __init__(self, attrs=None):
        forms.MultiWidget.__init__(
            self, [DayInput({"aria-label": _("day")}), HourInput({"aria-label": _("hour")})], attrs
        )

    def get_context(self, name, value, attrs):
        if not isinstance(value, list):
            value = self.decompress(value)
        if self.day:
            value = [self.day, value[1]]
        context = super().get_context(name, value, attrs)
        if self.day:
            context["widget"]["subwidgets"][0]["type"] = "hidden"
        return context

    def render(self, name, value, attrs=None, renderer=None):
        fields = super().render(name, value, attrs, renderer)
        return fields if self.day else format_html('{} <span class="moment-zone">{}</span>', fields, zone_in_words())


class MomentField(forms.SplitDateTimeField):
    """A moment; of one with a `day`, only the hour is asked."""

    widget = MomentInput
    default_validators = (validate_year,)

    @property
    def day(self):
        return self.widget.day

    @day.setter
    def day(self, day):
        self.widget.day = day

    def has_changed(self, initial, data):
        """The day may have become another one without having been sent."""
        if not self.day:
            return super().has_changed(initial, data)
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True

    def compress(self, data_list):
        if not self.day or not data_list:
            return super().compress(data_list)
        if data_list[1] in self.empty_values:
            raise ValidationError(self.error_messages["invalid_time"], code="invalid_time")
        return from_current_timezone(dt.datetime.combine(self.day, data_list[1]))


def only_day(starts_at, ends_at):
    """The day on which something begins and ends, in the site's time zone; None where it takes longer, or is open."""
    if not starts_at or not ends_at:
        return None
    day = timezone.localdate(starts_at)
    return day if timezone.localdate(ends_at) == day else None
