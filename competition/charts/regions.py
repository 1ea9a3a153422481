"""China as a map of tiles: one of one size for each of the 34 province-level divisions, about where it lies.

Regions are known by their code of GB/T 2260. The two letters are those of ISO 3166-2:CN.
"""

from competition.charts.drawing import NARROW, framed, nothing
from competition.charts.tiles import Place, drawn_tile, legend, level_of, shades

COLUMNS, ROWS = 8, 8
GAP = 4

# Column and row of each region, and its two letters.
PLACES = {
    "230000": (7, 0, "HL"),
    "150000": (4, 1, "NM"),
    "110000": (5, 1, "BJ"),
    "210000": (6, 1, "LN"),
    "220000": (7, 1, "JL"),
    "650000": (0, 2, "XJ"),
    "620000": (1, 2, "GS"),
    "640000": (2, 2, "NX"),
    "610000": (3, 2, "SN"),
    "140000": (4, 2, "SX"),
    "130000": (5, 2, "HE"),
    "120000": (6, 2, "TJ"),
    "540000": (0, 3, "XZ"),
    "630000": (1, 3, "QH"),
    "510000": (2, 3, "SC"),
    "500000": (3, 3, "CQ"),
    "410000": (4, 3, "HA"),
    "370000": (5, 3, "SD"),
    "530000": (2, 4, "YN"),
    "520000": (3, 4, "GZ"),
    "420000": (4, 4, "HB"),
    "340000": (5, 4, "AH"),
    "320000": (6, 4, "JS"),
    "310000": (7, 4, "SH"),
    "450000": (3, 5, "GX"),
    "430000": (4, 5, "HN"),
    "360000": (5, 5, "JX"),
    "330000": (6, 5, "ZJ"),
    "440000": (4, 6, "GD"),
    "350000": (5, 6, "FJ"),
    "710000": (7, 6, "TW"),
    "460000": (3, 7, "HI"),
    "820000": (4, 7, "MO"),
    "810000": (5, 7, "HK"),
}
ENDINGS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")


def short(name):
    """A region's name as maps write it: 内蒙古自治区 → 内蒙古. Names in other scripts stay as they are."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def letters(code):
    """The two letters of a region, for a tile on which its name has no room."""
    return PLACES[code][2]


def regions(name, tiles, words, *, width):
    """The map. A tile's key is the region's code.

    Errors: KeyError for a region that has no place on it.
    """
    if not any(tile.number for tile in tiles):
        return nothing(name, words, width)
    found = shades([tile.number for tile in tiles])
    head = legend(found, words.none, width)
    side = (width + GAP) / COLUMNS - GAP
    height = side if width <= NARROW else side * 0.72
    drawn = []
    for tile in tiles:
        column, row, _letters = PLACES[tile.key]
        place = Place(column * (side + GAP), head.height + row * (height + GAP), side, height)
        drawn.append(drawn_tile(tile, place, level_of(tile.number, found)))
    return framed(name, words, width, head.markup + "".join(drawn), head.height + ROWS * (height + GAP))
