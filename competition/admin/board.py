"""The award board of a prize: a page on which awards are given, put in order, and taken back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import Media
from django.forms.widgets import Script
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from competition import awarding
from competition.admin.board_page import announcement_chosen, asked_of, board, number
from competition.admin.forms import EnlargeForm
from competition.models import Award, Entry
from directory.admin.base import sentence

KEPT = ("q", "track", "region", "rank", "p")  # of the address, while awards are given
NEEDS = {"give": "add_award", "take": "delete_award", "move": "change_award", "enlarge": "change_prize"}
JUST_BEYOND = 1_000_000  # a place after all others
NOBODY = -1  # a key that no row has


class HasBoard:
    """For the admin page of prizes: the board of each."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.board_view))
        return [path("<int:pk>/board/", view, name="competition_prize_board"), *super().get_urls()]

    def board_view(self, request, pk):
        """Shows the board; posted, does one thing to it and shows it anew, with a sentence where that is refused."""
        prize = self.get_queryset(request).select_related("edition__competition", "track").filter(pk=pk).first()
        if prize is None:
            raise Http404(_("There is no such prize, or you do not see it."))
        chosen = announcement_chosen(prize, request.POST.get("announcement") or request.GET.get("announcement"))
        status = 200
        if request.method == "POST":
            refusal, done = self.carried_out(request, prize, chosen)
            if done:
                messages.success(request, done)
                kept = {name: request.GET[name] for name in KEPT if name in request.GET}
                kept |= {"announcement": chosen.pk} if chosen else {}
                address = reverse("admin:competition_prize_board", args=[pk])
                return redirect(f"{address}?{urlencode(kept)}" if kept else address)
            messages.error(request, refusal)
            status = 409
            prize.refresh_from_db()
        asked = asked_of(request.GET)
        context = {
            "title": _("Award board: %(prize)s") % {"prize": prize},
            **board(prize, asked, chosen),
            "pages": [self.page_address(request, asked.page + step) for step in (-1, 1)],
            "media": self.media + Media(js=[Script("js/award-board.js", type="module")]),
            "may": {name for name, right in NEEDS.items() if request.user.has_perm(f"competition.{right}")},
            "may_withdraw": request.user.has_perm("competition.withdraw_award"),
            "said": [(message.level_tag, str(message)) for message in get_messages(request)],
        }
        return self.page(request, "prize_board", context, status)

    def page_address(self, request, page):
        """The address of another page of candidates."""
        query = request.GET.copy()
        query["p"] = page
        return f"?{query.urlencode()}"

    def carried_out(self, request, prize, announcement):
        """Does what a button asks for: (why it is refused, what was done), one of them empty."""
        step, *keys = request.POST.get("do", "").split(":")
        step, keys = {"up": "move", "down": "move"}.get(step, step), [step, *map(number, keys)]
        if step not in STEPS or None in keys:
            return _("The board did not understand that. Nothing is changed."), ""
        if not request.user.has_perm(f"competition.{NEEDS[step]}"):
            raise PermissionDenied
        try:
            with awarding.unmoved(prize, request.POST.get("shown", "")) as row:
                return "", STEPS[step](row, keys, request, announcement)
        except ValidationError as refusal:
            return " ".join(refusal.messages), ""
        except IntegrityError as collision:  # somebody else wrote in the same moment
            return str(sentence(collision)), ""


def give(prize, keys, request, announcement):
    """Gives the prize to an entry: `give:<entry>` at the end, `give:<entry>:<place>` at a place."""
    if announcement is None:
        awarding.refuse(_("Choose an announcement of this session first."), "announcement_missing")
    entry = Entry.objects.visible_to(request.user).filter(pk=keys[1] if len(keys) > 1 else None).first()
    if entry is None:
        awarding.refuse(_("There is no such entry any more."), "entry_is_gone")
    place = keys[2] if len(keys) > 2 else None
    awarding.give(prize, entry, announcement=announcement, by=request.user, place=place)
    return _("Given to “%(entry)s”.") % {"entry": entry}


def take(prize, keys, request, _announcement):
    row = awarding.take_back(award_of(prize, keys), by=request.user)
    return _("Taken back from “%(entry)s”.") % {"entry": row.entry}


def move(prize, keys, request, _announcement):
    """Moves an award: `move:<award>:<place>`, `up:<award>`, `down:<award>`."""
    award = award_of(prize, keys)
    place = keys[2] if len(keys) > 2 else JUST_BEYOND
    if keys[0] in ("up", "down"):
        order = list(awarding.given_of(prize).values_list("pk", flat=True))
        at = order.index(award.pk) + 1 if award.pk in order else 0
        place = at + (1 if keys[0] == "down" else -1)
    row = awarding.move(award, place=place, by=request.user)
    return _("“%(entry)s” is at place %(place)d.") % {"entry": row.entry, "place": row.order}


def enlarge(prize, _keys, request, _announcement):
    form = EnlargeForm(request.POST)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.as_data().values() for error in errors])
    row = awarding.enlarge(prize, places=form.cleaned_data["places"], reason=form.reason, by=request.user)
    return _("The prize has %(places)d places.") % {"places": row.places}


def award_of(prize, keys):
    """The award that a button names; of one of another prize, or none, it says that it is gone."""
    key = keys[1] if len(keys) > 1 else None
    return Award.objects.filter(prize=prize, pk=key).first() or Award(pk=NOBODY, prize=prize)


STEPS = {"give": give, "take": take, "move": move, "enlarge": enlarge}
