"""What is known of those who are to meet."""

from typing import NamedTuple

STAGES = ("prototype", "demonstration", "commercial")  # in the order in which a project passes through them


class Money(NamedTuple):
    """An amount in whole units of a currency (ISO 4217)."""

    amount: int
    currency: str


class Venture(NamedTuple):
    """Who seeks money. What is not said is empty: "" , () or None; it then neither speaks for a pair nor against it.

    Shapes: `industries` are divisions of GB/T 4754-2017 with their section before them, as in "C39"; technologies,
            regions and languages are called by slug or code; `text` is by language what it says of itself. `regions`
            are those whose investors it looks for, all if there are none.
    """

    industries: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    stage: str = ""
    ask: Money | None = None
    region: str = ""
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    text: dict[str, str] = {}


class Mandate(NamedTuple):
    """What an investor looks for: one of several. Empty lists are open to everything.

    Shapes: as those of a `Venture`; `ticket` is the smallest and the largest amount, either of them None if open.
    """

    industries: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    ticket: tuple[Money | None, Money | None] = (None, None)
    regions: tuple[str, ...] = ()
    text: dict[str, str] = {}


class Investor(NamedTuple):
    """Who has money to invest; without a mandate it is open to everything."""

    mandates: tuple[Mandate, ...] = ()
    region: str = ""
    languages: tuple[str, ...] = ()
