"""The picture that is shown where somebody shares a winner's page: 1200 × 630, made by Pillow, the same every time.

It says the competition and its session, the prize, the title in both scripts, and who leads. The fonts are those of
the certificates. What a font has no letter for (emoji, other scripts) is left out, and a Chinese character that it
lacks is 〓, as printers do; a text of nothing else is replaced by the one in the other language, and where there is
none, by the number of the entry.
"""

import math
import unicodedata
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from competition.lines import ELLIPSIS, characters, clipped, is_wide, wrapped

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, TEXT_WIDTH = 80, 860
PAPER, INK, MUTED, ACCENT = (253, 252, 251), (23, 24, 28), (91, 93, 102), (176, 16, 72)
PETALS = (253, 241, 245)
COLOURS = 64  # of the file; the edges of letters are shades between the few that are used
GETA = "〓"
NARROW = str.maketrans({ELLIPSIS: "...", "“": '"', "”": '"', "‘": "'", "’": "'"})
MOST_LETTERS = 240  # of any text: no more can be seen

TITLE_SIZES = (64, 56, 48, 42)  # the first in which the title fits, or the last with an ellipsis
TITLE_LINES = 3
SECOND_SIZE, SECOND_LINES = 32, 2
LEADING = 1.25


class Card(NamedTuple):
    """What is on it. `title` is in the language of the page, `second` in the other one, where there is such a title."""

    competition: str
    session: str
    prize: str
    title: str
    lead: str
    second: str = ""
    number: str = ""
    mark: str = ""  # such as: illustrative, withdrawn


# --- Letters ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def font(size, *, serif=False):
    """BASIC: the other way of laying out letters is not on every machine, and the picture must not depend on it."""
    path = serif_path() if serif else sans_path()
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=50_000)
def advance(character, size, serif):
    return font(size, serif=serif).getlength(character)


def measuring(size, serif):
    """The measure of a line: with these fonts and this layout no letter moves another one."""
    return lambda line: sum(advance(letter, size, serif) for letter in line)


@lru_cache(maxsize=8)
def missing(serif):
    """How the font draws what it does not have."""
    return bytes(font(24, serif=serif).getmask("\U0010fffe"))


@lru_cache(maxsize=20_000)
def has(character, *, serif=False):
    """Whether a font has every part of a character, and something is to be seen."""
    return character == " " or all(
        part.isprintable() and bytes(font(24, serif=serif).getmask(part)) not in (b"", missing(serif))
        for part in character
    )


def drawable(text, *, serif=False):
    """A text as it can be drawn, white space as one space."""
    squeezed = " ".join(unicodedata.normalize("NFC", text[:MOST_LETTERS]).split())
    kept = (
        character if has(character, serif=serif) else GETA if is_wide_letter(character) else ""
        for character in characters(squeezed)
    )
    return " ".join("".join(kept).split())


def is_wide_letter(character):
    return is_wide(character) and unicodedata.category(character[0]) == "Lo"


def is_telling(text):
    return any(letter.isalnum() for letter in text)


# --- Blocks of lines --------------------------------------------------------------------------------------------------


class Block(NamedTuple):
    lines: list[str]
    size: int
    colour: tuple[int, int, int]
    serif: bool = False

    @property
    def height(self):
        return round(len(self.lines) * self.size * LEADING)


def block(text, sizes, most, colour, *, serif=False):
    """A text in the largest of these sizes in which it has at most so many lines."""
    found = []
    for size in sizes:
        measure = measuring(size, serif)
        found = wrapped(text, TEXT_WIDTH, measure)
        if len(found) <= most:
            break
    return Block(clipped(found, most, TEXT_WIDTH, measure), size, colour, serif)


def small_block(text, sizes, colour):
    """A text in one line of the largest of these sizes in which it fits, or in two lines of the last."""
    size = next((size for size in sizes if measuring(size, serif=False)(text) <= TEXT_WIDTH), sizes[-1])
    return block(text, (size,), 2, colour)


def titles(card):
    """What stands as title and as second title: texts that can be drawn, or the number of the entry."""
    told = [drawable(text, serif=True) for text in (card.title, card.second)]
    told = [text for text in told if is_telling(text)]
    return told or [drawable(card.number)]


def write(draw, block, top):
    """Writes the lines below `top`: where the next block may begin."""
    for index, line in enumerate(block.lines):
        y = top + round(index * block.size * LEADING)
        draw.text((MARGIN, y), punctuated(line), font=font(block.size, serif=block.serif), fill=block.colour)
    return top + block.height


