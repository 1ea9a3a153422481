"""What may come after the question mark of the explorer's address and means nothing, with what is said of it."""

NO_PAGE = "There is no such page of this list; this is the first one."

REFUSED = [
    ("?q=" + "x" * 201, ["Please search for at most 200 characters."]),
    ("?q=" + "+".join(f"w{number}" for number in range(25)), ["Please search for at most 24 words."]),
    ("?q=a%00b", ["Null characters are not allowed."]),
    ("?session=7", ["There is no session “7” on this site."]),
    ("?session=-1", ["There is no session “-1” on this site."]),
    ("?session=6.0", ["There is no session “6.0” on this site."]),
    ("?session=%F0%9F%99%82", ["There is no session “🙂” on this site."]),
    ("?session=6&session=x", ["There is no session “x” on this site."]),
    ("?track=mine", ["This competition has no track “mine”."]),
    ("?track=PORT", ["This competition has no track “PORT”."]),
    ("?region=99", ["There is no region “99”."]),
    ("?region=440000+", ["There is no region “440000 ”."]),
    ("?industry=A", ["There is no industry “A”."]),
    ("?technology=magic", ["There is no technology “magic”."]),
    ("?stage=admitted", ["There is no stage “admitted”."]),
    ("?prize=fourth", ["There is no prize of the kind “fourth”."]),
    ("?prize=1/first", ["There is no prize of the kind “1/first”."]),
    ("?organisation=nobody", ["There is no organisation “nobody”."]),
    ("?organisation=" + "y" * 300, ["There is no organisation “" + "y" * 60 + "”."]),
    ("?organisation=%00", ["There is no organisation “\ufffd”."]),
    ("?organisation=<script>", ["There is no organisation “<script>”."]),
    ("?track=a&track=b&track=c&track=d", [f"This competition has no track “{name}”." for name in "abc"]),
    ("?region=%ED%A0%80", ["There is no region “\ufffd\ufffd\ufffd”."]),
    ("?after=x", [NO_PAGE]),
    ("?after=-5", [NO_PAGE]),
    ("?after=1.5", [NO_PAGE]),
    ("?after=" + "9" * 21, [NO_PAGE]),
    ("?after=%D9%A3", [NO_PAGE]),
    ("?before=x", [NO_PAGE]),
    ("?before=0x10", [NO_PAGE]),
    ("?after=1&before=2", [NO_PAGE]),
    ("?session=&track=&q=", []),
    ("?unknown=parameter", []),
    ("?%ED%A0%80=1&=&&", []),
]

NOTHING = "No public entry has all of this. Remove something, or try fewer or shorter words."

EMPTY = [
    ("?q=xyzzy", NOTHING),
    ("?q=!!!", NOTHING),
    ("?session=5&track=port", NOTHING),
    ("?after=18446744073709551615", "The list ends here. To its beginning"),
    ("?before=0", "The list ends here. To its beginning"),
]
