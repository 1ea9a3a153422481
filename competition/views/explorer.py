"""The explorer: all public entries of a competition, by words and by facets."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition import indexing, published
from competition.explorer.asking import Question
from competition.explorer.words import phrases
from competition.forms.explorer import ExplorerForm
from competition.models import PrizeTier
from competition.pages import contest
from competition.pages.exploring import ORGANISATION, asked_for, chips, facets, names_in, wanted
from competition.pages.listed import listed_entries

MOST_ON_A_PAGE = 24
TEMPLATE = "competition/entry_list.html"


@require_safe
def entry_list(request, slug):
    """A page of the list; for htmx only the form with the list, which is what changes.

    It is a published page, but not while the index is still being written: then it is of a moment ago.
    """
    shown = contest(slug)
    stage = published.stage(shown.at)
    is_current = indexing.is_current(stage.revision)
    is_partial = bool(request.htmx) and not request.htmx.history_restore_request
    context = explored(request, shown, stage) | {"is_partial": is_partial}
    response = render(request, f"{TEMPLATE}#explorer" if is_partial else TEMPLATE, context)
    if is_partial or not is_current:
        response.headers["Cache-Control"] = "no-store"
    else:
        response.is_published_page = True
    return response


def explored(request, shown, stage):
    """What the page shows."""
    path = reverse("competition:entry_list", args=[shown.slug])
    names = names_in(shown, stage.revision, request.GET.getlist(ORGANISATION))
    form = ExplorerForm(request.GET, path)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    asked = asked_for(request.GET, query, names)
    question = Question(
        text=query,
        chosen=wanted(asked, names),
        gate=indexing.gate(shown.editions, shown.at),
        tiers=tuple(PrizeTier.values),
        within=tuple(str(edition.pk) for edition in shown.editions),
    )
    found = indexing.ask(question, most=MOST_ON_A_PAGE, after=asked.after, before=asked.before)
    here = asked.address(after=asked.after, before=asked.before)
    return {
        "is_addressed": True,
        "contest": shown,
        "page_path": f"{path}?{here}" if here else path,
        "path": path,
        "form": form,
        "asked": asked,
        "refusals": [*form.errors.get("q", []), *asked.refusals],
        "is_asked": bool(asked.query or asked.chosen),
        "total": found.total,
        "facets": facets(asked, names, found.counts),
        "chips": chips(asked, names),
        "entries": listed_entries(shown, found.pks, phrases(query)),
        "previous": asked.address(before=found.previous) if found.previous is not None else None,
        "next": asked.address(after=found.next) if found.next is not None else None,
        "title": asked.query or _("All entries"),
    }
