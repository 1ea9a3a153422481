"""Mail of the matchmaking, sent behind the page that causes it: where the mail server is slow or away, no page is."""

from django.conf import settings
from django.tasks import task
from django.urls import reverse

from directory.models import Role, User
from directory.notices import account_link, send_in_both
from matchmaking.models import Investor, MatchmakingDay, PartyState, Representative, Venture


@task
def invitation(representative, by, language):
    """Tells somebody that they were entered to come for a party, with a link: to sign in by a code or, without an
    account, to sign up with this address, and from there to the party's desk.

    As long as no organiser has looked at the party, nothing stands in it that somebody typed but the confirmed address
    of who invites: strangers write to nobody through us.
    """
    sides = ("venture__day__activity", "investor__day__activity", "investor__organisation")
    row = Representative.objects.select_related(*sides).filter(pk=representative, user=None).first()
    if row is None:
        return
    inviting, party = User.objects.get(pk=by), row.party
    by_organiser = inviting.has_role(Role.ORGANISER)
    page = "account_request_login_code" if User.objects.filter(email__iexact=row.email).exists() else "account_signup"

    def known():
        desk = reverse("matchmaking:party_detail", args=[party, party.pk])
        return {
            "email": row.email,
            "by_organiser": by_organiser,
            "inviting": inviting,
            "is_looked_at": by_organiser or party.state == PartyState.ADMITTED,
            "party": party,
            "day": party.day,
            "link": account_link(page, row.email, desk),
        }

    send_in_both("matchmaking/email/invitation", [row.email], first=language, known=known)


@task
def waiting(day, language):
    """Tells the organisers how many wait to be admitted to a day. Nobody is named: that stays in the back office."""
    organisers = User.objects.filter(groups__name=Role.ORGANISER, is_active=True, is_staff=True)
    addresses = list(organisers.order_by("pk").values_list("email", flat=True))
    row = MatchmakingDay.objects.select_related("activity").get(pk=day)
    registered = [model.objects.filter(day=row, state=PartyState.REGISTERED) for model in (Venture, Investor)]
    sides = [(found.model, found.count()) for found in registered]
    number = sum(count for _model, count in sides)
    if not addresses or not number:
        return

    def known():
        lists = [(model._meta.verbose_name_plural, count, list_link(model, row)) for model, count in sides if count]
        return {"day": row, "number": number, "lists": lists}

    send_in_both("matchmaking/email/waiting", addresses, first=language, known=known)


def list_link(model, day):
    """The address of those in the back office who wait to be admitted to a day."""
    path = reverse(f"admin:matchmaking_{model._meta.model_name}_changelist")
    return f"{settings.SITE_URL}{path}?day__id__exact={day.pk}&state__exact={PartyState.REGISTERED}"
