"""Which entries changed since a commit of the index, read from the histories of everything that their documents say.

A commit notes, by history, the last row that it saw and which numbers were free since the last row older than an hour.
A transaction that takes a number early and commits late then fills one of these, and is noticed all the same.
"""

from itertools import batched, groupby, pairwise

from django.db.models import F, Max, Q

from competition.among import Keys
from competition.models import Announcement, Award, AwardState, Edition, Entry, EntryMember, Prize
from competition.published import LATE
from directory.models import Organisation

MOST_IN_A_QUERY = 5_000
KEPT = (Entry, EntryMember, Award, Prize, Announcement, Edition, Organisation)


def marks():
    """How far each history is, and the numbers of the sessions, for the note of a commit."""
    histories = {model._meta.label_lower: mark(model) for model in KEPT}
    numbers = {str(pk): number for pk, number in Edition.objects.order_by("pk").values_list("pk", "number")}
    return {"histories": histories, "sessions": numbers}


def mark(model):
    """The last row, and the free numbers as ranges, both ends included."""
    rows = model.history.order_by()
    last = rows.aggregate(last=Max("history_id"))["last"]
    if last is None:
        return {"last": 0, "free": []}
    newest = rows.aggregate(newest=Max("history_date"))["newest"]  # each alone comes from its index
    early = rows.filter(history_date__lte=newest - LATE)
    begin = early.aggregate(last=Max(F("history_id") + 0))["last"] or 0  # + 0: not by walking back through all numbers
    taken = rows.filter(history_id__gt=begin).order_by("history_id").values_list("history_id", flat=True)
    return {"last": last, "free": [(one + 1, other - 1) for one, other in pairwise((begin, *taken)) if other > one + 1]}


def numbers(ranges):
    return [number for first, last in ranges for number in range(first, last + 1)]


def is_behind(before, now):
    """Whether the histories are shorter than when the note was written: the database is another one, or an older."""
    then, today = before["histories"], now["histories"]
    return any(today[label]["last"] < then.get(label, {"last": 0})["last"] for label in today)


def changed(before, now):
    """The primary keys of the entries whose documents may have changed, those that were deleted among them."""
    histories = before["histories"]

    def since(model):
        known = histories[model._meta.label_lower]
        return model.history.order_by().filter(
            Q(history_id__gt=known["last"]) | Q(history_id__among=Keys(numbers(known["free"])))
        )

    found = set(since(Entry).values_list("id", flat=True))
    for model in (EntryMember, Award):  # one that was moved to another entry changed both
        for rows in keyed(model.history, "id", since(model).values_list("id", flat=True)):
            found.update(rows.values_list("entry_id", flat=True))
    for rows in keyed(Award.objects, "prize", since(Prize).values_list("id", flat=True)):
        found.update(rows.values_list("entry_id", flat=True))
    withdrawn = Award.objects.filter(state=AwardState.WITHDRAWN)  # before its announcement, or after it
    for rows in keyed(withdrawn, "announcement", since(Announcement).values_list("id", flat=True)):
        found.update(rows.values_list("entry_id", flat=True))
    moved = [int(pk) for pk, number in now["sessions"].items() if before["sessions"].get(pk, number) != number]
    found.update(Entry.objects.filter(edition__in=moved).values_list("pk", flat=True) if moved else ())
    for organisations in batched(renamed(since(Organisation)), MOST_IN_A_QUERY, strict=False):
        found.update(Entry.objects.filter(lead__in=organisations).values_list("pk", flat=True))
        joined = EntryMember.objects.filter(organisation__in=organisations)
        found.update(joined.values_list("entry_id", flat=True))
    return found


def keyed(manager, column, pks):
    """The rows with some of these keys, in as many queries as it takes."""
    for some in batched(sorted(set(pks)), MOST_IN_A_QUERY, strict=False):
        yield manager.filter(**{f"{column}__in": some}).order_by()


def renamed(rows):
    """The organisations of which history rows tell another name than the rows before them: an entry may say it."""
    told = dict(rows.filter(history_type="~").values_list("history_id", "id"))
    found = set()
    for history in keyed(Organisation.history, "id", told.values()):
        values = history.order_by("id", "history_id").values_list("id", "history_id", "name_en", "name_zh_hans")
        for pk, versions in groupby(values, key=lambda row: row[0]):
            if says_another_name(list(versions), told):
                found.add(pk)
    return sorted(found)


def says_another_name(versions, told):
    """Whether, from the last version before those that are told, a name is not the same throughout."""
    first = next(place for place, (_pk, history, *_names) in enumerate(versions) if history in told)
    names = {tuple(names) for _pk, _history, *names in versions[max(0, first - 1) :]}
    return first == 0 or len(names) > 1
