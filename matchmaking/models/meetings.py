"""Who wants to meet whom, and the meetings that come of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from directory.constraints import Forbids
from matchmaking.matching.scores import MOST_INTEREST
from matchmaking.models.days import MatchmakingQuerySet, Table, Timeslot
from matchmaking.models.marks import Marked
from matchmaking.models.parties import Investor, PartyState, Side, Venture


class InterestState(models.TextChoices):
    WISH = "wish", pgettext_lazy("interest", "Wants to meet")
    DECLINED = "declined", pgettext_lazy("interest", "Declines")
    BLOCKED = "blocked", pgettext_lazy("interest", "Blocks")


class Weight(models.IntegerChoices):
    """How much somebody wants to meet, in words."""

    A_LITTLE = 1, pgettext_lazy("wish", "A little")
    RATHER = 2, pgettext_lazy("wish", "Rather")
    MUCH = 3, pgettext_lazy("wish", "Much")
    VERY_MUCH = 4, pgettext_lazy("wish", "Very much")
    ABOVE_ALL = 5, pgettext_lazy("wish", "Above all")


PAIR_OF_TWO_DAYS = """EXISTS (SELECT 1 FROM matchmaking_venture v, matchmaking_investor i
    WHERE v.id = NEW.venture_id AND i.id = NEW.investor_id AND v.day_id <> i.day_id)"""
MEETING_OF_TWO_DAYS = """EXISTS (SELECT 1
    FROM matchmaking_venture v, matchmaking_investor i, matchmaking_timeslot s, matchmaking_table t
    WHERE v.id = NEW.venture_id AND i.id = NEW.investor_id AND s.id = NEW.timeslot_id AND t.id = NEW.table_id
    AND NOT (v.day_id = i.day_id AND v.day_id = s.day_id AND v.day_id = t.day_id))"""


class Interest(models.Model):
    """What one side of a pair wishes. It outweighs whatever is computed; who declines is never asked to meet."""

    venture = models.ForeignKey(Venture, models.CASCADE, verbose_name=_("venture"), related_name="interests")
    investor = models.ForeignKey(Investor, models.CASCADE, verbose_name=_("investor"), related_name="interests")
    side = models.CharField(_("side"), max_length=10, choices=Side, help_text=_("Whose interest it is."))
    state = models.CharField(_("state"), max_length=10, choices=InterestState, default=InterestState.WISH)
    weight = models.PositiveSmallIntegerField(
        pgettext_lazy("interest", "weight"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_INTEREST)],
        help_text=_("From 1, a little, to 5, above all."),
    )

    by_organisers = models.BooleanField(
        _("kept by the organisers"),
        default=False,
        editable=False,
        help_text=_("A block that only organisers undo."),
    )

    objects = MatchmakingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["venture", "investor", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["venture", "investor", "side"],
                name="interest_once",
                violation_error_message=_("This interest is known already; change it instead."),
                violation_error_code="interest_once",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=MOST_INTEREST),
                name="interest_weight_from_one_to_five",
                violation_error_message=_("An interest weighs from 1 to 5."),
                violation_error_code="interest_weight_from_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(by_organisers=False) | Q(state=InterestState.BLOCKED),
                name="interest_of_organisers_blocks",
                violation_error_message=_("Only a block is kept by the organisers."),
                violation_error_code="interest_of_organisers_blocks",
            ),
            Forbids(
                condition=PAIR_OF_TWO_DAYS,
                fields=["venture", "investor"],
                name="interest_of_one_day",
                violation_error_message=_("The venture and the investor take part on different days."),
                violation_error_code="interest_of_one_day",
            ),
        ]

    def __str__(self):
        return f"{self.venture} · {self.investor}: {self.get_state_display()}"


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held")
    MISSED = "missed", pgettext_lazy("meeting", "Missed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class Missing(models.TextChoices):
    """Who did not come to a meeting that was missed."""

    VENTURE = "venture", _("The venture")
    INVESTOR = "investor", _("The investor")
    BOTH = "both", _("Both")


class MeetingQuerySet(MatchmakingQuerySet):
    def replaceable(self, at=None):
        """Those that a new plan may move or drop: planned, not begun, and not fixed, or of somebody who withdrew.

        One of which somebody has said how it was has taken place, whatever its state.
        """
        withdrew = Q(venture__state=PartyState.WITHDRAWN) | Q(investor__state=PartyState.WITHDRAWN)
        not_begun = Q(timeslot__starts_at__gt=at or timezone.now())
        was = Exists(self.model._meta.get_field("feedback").related_model.objects.filter(meeting=OuterRef("pk")))
        return self.filter(not_begun, Q(is_fixed=False) | withdrew, ~was, state=MeetingState.PLANNED)

    def staying(self, at=None):
        """Those that it leaves where they are: fixed, held or missed, and all whose time has come."""
        return self.taking_place().exclude(pk__in=self.replaceable(at).values("pk"))

    def known_to(self, party, at=None):
        """Those of a party that it may look at: of one that has withdrawn, those that have begun."""
        if party.state != PartyState.WITHDRAWN:
            return self
        return self.filter(timeslot__starts_at__lte=at or timezone.now())

    def named(self):
        """With what says who meets, where and when."""
        return self.select_related("venture", "investor__organisation", "timeslot", "table")

    def taking_place(self):
        return self.exclude(state=MeetingState.CANCELLED)

    def called_off(self):
        """Those that were cancelled, of two who have not been given another one since."""
        another = self.model.objects.taking_place().filter(venture=OuterRef("venture"), investor=OuterRef("investor"))
        return self.filter(~Exists(another), state=MeetingState.CANCELLED)

    def to_come(self, at=None):
        """Those that are planned and not over, the next one first."""
        now = at or timezone.now()
        return self.filter(state=MeetingState.PLANNED, timeslot__ends_at__gt=now).order_by("timeslot__starts_at", "pk")


TAKES_PLACE = ~Q(state=MeetingState.CANCELLED)


class Meeting(Marked, models.Model):
    """A venture and an investor at a table in a timeslot."""

    venture = models.ForeignKey(Venture, models.PROTECT, verbose_name=_("venture"), related_name="meetings")
    investor = models.ForeignKey(Investor, models.PROTECT, verbose_name=_("investor"), related_name="meetings")
    timeslot = models.ForeignKey(Timeslot, models.PROTECT, verbose_name=_("timeslot"), related_name="meetings")
    table = models.ForeignKey(
        Table, models.PROTECT, verbose_name=pgettext_lazy("matchmaking", "table"), related_name="meetings"
    )
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    missing = models.CharField(
        _("missing"), max_length=10, choices=Missing, blank=True, help_text=_("Who did not come to it.")
    )
    is_fixed = models.BooleanField(
        _("fixed"), default=False, help_text=_("Agreed on: a new plan leaves it where and when it is.")
    )

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["timeslot__starts_at", "table__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["venture", "timeslot"],
                condition=TAKES_PLACE,
                name="meeting_venture_once_in_a_slot",
                violation_error_message=_("The venture already has a meeting at that time."),
                violation_error_code="meeting_venture_once_in_a_slot",
            ),
            models.UniqueConstraint(
                fields=["investor", "timeslot"],
                condition=TAKES_PLACE,
                name="meeting_investor_once_in_a_slot",
                violation_error_message=_("The investor already has a meeting at that time."),
                violation_error_code="meeting_investor_once_in_a_slot",
            ),
            models.UniqueConstraint(
                fields=["table", "timeslot"],
                condition=TAKES_PLACE,
                name="meeting_table_once_in_a_slot",
                violation_error_message=_("The table is taken at that time."),
                violation_error_code="meeting_table_once_in_a_slot",
            ),
            models.UniqueConstraint(
                fields=["venture", "investor"],
                condition=TAKES_PLACE,
                name="meeting_pair_once",
                violation_error_message=_("These two already have a meeting."),
                violation_error_code="meeting_pair_once",
            ),
            models.CheckConstraint(
                condition=Q(missing="") | Q(state=MeetingState.MISSED),
                name="meeting_missing_where_missed",
                violation_error_message=_("Somebody is missing only from a meeting that was missed."),
                violation_error_code="meeting_missing_where_missed",
            ),
            Forbids(
                condition=MEETING_OF_TWO_DAYS,
                fields=["venture", "investor", "timeslot", "table"],
                name="meeting_of_one_day",
                violation_error_message=_("Venture, investor, timeslot and table must be of one day."),
                violation_error_code="meeting_of_one_day",
            ),
        ]

    def __str__(self):
        return f"{self.venture} · {self.investor}"

    def seen(self):
        return self.state, self.missing, self.timeslot_id, self.table_id

    def other_than(self, party):
        """Whom a party meets in it."""
        return getattr(self, party.side.other)
