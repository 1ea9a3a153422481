"""Two texts side by side, with the words marked that differ."""

import pytest

from conference.comparing import Piece, compared


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        (
            "The opening",
            "The grand opening",
            [("The ", 0), ("opening", 0)],
            [("The ", 0), ("grand ", 1), ("opening", 0)],
        ),
        ("主论坛", "分论坛", [("主", 1), ("论坛", 0)], [("分", 1), ("论坛", 0)]),
        ("a", "b", [("a", 1)], [("b", 1)]),
    ],
)
def test_words_that_differ_are_marked(old, new, before, after):
    before_said, after_said = compared([old], [new])

    def marks(line):
        return [(piece.words, piece.is_marked) for piece in line]

    assert "".join(words for words, _ in marks(before_said[0])) == old
    assert "".join(words for words, _ in marks(after_said[0])) == new
    assert [w for w, m in marks(before_said[0]) if m] == [w for w, m in before if m]
    assert [w for w, m in marks(after_said[0]) if m] == [w for w, m in after if m]


def test_long_text_shows_where_it_differs():
    filler = "word " * 300

    _before, (after,) = compared([filler + "old. " + filler], [filler + "new. " + filler])

    assert [piece.words for piece in after if piece.is_marked] == ["new"]
    assert all(len(piece.words) < 130 for piece in after)


def test_very_long_text_is_compared_by_sentence():
    text = "一句话。" * 4_000

    _before, (after,) = compared([text], [text[:8_000] + "新的一句。" + text[8_000:]])

    assert [piece for piece in after if piece.is_marked] == [Piece("新的一句。", True)]
