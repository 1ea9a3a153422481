"""The sessions of a competition: what their hosts say of them, and what is recorded here. The two are never mixed."""

from typing import NamedTuple

from competition.models import Edition, OfficialTotal, Prize
from competition.pages import Contest
from competition.pages.addresses import places_of
from competition.pages.winners import (
    Winner,
    given,
    numbers_of_entries,
    numbers_of_winners,
    public_awards,
    winners_of,
)


class Session(NamedTuple):
    """A public session: official totals, with their sources, and how many entries and winners are shown here."""

    edition: Edition
    path: str
    totals: list[OfficialTotal]
    entries: int | None
    winners: int


class Won(NamedTuple):
    """A prize with its public awards; `given` counts those that are still held."""

    prize: Prize
    winners: list[Winner]
    given: int


def summaries(at):
    """Every competition on the site with its sessions, the latest first."""
    editions = {}
    for edition in Edition.objects.public().select_related("competition").order_by("-competition", "-number"):
        editions.setdefault(edition.competition_id, []).append(edition)
    return [Contest(found[0].competition, found, at) for found in editions.values()]


def sessions_of(shown):
    """The `Session`s of a competition in three queries, and the official totals of all of them together."""
    totals = {}
    for total in OfficialTotal.objects.filter(competition=shown.competition).order_by("pk"):
        if total.is_sourced:
            totals.setdefault(total.edition_id, []).append(total)
    entries, winners, places = numbers_of_entries(shown), numbers_of_winners(shown), places_of(shown.editions)
    sessions = [
        Session(
            edition,
            places[edition.pk].path,
            totals.get(edition.pk, []),
            entries.get(edition.pk),
            winners.get(edition.pk, 0),
        )
        for edition in shown.editions
    ]
    return sessions, totals.get(None, [])


def session_of(shown, edition):
    """The same of one session."""
    sessions, _totals = sessions_of(Contest(shown.competition, [edition], shown.at))
    return sessions[0]


def prizes_of(shown, edition):
    """The prizes of a session in their order, each with its public awards."""
    found = {}
    for winner in winners_of(public_awards(shown, edition), [edition]):
        found.setdefault(winner.prize.pk, []).append(winner)
    prizes = Prize.objects.filter(edition=edition).order_by("order", "pk")
    return [Won(prize, found.get(prize.pk, []), given(found.get(prize.pk, []))) for prize in prizes]


def latest_winners(shown, sessions):
    """The latest session that has winners, and those of its highest prize; (None, []) where none has."""
    latest = next((session for session in sessions if session.winners), None)
    if latest is None:
        return None, []
    winners = winners_of(public_awards(shown, latest.edition).given(), [latest.edition])
    return latest, [winner for winner in winners if winner.prize.pk == winners[0].prize.pk]
