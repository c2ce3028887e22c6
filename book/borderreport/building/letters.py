"""The letters of the pages are there before the first paint, so that no text is drawn twice and jumps.

A font in a file, and even one inside a style sheet, arrives after the first text. One that a script hands
over as bytes is there at once: ``fonts.js``, which the template links before all else. Readers without
scripts get ``fonts.css``. The Cyrillic letters stay files (report.css): they are for a few names.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

from borderreport.charts.letters import PAGE_FONTS

SCRIPT, SHEET = "fonts.js", "fonts.css"
FAMILY = "Source Sans 3"
WEIGHTS = ("400", "600")
LATIN = (
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, "
    "U+2000-206F, "
    "U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
)


def _file(weight: str) -> Path:
    return PAGE_FONTS / f"source-sans-3-latin-{weight}-normal.woff2"


def script() -> str:
    """Both weights of the Latin letters as a script that adds them to the page."""
    held = {weight: base64.b64encode(_file(weight).read_bytes()).decode("ascii") for weight in WEIGHTS}
    return (
        "/* Written by borderreport.building.letters. */\n"
        f"for (const [weight, letters] of Object.entries({json.dumps(held)})) {{\n"
        "  const bytes = Uint8Array.from(atob(letters), "
        "function (letter) { return letter.charCodeAt(0); });\n"
        f'  document.fonts.add(new FontFace("{FAMILY}", bytes, '
        f'{{ weight: weight, unicodeRange: "{LATIN}" }}));\n'
        "}\n"
    )


def style_sheet() -> str:
    """The same as CSS that names the files."""
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-display: optional; '
        f'unicode-range: {LATIN}; src: url("fonts/{_file(weight).name}") format("woff2"); }}\n'
        for weight in WEIGHTS
    )


def lay_out(static: Path) -> None:
    """Write the script and the style sheet that the template links into ``static``."""
    for name, text in ((SCRIPT, script()), (SHEET, style_sheet())):
        (static / name).write_text(text, encoding="utf-8")
