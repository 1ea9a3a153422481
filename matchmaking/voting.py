"""The votes of a roadshow: the points that investors give to its pitches, what they come to, and when that is known."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking import tallying
from matchmaking.models import Investor, Vote
from matchmaking.pitching import changed, locked, refuse


def vote(pitch, investor, points, *, by, at=None):
    """An investor gives points to a pitch, or other points than before. Of two who vote for it, the later one counts.

    Errors: ValidationError while no votes are taken, and for whom the investor may not vote.
    """
    with transaction.atomic():
        investor = Investor.objects.select_for_update(of=("self",)).get(pk=investor.pk)
        row = Vote.objects.filter(pitch=pitch, investor=investor).first() or Vote(pitch=pitch, investor=investor)
        if row.points == points:
            return row
        row.points, row.voted_at, row._history_user = points, at or timezone.now(), by
        row.full_clean()
        row.save()
        return row


def release(roadshow, *, by, at=None):
    """The results become public.

    Errors: ValidationError before votes are closed, while a venture is on the stage, or where they are public already.
    """
    at = at or timezone.now()
    with transaction.atomic():
        row = locked(roadshow)
        is_early = row.votes_close_at is None or at < row.votes_close_at
        refuse(is_early, "roadshow_results_after_the_votes", _("Results become public once the votes are closed."))
        is_on = row.pitches.filter(began_at__isnull=False, ended_at=None).exists()
        refuse(is_on, "roadshow_results_after_the_stage", _("A venture is on the stage: stop it first."))
        refuse(row.results_public_at, "roadshow_results_are_public", _("The results are public already."))
        return changed(row, by, _("Results released"), results_public_at=at)


def may_release(roadshow, on, at=None):
    """Whether the results can be released, while `on` is on the stage, or nobody: None."""
    are_closed = bool(roadshow.votes_close_at) and roadshow.votes_close_at <= (at or timezone.now())
    return are_closed and not on and not roadshow.results_public_at


def own_pitches(investor, roadshow):
    """The keys of the pitches that an investor may not vote for: of its own organisation, or of its own people."""
    people = investor.representatives.all()
    own = Q(venture__organisation=investor.organisation_id)
    for name in ("user", "person"):
        keys = people.filter(**{f"{name}__isnull": False}).values(name)
        own |= Q(**{f"venture__representatives__{name}__in": keys})
    return set(roadshow.pitches.filter(own).values_list("pk", flat=True))


def results(pitches):
    """What the votes for pitches come to, best first: [(pitch, Result)]. Whoever withdrew has no result."""
    coming = {pitch.place: pitch for pitch in pitches if not pitch.withdrawn_at and pitch.place}
    points = {place: [] for place in coming}
    given = Vote.objects.filter(pitch__in=coming.values()).values_list("pitch__place", "points")
    for place, number in given:
        points[place].append(number)
    return [(coming[result.key], result) for result in tallying.tally(points)]
