"""What apps above add to the pages of a programme, which does not know them.

A *place* is a part of a page, such as the agenda of an activity. An app that has something to show there names, when
it starts, a function and a template: the function takes what is shown and what the page is about, and gives what is
added by key ({the id of an agenda item: …}); the template renders one of these as `added`.
"""

from typing import NamedTuple

from django.utils.module_loading import import_string

ACTIVITY, EXHIBITION, ORGANISATION = PLACES = ("activity", "exhibition", "organisation")


class Addition(NamedTuple):
    """The path of a function, because models cannot be imported while apps start, and a template."""

    function: str
    template: str


ADDITIONS = {place: [] for place in PLACES}


def add(place, function, template):
    """Adds to a place of the pages; once, however often an app starts."""
    addition = Addition(function, template)
    if addition not in ADDITIONS[place]:
        ADDITIONS[place].append(addition)


def added(place, shown, subject):
    """All that is added at a place: [(template, {key: what is added})]."""
    return [(one.template, import_string(one.function)(shown, subject)) for one in ADDITIONS[place]]
