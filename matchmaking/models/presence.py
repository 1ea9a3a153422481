"""Who comes for a venture or an investor, what they agree to, and when nobody can."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from directory.models import Person
from matchmaking.models.days import MatchmakingQuerySet, Timeslot
from matchmaking.models.marks import Marked
from matchmaking.models.parties import Investor, Venture

ONE_PARTY = Q(venture=None, investor__isnull=False) | Q(venture__isnull=False, investor=None)
ONE_PARTY_REFUSED = _("Name a venture or an investor: one of them.")


class OfParty(models.Model):
    """Something that belongs to a venture or to an investor."""

    venture = models.ForeignKey(Venture, models.CASCADE, verbose_name=_("venture"), null=True, blank=True)
    investor = models.ForeignKey(Investor, models.CASCADE, verbose_name=_("investor"), null=True, blank=True)

    objects = MatchmakingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def party(self):
        return self.venture or self.investor


class Representative(Marked, OfParty):
    """Somebody who comes for a venture or an investor. How to reach them is nobody's business before both agree."""

    name = models.CharField(_("name"), max_length=120)
    office = models.CharField(_("office"), max_length=120, blank=True)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Of the programme, whose appearances then keep the time free."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        related_name="represented",
        help_text=_("With which they sign in."),
    )
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True, help_text=_("Checked in on the day."))
    invited_at = models.DateTimeField(
        _("invited at"), null=True, blank=True, editable=False, help_text=_("When this address was sent an invitation.")
    )
    calendar_number = models.PositiveIntegerField(
        _("renewals of the calendar"),
        default=0,
        editable=False,
        help_text=_("With each, the address of their calendar until then ends."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["pk"]
        default_related_name = "representatives"
        constraints = [
            models.CheckConstraint(
                condition=ONE_PARTY,
                name="representative_of_one_party",
                violation_error_message=ONE_PARTY_REFUSED,
                violation_error_code="representative_of_one_party",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.office}" if self.office else self.name

    def seen(self):
        return (self.arrived_at and self.arrived_at.timestamp(),)


class Purpose(models.TextChoices):
    """What somebody's data may be used for, each agreed to by itself."""

    CONTACT = "contact", _("Telling the other side how to reach me, once both agree")
    DECK = "deck", _("Showing our deck to investors who want to meet us")
    STATISTICS = "statistics", _("Counting what came of our meetings, without names")


class Consent(models.Model):
    """That a representative agrees to a purpose, until it is taken back."""

    representative = models.ForeignKey(
        Representative, models.CASCADE, verbose_name=_("representative"), related_name="consents"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    given_at = models.DateTimeField(_("given at"))

    objects = MatchmakingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["representative", "purpose"]
        constraints = [
            models.UniqueConstraint(
                fields=["representative", "purpose"],
                name="consent_once",
                violation_error_message=_("That is agreed already."),
                violation_error_code="consent_once",
            )
        ]

    def __str__(self):
        return f"{self.representative}: {self.get_purpose_display()}"


class Absence(OfParty):
    """A timeslot in which a venture or an investor cannot meet anybody."""

    timeslot = models.ForeignKey(Timeslot, models.CASCADE, verbose_name=_("timeslot"))
    is_departure = models.BooleanField(
        _("left on the day"),
        default=False,
        help_text=_("Told in the hall that they do not come any more; it ends once they are here again."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["timeslot", "pk"]
        default_related_name = "absences"
        constraints = [
            models.CheckConstraint(
                condition=ONE_PARTY,
                name="absence_of_one_party",
                violation_error_message=ONE_PARTY_REFUSED,
                violation_error_code="absence_of_one_party",
            ),
            models.UniqueConstraint(
                fields=["venture", "timeslot"],
                name="absence_of_venture_once",
                violation_error_message=_("That is known already."),
                violation_error_code="absence_of_venture_once",
            ),
            models.UniqueConstraint(
                fields=["investor", "timeslot"],
                name="absence_of_investor_once",
                violation_error_message=_("That is known already."),
                violation_error_code="absence_of_investor_once",
            ),
        ]

    def __str__(self):
        return f"{self.party}, {self.timeslot}"
