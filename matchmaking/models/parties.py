"""Who takes part in a matchmaking day: ventures, and investors with their mandates."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from competition.files import private_files
from competition.models import Entry, EntryStage, EntryState, Technology
from directory.models import Bilingual, Industry, Organisation, Region, Role, User, is_said
from matchmaking.models.choices import ChoicesField
from matchmaking.models.days import Currency, MatchmakingDay, MatchmakingQuerySet, stays_on_its_day
from matchmaking.models.marks import Marked

MOST_MONEY = 10**14


class Side(models.TextChoices):
    """Of the two who meet."""

    VENTURE = "venture", _("Venture")
    INVESTOR = "investor", _("Investor")

    @property
    def other(self):
        return Side.INVESTOR if self == Side.VENTURE else Side.VENTURE

    @property
    def model(self):
        return Venture if self == Side.VENTURE else Investor


class Language(models.TextChoices):
    """In which a meeting can be held."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")


class PartyState(models.TextChoices):
    REGISTERED = "registered", pgettext_lazy("matchmaking", "Registered")
    ADMITTED = "admitted", pgettext_lazy("matchmaking", "Admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("matchmaking", "Withdrawn")


def who_may_come():
    """The accounts that may come for a party: none of an organiser, who is not to read what parties say of meetings."""
    return User.objects.filter(is_superuser=False).exclude(groups__name=Role.ORGANISER)


class PartyQuerySet(MatchmakingQuerySet):
    def represented_by(self, user):
        """Those for whom somebody comes: their own, which they may see and edit."""
        return self.filter(representatives__user__in=who_may_come().filter(pk=user.pk)).distinct()

    def shown_to(self, party):
        """Those of the other side whom a party may look at: both admitted to one day, and neither blocks the other."""
        if party.state != PartyState.ADMITTED:
            return self.none()
        blocking = party.interests.filter(state="blocked").values(self.model._meta.model_name)
        return self.filter(day=party.day_id, state=PartyState.ADMITTED).exclude(pk__in=blocking)

    def planned_for(self, at=None):
        """Those who may be given meetings, and those one of whose meetings stays in the plan: its time has come, though
        they withdrew since; or it is fixed, though they are not admitted yet.
        """
        has_begun = Q(meetings__state="planned", meetings__timeslot__starts_at__lte=at or timezone.now())
        had_one = self.model.objects.filter(has_begun | Q(meetings__state__in=["held", "missed"]))
        has_fixed = self.model.objects.filter(meetings__state="planned", meetings__is_fixed=True)
        is_promised = ~Q(state=PartyState.WITHDRAWN) & Q(pk__in=has_fixed.values("pk"))
        return self.filter(Q(state=PartyState.ADMITTED) | Q(pk__in=had_one.values("pk")) | is_promised)


def money(label, **options):
    """A column for an amount in whole units of a currency."""
    validators = [MinValueValidator(1), MaxValueValidator(MOST_MONEY)]
    return models.PositiveBigIntegerField(label, null=True, blank=True, validators=validators, **options)


class Party(Marked, Bilingual):
    """What a venture and an investor have in common."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("organisation"))
    state = models.CharField(_("state"), max_length=20, choices=PartyState, default=PartyState.REGISTERED)
    languages = ChoicesField(_("languages"), several_of=Language, help_text=_("In which it can meet. None: any."))
    most_meetings = models.PositiveSmallIntegerField(
        _("most meetings"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("Empty: as many as the day says."),
    )
    is_illustrative = models.BooleanField(
        _("illustrative"), default=False, help_text=_("Invented for the demonstration, and shown as such.")
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def side(self):
        return Side(self._meta.model_name)

    def partners(self):
        """Those of the other side whom it is shown."""
        return self.side.other.model.objects.shown_to(self)

    def pair_with(self, other):
        """Both, by their sides, as what is about a pair names them.

        Errors: ValueError for two of one side, whom no page brings together.
        """
        if self.side == other.side:
            raise ValueError(f"Both are on the side {self.side}.")
        return {self.side: self, other.side: other}

    def seen(self):
        return self.state, *sorted(absence.timeslot_id for absence in self.absences.all())

    def meetings_wanted(self):
        return self.day.most_meetings if self.most_meetings is None else self.most_meetings


class Venture(Party):
    """A project that seeks money: an entry of the competition, or another one."""

    day = models.ForeignKey(MatchmakingDay, models.CASCADE, verbose_name=_("matchmaking day"), related_name="ventures")
    entry = models.ForeignKey(
        Entry,
        models.PROTECT,
        verbose_name=_("entry"),
        null=True,
        blank=True,
        related_name="ventures",
        help_text=_("Empty: a project that is not in the competition."),
    )
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True, max_length=4000)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True, max_length=4000)
    industries = models.ManyToManyField(Industry, verbose_name=_("industries"), blank=True, related_name="+")
    technologies = models.ManyToManyField(Technology, verbose_name=_("technologies"), blank=True, related_name="+")
    stage = models.CharField(_("stage"), max_length=20, choices=EntryStage, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("region"), null=True, blank=True, related_name="+"
    )
    ask = money(_("ask"), help_text=_("How much it seeks, in whole units of the currency."))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.CNY)
    use_of_funds_en = models.TextField(_("use of funds (English)"), blank=True, max_length=2000)
    use_of_funds_zh_hans = models.TextField(_("use of funds (Chinese)"), blank=True, max_length=2000)
    investor_regions = models.ManyToManyField(
        Region,
        verbose_name=_("regions of investors"),
        blank=True,
        related_name="+",
        help_text=_("Where it looks for investors. Empty: everywhere."),
    )
    deck = models.FileField(
        _("deck"),
        upload_to="decks",
        storage=private_files,
        blank=True,
        help_text=_("A PDF. Shown only to investors to whom the venture has agreed to show it."),
    )

    history = HistoricalRecords(m2m_fields=[industries, technologies, investor_regions])

    class Meta:
        verbose_name = _("venture")
        verbose_name_plural = _("ventures")
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_said("name"),
                name="venture_has_name",
                violation_error_message=_("Give the venture a name in at least one language."),
                violation_error_code="venture_has_name",
            ),
            models.UniqueConstraint(
                fields=["day", "entry"],
                name="venture_entry_once",
                violation_error_message=_("This entry is already a venture of the day."),
                violation_error_code="venture_entry_once",
            ),
            stays_on_its_day("venture"),
        ]

    def clean(self):
        """An entry that was not admitted to the competition has not been looked at by anybody."""
        entry = Entry.objects.filter(pk=self.entry_id).first()
        if entry and entry.state != EntryState.ADMITTED:
            refusal = _("The entry is not admitted to the competition.")
            raise ValidationError({"entry": ValidationError(refusal, code="venture_entry_is_admitted")})


class Investor(Party):
    """An organisation that has money to invest."""

    called_by = "organisation"

    day = models.ForeignKey(MatchmakingDay, models.CASCADE, verbose_name=_("matchmaking day"), related_name="investors")
    about_en = models.TextField(_("about (English)"), blank=True, max_length=4000)
    about_zh_hans = models.TextField(_("about (Chinese)"), blank=True, max_length=4000)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("investor")
        verbose_name_plural = _("investors")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "organisation"],
                name="investor_organisation_once",
                violation_error_message=_("This organisation is already an investor of the day."),
                violation_error_code="investor_organisation_once",
            ),
            stays_on_its_day("investor"),
        ]

    def __str__(self):
        return str(self.organisation)


class Mandate(models.Model):
    """What an investor looks for; of several, the one that suits a venture best counts. What is empty is open."""

    investor = models.ForeignKey(Investor, models.CASCADE, verbose_name=_("investor"), related_name="mandates")
    industries = models.ManyToManyField(Industry, verbose_name=_("industries"), blank=True, related_name="+")
    technologies = models.ManyToManyField(Technology, verbose_name=_("technologies"), blank=True, related_name="+")
    stages = ChoicesField(_("stages"), several_of=EntryStage)
    regions = models.ManyToManyField(Region, verbose_name=_("regions"), blank=True, related_name="+")
    least = money(_("smallest ticket"))
    most = money(_("largest ticket"))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.CNY)
    looks_for_en = models.TextField(_("looks for (English)"), blank=True, max_length=1000)
    looks_for_zh_hans = models.TextField(_("looks for (Chinese)"), blank=True, max_length=1000)

    objects = MatchmakingQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[industries, technologies, regions])

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["investor", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(most__gte=F("least")),
                name="mandate_tickets_are_in_order",
                violation_error_message=_("The largest ticket cannot be smaller than the smallest one."),
                violation_error_code="mandate_tickets_are_in_order",
            )
        ]

    def __str__(self):
        bounds = [f"{amount:,}" if amount else "" for amount in (self.least, self.most)]
        return f"{'–'.join(bounds)} {self.currency}" if any(bounds) else str(_("Mandate"))
