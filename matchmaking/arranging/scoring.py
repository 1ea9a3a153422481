"""How well the parties of a day suit each other: scored anew, or as they were scored, but for those who changed.

To score all pairs of a large day takes seconds. So the scores are kept, in a file for each day, with what each party
was when it was scored: the last rows of its history. Without the file, everything is scored anew.

A party that is scored later is compared with the words of the other side alone, so what is kept depends on when all
were scored last; and the codes of industries, technologies and regions count as they were then.
"""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from django.conf import settings
from django.db.models import Max

from directory.models import Organisation
from matchmaking.arranging import profiles
from matchmaking.arranging.columns import keys_of
from matchmaking.matching import scores
from matchmaking.models import Investor, Mandate, PartyState, Venture
from matchmaking.planning.problem import places_in

logger = logging.getLogger(__name__)
MOST_CHANGED = 0.2  # of the parties: beyond that, scoring all is not dearer


class Scored(NamedTuple):
    """What is known of every pair. Shapes: arrays (ventures, investors), from 0 to 1."""

    of_venture: np.ndarray
    of_investor: np.ndarray


class Kept(NamedTuple):
    """Scores, whose they are (primary keys, ascending), what those were (`versions`), what money was worth, and the
    state of the rules by which they were scored.
    """

    ventures: np.ndarray
    investors: np.ndarray
    venture_versions: np.ndarray
    investor_versions: np.ndarray
    rates: np.ndarray
    of_venture: np.ndarray
    of_investor: np.ndarray
    rules: np.ndarray


def anew(day, ventures, investors):
    """The `Scored` of some parties, rows in the order of their keys. They are kept."""
    now = versions(day, ventures, investors)
    ours, theirs = profiled(Venture, ventures), profiled(Investor, investors)
    found = scores.computed(ours, theirs, profiles.rates(day))
    keep(day, (ventures, investors), now, found)
    return Scored(found.of_venture, found.of_investor)


def kept(day, ventures, investors):
    """The same, as far as it is kept: only who is new, or changed since, is scored, and whoever withdrew is not."""
    was = read(day)
    if was is None or was.rates.tolist() != rates_of(day) or not (len(was.ventures) and len(was.investors)):
        return anew(day, ventures, investors)
    rows, now = (ventures, investors), versions(day, ventures, investors)
    places = [places_in(was[side], keys_of(rows[side])) for side in (0, 1)]
    stale = [changed(rows[side], places[side], was[2 + side], now[side]) for side in (0, 1)]
    if sum(map(len, stale)) > MOST_CHANGED * sum(map(len, rows)):
        return anew(day, ventures, investors)
    grid = np.ix_(*(np.maximum(one, 0) for one in places))
    found = Scored(was.of_venture[grid], was.of_investor[grid])
    if any(map(len, stale)):
        score(day, rows, stale, found)
        for side in (0, 1):
            left = np.setdiff1d(np.arange(len(rows[side])), stale[side])
            now[side][left] = before(was[2 + side], places[side][left])
        keep(day, rows, now, found)
    return found


def before(kept_versions, places):
    """What those at some places were when they were scored; whoever was not, was nothing."""
    return np.where(places[:, None] < 0, -1, kept_versions[places])


def changed(rows, places, kept_versions, now):
    """The places of those who are to be scored."""
    is_admitted = np.array([row.state == PartyState.ADMITTED for row in rows], dtype=bool)
    return np.flatnonzero(is_admitted & (before(kept_versions, places) != now).any(axis=1))


def score(day, rows, stale, found):
    """Scores those who are stale against the whole other side, into `found`."""
    rates = profiles.rates(day)
    for side, model in enumerate((Venture, Investor)):
        if not len(stale[side]):
            continue
        some = profiled(model, [rows[side][place] for place in stale[side]])
        others = profiled((Venture, Investor)[1 - side], rows[1 - side])
        computed = scores.computed(*((some, others) if side == 0 else (others, some)), rates)
        where = (stale[side], slice(None)) if side == 0 else (slice(None), stale[side])
        found.of_venture[where], found.of_investor[where] = computed.of_venture, computed.of_investor


def profiled(model, rows):
    """The profiles of rows, in the order of their keys."""
    of_side = profiles.ventures if model is Venture else profiles.investors
    return [profile for _row, profile in of_side(model.objects.filter(pk__in=[row.pk for row in rows]))]


def versions(day, ventures, investors):
    """What each party is by the last rows of the history of all that is scored: an array (parties, 3) for each side."""
    ours = last(Venture.history.filter(day=day), "id")
    theirs = last(Investor.history.filter(day=day), "id")
    mandates = last(Mandate.history.filter(investor__day=day), "investor_id")
    places = last(Organisation.history.filter(id__in=day.investors.values("organisation")), "id")
    return [
        np.array([(ours.get(row.pk, 0), 0, 0) for row in ventures], dtype=np.int64).reshape(-1, 3),
        np.array(
            [(theirs.get(row.pk, 0), mandates.get(row.pk, 0), places.get(row.organisation_id, 0)) for row in investors],
            dtype=np.int64,
        ).reshape(-1, 3),
    ]


def last(history, name):
    """{key: the last row of its history, by number and moment}: that of another database, or of what was undone there,
    has another moment. Both only grow.
    """
    rows = history.order_by().values_list(name).annotate(Max("history_id"), Max("history_date"))
    return {key: number + int(moment.timestamp() * 1_000_000) for key, number, moment in rows}


def rates_of(day):
    return [f"{currency} {value}" for currency, value in sorted(profiles.rates(day).items())]


def path_of(day):
    return Path(settings.PRIVATE_ROOT) / "scores" / f"{day.pk}.npz"


def keep(day, rows, now, found):
    """Keeps scores; whoever reads meanwhile finds the file as it was, or as it is. Where nothing can be written, they
    are not kept.
    """
    rates, rules = np.array(rates_of(day)), np.array(scores.RULES)
    content = Kept(*map(keys_of, rows), *now, rates, found.of_venture, found.of_investor, rules)
    path = path_of(day)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as folder:
            written = Path(folder) / path.name
            np.savez(written, **content._asdict())
            written.replace(path)
    except OSError:
        logger.exception("The scores of day %s are not kept.", day.pk)


def read(day):
    """What is kept, or None where nothing is that can be read."""
    try:
        with path_of(day).open("rb") as file, np.load(file) as found:
            kept_scores = Kept(**{name: found[name] for name in Kept._fields})
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None
    return kept_scores if kept_scores.rules == scores.RULES else None
