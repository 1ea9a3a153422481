"""The figures as files, one for each chart. Names are in both languages, so that a file is the same in either."""

from competition.charts.sections import SECTIONS
from competition.sheets import as_csv
from directory.bilingual import columns, each

TOTAL = ["official", *columns("official_qualifier", "official_source"), "recorded"]


def total_cells(total):
    official = total.official
    told = [official.value, *each(official.qualifier), *each(official.source)] if official else [""] * 5
    return [*told, total.recorded]


def sessions_table(figures, field):
    """A row for each session, and one for all of them. What is recorded may be only those that have won."""
    yield ["session", "year", *TOTAL, "recorded_are"]
    for session in figures.sessions:
        kind = "all entries" if session.shows_all else "winners only"
        yield [session.number, session.year, *total_cells(getattr(session, field)), kind]
    yield ["all", "", *total_cells(getattr(figures, field)), ""]


def lines_table(figures, name):
    """A row for each track or region, and one for the entries that have none."""
    yield [name, *columns("name"), "recorded"]
    yield from ([line.key, *each(line.name), line.recorded] for line in figures.lines[name])
    yield ["", "", "", figures.without[name]]


def industries_table(figures):
    """A row for each division, and one for the entries that have none."""
    yield ["section", *columns("section_name"), "industry", *columns("name"), "recorded"]
    for line in figures.lines["industry"]:
        section = each(SECTIONS.get(line.section, {}))
        yield [line.section, *section, line.key, *each(line.name), line.recorded]
    yield ["", "", "", "", "", "", figures.without["industry"]]


def tiers_table(figures):
    yield ["session", "year", "prize", "places", "recorded"]
    yield from ([tier.number, tier.year, tier.tier, tier.places, tier.recorded] for tier in figures.tiers)


TABLES = {
    "entries": lambda figures: sessions_table(figures, "entries"),
    "participants": lambda figures: sessions_table(figures, "organisations"),
    "industries": industries_table,
    "regions": lambda figures: lines_table(figures, "region"),
    "tracks": lambda figures: lines_table(figures, "track"),
    "prizes": tiers_table,
}


def written(figures, chart):
    """The file of a chart, as bytes.

    Errors: KeyError for a chart that there is not.
    """
    return as_csv(TABLES[chart](figures))
