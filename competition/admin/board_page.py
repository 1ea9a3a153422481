"""What the award board of a prize shows: those given in order, the candidates by rank, the tie, and the log."""

import datetime as dt
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competition import awarding
from competition.admin.moments import moment_in_words
from competition.admin.searching import has_words
from competition.models import Announcement, Award, AwardState, Entry, Prize, Track
from directory.admin.history import ACTIONS
from directory.bilingual import columns, text_of
from directory.models import Region
from directory.templatetags.bilingual import words as words_of

PAGE, LOG = 40, 20
SAID = {
    awarding.GAVE: gettext_lazy("gave it to %(entry)s"),
    awarding.TOOK_BACK: gettext_lazy("took it back from %(entry)s"),
    awarding.MOVED: gettext_lazy("moved %(entry)s to place %(order)d"),
    awarding.WITHDREW: gettext_lazy("withdrew it from %(entry)s"),
}
# The same, where nobody is known to have done it, as of the awards of the demonstration.
HAPPENED = {
    awarding.GAVE: gettext_lazy("given to %(entry)s"),
    awarding.TOOK_BACK: gettext_lazy("taken back from %(entry)s"),
    awarding.MOVED: gettext_lazy("%(entry)s moved to place %(order)d"),
    awarding.WITHDREW: gettext_lazy("withdrawn from %(entry)s"),
}


class Asked(NamedTuple):
    """How the candidates are narrowed, and where the reader is in them."""

    q: str = ""
    track: int | None = None
    region: int | None = None
    unranked: bool = False
    page: int = 1


class Candidate(NamedTuple):
    """An entry that may be given the prize; `others` are awards of the session that it holds already."""

    entry: Entry
    rank: int | None
    total: Any
    is_tied: bool
    others: list[str]


class Line(NamedTuple):
    """A line of the log."""

    at: dt.datetime
    by: Any
    words: str


def asked_of(query):
    """What a query string asks; what cannot be read is not asked."""
    page = number(query.get("p"))
    return Asked(
        q=query.get("q", "").replace("\0", "").strip()[:200],
        track=number(query.get("track")),
        region=number(query.get("region")),
        unranked=query.get("rank") == "none",
        page=page if page and page < 10_000 else 1,
    )


def number(value):
    """A primary key or a count as it was sent, or None."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else None


def board(prize, asked, announcement):
    """Everything that the board shows, in a fixed number of queries (a few more where nobody is ranked)."""
    announcements = awarding.announcements_for(prize)
    announcement = announcement or (announcements[0] if announcements else None)
    awards = list(
        awarding.given_of(prize).select_related("entry__lead", "entry__track", "entry__region", "announcement")
    )
    known = set(awarding.known().filter(prize=prize).values_list("pk", flat=True))
    found, has_more = candidates(prize, asked, announcement, {award.rank for award in awards} - {None})
    withdrawn = Award.objects.filter(prize=prize, state=AwardState.WITHDRAWN)
    return {
        "prize": prize,
        "awards": [(award, award.pk in known) for award in awards],
        "left": max(prize.places - len(awards), 0),
        "tie": awarding.tie_of(prize) if len(awards) >= prize.places else None,
        "digest": awarding.digest(prize),
        "candidates": found,
        "has_more": has_more,
        "has_unranked": not (found or asked.unranked) and has_unranked(prize, asked, announcement),
        "asked": asked,
        "tracks": [] if prize.track_id else list(Track.objects.filter(competition=prize.edition.competition_id)),
        "regions": list(Region.objects.all()),
        "announcements": [(row, moment_in_words(row)) for row in announcements],
        "announcement": announcement,
        "withdrawn": list(withdrawn.select_related("entry").order_by("-withdrawn_at")),
        "log": log(prize),
    }


def candidates(prize, asked, announcement, given_ranks):
    """A page of candidates by rank, and whether there are more. A search finds those, too, who won another prize."""
    rows = awarding.candidates(prize, None if asked.q else announcement)
    for name in ("track", "region"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.q:
        rows = rows.filter(has_words(asked.q))
    if asked.unranked:
        rows = rows.filter(standing=None).order_by("number")
    else:
        rows = rows.filter(standing__isnull=False).order_by("standing__rank", "pk")
    start = (asked.page - 1) * PAGE
    ranks = list(rows.values_list("pk", "standing__rank", "standing__total")[start : start + PAGE + 1])
    entries = Entry.objects.select_related("lead", "track", "region").defer(*columns("summary", "outcome"))
    entries = entries.in_bulk([pk for pk, *_ in ranks])
    others = others_of(prize, entries)
    times = {rank: sum(other == rank for _pk, other, _total in ranks) for _pk, rank, _total in ranks if rank}
    found = [
        Candidate(entries[pk], rank, total, times.get(rank, 0) > 1 or rank in given_ranks, others.get(pk, []))
        for pk, rank, total in ranks[:PAGE]
        if pk in entries
    ]
    return found, len(ranks) > PAGE


def has_unranked(prize, asked, announcement):
    """Whether the same question finds somebody among those without a standing."""
    return bool(candidates(prize, asked._replace(unranked=True, page=1), announcement, ())[0])


def others_of(prize, entries):
    """The other prizes of the session that entries hold: {entry: [prize]}."""
    held = {}
    awards = Award.objects.given().filter(entry__in=entries, prize__edition=prize.edition_id)
    for award in awards.select_related("prize").exclude(prize=prize):
        held.setdefault(award.entry_id, []).append(str(award.prize))
    return held


def log(prize):
    """The last things that were done to the awards and places of a prize, newest first."""
    awards = Award.history.filter(prize_id=prize.pk).select_related("history_user", "entry")
    awards = awards.exclude(history_change_reason=awarding.MADE_ROOM).order_by("-history_id")[:LOG]
    lines = [Line(record.history_date, record.history_user, said(record)) for record in awards]
    prizes = Prize.history.filter(id=prize.pk, history_change_reason=awarding.ENLARGED)
    for record in prizes.select_related("history_user").order_by("-history_id")[:LOG]:
        words = _("places for the tie: %(places)d. %(reason)s")
        words %= {"places": record.tie_places, "reason": words_of(text_of(record, "tie_reason"))}
        lines.append(Line(record.history_date, record.history_user, words))
    return sorted(lines, key=lambda line: line.at, reverse=True)[:LOG]


def said(record):
    """What a row of the history of an award says was done; other words than ours for its reason stand behind."""
    named = _("“%(title)s”") % {"title": record.entry} if record.entry else _("an entry that is deleted")
    reason = record.history_change_reason or ""
    words = (SAID if record.history_user else HAPPENED).get(reason if reason in SAID else step_of(record))
    told = str(words) % {"entry": named, "order": record.order} if words else ""
    told = told or _("%(name)s: %(value)s") % {"name": ACTIONS[record.history_type], "value": named}
    return told if reason in SAID or not reason else f"{told} · {reason}"


def step_of(record):
    """What was done where the history does not say it: by an import, or on the page of the award."""
    if record.history_type == "+":
        return awarding.WITHDREW if record.state == AwardState.WITHDRAWN else awarding.GAVE
    return awarding.TOOK_BACK if record.history_type == "-" else None


def announcement_chosen(prize, value):
    """The announcement of the session that was chosen, or None."""
    return Announcement.objects.filter(edition=prize.edition_id, pk=number(value)).first() if number(value) else None
