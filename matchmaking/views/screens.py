"""The screen in the hall: how long a meeting still takes. Everybody may read it: it knows the hours and no more."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from matchmaking.models import MatchmakingDay

WORDS = {  # what the screen says, in both languages at once
    "before": gettext_noop("The meetings begin soon"),
    "meeting": gettext_noop("Meetings are on"),
    "warning": gettext_noop("Two minutes left"),
    "break": gettext_noop("Please change tables"),
    "cancelled": gettext_noop("Cancelled: the meetings do not take place"),
    "over": gettext_noop("The meetings are over. Thank you"),
    "next": gettext_noop("Next meetings"),
    "begins": gettext_noop("Begins"),
    "ends": gettext_noop("Ends"),
    "sound": gettext_noop("Sound on"),
    "silence": gettext_noop("Sound off"),
    "full": gettext_noop("Full screen"),
    "hours": gettext_noop("Hours of the meetings"),
}


@require_safe
@cache_control(no_cache=True)
def day_screen(request, day):
    """The hours of a day of which anything is public: it takes registrations, or its plan is known; where it is
    cancelled, that and no hours.
    """
    row = MatchmakingDay.objects.select_related("activity").filter(pk=day).first()
    now = timezone.now()
    if row is None or not (row.shows_plan(now) or row.takes_registrations(now)):
        raise Http404(_("There is no such day, or it is not public yet."))
    context = {
        "day": row,
        "titles": in_both(lambda: str(row)),
        "words": {name: in_both(lambda text=text: _(text)) for name, text in WORDS.items()},
        "slots": [
            (slot, milliseconds(slot.starts_at), milliseconds(slot.ends_at))
            for slot in row.timeslots.order_by("starts_at")
            if not row.activity.is_cancelled
        ],
        "now": milliseconds(now),
    }
    return render(request, "matchmaking/day_screen.html", context)


def in_both(say):
    """What is said in the reader's language and then in the other: [(language, words)]; once, where it is the same."""
    here, found = get_language(), {}
    for language, _name in sorted(settings.LANGUAGES, key=lambda item: item[0] != here):
        with override(language):
            found.setdefault(str(say()), language)
    return [(language, words) for words, language in found.items()]


def milliseconds(moment):
    """As a browser counts them, since 1970."""
    return round(moment.timestamp() * 1000)
