"""Cards for an address book: their lines, and what may stand in a value."""

from matchmaking.vcards import Person, cards


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_card_of_a_person():
    text = cards([Person("Li Wei", "Orchard Capital", "Partner", "li@example.org", "+86 10 1234")])

    assert text.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Li Wei",
        "N:Li Wei;;;;",
        "ORG:Orchard Capital",
        "TITLE:Partner",
        "EMAIL;TYPE=INTERNET:li@example.org",
        "TEL:+86 10 1234",
        "END:VCARD",
        "",
    ]


def test_what_is_not_known_is_left_out():
    assert unfolded(cards([Person("Li Wei", "Orchard")]))[2:5] == ["FN:Li Wei", "N:Li Wei;;;;", "ORG:Orchard"]
    assert "TEL" not in cards([Person("Li Wei", "Orchard")])
    assert cards([]) == ""


def test_nothing_in_a_value_begins_another_one():
    text = cards([Person("A;B,C\\D\r\nTEL:110", "E\nEND:VCARD")])

    assert unfolded(text)[2] == r"FN:A\;B\,C\\D\nTEL:110"
    assert [line for line in unfolded(text) if line.startswith("END")] == ["END:VCARD"]


def test_long_lines_are_folded_between_characters():
    name = "绽放杯" * 40

    text = cards([Person(name, "Orchard")])

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert unfolded(text)[2] == f"FN:{name}"


def test_several_people_have_a_card_each():
    assert cards([Person("A", "X"), Person("B", "X")]).count("BEGIN:VCARD") == 2
