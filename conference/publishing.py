"""Publishing a programme: freezing what the rows say into a version, and choosing which version is public."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from conference import difference, programme, published
from conference.drafting import draft, drafts, is_partial
from conference.models import Conference, ConferenceState, ProgrammeVersion


class Preview(NamedTuple):
    """What publishing now would do: the draft, the last version (public or not, or None), and what it would change."""

    draft: programme.Programme
    last: ProgrammeVersion | None
    changes: list[dict]

    @property
    def digest(self):
        return programme.digest(programme.encode(self.draft))


def preview(conference):
    """What publishing a conference now would do."""
    return previews([conference])[conference.pk]


def previews(conferences, *, visible_to=None):
    """What publishing each conference now would do, by its primary key.

    Where a user is given who sees only some activities, it is what would change in these. Reads a fixed number of
    queries, however many conferences.
    """
    now, last = drafts(conferences, visible_to=visible_to), last_versions(conferences)
    found = {}
    for pk, drafted in now.items():
        before = programme.decode(last[pk].document) if pk in last else None
        compare = changes_of_activities if is_partial(visible_to) else difference.between
        found[pk] = Preview(drafted, last.get(pk), compare(before, drafted))
    return found


def last_versions(conferences):
    """The last version of each conference, by its primary key; nothing where none was made yet."""
    numbers = ProgrammeVersion.objects.filter(conference=OuterRef("conference")).order_by("-number").values("number")
    rows = ProgrammeVersion.objects.filter(conference__in=conferences, number=Subquery(numbers[:1]))
    return {row.conference_id: row for row in rows}


def changes_of_activities(before, now):
    """The changes in the activities of a draft that shows only some of them."""
    shown = {activity.guid for activity in now.activities}
    if before:
        before = replace(before, activities=[activity for activity in before.activities if activity.guid in shown])
    return [c for c in difference.between(before, now) if c["subject"] in ("activity", "agenda_item")]


def changes_by_restoring(version):
    """What restoring an older version would change, against the last one."""
    last = last_versions([version.conference_id])[version.conference_id]
    return difference.between(programme.decode(last.document), programme.decode(version.document))


def publish(conference, *, by, note="", expected_digest=None, at=None):
    """Freezes the rows of a conference into its next version and makes that public.

    Refuses with ValidationError: programme_empty, programme_unchanged, and programme_moved_on where the rows are no
    longer those whose `expected_digest` was shown before the decision.
    """
    with transaction.atomic():
        conference = Conference.objects.select_for_update().get(pk=conference.pk)
        now = draft(conference)
        if not now.activities:
            raise ValidationError(
                _("The programme has no activities yet; there is nothing to publish."), code="programme_empty"
            )
        if expected_digest and expected_digest != programme.digest(programme.encode(now)):
            raise ValidationError(
                _("The programme was edited since you looked at the difference. Please look at it again."),
                code="programme_moved_on",
            )
        return make_public(conference, now, by=by, note=note, at=at)


def restore(version, *, by, note="", at=None):
    """Makes the contents of an older version public again, as a new version; the rows stay as they are."""
    with transaction.atomic():
        conference = Conference.objects.select_for_update().get(pk=version.conference_id)
        note = note or _("As in version %(number)d.") % {"number": version.number}
        return make_public(conference, programme.decode(version.document), by=by, note=note, at=at)


def make_public(conference, now, *, by, note, at):
    """Writes the next version of a locked conference and points to it.

    A withdrawn programme that comes back as it was keeps its number.
    """
    check_successor(conference, ConferenceState.PUBLIC)
    text = programme.encode(now)
    last = conference.versions.first()
    if last and last.digest == programme.digest(text):
        if conference.published_version_id == last.pk:
            raise ValidationError(
                _("Nothing has changed since version %(number)d."),
                code="programme_unchanged",
                params={"number": last.number},
            )
        version = last
    else:
        version = ProgrammeVersion(
            conference=conference,
            number=last.number + 1 if last else 1,
            published_at=at or timezone.now(),
            published_by=by,
            note=note,
            document=text,
            digest=programme.digest(text),
            changes=difference.between(programme.decode(last.document) if last else None, now),
        )
        version.full_clean()
        version.save()
    point_to(conference, version, ConferenceState.PUBLIC, by)
    return version


def withdraw(conference, *, by):
    """Takes the programme from the public; its versions stay, and the next publication brings it back."""
    with transaction.atomic():
        conference = Conference.objects.select_for_update().get(pk=conference.pk)
        check_successor(conference, ConferenceState.WITHDRAWN)
        point_to(conference, None, ConferenceState.WITHDRAWN, by)
        return conference


def check_successor(conference, state):
    if state not in ConferenceState.SUCCESSORS[conference.state]:
        raise ValidationError(
            _("A conference that is “%(state)s” cannot become “%(next)s”."),
            code="state_refused",
            params={"state": conference.get_state_display(), "next": state.label},
        )


def point_to(conference, version, state, by):
    conference.published_version, conference.state = version, state
    conference._history_user = by
    conference.full_clean()
    conference.save(update_fields=["published_version", "state"])
    transaction.on_commit(published.refresh)
