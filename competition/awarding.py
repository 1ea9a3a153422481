"""Giving awards: what is done on the award board of a prize, each a function that locks the prize and writes history.

Who decides by what a board shows does so in `unmoved`: where somebody changed the board since, nothing is done.
"""

import hashlib
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from competition import published, ranking, rules
from competition.models import Announcement, Award, AwardState, Edition, Entry, EntryState, Prize, Standing
from competition.refusing import refuse
from directory import clashes
from directory.bilingual import LANGUAGES, column, text_of

GAVE, TOOK_BACK, MOVED, ENLARGED, WITHDREW = "gave", "took back", "moved", "enlarged", "withdrew"
MADE_ROOM = "made room"  # for another award that came, went or moved


def given_of(prize):
    """The awards of a prize that stand, in their order."""
    return Award.objects.filter(prize=prize).given().in_order()


def digest(prize):
    """A name for the state of a board: its places, and the awards with their order and announcement."""
    row = Prize.objects.filter(pk=prize.pk).values_list("quota", "tie_places", "edition_id", "track_id").first()
    awards = list(given_of(prize).values_list("pk", "order", "announcement_id", "entry_id"))
    return hashlib.sha256(repr((row, awards)).encode()).hexdigest()[:20]


def candidates(prize, announcement=None):
    """The entries that a prize can be given to; where an announcement is named, in that."""
    held = Award.objects.given().filter(entry=OuterRef("pk"))
    entries = Entry.objects.filter(edition=prize.edition_id, state=EntryState.ADMITTED)
    if prize.track_id:
        entries = entries.filter(track=prize.track_id)
    entries = entries.exclude(Exists(held.filter(prize=prize)))
    if announcement and not prize.allows_other_awards:
        entries = entries.exclude(
            Exists(held.filter(announcement=announcement, prize__allows_other_awards=False).exclude(prize=prize))
        )
    return entries


def tie_of(prize):
    """The tie for the last place of a prize that is full, else None.

    It is one where somebody who was not given the prize, and no other one either, has the rank of the last who was.
    """
    given = list(given_of(prize).values_list("entry__standing__rank", flat=True))
    if len(given) < prize.places or None in given or not given:
        return None
    last = max(given)
    holding = Award.objects.given().filter(entry=OuterRef("pk"), prize__edition=prize.edition_id)
    left_out = candidates(prize).filter(~Exists(holding), standing__rank=last).count()
    return ranking.tie_for_last([*sorted(given), *[last] * left_out], len(given))


@contextmanager
def locked(prize):
    """The row of a prize, kept from other writers until everything is written; then visitors see what is public."""
    with clashes.atomic():
        yield Prize.objects.select_for_update().get(pk=prize.pk)
        transaction.on_commit(published.refresh)


@contextmanager
def unmoved(prize, expected):
    """As `locked`, where the board still has the digest that was looked at. Refuses: board_moved_on."""
    with locked(prize) as row:
        if expected != digest(row):
            refuse(
                _("Somebody changed this board since you looked at it. Look at how it is now, and do it again."),
                "board_moved_on",
            )
        yield row


def give(prize, entry, *, announcement, by, place=None):
    """Gives a prize to an entry, to be announced with others: at a place in their order, or after the last.

    Refuses with ValidationError: announcement_is_public, and what the constraints of `Award` say, such as
    award_within_quota, award_once_in_announcement, award_once_of_a_prize, award_of_admitted_entry, award_of_its_track.
    """
    if not rules.may_add_awards(by, announcement.pk):
        refuse(rules.ONLY_ORGANISERS_ADD, "announcement_is_public")
    with locked(prize) as row:
        entry = Entry.objects.select_for_update().get(pk=entry.pk)
        award = Award(prize=row, entry=entry, announcement=announcement)
        award.rank = Standing.objects.filter(entry=entry).values_list("rank", flat=True).first()
        award.order = (given_of(row).aggregate(last=Max("order"))["last"] or 0) + 1
        save(award, by, GAVE)
        if place is not None:
            put_in_order(ranking.moved(list(given_of(row)), award, place), by)
            award.refresh_from_db()
        return award


def take_back(award, *, by, at=None):
    """Takes an award back that nobody outside knows of yet; nothing of it stays but the history.

    Refuses with ValidationError: award_is_withdrawn, award_is_public, award_has_certificate.
    """
    with locked(award.prize):
        row = award_now(award)
        if is_known(row, at):
            refuse(_("The award is announced. Withdraw it, with a notice that says why."), "award_is_public")
        if hasattr(row, "certificate"):
            refuse(_("A certificate is issued for it. Withdraw the award, with a notice."), "award_has_certificate")
        row._history_user, row._change_reason = by, TOOK_BACK
        row.delete()
        return row


