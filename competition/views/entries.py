"""An entry as a case, and its files."""

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from competition.pages import competition_page, contest, page
from competition.pages.cases import NO_SUCH_FILE, attachment_of, awards_of, entry_at, exhibit_of
from competition.pages.entrants import years_of
from competition.pages.winners import around, picture_of


@require_safe
@competition_page
def entry_detail(request, shown, number, entry):
    edition = shown.edition(number)
    found = entry_at(shown, edition, entry)
    before, after = around(shown, edition, found.pk)
    return page(
        request,
        "entry_detail",
        shown,
        edition=edition,
        entry=found,
        awards=awards_of(shown, found),
        partners=[member.organisation for member in found.members.all()],
        attachments=found.attachments.all(),
        picture=picture_of(found.image.name),
        exhibit=exhibit_of(found),
        years=years_of(shown, found.lead, with_entries=False),
        before=before,
        after=after,
    )


@require_safe
def entry_file(request, slug, number, entry, pk):
    """A public file of a public entry: asked for every time, and never shown by the browser as a page of this site."""
    shown = contest(slug)
    attachment = attachment_of(entry_at(shown, shown.edition(number), entry), pk)
    try:
        response = FileResponse(attachment.file.open("rb"), as_attachment=True)
    except FileNotFoundError:
        raise Http404(str(NO_SUCH_FILE)) from None
    response.headers["Cache-Control"] = "private, no-store"
    return response
