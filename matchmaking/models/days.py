"""The day on which ventures and investors meet: its timeslots and tables, and what money is worth on it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from conference.models import Activity
from conference.models.programme import ActivityKind, Timed
from directory.constraints import Forbids, NoOverlap
from directory.models import GatedQuerySet, Role


class MatchmakingQuerySet(GatedQuerySet):
    """Rows of the matchmaking, as the back office sees them: organisers alone. What those who take part see starts from
    `represented_by` and `shown_to`.
    """

    seen_by = (Role.ORGANISER,)


# Timeslots that an activity has left behind: it was moved or shortened after they were made.
OUTSIDE = Q(starts_at__lt=F("day__activity__starts_at")) | Q(ends_at__gt=F("day__activity__ends_at"))


class DayQuerySet(MatchmakingQuerySet):
    def taking_registrations(self, at=None):
        """Those for which ventures and investors may register by themselves; this is what makes a day known."""
        return self.filter(registration_closes_at__gt=at or timezone.now(), activity__is_cancelled=False)


class Currency(models.TextChoices):
    """Currencies in which an amount may be told, by their code in ISO 4217."""

    CNY = "CNY", _("Renminbi (CNY)")
    USD = "USD", _("US dollar (USD)")
    EUR = "EUR", _("Euro (EUR)")
    HKD = "HKD", _("Hong Kong dollar (HKD)")
    JPY = "JPY", _("Yen (JPY)")
    GBP = "GBP", _("Pound sterling (GBP)")


class MatchmakingDay(models.Model):
    """The matchmaking meeting of a conference: an activity of its programme, of which the meetings are planned."""

    activity = models.OneToOneField(
        Activity,
        models.PROTECT,
        verbose_name=_("activity"),
        related_name="matchmaking_day",
        limit_choices_to={"kind": ActivityKind.MATCHMAKING_MEETING},
    )
    most_meetings = models.PositiveSmallIntegerField(
        _("most meetings"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("Of a venture or an investor that says nothing else."),
    )
    registration_closes_at = models.DateTimeField(
        _("registration closes at"),
        null=True,
        blank=True,
        help_text=_("Until then ventures and investors may register by themselves. Empty: organisers enter them."),
    )
    interests_close_at = models.DateTimeField(
        _("interests close at"), null=True, blank=True, help_text=_("Empty: they stay open.")
    )
    plan_public_at = models.DateTimeField(
        _("plan known from"),
        null=True,
        blank=True,
        help_text=_("From then on ventures and investors see their meetings. Empty: not yet."),
    )

    objects = DayQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("matchmaking day")
        verbose_name_plural = _("matchmaking days")
        ordering = ["-activity__starts_at", "pk"]

    def __str__(self):
        return str(self.activity)

    def takes_registrations(self, at=None):
        is_open = bool(self.registration_closes_at) and (at or timezone.now()) < self.registration_closes_at
        return is_open and not self.activity.is_cancelled

    def is_over(self, at=None):
        return self.activity.ends_at <= (at or timezone.now())

    def takes_interests(self, at=None):
        """Until they close, and not after the activity, nor where it is cancelled."""
        is_open = self.interests_close_at is None or (at or timezone.now()) < self.interests_close_at
        return is_open and not self.is_over(at) and not self.activity.is_cancelled

    def shows_plan(self, at=None):
        return bool(self.plan_public_at) and self.plan_public_at <= (at or timezone.now())

    def clean(self):
        activity = Activity.objects.filter(pk=self.activity_id).first()
        if activity and activity.kind != ActivityKind.MATCHMAKING_MEETING:
            refusal = _("Choose a matchmaking meeting of the programme; “%(activity)s” is something else.")
            error = ValidationError(refusal, code="day_is_a_matchmaking_meeting", params={"activity": activity})
            raise ValidationError({"activity": error})


class ExchangeRate(models.Model):
    """What a unit of a currency is worth on the day, so that asks and tickets in different ones can be compared."""

    day = models.ForeignKey(MatchmakingDay, models.CASCADE, verbose_name=_("matchmaking day"), related_name="rates")
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    value = models.DecimalField(_("worth in CNY"), max_digits=12, decimal_places=6)

    objects = MatchmakingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "currency"],
                name="exchange_rate_once",
                violation_error_message=_("The day already has a rate for this currency."),
                violation_error_code="exchange_rate_once",
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0),
                name="exchange_rate_is_positive",
                violation_error_message=_("A currency is worth more than nothing."),
                violation_error_code="exchange_rate_is_positive",
            ),
            models.CheckConstraint(
                condition=~Q(currency="CNY") | Q(value=1),
                name="exchange_rate_of_renminbi_is_one",
                violation_error_message=_("Rates are told in CNY: that of CNY itself is 1."),
                violation_error_code="exchange_rate_of_renminbi_is_one",
            ),
        ]

    def __str__(self):
        return f"{self.currency} {self.value.normalize():f}"


def stays_on_its_day(model):
    """The constraint that rows of a model, by its name, keep the day they were entered for."""
    moved = f"SELECT 1 FROM matchmaking_{model} o WHERE o.id = NEW.id AND o.day_id <> NEW.day_id"  # noqa: S608  (ours)
    return Forbids(
        condition=f"EXISTS ({moved})",
        fields=["day"],
        name=f"{model}_stays_on_its_day",
        violation_error_message=_("It stays on its day, with all that refers to it. Enter it anew on the other one."),
        violation_error_code=f"{model}_stays_on_its_day",
    )


class Timeslot(Timed, models.Model):
    """A time in which every table has one meeting. What lies between two of them is a break."""

    day = models.ForeignKey(MatchmakingDay, models.CASCADE, verbose_name=_("matchmaking day"), related_name="timeslots")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))

    objects = MatchmakingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("timeslot")
        verbose_name_plural = _("timeslots")
        ordering = ["day", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="timeslot_ends_after_start",
                violation_error_message=_("The timeslot must end after it starts."),
                violation_error_code="timeslot_ends_after_start",
            ),
            NoOverlap(
                name="timeslot_one_at_a_time",
                same=["day"],
                starts="starts_at",
                ends="ends_at",
                violation_error_message=_("At that time there is another timeslot: %(other)s."),
                violation_error_code="timeslot_one_at_a_time",
            ),
            stays_on_its_day("timeslot"),
        ]

    def __str__(self):
        return self.period()

    def clean(self):
        """Meetings take place while the activity does."""
        activity = Activity.objects.filter(matchmaking_day=self.day_id).first()
        if not activity or None in (self.starts_at, self.ends_at):
            return
        if self.starts_at < activity.starts_at or self.ends_at > activity.ends_at:
            refusal = _("The timeslot lies outside of “%(activity)s”: %(period)s.")
            words = {"activity": activity, "period": activity.period()}
            raise ValidationError(refusal, code="timeslot_within_activity", params=words)


class Table(models.Model):
    """Where a meeting sits."""

    day = models.ForeignKey(MatchmakingDay, models.CASCADE, verbose_name=_("matchmaking day"), related_name="tables")
    number = models.PositiveSmallIntegerField(_("number of the table"), validators=[MinValueValidator(1)])
    place = models.CharField(
        _("place"), max_length=60, blank=True, help_text=_("How it is found, such as “Hall B, by the windows”.")
    )

    objects = MatchmakingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = pgettext_lazy("matchmaking", "table")
        verbose_name_plural = pgettext_lazy("matchmaking", "tables")
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "number"],
                name="table_number_once",
                violation_error_message=_("There is already a table with this number."),
                violation_error_code="table_number_once",
            ),
            stays_on_its_day("table"),
        ]

    def __str__(self):
        return f"{self.number} · {self.place}" if self.place else str(self.number)
