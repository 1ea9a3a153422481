"""An organisation over the years: what it entered, led or joined, and what it won; as far as that is public."""

from typing import NamedTuple

from django.db import models
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from competition.models import Edition, Entry, EntryMember
from competition.pages import or_404
from competition.pages.addresses import entry_paths
from competition.pages.winners import Winner, public_awards, winners_of
from conference import published as conferences
from directory.models import Organisation

MOST = 60  # entries listed in a session; the explorer has the rest
LEAD, PARTNER = "lead", "partner"


class Listed(NamedTuple):
    """An entry in a list: with the role of the organisation whose page it is."""

    entry: Entry
    role: str
    path: str


class Year(NamedTuple):
    """A session as an organisation knows it: its awards, some of its other entries, and how many it has in all."""

    edition: Edition
    winners: list[tuple[Winner, str]]
    entries: list[Listed]
    led: int
    joined: int

    @property
    def total(self):
        return self.led + self.joined

    @property
    def unlisted(self):
        won = {winner.entry for winner, _role in self.winners if winner.has_page}
        return self.total - len(won) - len(self.entries)


def entrant_at(shown, slug):
    """The organisation at an address, and its years, the latest first; it is public with its first public entry."""
    organisation = Organisation.objects.select_related("region", "parent").filter(slug=slug).first()
    years = years_of(shown, organisation) if organisation else []
    if not years:
        organisation = None
    return or_404(organisation, _("No public entry of this competition is by such an organisation.")), years


def years_of(shown, organisation, *, with_entries=True):
    """The sessions that an organisation took part in; its entries besides the winners only where they are wanted."""
    led, joined = entries_of(shown, organisation)
    counts = [dict(rows.order_by().values_list("edition_id").annotate(Count("pk"))) for rows in (led, joined)]
    won = awards_of(shown, organisation)
    entered = listed(shown, led, joined, {winner.entry for winner, _role in won}) if with_entries else []
    years = [
        Year(
            edition,
            [(winner, role) for winner, role in won if winner.edition == edition.pk],
            [one for one in entered if one.entry.edition_id == edition.pk][:MOST],
            counts[0].get(edition.pk, 0),
            counts[1].get(edition.pk, 0),
        )
        for edition in shown.editions
    ]
    return [year for year in years if year.total or year.winners]


def entries_of(shown, organisation):
    """The public entries of this competition that an organisation leads, and those that it joins."""
    rows = Entry.objects.public(shown.at).filter(edition__in=[edition.pk for edition in shown.editions])
    joined = EntryMember.objects.filter(organisation=organisation).values("entry")
    return rows.filter(lead=organisation), rows.filter(pk__in=joined).exclude(lead=organisation)


def awards_of(shown, organisation):
    """The public awards of an organisation's entries: [(Winner, its role)], the latest session first."""
    joins = Exists(EntryMember.objects.filter(entry=OuterRef("entry"), organisation=organisation))
    led = winners_of(public_awards(shown).filter(entry__lead=organisation), shown.editions)
    joined = winners_of(public_awards(shown).filter(joins).exclude(entry__lead=organisation), shown.editions)
    return [(winner, LEAD) for winner in led] + [(winner, PARTNER) for winner in joined]


def listed(shown, led, joined, won):
    """Entries besides those that won, the latest first; of each role as many as a page can show."""
    editions = {edition.pk: (edition, entry_paths(edition)) for edition in shown.editions}
    found = []
    for rows, role in ((led, LEAD), (joined, PARTNER)):
        newest = rows.exclude(pk__in=won).order_by("-edition__number", "number").select_related("track")
        for entry in newest.fetch_mode(models.FETCH_RAISE)[: MOST * 2]:
            entry.edition, paths = editions[entry.edition_id]
            found.append(Listed(entry, role, paths.to(entry.number)))
    return found


def conference_pages(organisation):
    """The conferences whose published programme has a page of the organisation: [(address, name)]."""
    now = conferences.publication()
    programmes = [(slug, conferences.published_programme(version.digest)) for slug, version in now.versions.items()]
    return [(slug, found.conference.name) for slug, found in programmes if organisation.slug in found.organisations]
