"""Files that cannot be imported, each with the sentence that says why: name → (content, sentences)."""

import json

GUID = "11111111-2222-4333-8444-555555555555"
OTHER = "11111111-2222-4333-8444-666666666666"


def event(guid=GUID, title="A talk", date="2023-10-20T09:00:00+08:00", *, duration="01:00", room="Hall 1", more=""):
    return (
        f'<event id="1" guid="{guid}"><date>{date}</date><duration>{duration}</duration><room>{room}</room>'
        f"<title>{title}</title>{more}</event>"
    )


def xml(*events, room="Hall 1", head=""):
    """A schedule.xml with its first event in line 3."""
    lines = "\n".join(events)
    text = f'<?xml version="1.0" encoding="utf-8"?>{head}\n<schedule><day><room name="{room}">\n{lines}\n'
    return (text + "</room></day></schedule>").encode()


def v2(*events, **conference):
    return json.dumps({"schedule": {"version": "1", "conference": conference, "events": list(events)}}).encode()


def talk(**values):
    return {
        "guid": GUID,
        "title": "A talk",
        "start": "2023-10-20T09:00:00+08:00",
        "end": "2023-10-20T10:00:00+08:00",
        "room": {"name": "Hall 1", "guid": OTHER},
    } | values


def ours(*activities):
    """A file of our own, with what it carries of each activity."""
    times = {"starts_at": "2023-10-20T09:00:00+08:00", "ends_at": "2023-10-20T10:00:00+08:00"}
    carried = [
        {"id": 1, "guid": guid, "slug": f"talk-{number}", "kind": "other", "title": {"en": f"Talk {number}"}}
        | times
        | of
        for number, (guid, of) in enumerate(zip((GUID, OTHER), activities, strict=False), start=1)
    ]
    nowhere = {"name": "Hall to be announced"}
    events = [talk(guid=of["guid"], title=of["title"]["en"], room=nowhere) for of in carried]
    return v2(*events, meta={"bloom": {"language": "en", "activities": carried}})


def v1(*events):
    rooms = {"Hall 1": list(events)}
    return json.dumps({"schedule": {"conference": {"days": [{"rooms": rooms}]}}}).encode()


