"""The page on which admitted entries of the competition become ventures of a day, one click each."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from competition.admin.board_page import number
from competition.admin.entries import OFFERS
from competition.admin.searching import has_words
from competition.models import Edition, Entry, EntryState
from directory.bilingual import columns
from matchmaking import enrolling
from matchmaking.models import MatchmakingDay, Venture

PAGE = 30
KEPT = ("q", "edition", "p", "entry")  # of the address, while entries are added


class Line(NamedTuple):
    """An entry, and the key of the venture that it is already, or None."""

    entry: Entry
    venture: int | None


def offered(entry, user):
    """What the page of an admitted entry offers: the first of two clicks."""
    if entry.state != EntryState.ADMITTED or not user.has_perm("matchmaking.add_venture"):
        return []
    address = f"{reverse('admin:matchmaking_venture_entries')}?{urlencode({'entry': entry.pk})}"
    return [(address, _("Make it a venture of…"))]


OFFERS.append(offered)


@require_http_methods(["GET", "HEAD", "POST"])
def entries(request, model_admin):
    """Searches among admitted entries; posted, makes one of them a venture and stays where it was."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    days = list(MatchmakingDay.objects.visible_to(request.user).select_related("activity"))
    asked = number((request.POST if request.method == "POST" else request.GET).get("day"))
    day = next((row for row in days if row.pk == asked), days[0] if days else None)
    if request.method == "POST":
        return add(request, day if day and day.pk == asked else None)
    if only := number(request.GET.get("entry")):
        return one_entry(request, model_admin, days, only)
    q = request.GET.get("q", "").replace("\0", "").strip()[:200]
    edition, page = number(request.GET.get("edition")), min(number(request.GET.get("p")) or 1, 10_000)
    lines, has_more = page_of_entries(request.user, day, q, edition, page)
    context = {
        "title": _("Add ventures from entries"),
        "days": days,
        "day": day,
        "q": q,
        "edition": edition,
        "editions": list(
            Edition.objects.visible_to(request.user).select_related("competition").order_by("-year", "-pk")
        ),
        "lines": lines,
        "page": page,
        "has_more": has_more,
    }
    return model_admin.page(request, "venture_entries", context)


def one_entry(request, model_admin, days, pk):
    """One entry, and every day of which it can become a venture, or is one: the second click."""
    entry = Entry.objects.visible_to(request.user).select_related("edition", "lead").filter(pk=pk).first()
    if entry is None:
        raise Http404(_("There is no such entry, or you do not see it."))
    ventures = dict(Venture.objects.filter(entry=entry).values_list("day", "pk"))
    context = {
        "title": _("Make it a venture of…"),
        "entry": entry,
        "is_admitted": entry.state == EntryState.ADMITTED,
        "lines": [(day, ventures.get(day.pk)) for day in days],
    }
    return model_admin.page(request, "venture_of_entry", context)


def page_of_entries(user, day, q, edition, page):
    """A page of the admitted entries that a search finds, the latest session first, and whether there are more."""
    rows = Entry.objects.visible_to(user).filter(state=EntryState.ADMITTED)
    if edition:
        rows = rows.filter(edition=edition)
    if q:
        rows = rows.filter(has_words(q))
    start = (page - 1) * PAGE
    keys = list(rows.order_by("-edition_id", "-number").values_list("pk", flat=True)[start : start + PAGE + 1])
    named = Entry.objects.select_related("lead", "edition", "track", "region").defer(*columns("summary", "outcome"))
    entries = named.in_bulk(keys[:PAGE])
    ventures = dict(Venture.objects.filter(day=day, entry__in=entries).values_list("entry", "pk")) if day else {}
    return [Line(entries[key], ventures.get(key)) for key in keys[:PAGE] if key in entries], len(keys) > PAGE


def add(request, day):
    """Makes the entry whose button was pressed a venture of the day."""
    entry = Entry.objects.visible_to(request.user).filter(pk=number(request.POST.get("entry"))).first()
    if day is None or entry is None:
        messages.error(request, _("There is no such day or entry any more. Nothing is added."))
    else:
        try:
            venture = enrolling.enrol(entry, day=day, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            link = format_html(
                '<a href="{}">{}</a>', reverse("admin:matchmaking_venture_change", args=[venture.pk]), venture
            )
            words = _("“{}” is a venture of “{}”, {}, admitted.")
            messages.success(request, format_html(words, link, day, day.activity.period()))
    kept = {name: request.GET[name] for name in KEPT if name in request.GET} | ({"day": day.pk} if day else {})
    return redirect(f"{reverse('admin:matchmaking_venture_entries')}?{urlencode(kept)}")
