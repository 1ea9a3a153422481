"""The addresses of all public pages of the competitions, for search engines: those that are few, and those of entries
and organisations, of which there may be a hundred thousand, as queries to be read in parts.
"""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from competition.models import Edition, Entry
from directory.models import Organisation

OF_COMPETITIONS = ("competition_detail", "figures", "entry_list")
OF_SESSIONS = ("edition_detail", "winner_list")


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
    """The path of an entry of a session but for its number: ("/en/awards/cup/6/entries/", "/")."""
    return f"{reverse('competition:edition_detail', args=[edition.competition.slug, edition.number])}entries/", "/"


def entrant_paths(competition):
    return f"{reverse('competition:competition_detail', args=[competition.slug])}organisations/", "/"
