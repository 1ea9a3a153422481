import pytest

from competition.explorer.words import MOST_PHRASES, Phrase, marked, phrases, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smart Factory", ["smart", "factory"]),
        ("智慧工厂", ["智慧", "慧工", "工厂", "厂"]),
        ("5G智慧", ["5g", "智慧", "慧"]),
        ("智慧，工厂", ["智慧", "慧", "工厂", "厂"]),
        ("ＡＢＣ　１２３", ["abc", "123"]),
        ("BC6-00123", ["bc6", "00123"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("厂", ["厂"]),
        ("时时々〇", ["时时", "时々", "々〇", "〇"]),
        ("𠮷野家", ["𠮷野", "野家", "家"]),
        ("カタカナ", ["カタ", "タカ", "カナ", "ナ"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("!?。，🙂", []),
        ("a\x00b\ud800c\udfff\x1f\x7f", ["a", "b", "c"]),
        ("x" * 500, ["x" * 64]),
    ],
)
def test_a_text_is_words_and_pairs_of_characters(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工厂", [Phrase(("工厂",))]),
        ("智慧工厂", [Phrase(("智慧", "慧工", "工厂"))]),
        ("厂", [Phrase((), "厂")]),
        ("5G网络", [Phrase(("5g", "网络"))]),
        ("网络5G", [Phrase(("网络", "络", "5g"))]),
        ("5G网", [Phrase(("5g",), "网")]),
        ("厂厂", [Phrase(("厂厂",))]),
        ("of", [Phrase(("of",))]),
        ("network", [Phrase((), "network")]),
        ('"network"', [Phrase(("network",))]),
        ("“smart factory” 网络", [Phrase(("smart", "factory")), Phrase(("网络",))]),
        ("「智慧 工厂」", [Phrase(("智慧", "慧", "工厂"))]),
        ("BC6-00123", [Phrase(("bc6", "00123"))]),
        ("00123", [Phrase(("00123",))]),
        ("5g 5G ５ｇ", [Phrase(("5g",))]),
        ('"never closed', [Phrase((), "never"), Phrase((), "closed")]),
        ('""', []),
        ("  ", []),
        ("\ud800 \x00 -- !", []),
    ],
)
def test_a_question_is_the_phrases_that_it_asks_for(text, expected):
    assert list(phrases(text)) == expected


def test_what_is_asked_beyond_the_most_phrases_is_not_looked_at():
    assert len(phrases(" ".join(f"w{number}" for number in range(200)))) == MOST_PHRASES


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("5G 智慧工厂", "工厂", [("5G 智慧", False), ("工厂", True)]),
        ("5G 智慧工厂", "智慧工厂", [("5G ", False), ("智慧工厂", True)]),
        ("Offices of Shenzhen", "of", [("Offices ", False), ("of", True), (" Shenzhen", False)]),
        ("Manufacturing", "manu", [("Manu", True), ("facturing", False)]),
        ("ＦＵＬＬ width", "full", [("ＦＵＬＬ", True), (" width", False)]),
        ("Straße", "strasse", [("Straße", True)]),
        ("nothing", "network", [("nothing", False)]),
        ("网络", "网", [("网", True), ("络", False)]),
        ("a\ud800b", "b", [("a\ud800", False), ("b", True)]),
        ("", "x", []),
        ("x", "", [("x", False)]),
    ],
)
def test_what_is_asked_for_is_marked(text, asked, expected):
    assert marked(text, phrases(asked)) == expected
