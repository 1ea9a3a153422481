"""Rows that cannot be imported, each with the column and the reason that the organiser is told.

Shapes: {what is wrong: (cells that differ from a good row, column, reason)}. The good rows, and the rows that are there
already, are those of `test_bad_sheets`.
"""

NEEDED = "This is needed."
NOT_WHOLE = "This is not a whole number."
NOT_A_DAY = "This is not a day such as 2023-11-26."
NOT_A_TIME = "This is not a time such as 2023-11-26 09:30."
NOT_YES = "Write “yes” or “no”."
CONTROL = "This has characters that are not text."
NUMBER = "The number may have the letters A–Z, digits and hyphens, and begins with a letter or digit."
STATES = "This is not one of: Draft; Submitted; Admitted; Not admitted; Withdrawn."
LARGEST = "At most 2147483647 is possible."
HIGH = "At most 32767 is possible."
AWARD_STATES = "An award is withdrawn, or given again, on its own page, not by a sheet."


def unknown(name):
    return f"“{name}” is not known."


def no_session(name):
    return f"There is no session {name}, only: 5, 6."


def too_long(found, most):
    return f"This has {found} characters; at most {most} are possible."


ENTRIES = {
    "no session": ({"session": ""}, "session", NEEDED),
    "a session that is not there": ({"session": "7"}, "session", no_session("7")),
    "a session in words": ({"session": "the sixth"}, "session", no_session("the sixth")),
    "no number": ({"number": " "}, "number", NEEDED),
    "a number with a blank": ({"number": "B6 1"}, "number", NUMBER),
    "a number with a slash": ({"number": "B6/1"}, "number", NUMBER),
    "a number that is a formula": ({"number": "=B6"}, "number", NUMBER),
    "a number in Chinese": ({"number": "六号"}, "number", NUMBER),
    "a number that begins with a hyphen": ({"number": "-1"}, "number", NUMBER),
    "a long number": ({"number": "B" * 25}, "number", too_long(25, 24)),
    "no title": ({"title_en": ""}, "title (English)", "Give the entry a title in at least one language."),
    "a long title": ({"title_en": "x" * 201}, "title (English)", too_long(201, 200)),
    "a long title in Chinese": ({"title_zh_hans": "绽" * 201}, "title (Chinese)", too_long(201, 200)),
    "a bell in the title": ({"title_en": "Ding\x07"}, "title (English)", CONTROL),
    "a long summary": ({"summary_en": "x" * 4001}, "summary (English)", too_long(4001, 4000)),
    "an escape in the summary": ({"summary_zh_hans": "摘\x1b要"}, "summary (Chinese)", CONTROL),
    "a cell that is too long for any sheet": (
        {"summary_en": "x" * 32_768},
        "summary (English)",
        "The cell has more than 32767 characters.",
    ),
    "no lead": ({"lead": ""}, "lead organisation", NEEDED),
    "a lead that is not known": ({"lead": "Nobody"}, "lead organisation", unknown("Nobody")),
    "a lead whose name two have": (
        {"lead": "Twins"},
        "lead organisation",
        "Several are called “Twins”. Give the address or code instead.",
    ),
    "a partner that is not known": ({"partners": "Partner; Nobody"}, "partners", unknown("Nobody")),
    "a partner twice": ({"partners": "Partner; PARTNER"}, "partners", "Something is named twice."),
    "partners parted by a comma": ({"partners": "Partner, Twin 1"}, "partners", unknown("Partner, Twin 1")),
    "a partner that leads": (
        {"partners": "Lead"},
        "partners",
        "The organisation that leads the entry is not a partner beside.",
    ),
    "a region that is not there": ({"region": "Atlantis"}, "region", unknown("Atlantis")),
    "a region by a wrong code": ({"region": "999999"}, "region", unknown("999999")),
    "a track of another competition": ({"track": "elsewhere"}, "track", unknown("elsewhere")),
    "an industry that is not there": ({"industries": "01; 98"}, "industries", unknown("98")),
    "an industry twice": ({"industries": "01; 1"}, "industries", "Something is named twice."),
    "a technology that is not there": ({"technologies": "magic"}, "technologies", unknown("magic")),
    "a stage that is none": (
        {"stage": "done"},
        "stage",
        "This is not one of: Prototype; Demonstration; Commercial use.",
    ),
    "a state that is none": ({"state": "won"}, "state", STATES),
    "a withdrawn entry that is new": (
        {"state": "withdrawn"},
        "state",
        "An entry is withdrawn on its own page, not by a sheet.",
    ),
    "a time that is none": ({"submitted_at": "yesterday"}, "submitted at", NOT_A_DAY),
    "a time after midnight": ({"submitted_at": "2023-06-01 25:00"}, "submitted at", NOT_A_TIME),
    "a time with words after it": ({"submitted_at": "2023-06-01 12:00 noon"}, "submitted at", NOT_A_TIME),
    "a day that is not in the calendar": ({"deployed_on": "2023-02-30"}, "in use since", NOT_A_DAY),
    "a day whose year comes last": ({"deployed_on": "3/4/2023"}, "in use since", NOT_A_DAY),
    "a day with two separators": ({"deployed_on": "2023-4/3"}, "in use since", NOT_A_DAY),
    "a day before 1900": ({"deployed_on": "1899-12-31"}, "in use since", NOT_A_DAY),
    "a day with a time": ({"deployed_on": "2023-04-03 09:30"}, "in use since", NOT_A_DAY),
    "a year alone": ({"deployed_on": "2023"}, "in use since", NOT_A_DAY),
    "a number in words": ({"sites": "many"}, "sites", NOT_WHOLE),
    "a number below zero": ({"sites": "-1"}, "sites", NOT_WHOLE),
    "half a site": ({"sites": "1.5"}, "sites", NOT_WHOLE),
    "a number with a unit": ({"base_stations": "12 pcs"}, "5G base stations", NOT_WHOLE),
    "a comma at the wrong place": ({"base_stations": "1,20"}, "5G base stations", NOT_WHOLE),
    "a number that is too large": ({"devices": "2147483648"}, "devices connected", LARGEST),
    "a number of a thousand digits": ({"devices": "9" * 1000}, "devices connected", NOT_WHOLE),
    "a power of ten": ({"devices": "1e9"}, "devices connected", NOT_WHOLE),
    "a long outcome": ({"outcome_en": "x" * 2001}, "outcome (English)", too_long(2001, 2000)),
    "perhaps": ({"is_illustrative": "perhaps"}, "illustrative", NOT_YES),
    "a source of what is invented": (
        {"is_illustrative": "yes", "source": "A report"},
        "source",
        "What has a source is not illustrative.",
    ),
    "a long source": ({"source": "x" * 301}, "source", too_long(301, 300)),
    "a cell without a heading": ({"": "lost"}, "", "There is no heading above this cell."),
}