def move(award, *, place, by):
    """Moves an award to a place, counted from 1, in the order of its prize.

    Refuses with ValidationError: award_is_withdrawn, award_not_moved where it is there already.
    """
    with locked(award.prize) as prize:
        row = award_now(award)
        before = list(given_of(prize))
        after = ranking.moved(before, row, place)
        if before == after:
            refuse(_("The award is at that place already."), "award_not_moved")
        put_in_order(after, by, moving=row)
        row.refresh_from_db()
        return row


def enlarge(prize, *, places, reason, by):
    """Adds places to a prize that is full because entries tie for the last one, or takes them away again (0).

    Shapes: the reason is {language: words}, in one language at least.

    Refuses with ValidationError: prize_has_no_tie, prize_tie_has_reason, prize_enlarged_too_far, and
    prize_quota_covers_awards where what is taken away is given.
    """
    with locked(prize) as row:
        tie = tie_of(row)
        if places and not tie:
            refuse(_("No entries tie for the last place of this prize, or places are left."), "prize_has_no_tie")
        if places and places - row.tie_places > tie.beyond:
            refuse(_("The tie asks for %(beyond)d more at the most."), "prize_enlarged_too_far", beyond=tie.beyond)
        row.tie_places = places
        for language in LANGUAGES:
            setattr(row, column("tie_reason", language), reason.get(language, "").strip() if places else "")
        save(row, by, ENLARGED)
        return row


def withdraw(award, *, notice, by, at=None):
    """Withdraws an award that is known: it stays, struck through, with a notice, and its place is free again.

    Shapes: the notice is {language: words}, in one language at least.

    Refuses with ValidationError: award_is_withdrawn, award_needs_notice, and award_not_announced for
    one that can be taken back.
    """
    with locked(award.prize):
        row = award_now(award)
        if not is_known(row, at) and not hasattr(row, "certificate"):
            refuse(_("The award is not announced yet: take it back on the board."), "award_not_announced")
        for language in LANGUAGES:
            setattr(row, column("notice", language), notice.get(language, "").strip())
        if not text_of(row, "notice"):
            refuse(_("Say why, in at least one language: visitors read it."), "award_needs_notice")
        row.state, row.withdrawn_at = AwardState.WITHDRAWN, at or timezone.now()
        save(row, by, WITHDREW)
        return row


def present(presentation, *, by):
    """Puts the awards of a prize that are presented nowhere yet onto a presentation, after those there. How many."""
    with locked(presentation.prize) as prize:
        last = presentation.awards.aggregate(last=Max("presented_order"))["last"] or 0
        rows = list(given_of(prize).filter(presentation=None))
        for number, award in enumerate(rows, start=last + 1):
            award.presentation, award.presented_order = presentation, number
        bulk_update_with_history(rows, Award, ["presentation", "presented_order"], default_user=by)
        return len(rows)


def award_now(award):
    """The row of an award as it is, once its prize is locked. Refuses: award_is_gone, award_is_withdrawn."""
    row = Award.objects.select_related("announcement__edition", "entry").select_for_update(of=("self",))
    row = row.filter(pk=award.pk).first()
    if row is None:
        refuse(_("Somebody took the award back meanwhile."), "award_is_gone")
    if row.state == AwardState.WITHDRAWN:
        refuse(_("The award is withdrawn; that stays."), "award_is_withdrawn")
    return row


def is_known(award, at=None):
    return known(at).filter(pk=award.pk).exists()


def known(at=None):
    """The awards that visitors know of: the moment of their announcement came, and their session was on the site then
    or has been since, even where somebody took it off again.
    """
    at, moment = at or timezone.now(), OuterRef("announcement__public_at")
    told = Edition.history.filter(id=OuterRef("announcement__edition"), history_date__lte=at).order_by()
    then = told.filter(history_date__lte=moment).order_by("-history_date", "-history_id").values("is_public")[:1]
    since = told.filter(history_date__gt=moment, is_public=True)
    was_on_site = Q(announcement__edition__is_public=True) | Q(Exists(since)) | Q(then=True)
    return Award.objects.filter(announcement__public_at__lte=at).annotate(then=Subquery(then)).filter(was_on_site)


def save(row, by, reason):
    row._history_user, row._change_reason = by, reason
    row.full_clean()
    row.save()


def put_in_order(awards, by, moving=None):
    """Numbers awards from 1 in the order given, and writes those whose number is another one then."""
    changed = []
    for number, award in enumerate(awards, start=1):
        if award.order != number:
            award.order = number
            award._change_reason = MOVED if award == moving else MADE_ROOM
            changed.append(award)
    bulk_update_with_history(changed, Award, ["order"], default_user=by)


def announcements_for(prize):
    """The announcements in which a prize can be given, those to come first."""
    later = Q(public_at=None) | Q(public_at__gt=timezone.now())
    rows = Announcement.objects.filter(edition=prize.edition_id).select_related("edition")
    return [*rows.filter(later).order_by("public_at", "pk"), *rows.exclude(later).order_by("-public_at", "pk")]
