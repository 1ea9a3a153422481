"""Words and addresses for the pages of the matchmaking: of its back office, and of those who take part."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from matchmaking import check_in_codes, wishing
from matchmaking.models import PartyState, Purpose

STATES_MEAN = {
    PartyState.REGISTERED: gettext_lazy("The organisers look at it. Once they admit it, the other side sees it."),
    PartyState.ADMITTED: gettext_lazy("The other side sees it, and it is given meetings."),
    PartyState.WITHDRAWN: gettext_lazy("It no longer takes part, and nobody sees it."),
}
CONSENTS_FOLLOW = {
    Purpose.CONTACT: gettext_lazy("Those with whom both sides agree see your e-mail address and telephone."),
    Purpose.DECK: gettext_lazy("Investors who want to meet you, or are to do so, can read the deck before."),
    Purpose.STATISTICS: gettext_lazy(
        "The hosts learn what came of the meetings in sums of at least three on each side, and not whose. A meeting is "
        "counted only if the other side agrees, too."
    ),
}

register = template.Library()


@register.filter
def grouped(number):
    """12345 → 12,345"""
    return f"{number:,}"


@register.filter
def percent(part):
    """0.0123 → 1.23%; of what is less than a hundredth of a percent, but not nothing, so much is said."""
    if 0 < part < 0.0001:
        return f"< {number_format(0.01, 2)}%"
    return f"{number_format(part * 100, 2)}%"


@register.filter
def clock(moment):
    """10:00, at the venue."""
    return f"{timezone.localtime(moment):%H:%M}"


@register.filter
def hours(timeslot):
    """10:00–10:25, at the venue."""
    return f"{timezone.localtime(timeslot.starts_at):%H:%M}–{timezone.localtime(timeslot.ends_at):%H:%M}"


register.filter("slot_hours", hours)  # where a page knows the hours of a programme, too


@register.filter
def place(where):
    """10:00–10:25, table 4"""
    return _("%(hours)s, table %(table)s") % {"hours": hours(where.timeslot), "table": where.table.number}


@register.filter
def page(row):
    """The page of a row in the back office."""
    return reverse(f"admin:matchmaking_{row._meta.model_name}_change", args=[row.pk])


@register.filter
def meetings_of(party):
    """The list of the meetings of a venture or an investor."""
    return f"{reverse('admin:matchmaking_meeting_changelist')}?{party.side}__id__exact={party.pk}"


@register.filter
def other_than(meeting, party):
    """Whom a party meets in a meeting."""
    return meeting.other_than(party)


@register.filter
def region_of(party):
    """Where a venture is, or else its organisation."""
    return getattr(party, "region", None) or party.organisation.region


@register.filter
def table_words(table):
    """Table 4, by the windows"""
    number = _("Table %(number)d") % {"number": table.number}
    return pgettext("clause", ", ").join(filter(None, [number, table.place]))


@register.filter
def mean(result):
    """The mean of the points that a pitch was given, with two decimals; none where there are too few votes."""
    return "–" if result.mean is None else number_format(round(float(result.mean), 2), 2)


@register.filter
def state_means(party):
    return STATES_MEAN[party.state]


@register.filter
def next_step(party):
    """What is next for somebody of a day."""
    if party.day.activity.is_cancelled:
        return _("The day is cancelled.")
    if party.day.is_over():
        return _("The day is over.")
    if party.state != PartyState.ADMITTED:
        return STATES_MEAN[party.state]
    if party.day.shows_plan():
        return _("Your meetings are known.")
    return _("Say whom you want to meet.") if party.day.takes_interests() else _("The organisers are planning.")


@register.filter
def closed(day):
    """Why nobody can say any more whom to meet on a day."""
    return wishing.refusal(day)


@register.filter
def follows(purpose):
    """What follows from a consent."""
    return CONSENTS_FOLLOW[purpose]


@register.simple_tag
def check_in_code(representative):
    """The code that leads an organiser's telephone to the page that checks somebody in."""
    return check_in_codes.code(
        settings.SITE_URL + reverse("matchmaking:check_in", args=[check_in_codes.token(representative)])
    )
