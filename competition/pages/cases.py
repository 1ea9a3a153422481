"""One entry, and the thread that runs through it: who made it, what it won, who presented that, where it is shown."""

from typing import NamedTuple

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competition.models import Attachment, Award, AwardPresenter, AwardState, Entry, EntryMember
from competition.pages import or_404
from conference import published as conferences
from directory.bilingual import text_of

NO_SUCH_FILE = gettext_lazy("There is no such file with this entry, or it is not public.")


class Line(NamedTuple):
    """A place in a published programme: the address of its conference, the activity, and the agenda item."""

    address: str
    activity: object
    item: object


class Prized(NamedTuple):
    """A public award of an entry, with who presented it, and where, as far as that is published."""

    award: Award
    is_withdrawn: bool
    presenters: list[dict]
    line: Line | None
    certificate: object


def entry_at(shown, edition, number):
    """The public entry with a number, with all that its page shows; what is hidden is as what never was."""
    rows = (
        Entry.objects.public(shown.at)
        .select_related("lead__region", "region", "track", "exhibit__conference")
        .prefetch_related(
            "industries",
            "technologies",
            Prefetch("members", EntryMember.objects.select_related("organisation")),
            Prefetch("attachments", Attachment.objects.filter(is_public=True)),
        )
        .fetch_mode(models.FETCH_RAISE)
    )
    found = or_404(
        rows.filter(edition=edition, number=number).first(),
        _("There is no entry with this number in this session, or it is not public."),
    )
    found.edition = edition
    return found


def awards_of(shown, entry):
    """The public awards of an entry as `Prized`, in two queries."""
    presenters = AwardPresenter.objects.select_related("person", "organisation")
    awards = (
        Award.objects.public(shown.at)
        .filter(entry=entry)
        .select_related(
            "prize__track", "announcement", "certificate", "presentation__agenda_item__activity__conference"
        )
        .prefetch_related(Prefetch("presentation__presenters", presenters))
        .in_order()
        .fetch_mode(models.FETCH_RAISE)
    )
    return [prized(award) for award in awards]


def award_told(shown, edition, number):
    """The award that the card of an entry tells of: the first of those that stand, else one that was withdrawn."""
    awards = (
        Award.objects.public(shown.at)
        .filter(entry__in=Entry.objects.public(shown.at).filter(edition=edition, number=number))
        .select_related("prize", "entry__lead", "entry__edition__competition")
        .in_order()
    )
    found = min(awards, key=lambda award: award.state == AwardState.WITHDRAWN, default=None)
    return or_404(found, _("There is no winner at this address."))


def prized(award):
    presentation = award.presentation
    conference = presentation.agenda_item.activity.conference.slug if presentation else None
    return Prized(
        award=award,
        is_withdrawn=award.state == AwardState.WITHDRAWN,
        presenters=[presenter(one, conference) for one in presentation.presenters.all()] if presentation else [],
        line=line_of(presentation.agenda_item_id, conference) if presentation else None,
        certificate=getattr(award, "certificate", None),
    )


def presenter(row, conference):
    """Who hands over an award; with an address where the published programme of that conference has a page."""
    programme = programme_at(conference)
    return {
        "name": text_of(row.person, "name"),
        "organisation": text_of(row.organisation, "name") if row.organisation else {},
        "address": conference if programme and row.person.slug in programme.people else None,
        "slug": row.person.slug,
    }


def programme_at(slug):
    """The published programme of a conference, or None."""
    version = conferences.publication().versions.get(slug)
    return conferences.published_programme(version.digest) if version else None


def line_of(item, conference):
    """Where an agenda item stands in the published programme; None where that does not have it."""
    programme = programme_at(conference)
    activity, found = programme.lines.get(f"i{item}", (None, None)) if programme else (None, None)
    return Line(conference, activity, found) if activity else None


def exhibit_of(entry):
    """The exhibit of an entry as it is published: (address of the conference, exhibit), or None."""
    if entry.exhibit is None:
        return None
    address = entry.exhibit.conference.slug
    programme = programme_at(address)
    found = (one for one in (programme.exhibits if programme else []) if one.guid == str(entry.exhibit.guid))
    return next(((address, exhibit) for exhibit in found), None)


def attachment_of(entry, pk):
    found = next((attachment for attachment in entry.attachments.all() if attachment.pk == pk), None)
    return or_404(found, str(NO_SUCH_FILE))
