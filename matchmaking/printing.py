"""The papers of a day as its plan stands: what is on them, from the rows."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import batched

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from directory.bilingual import in_alphabet, spoken, text_of
from matchmaking import papers
from matchmaking.models import Meeting, PartyState, Side

AT_ONCE = 2  # files that are set at the same time, each by a process of its own, which takes 200 MB


def signs(day, *, paper="a4", at=None):
    """The signs of all tables of a day: [(their numbers, PDF)]. Reads a fixed number of queries."""
    names, times, lines = names_of(day), {slot.pk: hours(slot) for slot in day.timeslots.all()}, {}
    for row in meetings(day):
        sides = names[Side.VENTURE, row.venture_id], names[Side.INVESTOR, row.investor_id]
        line = papers.Line(times[row.timeslot_id], *sides)
        lines.setdefault(row.table_id, []).append(line)
    tables = [papers.Sign(row.number, row.place, lines.get(row.pk, [])) for row in day.tables.order_by("number")]
    address = settings.SITE_URL + reverse("matchmaking:day_screen", args=[day.pk])
    parts = list(batched(tables, papers.MOST_SIGNS)) or [()]
    set_signs = partial(papers.signs, settings.CERTIFICATE_FONTS, heading(day, at), address=address, paper=paper)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        pdfs = threads.map(set_signs, parts)
    return [([sign.number for sign in part], pdf) for part, pdf in zip(parts, pdfs, strict=True)]


def party_list(day, *, at=None):
    """The PDF with all who are admitted, in the order of the reader's alphabet."""
    seats = {}
    for row in meetings(day).select_related("timeslot", "table"):
        for party in ((Side.VENTURE, row.venture_id), (Side.INVESTOR, row.investor_id)):
            seats.setdefault(party, []).append((begin(row.timeslot), row.table.number))
    found = {side: entries(rows, seats) for side, rows in parties(day).items()}
    return papers.party_list(settings.CERTIFICATE_FONTS, heading(day, at), found[Side.VENTURE], found[Side.INVESTOR])


def meetings(day):
    """The meetings of a day that take place, in the order of time."""
    rows = Meeting.objects.taking_place().filter(timeslot__day=day)
    return rows.order_by("timeslot__starts_at", "table__number")


def parties(day):
    """{side: its admitted parties, with who comes for them}"""
    joined = {
        side: side.model.objects.select_related("organisation").prefetch_related("representatives") for side in Side
    }
    return {side: rows.filter(day=day, state=PartyState.ADMITTED) for side, rows in joined.items()}


def entries(rows, seats):
    language = get_language()
    found = [
        papers.Entry(name_of(row), [str(one) for one in row.representatives.all()], seats.get((row.side, row.pk), []))
        for row in rows
    ]
    return sorted(found, key=lambda entry: in_alphabet(spoken(entry.name, language)[0], language))


def heading(day, at):
    as_of = timezone.localtime(at or timezone.now())
    return papers.Heading(text_of(day.activity, "title"), f"{as_of:%Y-%m-%d %H:%M}")


def names_of(day):
    """{(side, key): name} of all parties: thousands of meetings have a few hundred."""
    parties = [*day.ventures.all(), *day.investors.select_related("organisation")]
    return {(party.side, party.pk): name_of(party) for party in parties}


def name_of(party):
    """A party's name in both languages: an investor is called as its organisation."""
    return text_of(party, "name") if party.side == Side.VENTURE else text_of(party.organisation, "name")


def begin(slot):
    return f"{timezone.localtime(slot.starts_at):%H:%M}"


def hours(slot):
    return f"{timezone.localtime(slot.starts_at):%H:%M}–{timezone.localtime(slot.ends_at):%H:%M}"
