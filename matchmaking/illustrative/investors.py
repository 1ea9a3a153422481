"""Invented houses that invest, with what they look for."""

import re
from typing import NamedTuple

from competition.illustrative.entries import filled
from competition.illustrative.vocabulary import Both
from matchmaking.illustrative.vocabulary import vocabulary

NARROW = 0.5  # of the mandates, those that name technologies
MODEST = 0.2  # of the houses, those that take few meetings


class Mandate(NamedTuple):
    """Shapes: as those of the models; regions and industries by code, technologies by slug, nothing where open."""

    industries: tuple
    technologies: tuple
    stages: tuple
    regions: tuple
    least: int
    most: int
    currency: str
    looks_for: Both


class Investor(NamedTuple):
    """A house. `slug`, `name`, `kind` and `region` are those of its organisation."""

    slug: str
    name: Both
    kind: str
    region: str
    languages: tuple
    about: Both
    most_meetings: int | None
    mandates: tuple


def investors(rng):
    """All houses there are, in the order of the words; what each looks for is drawn."""
    return tuple(investor(house, rng) for house in vocabulary().houses)


def investor(house, rng):
    name = Both(
        f"{house.word.en} Example {house.type.suffix.en}",
        f"示例·{house.word.zh}{house.type.suffix.zh}",
    )
    return Investor(
        slug=re.sub("[^a-z0-9]+", "-", name.en.lower()),
        name=name,
        kind=house.type.kind,
        region=house.region,
        languages=house.languages,
        about=filled(house.type.about, {"themes": listed([theme.name for theme in house.themes])}),
        most_meetings=rng.choice((4, 5)) if rng.random() < MODEST else None,
        mandates=tuple(mandate(house, theme, rng) for theme in house.themes),
    )


def listed(names):
    """“one, two and three”, “一、二和三”."""
    *first, last = names
    if not first:
        return last
    english, chinese = ", ".join(one.en for one in first), "、".join(one.zh for one in first)
    return Both(f"{english} and {last.en}", f"{chinese}和{last.zh}")


def mandate(house, theme, rng):
    """A guidance fund looks in its own region; about half name technologies."""
    least, most = rng.choice(house.type.tickets)
    return Mandate(
        industries=theme.industries,
        technologies=theme.technologies if rng.random() < NARROW else (),
        stages=house.type.stages,
        regions=(house.region,) if house.type.is_local else (),
        least=least,
        most=most,
        currency=house.currency,
        looks_for=theme.looks_for,
    )
