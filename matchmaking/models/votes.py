"""The points that investors give to the pitches of a roadshow."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from directory.constraints import Forbids
from matchmaking.models.parties import Investor
from matchmaking.models.roadshows import Pitch

MOST_POINTS = 5
VOTE_OF_A_STRANGER = """NOT EXISTS (SELECT 1 FROM matchmaking_pitch p
    JOIN matchmaking_roadshow r ON r.id = p.roadshow_id
    JOIN matchmaking_investor i ON i.day_id = r.day_id
    WHERE p.id = NEW.pitch_id AND i.id = NEW.investor_id AND i.state = 'admitted')"""
VOTE_FOR_ONESELF = """EXISTS (SELECT 1 FROM matchmaking_pitch p
    JOIN matchmaking_venture v ON v.id = p.venture_id, matchmaking_investor i
    WHERE p.id = NEW.pitch_id AND i.id = NEW.investor_id AND (i.organisation_id = v.organisation_id
        OR EXISTS (SELECT 1 FROM matchmaking_representative a, matchmaking_representative b
            WHERE a.venture_id = v.id AND b.investor_id = i.id
            AND (a.user_id = b.user_id OR a.person_id = b.person_id))))"""
VOTE_AT_THE_WRONG_TIME = """NOT EXISTS (SELECT 1 FROM matchmaking_pitch p
    JOIN matchmaking_roadshow r ON r.id = p.roadshow_id
    WHERE p.id = NEW.pitch_id AND p.withdrawn_at IS NULL
    AND r.votes_open_at <= NEW.voted_at AND NEW.voted_at < r.votes_close_at)"""


class VoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The votes of the investors for whom a user comes; organisers see what all of them come to, not each."""
        return self.filter(investor__in=Investor.objects.represented_by(user))


class Vote(models.Model):
    """The points that an investor gives to a pitch: one vote, which it may change until votes close."""

    pitch = models.ForeignKey(Pitch, models.PROTECT, verbose_name=_("pitch"), related_name="votes")
    investor = models.ForeignKey(Investor, models.PROTECT, verbose_name=_("investor"), related_name="votes")
    points = models.PositiveSmallIntegerField(
        pgettext_lazy("vote", "points"), validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)]
    )
    voted_at = models.DateTimeField(_("voted at"))

    objects = VoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["pitch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pitch", "investor"],
                name="vote_once",
                violation_error_message=_("This investor has voted for it already."),
                violation_error_code="vote_once",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=MOST_POINTS),
                name="vote_points_in_range",
                violation_error_message=_("Give 1 to 5 points."),
                violation_error_code="vote_points_in_range",
            ),
            Forbids(
                condition=VOTE_OF_A_STRANGER,
                fields=["pitch", "investor"],
                name="vote_of_an_admitted_investor",
                violation_error_message=_("Only investors who are admitted to the day vote."),
                violation_error_code="vote_of_an_admitted_investor",
            ),
            Forbids(
                condition=VOTE_FOR_ONESELF,
                fields=["pitch", "investor"],
                name="vote_not_for_oneself",
                violation_error_message=_("Nobody votes for a venture of their own organisation or their own people."),
                violation_error_code="vote_not_for_oneself",
            ),
            Forbids(
                condition=VOTE_AT_THE_WRONG_TIME,
                fields=["pitch", "voted_at"],
                name="vote_while_open",
                violation_error_message=_("No votes are taken for it at this time."),
                violation_error_code="vote_while_open",
            ),
        ]

    def __str__(self):
        return str(_("Vote"))  # whose it is, and for whom, is in no list
