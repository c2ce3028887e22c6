"""The picture that stands for a page where its address is shared: its title, in the report's own letters.

Drawn with Pillow, which needs no browser and takes some hundredths of a second; kept by content between
builds.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import shutil
import sys
from pathlib import Path

from borderreport.data import edition as editions
from borderreport.charts.letters import FONTS

#: Width and height in px that the networks ask for.
SIZE = (1200, 630)
MARGIN, LEADING = 90, 1.16
#: Sizes of letters tried for the title, largest first, and the lines it may take.
TITLE_SIZES, TITLE_LINES = (92, 80, 68, 58), 4
PAPER, INK, QUIET, BORDER, POINT = "#ffffff", "#1d232b", "#55606e", "#174f87", "#e8891c"


def _font(weight: str, size: int):
    from PIL import ImageFont

    # The basic layout draws the same on every machine; the other one depends on a library of the system.
    return ImageFont.truetype(FONTS / f"SourceSans3-{weight}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


def lines_of(text: str, font, width: int) -> list[str]:
    """``text`` broken into lines that fit ``width`` px."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _mark():
    """The mark of the report, a border and a point on it: drawn large and made small, for smooth edges."""
    from PIL import Image, ImageDraw

    width, height, finer = SIZE[0] - 2 * MARGIN, 60, 4
    large = Image.new("RGB", (width * finer, height * finer), PAPER)
    pen = ImageDraw.Draw(large)
    border = [
        (x * finer, y * finer) for x, y in ((0, 42), (260, 20), (430, 48), (670, 28), (840, 40), (width, 18))
    ]
    x, y = border[3]
    pen.line(border, fill=BORDER, width=7 * finer, joint="curve")
    pen.circle((x, y), 18 * finer, fill=POINT, outline=PAPER, width=4 * finer)
    return large.resize((width, height), Image.Resampling.LANCZOS)


def draw(title: str, above: str, below: str, path: Path) -> None:
    """Draw a card with ``title``, a line ``above`` it and one ``below`` into ``path``."""
    from PIL import Image, ImageDraw

    width = SIZE[0]
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    room = width - 2 * MARGIN
    for size in TITLE_SIZES:
        font = _font("Bold", size)
        lines = lines_of(title, font, room)
        if len(lines) <= TITLE_LINES:
            break
    pen.text((MARGIN, 70), above, font=_font("Semibold", 36), fill=BORDER)
    top = 70 + 36 + 40
    for number, line in enumerate(lines[:TITLE_LINES]):
        pen.text((MARGIN, top + number * size * LEADING), line, font=font, fill=INK)
    image.paste(_mark(), (MARGIN, 480))
    pen.text((MARGIN, 552), below, font=_font("Regular", 30), fill=QUIET)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(32).save(path, optimize=True)  # few colours: a third of the bytes


def card(app, pagename: str, title: str, edition: editions.Edition) -> str:
    """Address of the card of a page; drawn unless a card of the same content is kept.

    ``title`` is empty for the first page.
    """
    words = [
        title or edition.title,
        edition.title if title else edition.authors,
        f"Version {edition.version}, {edition.released}",
    ]
    drawing = inspect.getsource(sys.modules[__name__])
    digest = hashlib.sha256(json.dumps([words, drawing]).encode()).hexdigest()[:16]
    kept = Path(app.outdir).parent / "sharecards" / f"{digest}.png"
    if not kept.exists():
        draw(*words, kept)
    name = f"_static/sharecards/{pagename}.png"
    place = Path(app.outdir) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, place)
    return f"{editions.address()}{name}"
