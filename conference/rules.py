"""Who may do what with the programme. Read by django-rules at start-up; `has_perm` asks here."""

import rules

from directory.models import Role
from directory.rules import allow, edits_programme, holds, is_organiser, sees_programme, works_here


@rules.predicate
def edits_this(user, row):
    """A sub-forum editor edits the activities granted, with their hosts, agenda items and appearances.

    Without a row the question is whether there is anything to edit at all.
    """
    if row is None:
        return user.activities_granted.exists()
    activity = row
    while hasattr(activity, "agenda_item_id") or hasattr(activity, "activity_id"):
        activity = getattr(activity, "agenda_item", None) or activity.activity
    return user.activities_granted.filter(pk=activity.pk).exists()


edits_granted = holds(Role.SUB_FORUM_EDITOR) & edits_this
sees_this = sees_programme | edits_granted
changes_this = edits_programme | edits_granted

allow(
    "conference",
    ["conference", "conferencehost", "keyfigure", "exhibit", "release", "news"],
    view=sees_programme,
    add=edits_programme,
    change=edits_programme,
    delete=edits_programme,
)
allow(
    "conference",
    ["venue", "room"],
    view=works_here,
    add=edits_programme,
    change=edits_programme,
    delete=edits_programme,
)
allow("conference", ["activity"], view=sees_this, add=edits_programme, change=changes_this, delete=edits_programme)
allow(
    "conference",
    ["activityhost", "agendaitem", "appearance"],
    view=sees_this,
    add=changes_this,
    change=changes_this,
    delete=changes_this,
)
allow("conference", ["programmeversion"], view=sees_programme)
rules.add_perm("conference.publish_conference", is_organiser)
rules.add_perm("conference.grant_activity", is_organiser)
