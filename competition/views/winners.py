"""The competitions, their sessions, and who won in them."""

from collections import Counter
from urllib.parse import urlencode

from django.utils import timezone
from django.views.decorators.http import require_safe

from competition.forms.winners import GRID, LIST, WinnerFilterForm
from competition.pages import competition_page, page
from competition.pages.sessions import latest_winners, prizes_of, session_of, sessions_of, summaries
from competition.pages.winners import (
    by_prize,
    given,
    industries_of,
    partners_of,
    public_awards,
    winners_of,
)


@require_safe
def competition_list(request):
    response = page(request, "competition_list", competitions=summaries(timezone.now()))
    response.is_published_page = True
    return response


@require_safe
@competition_page
def competition_detail(request, shown):
    sessions, totals = sessions_of(shown)
    latest, winners = latest_winners(shown, sessions)
    return page(request, "competition_detail", shown, sessions=sessions, totals=totals, latest=latest, winners=winners)


@require_safe
@competition_page
def edition_detail(request, shown, number):
    edition = shown.edition(number)
    prizes = prizes_of(shown, edition)
    return page(
        request,
        "edition_detail",
        shown,
        edition=edition,
        session=session_of(shown, edition),
        prizes=prizes,
        has_winners=any(won.winners for won in prizes),
    )


@require_safe
@competition_page
def winner_list(request, shown, number):
    """The winners of a session, those of them that a filter asks for; a page of pictures where there are some, or a
    plain list.
    """
    edition = shown.edition(number)
    winners = winners_of(public_awards(shown, edition), [edition])
    found = traits(winners)
    form = WinnerFilterForm(request.GET, choices(found))
    wanted = {name: value for name, value in form.wanted().items() if value}
    has_pictures = any(one.image for one in winners)
    left = [one for one in winners if all(value in found[one.pk][name] for name, value in wanted.items())]
    prizes = by_prize(left)
    return page(
        request,
        "winner_list",
        shown,
        edition=edition,
        form=form,
        view=GRID if has_pictures and not form.shows_list else LIST,
        has_pictures=has_pictures,
        views=[(view, label, f"?{urlencode(wanted | {'view': view})}") for view, label in form.fields["view"].choices],
        is_filtered=bool(wanted),
        has_winners=bool(winners),
        prizes=prizes,
        tiers=tiers_of(prizes),
        total=given(left),
        entries=len({one.entry for one in left if not one.is_withdrawn}),
    )


def tiers_of(prizes):
    """Where each tier of prizes begins on the page: [(its first prize, how many awards of the tier are given)]."""
    first, given = {}, Counter()
    for prize, _winners, number in prizes:
        first.setdefault(prize.tier, prize)
        given[prize.tier] += number
    return [(prize, given[tier]) for tier, prize in first.items()]


def traits(winners):
    """What each winner can be found by: {primary key of the award: {field: {key: name}}}."""
    entries = {winner.entry for winner in winners}
    partners, industries = partners_of(entries), industries_of(entries)
    return {
        winner.pk: {
            "prize": {winner.prize.tier: {}},
            "track": dict(filter(None, [winner.track])),
            "region": dict(filter(None, [winner.region])),
            "industry": dict(industries.get(winner.entry, [])),
            "organisation": dict([winner.lead, *partners.get(winner.entry, [])]),
        }
        for winner in winners
    }


def choices(found):
    """All of that together: {field: {key: name}}."""
    together = {name: {} for name in ("prize", "track", "region", "industry", "organisation")}
    for trait in found.values():
        for name, named in trait.items():
            together[name] |= named
    return together
