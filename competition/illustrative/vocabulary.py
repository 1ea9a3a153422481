"""The words that illustrative organisations and entries are made of, in both languages: the files of this folder."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent


class Both(NamedTuple):
    """The same in both languages."""

    en: str
    zh: str


class Business(NamedTuple):
    """What an organisation does, as its name says it. `industry` is "" where it works for all of them."""

    industry: str
    kind: str
    name: Both


class Scene(NamedTuple):
    """Where 5G is used: the industries it belongs to (the first one mainly), its track, and the kind of task."""

    industries: tuple
    track: str
    kind: str
    name: Both


class Technology(NamedTuple):
    slug: str
    name: Both
    how: Both


class Kind(NamedTuple):
    """A kind of task: the technologies that suit it, what was wrong before, and what came of it."""

    technologies: tuple
    problems: tuple
    outcomes: tuple


class Vocabulary(NamedTuple):
    """Shapes: weights[industry], since[industry] (the first session it takes part in), scenes[industry],
    businesses[industry], kinds[name]; the industry of what works for all of them is "".
    """

    words: tuple
    weights: dict
    since: dict
    businesses: dict
    shared_businesses: tuple
    scenes: dict
    kinds: dict
    titles: tuple
    networks: tuple


@cache
def vocabulary():
    said = tomllib.loads((FOLDER / "sentences.toml").read_text(encoding="utf-8"))
    industries = rows("industries.csv")
    own = [row for row in industries if row["code"]]
    return Vocabulary(
        words=words(said["words"]),
        weights={row["code"]: int(row["weight"]) for row in own},
        since={row["code"]: int(row["since"]) for row in own},
        businesses={row["code"]: tuple(businesses(row)) for row in own},
        shared_businesses=tuple(
            business for row in industries if not row["code"] for business in businesses(row) * int(row["weight"])
        ),
        scenes=scenes(),
        kinds=kinds(said),
        titles=tuple((int(table.get("since", 1)), Both(table["en"], table["zh"])) for table in said["title"]),
        networks=tuple(Both(table["en"], table["zh"]) for table in said["network"]),
    )


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def words(table):
    """Every adjective with every noun, but for those that something real is known by."""
    adjectives, nouns = ([word.split() for word in table[name].split(", ")] for name in ("adjectives", "nouns"))
    pairs = [Both(f"{first[0]} {second[0]}", first[1] + second[1]) for second in nouns for first in adjectives]
    return tuple(word for word in pairs if word.zh not in table["avoided"].split())


def businesses(row):
    names = zip(row["en"].split("|"), row["zh"].split("|"), strict=True)
    return [Business(row["code"], row["kind"], Both(*name)) for name in names]


def scenes():
    """{industry: its scenes}; a scene of two industries is among those of the first."""
    found = {}
    for row in rows("scenes.csv"):
        scene = Scene(tuple(row["industries"].split()), row["track"], row["kind"], Both(row["en"], row["zh"]))
        found.setdefault(scene.industries[0], []).append(scene)
    return found


def kinds(said):
    technologies = {}
    for table in said["technology"]:
        how = Both(table["how_en"], table["how_zh"])
        technologies.setdefault(table["slug"], []).append(
            Technology(table["slug"], Both(table["en"], table["zh"]), how)
        )
    return {
        table["name"]: Kind(
            tuple(one for slug in dict.fromkeys(table["technologies"]) for one in technologies[slug]),
            tuple(Both(*pair) for pair in table["problems"]),
            tuple(Both(*pair) for pair in table["outcomes"]),
        )
        for table in said["kind"]
    }
