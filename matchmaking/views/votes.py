"""The roadshows of a day as a party sees them, and the points that an investor gives."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matchmaking import voting
from matchmaking.models import Pitch, Side, Vote
from matchmaking.models.votes import MOST_POINTS
from matchmaking.turns import turns_of
from matchmaking.views import page, party_page

POINTS = range(1, MOST_POINTS + 1)


class Ballot(NamedTuple):
    """A pitch, the points that the investor gave it, or None, and why it may not vote for it, or ""."""

    pitch: Pitch
    points: int | None
    refusal: str


@require_safe
@party_page
def roadshow_list(request, party):
    """The roadshows of the day that are announced; to a venture, also when its own pitch is."""
    roadshows = list(party.day.roadshows.public())
    own = own_pitches(party) if party.side == Side.VENTURE else {}
    lines = [(roadshow, *own.get(roadshow.pk, (None, None))) for roadshow in roadshows]
    return page(request, "roadshow_list", party, lines=lines, votes=may_vote(party))


def own_pitches(venture):
    """The pitches of a venture on closed lists: {roadshow: (pitch, turn, or None before the draw)}, by primary key."""
    turns = {turn.pitch.pk: turn for turn in turns_of(venture)}
    pitches = venture.pitches.filter(roadshow__closed_at__isnull=False)
    return {pitch.roadshow_id: (pitch, turns.get(pitch.pk)) for pitch in pitches}


def may_vote(party):
    return party.side == Side.INVESTOR and party.state == "admitted"


@require_http_methods(["GET", "HEAD", "POST"])
@party_page
def roadshow_vote(request, party, roadshow):
    """The votes of an investor. Each button gives its points at once; the last one counts."""
    row = party.day.roadshows.public().filter(pk=roadshow).first() if may_vote(party) else None
    if row is None or not row.seed:
        raise Http404(_("There is no such roadshow, or you do not vote in it."))
    if request.method == "POST":
        return give_points(request, party, row)
    return page(
        request,
        "roadshow_vote",
        party,
        roadshow=row,
        ballots=ballots(party, row),
        points=POINTS,
        takes_votes=row.takes_votes(),
    )


def ballots(investor, roadshow):
    """Every pitch that did not withdraw, in the order of the draw, in a fixed number of queries."""
    given = dict(Vote.objects.filter(investor=investor, pitch__roadshow=roadshow).values_list("pitch", "points"))
    own = voting.own_pitches(investor, roadshow)
    refusal = _("It is of your own organisation, or your own people come for it.")
    return [
        Ballot(pitch, given.get(pitch.pk), refusal if pitch.pk in own else "")
        for pitch in roadshow.pitches.named().in_order().filter(withdrawn_at=None)
    ]


def give_points(request, investor, roadshow):
    """Gives the points that a button says, “pitch:points”."""
    key, _colon, points = request.POST.get("give", "").partition(":")
    pitch = roadshow.pitches.named().filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    if pitch is None or points not in map(str, POINTS):
        messages.error(request, _("There is no such pitch, or no such number of points. Nothing is changed."))
        return redirect("matchmaking:roadshow_vote", investor, investor.pk, roadshow.pk)
    try:
        voting.vote(pitch, investor, int(points), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("“%(venture)s”: %(points)s.") % {"venture": pitch, "points": points})
    address = redirect("matchmaking:roadshow_vote", investor, investor.pk, roadshow.pk)
    address["Location"] += f"#pitch-{pitch.pk}"
    return address
