"""Which entries of the competition become ventures of the demonstration."""

from competition.loading import CERTIFIED as SESSION
from competition.loading import SLUG
from competition.models import Award, Entry, EntryState
from directory.models import OrganisationKind
from matchmaking.illustrative import Known, first_place
from matchmaking.illustrative.days import VENTURES

SEEKING = [OrganisationKind.ENTERPRISE, OrganisationKind.VENDOR, OrganisationKind.INSTITUTE]  # kinds that want money
MOST = 400  # entries without a prize that are looked through
PRIZED = 2  # of three ventures, those that won a prize


def chosen():
    """Illustrative entries of the last session, each led by somebody else: of three two that won, the first prizes
    first; before all the one that is to have an account. Fewer where there are not so many.
    """
    entries = Entry.objects.filter(
        edition__competition__slug=SLUG,
        edition__number=SESSION,
        is_illustrative=True,
        state=EntryState.ADMITTED,
        lead__kind__in=SEEKING,
    )
    awards = Award.objects.given().filter(entry__in=entries).in_order().values_list("entry", "entry__lead")
    others = entries.filter(awards=None).order_by("number").values_list("pk", "lead")[:MOST]
    keys = mixed(list(awards), list(others))
    rows = Entry.objects.select_related("lead", "region").prefetch_related("industries", "technologies").in_bulk(keys)
    found = [rows[key] for key in keys]
    first = found.pop(first_place(known(found))) if found else None
    return [first, *found] if first else []


def mixed(winners, others):
    """The (entry, lead) of both lists in turn, as long as there are some: no lead and no entry twice."""
    found, leads = [], set()
    left = [iter(winners), iter(others)]
    while left and len(found) < VENTURES:
        turn = left[-1] if len(found) % (PRIZED + 1) == PRIZED else left[0]
        entry, lead = next(turn, (None, None))
        if entry is None:
            left.remove(turn)
        elif lead not in leads:
            leads.add(lead)
            found.append(entry)
    return found


def known(entries):
    return [
        Known(
            stage=entry.stage,
            region=entry.region.code if entry.region else "",
            industries=tuple(sorted(one.code for one in entry.industries.all())),
            technologies=tuple(sorted(one.slug for one in entry.technologies.all())),
        )
        for entry in entries
    ]
