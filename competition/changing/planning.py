"""What a bulk change would do to each entry, before anything is written."""

import hashlib
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from competition.among import Keys
from competition.models import Award, Edition, Entry, EntryState, Track

SINGLE = ("state", "track", "region", "stage")
EMPTY = {"track": None, "region": None, "stage": ""}  # the fields that an entry may lack, and what they have then
SETS = ("technologies", "industries")
SAMPLES = 20
REFUSED_STATE, HOLDS_AWARD, OTHER_COMPETITION = "state_refused", "entry_with_award_stays_admitted", "track_refused"
HOLDS_PRIZE_OF_TRACK = "entry_with_award_stays_in_track"


class Asked(NamedTuple):
    """What is asked for; what is empty stays as it is, but for fields that are `emptied`. Other rows by their keys."""

    state: str = ""
    track: int | None = None
    region: int | None = None
    stage: str = ""
    add_technologies: tuple[int, ...] = ()
    remove_technologies: tuple[int, ...] = ()
    add_industries: tuple[int, ...] = ()
    remove_industries: tuple[int, ...] = ()
    emptied: tuple[str, ...] = ()

    @property
    def single(self):
        """The fields that get one value, or none: {field: value}."""
        found = {name: getattr(self, name) for name in SINGLE if getattr(self, name)}
        return found | {name: EMPTY[name] for name in self.emptied}

    @property
    def sets(self):
        """The sets that gain or lose rows: {field: (gained, lost)}."""
        found = {
            name: (frozenset(getattr(self, f"add_{name}")), frozenset(getattr(self, f"remove_{name}"))) for name in SETS
        }
        return {name: pair for name, pair in found.items() if any(pair)}


class Plan(NamedTuple):
    """What would change: before and after {entry: {field: value}}, who is refused and why {code: [entry]}."""

    before: dict[int, dict[str, Any]]
    after: dict[int, dict[str, Any]]
    refused: dict[str, list[int]]
    unchanged: int
    token: str

    @property
    def counts(self):
        """How many entries go from which value to which: {(field, from, to): number}; of a set, what comes or goes."""
        found = Counter()
        for pk, after in self.after.items():
            for name, value in after.items():
                was = self.before[pk][name]
                if name in SETS:
                    found.update((name, None, key) for key in set(value) - set(was))
                    found.update((name, key, None) for key in set(was) - set(value))
                else:
                    found[name, was, value] += 1
        return found

    @property
    def samples(self):
        return list(self.after)[:SAMPLES]


def plan(entries, asked):
    """What changing entries would do: nothing is written. The number of queries does not depend on how many they are.

    An entry that is refused for one thing stays as it is in all.
    """
    return plan_of(list(entries.order_by().values_list("pk", flat=True).distinct()), asked)


def plan_of(pks, asked):
    rows = values_of(pks, [*asked.single, *asked.sets])
    judge = Judge(pks, asked)
    before, after, refused, unchanged = {}, {}, defaultdict(list), 0
    for pk, row in rows.items():
        then = differing(row, asked)
        if not then:
            unchanged += 1
        elif code := judge.refuses(pk, row, then):
            refused[code].append(pk)
        else:
            before[pk], after[pk] = {name: row[name] for name in then}, then
    token = hashlib.sha256(repr((asked, sorted(pks), before, sorted(refused.items()))).encode()).hexdigest()
    return Plan(before, after, dict(refused), unchanged, token)


def values_of(pks, names):
    """The values of some fields, in order of the keys: {entry: {field: value}}, with those that rules ask about."""
    single = [name for name in names if name in SINGLE]
    rows = Entry.objects.filter(pk__among=Keys(pks)).order_by("pk").values_list("pk", "edition_id", *single)
    found = {pk: {"edition": edition} | dict(zip(single, values, strict=True)) for pk, edition, *values in rows}
    for name in names:
        if name in SETS:
            for row in found.values():
                row[name] = []
            for pk, key in links(name, pks):
                found[pk][name].append(key)
    return found


def links(name, pks):
    """The rows of a set of entries: (entry, key), in order."""
    through = getattr(Entry, name).through
    field = Entry._meta.get_field(name)
    one, other = field.m2m_column_name(), f"{field.m2m_reverse_field_name()}_id"
    return through.objects.filter(entry__among=Keys(pks)).order_by(one, other).values_list(one, other)


def differing(row, asked):
    """What a row would have in each field that would change: {field: value}."""
    then = {name: value for name, value in asked.single.items() if row[name] != value}
    for name, (gained, lost) in asked.sets.items():
        value = sorted((set(row[name]) | gained) - lost)
        if value != row[name]:
            then[name] = value
    return then


def holders(pks, **kind):
    """The entries that hold an award, or one of a kind."""
    given = Award.objects.given().filter(entry__among=Keys(pks), **kind)
    return frozenset(given.order_by().values_list("entry_id", flat=True))


class Judge:
    """Which entries may not change as asked. Loads what it needs once."""

    def __init__(self, pks, asked):
        self.holders, self.bound, self.competitions, self.competition = frozenset(), frozenset(), {}, None
        if asked.state and asked.state != EntryState.ADMITTED:
            self.holders = holders(pks)
        if "track" in asked.single:
            self.bound = holders(pks, prize__track__isnull=False)
            self.competition = Track.objects.filter(pk=asked.track).values_list("competition_id", flat=True).first()
            self.competitions = dict(Edition.objects.order_by().values_list("pk", "competition_id"))

    def refuses(self, pk, row, then):
        """The code of the rule that stands against a change, or None."""
        if "state" in then:
            if then["state"] not in EntryState.SUCCESSORS[row["state"]]:
                return REFUSED_STATE
            if pk in self.holders:
                return HOLDS_AWARD
        if then.get("track") and self.competitions[row["edition"]] != self.competition:
            return OTHER_COMPETITION
        if "track" in then and pk in self.bound:
            return HOLDS_PRIZE_OF_TRACK
        return None
