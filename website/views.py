"""The front door of the site."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from conference import published
from conference.views import conference_detail


@require_safe
def home(request):
    """The latest conference that is published, or a page that says that there is none yet."""
    slug = published.publication().current
    if slug:
        return conference_detail(request, address=slug)
    response = render(request, "website/empty.html")
    response.is_published_page = True
    return response
