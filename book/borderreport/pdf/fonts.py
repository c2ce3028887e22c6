"""The letters of the PDF: the fonts in book/fonts and no others, whatever the machine has."""

from __future__ import annotations

import html
import os
import re
from functools import cache
from pathlib import Path

from borderreport.charts.letters import FONTS
from borderreport.pdf.problem import Problem

#: Families, and a face of each. Phrases of the record stand in the script of their page, so Arabic letters
#: are needed too.
TEXT, LABELS = "Source Serif 4", "Source Sans 3"
ARABIC = "Vazirmatn NL"
FACES = ("SourceSerif4-Regular.ttf", "SourceSans3-Regular.ttf", "Vazirmatn-NL-Regular.ttf")
SYNONYMS = {
    "Segoe UI": LABELS,
    "Helvetica Neue": LABELS,
    "Arial": LABELS,
    "sans-serif": LABELS,
    "serif": TEXT,
    "monospace": LABELS,
}
#: Characters that print nothing.
UNSEEN = {"\n", "\t", "\u200b"}


def configure(folder: Path) -> None:
    """Make fontconfig know our fonts alone. Call it before WeasyPrint is loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{ours}</string></edit></match>'
        for name, ours in SYNONYMS.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder / 'fontcache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(path)


@cache
def letters() -> frozenset[int]:
    """Every character that our fonts can print."""
    from fontTools.ttLib import TTFont

    return frozenset(code for name in FACES for code in TTFont(FONTS / name, lazy=True).getBestCmap())


def check(document: str) -> None:
    """Raise Problem if the document, in HTML, holds a character that our fonts lack."""
    body = document.partition("<body")[2]
    missing = {}
    for text in re.findall(r">([^<]+)<", body):
        for letter in set(html.unescape(text)) - UNSEEN:
            if ord(letter) not in letters():
                missing.setdefault(letter, text.strip()[:60])
    if missing:
        named = "; ".join(f"U+{ord(letter):04X} in “{text}”" for letter, text in sorted(missing.items()))
        raise Problem(f"the fonts in book/fonts cannot print {named}")
