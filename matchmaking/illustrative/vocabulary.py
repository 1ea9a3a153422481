"""The words that illustrative ventures and investors are made of, in both languages: `words.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from competition.illustrative.vocabulary import Both

FILE = Path(__file__).resolve().parent / "words.toml"


class Theme(NamedTuple):
    """A field in which somebody invests: industries by code, technologies by slug."""

    name: Both
    industries: tuple
    technologies: tuple
    looks_for: Both


class Type(NamedTuple):
    """A kind of house. `kind` is that of its organisation; `tickets` are (smallest, largest). One that `is_local` looks
    in its own region alone.
    """

    kind: str
    suffix: Both
    about: Both
    stages: tuple
    tickets: tuple
    is_local: bool


class House(NamedTuple):
    """Who invests: `word` is what it is called by; its type and themes are those themselves."""

    word: Both
    type: Type
    region: str
    languages: tuple
    currency: str
    themes: tuple


class Ask(NamedTuple):
    """What a venture of a stage asks for: amounts by currency, and sentences that tell what for."""

    amounts: dict
    uses: tuple


class Vocabulary(NamedTuple):
    """Shapes: `asks` by stage; surnames and offices are `Both`."""

    houses: tuple
    asks: dict
    surnames: tuple
    of_ventures: tuple
    of_investors: tuple


@cache
def vocabulary():
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    themes = {name: theme(table) for name, table in said["theme"].items()}
    types = {name: type_of(table) for name, table in said["type"].items()}
    people = {name: words(text) for name, text in said["people"].items()}
    return Vocabulary(
        houses=tuple(house(row, types, themes) for row in said["houses"]["rows"]),
        asks={stage: ask(table) for stage, table in said["ask"].items()},
        **people,
    )


def both(table, name):
    return Both(table[f"{name}_en"], table[f"{name}_zh"])


def theme(table):
    named = tuple(table["industries"]), tuple(table["technologies"])
    return Theme(both(table, "name"), *named, both(table, "looks_for"))


def type_of(table):
    tickets = tuple(tuple(pair) for pair in table["tickets"])
    return Type(
        kind=table["kind"],
        suffix=both(table, "suffix"),
        about=both(table, "about"),
        stages=tuple(table["stages"]),
        tickets=tickets,
        is_local=table.get("is_local", False),
    )


def house(row, types, themes):
    english, chinese, kind, region, languages, currency, names = row
    named = tuple(themes[name] for name in names.split())
    return House(Both(english, chinese), types[kind], region, tuple(languages.split()), currency, named)


def ask(table):
    amounts = {currency: tuple(found) for currency, found in table.items() if currency != "use"}
    return Ask(amounts, tuple(Both(*pair) for pair in table["use"]))


def words(text):
    """“Chief engineer 总工程师, …”: the last word of each is the Chinese."""
    return tuple(Both(*one.strip().rsplit(" ", 1)) for one in text.split(","))
