"""What is wrong with a file, in sentences that say where."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_SENTENCES = 50

SENTENCES = {
    # the file
    "too_large": gettext_lazy("The file has %(found)d MB; at most %(most)d MB can be read."),
    "empty": gettext_lazy("The file is empty."),
    "web_page": gettext_lazy("This is a web page, not a schedule file. Please save the schedule.xml or .json itself."),
    "not_a_schedule": gettext_lazy("This is neither an XML nor a JSON file."),
    "document_type": gettext_lazy(
        "The file declares a document type (<!DOCTYPE …>), which could hide harmful entities. Such files are not read."
    ),
    "encoding_unknown": gettext_lazy("The file is in an encoding that is not known here. Please save it as UTF-8."),
    "xml_broken": gettext_lazy("The XML is broken: %(detail)s."),
    "root_unknown": gettext_lazy("The outermost element is <%(found)s>; in a schedule file it is <schedule>."),
    "not_utf8": gettext_lazy("The file is not in UTF-8."),
    "json_broken": gettext_lazy("The JSON is broken at column %(column)d: %(detail)s."),
    "json_too_deep": gettext_lazy("The JSON is nested too deeply."),
    "json_number": gettext_lazy("The JSON holds a number that is too long."),
    "json_constant": gettext_lazy("The JSON holds %(found)s, which is not a value that JSON has."),
    "json_not_an_object": gettext_lazy("The JSON is a list or a bare value; a schedule file is an object."),
    "schedule_missing": gettext_lazy("The file has no schedule."),
    "conference_missing": gettext_lazy("The schedule names no conference."),
    "events_missing": gettext_lazy("The schedule has neither events nor days."),
    "structure_broken": gettext_lazy("What Bloom had written into the file for itself is broken: %(detail)s."),
    # its events
    "guid_missing": gettext_lazy("The event has no guid, so that it could not be found again."),
    "guid_wrong": gettext_lazy("“%(found)s” is not a guid."),
    "guid_twice": gettext_lazy("The guid %(guid)s is already that of another event (%(other)s)."),
    "title_missing": gettext_lazy("The event has no title."),
    "hall_missing": gettext_lazy("The event has no hall."),
    "start_missing": gettext_lazy("The event does not say when it starts."),
    "time_wrong": gettext_lazy("“%(found)s” is not a date with a time."),
    "offset_missing": gettext_lazy(
        "“%(found)s” has no offset from UTC, and the file names no time zone, so that the hour is not known."
    ),
    "duration_wrong": gettext_lazy("“%(found)s” is not a duration such as 01:30."),
    "ends_before_start": gettext_lazy("The event must end after it starts."),
    "person_without_name": gettext_lazy("A person has no name."),
    "not_text": gettext_lazy("This should be a text."),
    "not_a_list": gettext_lazy("This should be a list."),
    "not_an_object": gettext_lazy("This should be an object with names and values."),
    # the events in this conference
    "outside_conference": gettext_lazy("“%(title)s” starts on %(date)s, which is not a day of the conference."),
    "hall_taken": gettext_lazy("“%(title)s” and “%(other)s” would be in %(hall)s at the same time."),
    "item_outside": gettext_lazy("The agenda item “%(title)s” would lie outside the time of “%(activity)s”."),
    "item_elsewhere": gettext_lazy("“%(title)s” is an agenda item of “%(activity)s”, which is in another hall."),
    "address_taken": gettext_lazy("“%(title)s” and “%(other)s” would have the same address, %(slug)s."),
    "host_twice": gettext_lazy("“%(title)s” would have %(host)s twice."),
    "nobody_appears": gettext_lazy("In “%(title)s” somebody appears who is neither a person nor an organisation."),
    "field_wrong": gettext_lazy("“%(title)s”, %(field)s: %(detail)s"),
}


def sentences(problems):
    """The sentences for a list of problems, in order, each once; of more than fifty, the first and how many follow."""
    found = list(dict.fromkeys(sentence(problem) for problem in problems))
    if len(found) > MOST_SENTENCES:
        rest = _("And %(number)d more problems.") % {"number": len(found) - MOST_SENTENCES}
        found = [*found[:MOST_SENTENCES], rest]
    return found


def sentence(problem):
    values = {name: shortened(value) for name, value in problem.values.items()}
    if "other" in values and problem.code == "guid_twice":
        values["other"] = where(problem.values["other"])
    words = SENTENCES[problem.code] % values
    return f"{where(problem.place)}: {words}" if problem.place is not None else str(words)


def where(place):
    """Line 12, or the path to a JSON value."""
    return _("line %(number)d").capitalize() % {"number": place} if isinstance(place, int) else str(place)


def shortened(value):
    """A value from a file may be of any length."""
    return value if isinstance(value, int) or len(str(value)) <= 200 else f"{str(value)[:200]}…"