BOMB = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE schedule [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
DOCUMENT_TYPE = (
    "Line 1: The file declares a document type (<!DOCTYPE …>), which could hide harmful entities. "
    "Such files are not read."
)
WEB_PAGE = "This is a web page, not a schedule file. Please save the schedule.xml or .json itself."

BAD_FILES = {
    # not what it should be
    "empty": (b"", ["The file is empty."]),
    "blank": (b" \n\t ", ["The file is empty."]),
    "words": (b"See you in Beijing", ["This is neither an XML nor a JSON file."]),
    "zip": (b"PK\x03\x04" + bytes(40), ["This is neither an XML nor a JSON file."]),
    "nul bytes": (bytes(100), ["This is neither an XML nor a JSON file."]),
    "eleven megabytes": (b"<schedule>" + b" " * 11 * 1024 * 1024, ["The file has 11 MB; at most 10 MB can be read."]),
    "web page": (b"<!DOCTYPE html><html><body>Log in</body></html>", [f"Line 1: {WEB_PAGE}"]),
    "xhtml": (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>', [f"Line 2: {WEB_PAGE}"]),
    # XML
    "entity bomb": (xml(event(title="&c;"), head=BOMB), [DOCUMENT_TYPE]),
    "external entity": (xml(event(title="&file;"), head=EXTERNAL), [DOCUMENT_TYPE]),
    "document type": (xml(event(), head='<!DOCTYPE schedule SYSTEM "http://example.org/x.dtd">'), [DOCUMENT_TYPE]),
    "undeclared entity": (xml(event(title="&nbsp;")), ["Line 3: The XML is broken: Entity 'nbsp' not defined"]),
    "truncated": (xml(event())[:-30], ["Line 3: The XML is broken: "]),
    "no markup": (b"<schedule", ["Line 1: The XML is broken: "]),
    "nul byte inside": (xml(event(title="A\0B")), ["Line 3: The XML is broken: "]),
    "control character": (xml(event(title="A\x01B")), ["Line 3: The XML is broken: "]),
    "latin-1 that claims to be utf-8": (
        xml(event(title="Gr\u00fc\u00dfe")).decode().encode("latin-1"),
        ["Line 3: The XML is broken: "],
    ),
    "unknown encoding": (
        b'<?xml version="1.0" encoding="klingon"?><schedule/>',
        ["Line 1: The file is in an encoding that is not known here. Please save it as UTF-8."],
    ),
    "deep XML": (b"<schedule>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</schedule>", ["Line 1: The XML is broken: "]),
    "unknown root": (b"<rss/>", ["Line 1: The outermost element is <rss>; in a schedule file it is <schedule>."]),
    # JSON
    "broken JSON": (b'{"schedule":\n {,}}', ["Line 2: The JSON is broken at column 3: "]),
    "truncated JSON": (v2(talk())[:-20], ["Line 1: The JSON is broken at column "]),
    "latin-1 JSON": ('{\n"a": "Gr\u00fc\u00dfe"}'.encode("latin-1"), ["Line 2: The file is not in UTF-8."]),
    "JSON list": (b"[1, 2]", ["The JSON is a list or a bare value; a schedule file is an object."]),
    "JSON NaN": (b'{"schedule": NaN}', ["The JSON holds NaN, which is not a value that JSON has."]),
    "JSON long number": (b'{"schedule": ' + b"9" * 5000 + b"}", ["The JSON holds a number that is too long."]),
    "deep JSON": (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", ["The JSON is nested too deeply."]),
    "no schedule": (b'{"version": "2"}', ["schedule: The file has no schedule."]),
    "schedule is a text": (b'{"schedule": "later"}', ["schedule: The file has no schedule."]),
    "no conference": (b'{"schedule": {"events": []}}', ["schedule.conference: The schedule names no conference."]),
    "no events": (
        b'{"schedule": {"conference": {}}}',
        ["schedule.conference.days: The schedule has neither events nor days."],
    ),
    "events are an object": (
        b'{"schedule": {"conference": {}, "events": {"a": 1}}}',
        ["schedule.events: This should be a list."],
    ),
    "an event is a number": (
        b'{"schedule": {"conference": {}, "events": [7]}}',
        ["schedule.events[0]: This should be an object with names and values."],
    ),
    "an event after a number": (
        v2(7, talk(title="")),
        [
            "schedule.events[0]: This should be an object with names and values.",
            "schedule.events[1].title: The event has no title.",
        ],
    ),
    "an event of a hall after a number": (
        v1(7, {"guid": GUID, "date": "2023-10-20T09:00:00+08:00", "duration": "01:00"}),
        [
            "schedule.conference.days[0].rooms.Hall 1[0]: This should be an object with names and values.",
            "schedule.conference.days[0].rooms.Hall 1[1].title: The event has no title.",
        ],
    ),
    "a day without halls": (
        b'{"schedule": {"conference": {"days": [{}]}}}',
        ["schedule.conference.days[0].rooms: This should be an object with names and values."],
    ),
    "a title that is a list": (
        v2(talk(title=["A"])),
        ["schedule.events[0].title: This should be a text.", "schedule.events[0].title: The event has no title."],
    ),
    "broken structure": (
        v2(talk(), meta={"bloom": {"language": "en", "activities": [{"id": "one"}]}}),
        ["schedule.conference.meta.bloom: What Bloom had written into the file for itself is broken: "],
    ),
    # events
    "no guid": (xml(event(guid="")), ["Line 3: The event has no guid, so that it could not be found again."]),
    "wrong guid": (xml(event(guid="talk-1")), ["Line 3: “talk-1” is not a guid."]),
    "guid twice": (
        xml(event(), event(date="2023-10-20T11:00:00+08:00")),
        [f"Line 4: The guid {GUID} is already that of another event (Line 3)."],
    ),
    "guid twice in JSON": (
        v2(talk(), talk(start="2023-10-20T11:00:00+08:00", end="2023-10-20T12:00:00+08:00")),
        [f"schedule.events[1].guid: The guid {GUID} is already that of another event (schedule.events[0].guid)."],
    ),
    "no title": (xml(event(title=" ")), ["Line 3: The event has no title."]),
    "title of 10,000 characters": (
        xml(event(title="x" * 10_000)),
        [f"Line 3: “{'x' * 80}”, Title (English): Ensure this value has at most 200 characters (it has 10000)."],
    ),
    "no hall": (xml(event(room=""), room=""), ["Line 3: The event has no hall."]),
    "no hall in JSON": (v2(talk(room=None)), ["schedule.events[0].room: The event has no hall."]),
    "no date": (xml(event(date="")), ["Line 3: The event does not say when it starts."]),
    "bad date": (
        xml(event(date="2023-02-30T09:00:00+08:00")),
        ["Line 3: “2023-02-30T09:00:00+08:00” is not a date with a time."],
    ),
    "date before all time": (
        xml(event(date="0001-01-01T00:00:00+08:00")),
        ["Line 3: “0001-01-01T00:00:00+08:00” is not a date with a time."],
    ),
    "no offset": (
        xml(event(date="2023-10-20T09:00:00")),
        [
            "Line 3: “2023-10-20T09:00:00” has no offset from UTC, and the file names no time zone, "
            "so that the hour is not known."
        ],
    ),
    "duration garbage": (xml(event(duration="an hour")), ["Line 3: “an hour” is not a duration such as 01:30."]),
    "negative duration": (xml(event(duration="-01:00")), ["Line 3: “-01:00” is not a duration such as 01:30."]),
    "no duration": (xml(event(duration="00:00")), ["Line 3: The event must end after it starts."]),
    "endless duration": (
        v1({"guid": GUID, "title": "A", "date": "2023-10-20T09:00:00+08:00", "duration": "9" * 400 + ":00"}),
        [f"schedule.conference.days[0].rooms.Hall 1[0].duration: “{'9' * 200}…” is not a duration such as 01:30."],
    ),
    "ends before start": (
        v2(talk(end="2023-10-20T08:00:00+08:00")),
        ["schedule.events[0].end: The event must end after it starts."],
    ),
    "person without name": (
        xml(event(more="<persons><person id='1'> </person></persons>")),
        ["Line 3: A person has no name."],
    ),
    # this conference
    "outside the conference": (
        xml(event(date="2023-10-25T09:00:00+08:00")),
        ["Line 3: “A talk” starts on 25 October 2023, which is not a day of the conference."],
    ),
    "two in one hall": (
        xml(event(), event(OTHER, "Another", "2023-10-20T09:30:00+08:00")),
        ["Line 4: “A talk” and “Another” would be in Hall 1 at the same time."],
    ),
    "hall taken by what is there": (
        xml(event(room="Taken hall"), room="Taken hall"),
        ["Line 3: “Already there” and “A talk” would be in Taken hall at the same time."],
    ),
    "two at one address": (
        ours({"slug": "talk"}, {"slug": "talk"}),
        ["schedule.events[1].guid: “Talk 2” and “Talk 1” would have the same address, talk."],
    ),
    "a host twice": (
        ours({"hosts": [{"role": "host", "organisation": {"slug": "ministry", "name": {"en": "Ministry"}}}] * 2}),
        ["schedule.events[0].guid: “Talk 1” would have Host: Ministry twice."],
    ),
    "nobody appears": (
        ours({"appearances": [{"role": "speaker"}]}),
        ["schedule.events[0].guid: In “Talk 1” somebody appears who is neither a person nor an organisation."],
    ),
    "carried before all time": (
        ours({"starts_at": "0001-01-01T00:00:00+08:00"}),
        ["schedule.events[0].guid: “0001-01-01T00:00:00+08:00” is not a date with a time."],
    ),
    "half a minute": (
        v2(talk(end="2023-10-20T09:00:30+08:00")),
        ["schedule.events[0].end: The event must end after it starts."],
    ),
    "all at once": (
        xml(event(guid=""), event(OTHER, title=""), event(duration="x")),
        [
            "Line 3: The event has no guid, so that it could not be found again.",
            "Line 4: The event has no title.",
            "Line 5: “x” is not a duration such as 01:30.",
        ],
    ),
    "sixty problems": (
        xml(*(event(guid=f"no-{number}") for number in range(60))),
        [*(f"Line {number + 3}: “no-{number}” is not a guid." for number in range(50)), "And 10 more problems."],
    ),
}
