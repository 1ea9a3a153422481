"""What is said in both languages: a pair of columns in the database, a dict of languages everywhere else.

Shapes: a text is {"en": …, "zh-hans": …} with only the languages in which something was written.
"""

LANGUAGES = ("en", "zh-hans")


def column(name, language):
    """The column that holds `name` in a language: title, zh-hans → title_zh_hans."""
    return f"{name}_{language.replace('-', '_')}"


def columns(*names):
    """The columns of several bilingual fields, in the order of a form."""
    return [column(name, language) for name in names for language in LANGUAGES]


def text_of(row, name):
    """What a row says in its bilingual field `name`."""
    said = {language: getattr(row, column(name, language)) for language in LANGUAGES}
    return {language: words for language, words in said.items() if words}


def each(text):
    """The words of a text in each language, empty where it has none: as cells beside one another."""
    return [text.get(language, "") for language in LANGUAGES]


def spoken(text, language):
    """The words of a text in a language or, failing that, in the other one: (words, their language).

    An empty text gives ("", language).
    """
    for candidate in (language, *LANGUAGES):
        if words := text.get(candidate):
            return words, candidate
    return "", language


def in_alphabet(words, language):
    """A key that sorts as readers of a language expect: Latin without regard to case, Chinese by its sound.

    The common Chinese characters stand in GB 18030 in the order of their pinyin.
    """
    return words.casefold().encode("gb18030", "replace") if language == "zh-hans" else words.casefold()
