"""The addresses of the public pages of the competitions: where sessions are, their entries and organisations, as lists
say it. For search engines all of them: those that are few, and those of entries and organisations, of which there may
be a hundred thousand, as queries to be read in parts.
"""

from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse

from competition.models import Edition, Entry
from directory.models import Organisation

OF_COMPETITIONS = ("competition_detail", "figures", "entry_list")
OF_SESSIONS = ("edition_detail", "winner_list")
MARK = "0"  # what stands in a path for that which is open


class Paths(NamedTuple):
    """The paths of many pages of a kind: what stands before, and after, what an address calls each of them."""

    before: str
    after: str

    def to(self, key):
        return f"{self.before}{key}{self.after}"


class Place(NamedTuple):
    """Where a session is, and how its entries and the organisations of its competition are reached."""

    path: str
    entries: Paths
    entrants: Paths


def few(editions):
    """The paths of the pages of competitions and sessions."""
    slugs = dict.fromkeys(edition.competition.slug for edition in editions)
    wanted = [("competition_list", []), ("certificate_search", [])] if editions else []
    wanted += [(name, [slug]) for slug in slugs for name in OF_COMPETITIONS]
    wanted += [(name, [one.competition.slug, one.number]) for one in editions for name in OF_SESSIONS]
    return [reverse(f"competition:{name}", args=arguments) for name, arguments in wanted]


def public_editions():
    return list(Edition.objects.public().select_related("competition").order_by("competition", "-number"))


def entries(edition, at):
    """The public entries of a session, as (paths are made of) their numbers."""
    return Entry.objects.public(at).filter(edition=edition).order_by("pk").values_list("number", flat=True)


def entrants(competition, at):
    """The organisations with a public entry in a competition."""
    public = Entry.objects.public(at).filter(edition__competition=competition)
    takes_part = Exists(public.filter(lead=OuterRef("pk"))) | Exists(
        public.filter(members__organisation=OuterRef("pk"))
    )
    return Organisation.objects.filter(takes_part).order_by("pk")


def entry_paths(edition):
    """The paths of the entries of a session, by their numbers."""
    return paths_of("entry_detail", edition.competition.slug, edition.number)


def entrant_paths(competition):
    """The paths of the organisations in a competition, by their slugs."""
    return paths_of("entrant_detail", competition.slug)


def paths_of(name, *arguments):
    """The paths of a page whose last argument is open: asking the URLconf for each of thousands would take too long."""
    before, _mark, after = reverse(f"competition:{name}", args=[*arguments, MARK]).rpartition(MARK)
    return Paths(before, after)


def places_of(editions):
    """Where sessions are: {primary key of the session: `Place`}."""
    competitions = {edition.competition_id: edition.competition for edition in editions}
    entrants = {pk: entrant_paths(competition) for pk, competition in competitions.items()}
    return {
        edition.pk: Place(
            path=reverse("competition:edition_detail", args=[edition.competition.slug, edition.number]),
            entries=entry_paths(edition),
            entrants=entrants[edition.competition_id],
        )
        for edition in editions
    }
