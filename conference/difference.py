"""What changed from one published programme to the next, as data.

Shapes: a list of changes, each {"action": added | removed | changed, "subject": activity | agenda_item | …, "key": …,
        "title": Text, "activity": slug or "", "fields": [{"name", "before", "after"}]}, in the order of the
        programme, what was removed last. Before and after are what the programme's JSON has there.
"""

from typing import NamedTuple

import msgspec


class Subject(NamedTuple):
    """What identifies a thing, by what it is called, and what of it is compared, in the order of the report."""

    identity: str
    called_by: str
    fields: list[str]


SUBJECTS = {
    "conference": Subject(
        "slug", "name", ["name", "theme", "city", "starts_on", "ends_on", "summary", "notice", "hosts"]
    ),
    "activity": Subject(
        "guid",
        "title",
        ["slug", "kind", "title", "summary", "room", "starts_at", "ends_at", "is_cancelled", "hosts", "appearances"],
    ),
    "agenda_item": Subject("guid", "title", ["kind", "title", "abstract", "starts_at", "ends_at", "appearances"]),
    "key_figure": Subject("id", "label", ["label", "qualifier", "value", "unit", "as_of", "source"]),
    "exhibit": Subject("guid", "title", ["title", "organisation", "booth", "summary", "image"]),
    "release": Subject("guid", "title", ["title", "organisation", "summary", "released_on", "link", "agenda_item"]),
    "news": Subject("guid", "title", ["slug", "title", "body", "dated_on", "source", "image"]),
    "person": Subject("slug", "name", ["name", "title", "organisation", "about", "portrait"]),
    "organisation": Subject("slug", "name", ["name", "kind", "region", "website", "about", "logo"]),
    "venue": Subject("id", "name", ["name", "address", "directions"]),
}


def between(before, after):
    """The changes that lead from one `Programme` to another; everything is added where there was none (None)."""
    was, now = things(before), things(after)
    changes = []
    for key, (thing, activity) in now.items():
        if key not in was:
            changes.append(change("added", key, thing, activity))
        elif fields := changed_fields(key, was[key][0], thing):
            changes.append(change("changed", key, thing, activity, fields))
    return changes + [change("removed", key, *found) for key, found in was.items() if key not in now]


def things(programme):
    """Everything that can change, by (subject, identity): (thing, slug of its activity or "")."""
    if programme is None:
        return {}
    rows = [("conference", programme.conference, "")]
    for activity in programme.activities:
        rows.append(("activity", activity, activity.slug))
        rows += [("agenda_item", item, activity.slug) for item in activity.items]
    for subject, found in (
        ("key_figure", programme.key_figures),
        ("exhibit", programme.exhibits),
        ("release", programme.releases),
        ("news", programme.news),
        ("person", programme.people.values()),
        ("organisation", programme.organisations.values()),
        ("venue", programme.venues),
    ):
        rows += [(subject, row, "") for row in found]
    return {(subject, getattr(row, SUBJECTS[subject].identity)): (row, activity) for subject, row, activity in rows}


def change(action, key, thing, activity, fields=()):
    subject, identity = key
    return {
        "action": action,
        "subject": subject,
        "key": str(identity),
        "title": getattr(thing, SUBJECTS[subject].called_by),
        "activity": activity,
        "fields": list(fields),
    }


def changed_fields(key, before, after):
    """The fields in which two states of one thing differ."""
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in SUBJECTS[key[0]].fields}
    return [
        {"name": name, "before": msgspec.to_builtins(old), "after": msgspec.to_builtins(new)}
        for name, (old, new) in pairs.items()
        if old != new
    ]
