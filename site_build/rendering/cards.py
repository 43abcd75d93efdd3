"""The pictures that pages are shared with: the page's title and the site's name on paper, drawn without a network."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from site_build.cache import key, remembered
from site_build.folders import THEME

FONTS = sorted((THEME / "assets" / "fonts").glob("*.woff2"), key=lambda path: ("latin-600" not in path.name, path.name))
LOGO = THEME / "assets" / "images" / "icon-192.png"
SIZE = (1200, 630)
"""Pixels, as messengers and networks want them."""
PAPER, INK, BRAND, WARM = "#fbf8f2", "#1c2b2d", "#14525a", "#f2a65a"
MARGIN = 88
SIZES = (84, 74, 64, 54, 44)
"""Heights of a title, the first that fits on the lines that there are."""
LINES = 3
KEPT = 500
NOTHING = "\U0010ffff"
"""A character that no font has."""


def card(title: str, site: str) -> bytes:
    """Return a PNG with a page's title and the site's name; what none of the fonts can write is left out."""
    name = key([title.encode(), site.encode(), _tools()])
    return remembered("cards", name, lambda: _draw(title, site), KEPT)


@cache
def _tools() -> bytes:
    """Return a digest of what draws: this module, the logo, the fonts and the library."""
    files = (Path(__file__), LOGO, *FONTS)
    return key([version("pillow").encode(), *(path.read_bytes() for path in files)]).encode()


def _draw(title: str, site: str) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    logo = Image.open(LOGO).resize((108, 108), Image.Resampling.LANCZOS)
    image.paste(logo, (MARGIN, MARGIN), logo)
    size, [name] = _fitted(site, (40, 32), SIZE[0] - 2 * MARGIN - 140, 1)
    _write(pen, (MARGIN + 140, MARGIN + 28), name, size, BRAND)
    size, lines = _fitted(title, SIZES, SIZE[0] - 2 * MARGIN, LINES)
    # The words stand on the lower margin, above a bar in the colours of the logo.
    top = SIZE[1] - MARGIN - 24 - round(1.18 * size * len(lines))
    for number, line in enumerate(lines):
        _write(pen, (MARGIN, top + round(1.18 * size * number)), line, size, INK)
    pen.rectangle((0, SIZE[1] - 24, SIZE[0], SIZE[1]), BRAND)
    pen.rectangle((0, SIZE[1] - 24, MARGIN + 108, SIZE[1]), WARM)
    file = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", compress_level=9)
    return file.getvalue()


def _fitted(text: str, sizes: tuple[int, ...], width: int, most: int) -> tuple[int, list[str]]:
    """Return a text in the largest size in which it fits on so many lines; one that fits in none is cut short."""
    whole = text
    while True:
        for size in sizes:
            lines = _lines(text, size, width)
            if len(lines) <= most and all(_width(line, size) <= width for line in lines):
                narrower = (_lines(text, size, less) for less in range(width // 2, width, 20))
                return size, next((found for found in narrower if len(found) == len(lines)), lines)
        whole = whole[: len(whole) * 9 // 10]
        text = f"{whole.rstrip()}\u2026"


def _lines(text: str, size: int, width: int) -> list[str]:
    """Return a text in lines of a width; a word that is too long has a line to itself."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or _width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, colour: str) -> None:
    """Write a line, each run of letters in the font that has them."""
    x = float(at[0])
    for font, run in _runs(text, size):
        pen.text((x, at[1]), run, colour, font)
        x += font.getlength(run)


def _width(text: str, size: int) -> float:
    """Return the width of a line in pixels."""
    return sum(font.getlength(run) for font, run in _runs(text, size))


def _runs(text: str, size: int) -> list[tuple[ImageFont.FreeTypeFont, str]]:
    """Return a text in runs of characters that one font has; it has no others."""
    found = [(_font(_file(character), size), character) for character in text if _file(character)]
    runs: list[tuple[ImageFont.FreeTypeFont, str]] = []
    for font, character in found:
        if runs and runs[-1][0] is font:
            runs[-1] = (font, runs[-1][1] + character)
        else:
            runs.append((font, character))
    return runs


@cache
def _file(character: str) -> Path | None:
    """Return the first font file that has a character."""
    return next((path for path in FONTS if character == " " or _shape(path, character) != _shape(path, NOTHING)), None)


def _shape(path: Path, character: str) -> bytes:
    return bytes(_font(path, 16).getmask(character))


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
