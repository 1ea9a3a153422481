"""What the files in `competition/demo/` say: tables for rows, and the sessions for which entries are invented."""

import tomllib
from pathlib import Path

from django.utils import timezone

from competition.illustrative import Prize, Session
from competition.models import Competition, Technology
from conference import loading

FOLDER = Path(__file__).resolve().parent.parent / "demo"
MARKS = (*loading.MARKS, "unsourced")


def read_competition():
    """[(model, table)], parents before children and marks still in it: see `conference.loading.read_demo`."""
    said = read("competition.toml")
    tables = [(Technology, table) for table in said["technology"]]
    return tables + [(Competition, table) for table in said["competition"]]


def read_winners():
    """What sources name: {"organisation": tables, "entry": …, "presentation": …, "withdrawal": …}, with their marks."""
    return read("winners.toml")


def read(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def without_marks(table):
    """A table as it is loaded, and those in its lists."""
    return {
        name: [without_marks(one) for one in value] if isinstance(value, list) else value
        for name, value in table.items()
        if name not in MARKS
    }


def read_sessions():
    """The sessions as `competition.illustrative` wants them, in order."""
    ((_model, competition),) = [found for found in read_competition() if found[0] is Competition]
    named = read_winners()["entry"]
    return [session(table, named) for table in competition["editions"]]


def session(table, named):
    """Entries are submitted on days on which they may be."""
    number = table["number"]
    won = [entry["prize"] for entry in named if entry["edition"] == number]
    return Session(
        number=number,
        opens_on=timezone.localdate(table["entries_open_at"]),
        closes_on=timezone.localdate(table["entries_close_at"]),
        prizes=tuple(prize(one) for one in table["prizes"]),
        named={order: won.count(order) for order in won},
    )


def prize(table):
    tied = table.get("tie_places", 0)
    return Prize(
        order=table["order"],
        places=table["quota"] + tied,
        tied=tied,
        track=table.get("track", ""),
        is_beside_others=table.get("allows_other_awards", False),
    )
