"""What the two sides of a meeting say of it afterwards, each for itself: no other side reads it, and no organiser."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from directory.constraints import Forbids
from matchmaking.models.days import Currency
from matchmaking.models.meetings import Meeting
from matchmaking.models.parties import Investor, Side, Venture, money

MOST_RATING = 5


class Intent(models.TextChoices):
    """How somebody means to go on after a meeting."""

    NONE = "none", pgettext_lazy("intent", "Nothing further")
    TOUCH = "touch", pgettext_lazy("intent", "Keep in touch")
    DILIGENCE = "diligence", pgettext_lazy("intent", "Due diligence")
    TERMS = "terms", pgettext_lazy("intent", "Term sheet")
    INVEST = "invest", pgettext_lazy("intent", "Invest")


WITH_AMOUNT = (Intent.DILIGENCE, Intent.TERMS, Intent.INVEST)
NOT_BEGUN = """EXISTS (SELECT 1 FROM matchmaking_meeting m
    JOIN matchmaking_timeslot s ON s.id = m.timeslot_id
    WHERE m.id = NEW.meeting_id AND s.starts_at > NEW.given_at)"""
OF_CANCELLED = "EXISTS (SELECT 1 FROM matchmaking_meeting m WHERE m.id = NEW.meeting_id AND m.state = 'cancelled')"


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the parties that a user comes for have said: their own side of each meeting, and nobody else's."""
        own = Q(side=Side.VENTURE, meeting__venture__in=Venture.objects.represented_by(user))
        own |= Q(side=Side.INVESTOR, meeting__investor__in=Investor.objects.represented_by(user))
        return self.filter(own)

    def of(self, party):
        """What a party has said."""
        return self.filter(**{"side": party.side, f"meeting__{party.side}": party})


class Feedback(models.Model):
    """What one side says of a meeting. It is in no page of the back office, and its history in none either."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="feedback")
    side = models.CharField(pgettext_lazy("feedback", "side"), max_length=10, choices=Side)
    rating = models.PositiveSmallIntegerField(
        _("how worthwhile the meeting was"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_RATING)],
        help_text=_("From 1, a waste of time, to 5, excellent."),
    )
    comment = models.TextField(
        _("notes"), blank=True, max_length=4000, help_text=_("For yourselves: nobody else reads them.")
    )
    intent = models.CharField(pgettext_lazy("feedback", "next step"), max_length=10, choices=Intent, blank=True)
    amount = money(_("amount"), help_text=_("In whole units of the currency; with a next step about money."))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    shares_contact = models.BooleanField(
        _("contact data may be exchanged"),
        default=False,
        help_text=_("If the other side says so too, each sees how to reach those of the other who consent."),
    )
    given_at = models.DateTimeField(_("given at"))

    objects = FeedbackQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["meeting", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "side"],
                name="feedback_once",
                violation_error_message=_("This side has said already how the meeting was."),
                violation_error_code="feedback_once",
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=MOST_RATING),
                name="feedback_rating_in_range",
                violation_error_message=_("Choose a rating from 1 to 5."),
                violation_error_code="feedback_rating_in_range",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(intent__in=WITH_AMOUNT),
                name="feedback_amount_of_an_intent",
                violation_error_message=_("An amount belongs to due diligence, a term sheet or an investment."),
                violation_error_code="feedback_amount_of_an_intent",
            ),
            models.CheckConstraint(
                condition=Q(amount=None, currency="") | (Q(amount__isnull=False) & ~Q(currency="")),
                name="feedback_amount_has_currency",
                violation_error_message=_("Give the amount together with its currency, or neither."),
                violation_error_code="feedback_amount_has_currency",
            ),
            Forbids(
                condition=NOT_BEGUN,
                fields=["meeting", "given_at"],
                name="feedback_after_the_beginning",
                violation_error_message=_("The meeting has not begun yet."),
                violation_error_code="feedback_after_the_beginning",
            ),
            Forbids(
                condition=OF_CANCELLED,
                fields=["meeting"],
                locked=["meeting"],
                name="feedback_of_what_took_place",
                violation_error_message=_("The meeting is cancelled."),
                violation_error_code="feedback_of_what_took_place",
            ),
        ]

    def __str__(self):
        return str(_("Feedback"))  # of whom on whom is nobody's business, not even where a meeting cannot be deleted