def punctuated(line):
    """A line of Latin has narrow quotation marks and its dots on the line; these fonts have them as Chinese does."""
    return line if any(map(is_wide, line)) else line.translate(NARROW)


# --- The picture ------------------------------------------------------------------------------------------------------

# The arcs of a petal, as in the site's own blossom of 64 by 64: (radius, half its opening in degrees).
ARCS = ((3, 60), (6.2, 72), (9.4, 73), (12.6, 69.5), (15.8, 62.4))
PETAL, STROKE = 14, 0.9  # how far the middle of a petal is from that of the blossom, and how thick its arcs are
BLOSSOM = 10.5  # pixels for each of the 64
BLOSSOM_AT = (960, 315)
FOLD = 3  # drawn larger and reduced, because Pillow's arcs have no soft edges


@lru_cache(maxsize=1)
def ground():
    """The paper with the blossom, whose petals are the arcs of signals, faint behind the words. Drawn once."""
    half = 32
    side = round(2 * half * BLOSSOM) * FOLD
    image = Image.new("RGB", (side, side), PAPER)
    draw = ImageDraw.Draw(image)
    for petal in range(5):
        for radius, opening in ARCS:
            draw_arc(draw, petal * 72 - 90, radius, opening)
    centre = half * BLOSSOM * FOLD
    draw.circle((centre, centre), 1.6 * BLOSSOM * FOLD, fill=PETALS)
    made = Image.new("RGB", SIZE, PAPER)
    image = image.resize((side // FOLD, side // FOLD), Image.Resampling.BOX)
    made.paste(image, (BLOSSOM_AT[0] - image.width // 2, BLOSSOM_AT[1] - image.height // 2))
    ImageDraw.Draw(made).rectangle((0, 0, 15, HEIGHT), fill=ACCENT)
    return made


def draw_arc(draw, degrees, radius, opening):
    """One arc of the petal that grows in a direction."""
    scale, angle = BLOSSOM * FOLD, math.radians(degrees)
    x, y = ((32 + PETAL * way) * scale for way in (math.cos(angle), math.sin(angle)))
    reach = (radius + STROKE / 2) * scale
    box = (x - reach, y - reach, x + reach, y + reach)
    draw.arc(box, degrees - opening, degrees + opening, fill=PETALS, width=round(STROKE * scale))


def picture(card):
    """The picture: what is above the title at the top, who leads at the bottom, the titles between them."""
    image = ground().copy()
    draw = ImageDraw.Draw(image)
    where = " · ".join(filter(None, (drawable(card.competition), drawable(card.session))))
    top = write(draw, small_block(where, (28, 24), MUTED), 64) + 14
    prize = " · ".join(filter(None, (drawable(card.prize), drawable(card.mark))))
    top = write(draw, small_block(prize, (40, 34), ACCENT), top) + 26
    lead = small_block(drawable(card.lead), (30, 26), INK)
    bottom = HEIGHT - 64 - lead.height
    write(draw, lead, bottom)
    first, *second = titles(card)
    top = write(draw, title_block(first, bottom - top - bool(second) * SECOND_SIZE * LEADING - 30), top) + 14
    if second:
        lines = max(1, min(SECOND_LINES, int((bottom - top - 16) / (SECOND_SIZE * LEADING))))
        write(draw, block(second[0], (SECOND_SIZE,), lines, MUTED, serif=True), top)
    return image


def title_block(text, room):
    """The title in the largest size in which it has at most three lines and is no higher than `room`."""
    for size in TITLE_SIZES:
        found = block(text, (size,), TITLE_LINES, INK, serif=True)
        is_whole = not found.lines or not found.lines[-1].endswith(ELLIPSIS)
        if is_whole and found.height <= room:
            return found
    return block(
        text, TITLE_SIZES[-1:], max(1, min(TITLE_LINES, int(room / (TITLE_SIZES[-1] * LEADING)))), INK, serif=True
    )


def png(card):
    """The file, of few colours, so that it is small."""
    stream = BytesIO()
    image = picture(card).quantize(palette=palette(), dither=Image.Dither.NONE)
    image.save(stream, "PNG", optimize=False, compress_level=6)
    return stream.getvalue()


@lru_cache(maxsize=1)
def palette():
    """The colours of the file: from each of the words' colours to each of the grounds they stand on."""
    steps = COLOURS // 8
    found = [
        tuple(round(a + (b - a) * step / (steps - 1)) for a, b in zip(ground_colour, colour, strict=True))
        for ground_colour in (PAPER, PETALS)
        for colour in (INK, MUTED, ACCENT, PAPER if ground_colour == PETALS else PETALS)
        for step in range(steps)
    ]
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in found for part in colour])
    return image