ORGANISATIONS = {
    "no name": ({"name_en": "", "kind": "fund"}, "name (English)", "Without an address the name is needed."),
    "an address without a name": (
        {"slug": "new", "name_en": ""},
        "name (English)",
        "Give the organisation a name in at least one language.",
    ),
    "a name that two have": (
        {"name_en": "Twins"},
        "",
        "Several organisations are called so. Give the address of the one that is meant.",
    ),
    "names of two": (
        {"name_en": "Lead", "name_zh_hans": "伙伴"},
        "",
        "Several organisations are called so. Give the address of the one that is meant.",
    ),
    "an address with a blank": (
        {"slug": "new company"},
        "address on the site",
        "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    ),
    "a long address": ({"slug": "x" * 81}, "address on the site", too_long(81, 80)),
    "a long name": ({"name_en": "x" * 201}, "name (English)", too_long(201, 200)),
    "a kind that is none": (
        {"kind": "club"},
        "kind",
        "This is not one of: Government; Association; Research institute; University; Carrier; Equipment vendor; "
        "Enterprise; Fund.",
    ),
    "a group that is not known": ({"parent": "Nobody"}, "group", unknown("Nobody")),
    "its own group": ({"name_en": "Lead", "parent": "Lead"}, "group", "An organisation cannot be its own group."),
    "a region that is not there": ({"region": "Atlantis"}, "region", unknown("Atlantis")),
    "a website that is none": ({"website": "our site"}, "website", "Enter a valid URL."),
    "a script for a website": ({"website": "javascript:alert(1)"}, "website", "Enter a valid URL."),
    "a long text": ({"about_en": "x" * 4001}, "about (English)", too_long(4001, 4000)),
}

AWARDS = {
    "no session": ({"session": ""}, "session", NEEDED),
    "a session that is not there": ({"session": "7"}, "session", no_session("7")),
    "no announcement": ({"announcement": ""}, "announcement", NEEDED),
    "an announcement that is not there": ({"announcement": "Losers"}, "announcement", unknown("Losers")),
    "no prize": ({"prize": ""}, "prize", NEEDED),
    "a prize that is not there": ({"prize": "Fourth prize"}, "prize", unknown("Fourth prize")),
    "a prize of another session": ({"prize": "Elsewhere"}, "prize", unknown("Elsewhere")),
    "a prize whose name two have": (
        {"prize": "Double"},
        "prize",
        "Several are called “Double”. Give the address or code instead.",
    ),
    "no entry": ({"entry": ""}, "entry number", NEEDED),
    "an entry that is not there": ({"entry": "A9"}, "entry number", "The session has no entry with this number."),
    "an entry that was not admitted": ({"entry": "A3"}, "entry number", "Only an admitted entry can have an award."),
    "a prize that is given away": ({"prize": "Full"}, "prize", "All awards of this prize are given."),
    "a second award in an announcement": (
        {"entry": "A2"},
        "announcement",
        "The entry already has an award in this announcement, and neither prize allows another one.",
    ),
    "the same prize in another announcement": (
        {"entry": "A2", "prize": "Full", "announcement": "More winners"},
        "prize",
        "The entry already holds this prize.",
    ),
    "rank nought": ({"rank": "0"}, "rank", "Ensure this value is greater than or equal to 1."),
    "a rank in words": ({"rank": "first"}, "rank", NOT_WHOLE),
    "an order that is too large": ({"order": "32768"}, "order", HIGH),
    "a long citation": ({"citation_en": "x" * 1001}, "citation (English)", too_long(1001, 1000)),
    "a state that is none": ({"state": "lost"}, "state", "This is not one of: Given; Withdrawn."),
    "an award that is withdrawn and new": ({"state": "withdrawn"}, "state", AWARD_STATES),
    "an award that was withdrawn": ({"entry": "A4"}, "state", AWARD_STATES),
    "a change of what was withdrawn": (
        {"entry": "A4", "state": "withdrawn", "rank": "5"},
        "",
        "The award is withdrawn; a sheet does not change it.",
    ),
}
