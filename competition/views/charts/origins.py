"""Where the entries come from: industries, regions, tracks. Of these the hosts gave hardly any figures."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competition.charts.bars import Row, bars
from competition.charts.drawing import NARROW
from competition.charts.industries import Section, industries
from competition.charts.regions import PLACES, letters, regions, short
from competition.charts.sections import SECTIONS
from competition.charts.tiles import Tile
from competition.views.charts.words import (
    RECORDED,
    Chart,
    counted,
    drawn,
    named,
    named_value,
    official_words,
    plain,
    source_said,
    told,
    value,
)


def recorded_only(figures, what):
    """The sentences under a chart of which the hosts gave no figures."""
    number = figures.entries.recorded
    said = ngettext(
        "Recorded on this site: %(number)s public entry of all sessions.",
        "Recorded on this site: %(number)s public entries of all sessions.",
        number,
    )
    return [said % {"number": f"{number:,}"}, what]


def line_rows(figures, name, lists):
    """The rows of the table of tracks, regions or industries; at the end the entries that have none."""
    rows = [
        [named(line.name), counted(line.recorded, lists.entries(line.recorded, **{name: line.key}))]
        for line in figures.lines[name]
    ]
    if figures.without[name]:
        rows.append([plain(_("not stated")), counted(figures.without[name])])
    return rows


def tile(line, name, lists, written):
    words, _lang = told(line.name)
    path = lists.entries(line.recorded, **{name: line.key})
    return Tile(line.key, written, named_value(words, f"{line.recorded:,}"), line.recorded, path)


def industry_map(figures, lists):
    """The divisions by section; an entry may belong to several."""
    title, total = _("Industries covered"), figures.industries
    divisions = figures.lines["industry"]
    rows = line_rows(figures, "industry", lists)
    codes = [plain(line.key) for line in divisions] + [plain("")] * (len(rows) - len(divisions))
    return Chart(
        slug="industries",
        title=title,
        says=[
            covered(_("Official"), official_words(total.official), len(divisions) if total.official else None),
            *source_said(total.official),
            covered(_("Recorded on this site"), f"{total.recorded:,}", len(divisions)),
            _("An entry may belong to several industries, and counts in each."),
        ],
        columns=[_("Industry"), _("Code"), _("Recorded on this site")],
        rows=[[row[0], code, *row[1:]] for row, code in zip(rows, codes, strict=True)],
        **drawn(
            "industries",
            partial(industries, sections=by_section(divisions, lists)),
            title=title,
            description=_("The divisions of the national economy in their sections, darker where more entries belong."),
            empty=_("No public entry states an industry yet."),
            none=_("not covered"),
        ),
    )


def by_section(divisions, lists):
    found = {}
    for line in divisions:
        found.setdefault(line.section, []).append(tile(line, "industry", lists, line.key))
    return [
        Section(f"{letter} {words}", tiles, lang)
        for letter, tiles in found.items()
        for words, lang in [told(SECTIONS.get(letter, {}))]
    ]


def covered(whose, number, most):
    """Official: 67 of the 97 divisions of the national economy; or: Official: not found in print."""
    if most is None:
        return named_value(whose, number)
    said = _("%(whose)s: %(number)s of the %(most)d divisions of the national economy")
    return said % {"whose": whose, "number": number, "most": most}


def region_map(figures, lists):
    title = _("Entries by region")

    def drawing(name, words, width):
        placed = [line for line in figures.lines["region"] if line.key in PLACES]
        tiles = [tile(line, "region", lists, region_name(line, width)) for line in placed]
        return regions(name, tiles, words, width=width)

    return Chart(
        slug="regions",
        title=title,
        says=recorded_only(figures, _("No official figures by region were found in print.")),
        columns=[_("Region"), _("Recorded on this site")],
        rows=line_rows(figures, "region", lists),
        **drawn(
            "regions",
            drawing,
            title=title,
            description=_(
                "The 34 province-level divisions, each a tile about where it lies, darker with more entries."
            ),
            empty=_("No public entry states a region yet."),
            none=_("no entries"),
        ),
    )


def region_name(line, width):
    """A region's name on its tile; two letters where a Latin name has no room."""
    name = short(told(line.name)[0])
    return letters(line.key) if width == NARROW and name.isascii() else name


def tracks(figures, lists):
    title = _("Entries by track")
    rows = []
    for line in figures.lines["track"]:
        words, lang = told(line.name)
        path = lists.entries(line.recorded, track=line.key)
        rows.append(Row(words, (value(RECORDED, words, line.recorded, path),), lang))
    if figures.without["track"]:
        rows.append(Row(_("not stated"), (value(RECORDED, _("not stated"), figures.without["track"]),)))
    return Chart(
        slug="tracks",
        title=title,
        says=recorded_only(figures, _("No official figures by track were found in print.")),
        columns=[_("Track"), _("Recorded on this site")],
        rows=line_rows(figures, "track", lists),
        **drawn(
            "tracks",
            partial(bars, rows=rows),
            title=title,
            description=_("For each track the number of public entries."),
            empty=_("No track has been set up yet."),
        ),
    )
