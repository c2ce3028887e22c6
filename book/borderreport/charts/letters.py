"""The letters of the report: where its fonts are, and the part of them that a chart carries."""

from __future__ import annotations

import base64
import html
import io
import re
from functools import cache

from borderreport.data import ROOT

#: Whole fonts for what is drawn and printed, and those of the pages.
FONTS = ROOT / "book" / "fonts"
PAGE_FONTS = ROOT / "book" / "_static" / "fonts"
#: The letters that every chart carries, cut out of the font once; one that prints others gets those as well.
LETTERS = "".join(map(chr, range(32, 127))) + "\u00a0\u2002–—’‘“”…÷×⁼¶◂▸é"
WEIGHTS = ((400, "source-sans-3-latin-400-normal.woff2"), (700, "source-sans-3-latin-600-normal.woff2"))
_BOLD = re.compile(r"font-weight: ?(bold|[67]00)")


def with_fonts(text: str) -> str:
    """Put the fonts of a chart into its SVG: as an image it cannot use those of the page."""
    printed = html.unescape("".join(re.findall(r">([^<>]+)</(?:text|tspan)>", text)))
    others = "".join(sorted(set(printed) - set(LETTERS)))
    faces = "".join(
        f"@font-face{{font-family:'Source Sans 3';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_subset(name, others)})}}"
        for weight, name in (WEIGHTS if _BOLD.search(text) else WEIGHTS[:1])
    )
    return re.sub(r"(<svg[^>]*>)", lambda m: f"{m[1]}<style>{faces}</style>", text, count=1)


@cache
def _subset(name: str, others: str = "") -> str:
    """LETTERS and ``others`` from the font ``name``, as WOFF2 in base64. Equal input gives equal output."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, layout_features=["kern"], desubroutinize=True)
    font = TTFont(PAGE_FONTS / name, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(text=LETTERS + others)
    cut.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    return base64.b64encode(made.getvalue()).decode("ascii")
