"""What ventures that come from entries say besides: how much they seek, what for, and with whom they can speak."""

from typing import NamedTuple

from competition.illustrative.entries import filled
from competition.illustrative.vocabulary import Both
from matchmaking.illustrative.vocabulary import vocabulary

CURRENCIES = ("CNY",) * 17 + ("USD",) * 2 + ("EUR",)
SHARES = ((45, 35, 20), (50, 30, 20), (40, 40, 20), (55, 30, 15), (60, 25, 15), (50, 35, 15))
ENGLISH, LOOKING_NEAR, MODEST = 0.45, 0.2, 0.25  # shares of the ventures
CENTRES = ("110000", "310000", "440000", "320000", "330000")  # regions where many investors are
STAGE = "demonstration"  # of what says none


class Known(NamedTuple):
    """What is known of a venture from its entry: industries by code, technologies by slug."""

    stage: str
    region: str
    industries: tuple
    technologies: tuple


class Venture(NamedTuple):
    """Shapes: `ask` in whole units of the currency; `most_meetings` None where the day says it; regions by code."""

    ask: int
    currency: str
    use_of_funds: Both
    languages: tuple
    investor_regions: tuple
    most_meetings: int | None


def ventures(known, rng):
    return tuple(venture(one, rng) for one in known)


def venture(known, rng):
    said = vocabulary().asks.get(known.stage) or vocabulary().asks[STAGE]
    currency = rng.choice(CURRENCIES)
    use = filled(rng.choice(said.uses), dict(zip("abc", rng.choice(SHARES), strict=True)))
    near = (known.region, *rng.sample(CENTRES, 2)) if known.region and rng.random() < LOOKING_NEAR else ()
    return Venture(
        ask=rng.choice(said.amounts[currency]),
        currency=currency,
        use_of_funds=use,
        languages=("zh", "en") if rng.random() < ENGLISH or currency != "CNY" else ("zh",),
        investor_regions=tuple(dict.fromkeys(near)),
        most_meetings=rng.choice((3, 4, 6)) if rng.random() < MODEST else None,
    )


def first_place(known):
    """The place of the venture that suits the first house best: both have an account, and a day worth a look."""
    themes = vocabulary().houses[0].themes

    def suits(place):
        return max(in_common(known[place], theme) for theme in themes), -place

    return max(range(len(known)), key=suits, default=0)


def in_common(known, theme):
    """How much of a theme a venture is about: its industries, its technologies, both or nothing."""
    pairs = ((known.industries, theme.industries), (known.technologies, theme.technologies))
    return sum(not set(own).isdisjoint(others) for own, others in pairs)
