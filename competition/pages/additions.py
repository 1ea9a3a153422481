"""What the competition adds to the pages of a conference: each part in a constant number of queries, and only what is
public at this moment. The pages are kept by the digest of the whole site, so that they turn with an announcement.
"""

from django.db.models import Q
from django.utils import timezone

from competition.models import Award, Entry, EntryMember
from competition.pages.addresses import entrant_paths, entry_paths, public_editions
from competition.pages.winners import by_prize, winners_of
from directory.bilingual import text_of

ON_STAGE = ("presentation__order", "presentation_id", "presented_order")


def awards_presented(shown, activity):
    """The awards presented in the agenda items of an activity: {id of the item: [(prize, winners, number given)]}."""
    items = [item.id for item in activity.items]
    awards = Award.objects.public(timezone.now()).filter(presentation__agenda_item__in=items)
    places = dict(awards.order_by().values_list("pk", "presentation__agenda_item"))
    if not places:
        return {}
    found = {}
    for winner in winners_of(awards, public_editions(), before=ON_STAGE):
        found.setdefault(places[winner.pk], []).append(winner)
    return {item: by_prize(winners) for item, winners in found.items()}


def entries_exhibited(shown, exhibits):
    """The entries that exhibits show: {guid of the exhibit: [(path, title, session)]}."""
    rows = Entry.objects.public(timezone.now()).filter(exhibit__guid__in=[exhibit.guid for exhibit in exhibits])
    known = rows.select_related("exhibit", "edition__competition").order_by("edition__number", "number")
    found, paths = {}, {}
    for entry in known:
        if entry.edition_id not in paths:
            paths[entry.edition_id] = entry_paths(entry.edition)
        line = paths[entry.edition_id].to(entry.number), text_of(entry, "title"), entry.edition
        found.setdefault(str(entry.exhibit.guid), []).append(line)
    return found


def awards_won(shown, organisation):
    """The awards of an organisation in every competition: {its slug: [(session, path of its page, winners)]}."""
    joined = EntryMember.objects.filter(organisation__slug=organisation.slug).values("entry")
    takes_part = Q(entry__lead__slug=organisation.slug) | Q(entry__in=joined)
    sessions = public_editions()
    winners = winners_of(Award.objects.public(timezone.now()).filter(takes_part), sessions)
    told = [
        (
            session,
            entrant_paths(session.competition).to(organisation.slug),
            [winner for winner in winners if winner.edition == session.pk],
        )
        for session in sessions
    ]
    return {organisation.slug: [line for line in told if line[2]]}
