"""An organisation over the years."""

from django.views.decorators.http import require_safe

from competition.pages import competition_page, page
from competition.pages.entrants import conference_pages, entrant_at


@require_safe
@competition_page
def entrant_detail(request, shown, organisation):
    found, years = entrant_at(shown, organisation)
    return page(
        request,
        "entrant_detail",
        shown,
        organisation=found,
        years=years,
        conferences=conference_pages(found),
        total=sum(year.total for year in years),
    )
