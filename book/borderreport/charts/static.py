"""Static SVG of a chart, drawn by the Chromium that is installed; kept by content between builds."""

from __future__ import annotations

import atexit
import base64
import hashlib
import html
import io
import json
import logging
import os
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from borderreport.data import ROOT

FONTS = ROOT / "book" / "fonts"
PAGE_FONTS = ROOT / "book" / "_static" / "fonts"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def browser() -> str | None:
    """Path of a Chromium to draw with: the one BROWSER_PATH names, else the first found; None if there is none."""
    named = os.environ.get("BROWSER_PATH")
    names = (named,) if named else BROWSERS
    return next((path for name in names if (path := shutil.which(name))), None)


def _font_configuration() -> Path:
    """A fontconfig file that adds the report's own fonts to those of the system."""
    path = Path(tempfile.mkdtemp(prefix="report-fonts-")) / "fonts.conf"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>',
        encoding="utf-8",
    )
    return path


@cache
def _server() -> None:
    import kaleido

    for name in ("kaleido", "choreographer"):  # they report every step of the browser at INFO
        logging.getLogger(name).setLevel(logging.WARNING)
    os.environ["BROWSER_PATH"] = browser() or ""
    os.environ["FONTCONFIG_FILE"] = str(_font_configuration())
    kaleido.start_sync_server(n=1, silence_warnings=True, page_generator=kaleido.PageGenerator(mathjax=False))
    atexit.register(kaleido.stop_sync_server, silence_warnings=True)


def svg(spec: dict, width: int, height: int, kept_in: Path) -> Path | None:
    """Write the chart ``spec`` as SVG of ``width`` × ``height`` px into ``kept_in``; return the file.

    The file is named by the content, so an unchanged chart is not drawn again, and identifiers in it
    are fixed, so two builds are equal. None if no browser is installed.
    """
    content = json.dumps([spec, width, height], sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()[:16]
    path = kept_in / f"chart-{digest}.svg"
    if path.exists():
        return path
    if browser() is None:
        return None
    import kaleido

    _server()
    drawn = kaleido.calc_fig_sync(spec, opts={"format": "svg", "width": width, "height": height, "scale": 1})
    text = drawn.decode("utf-8") if isinstance(drawn, bytes) else drawn
    kept_in.mkdir(parents=True, exist_ok=True)
    path.write_text(_with_fonts(_fixed_ids(text, digest)), encoding="utf-8")
    return path


def _with_fonts(text: str) -> str:
    """Put the letters that an SVG prints into it as fonts: as an image it cannot use those of the page.

    The subsets are cut from the fonts of the pages, so a chart carries some 5 to 10 KB more.
    """
    printed = "".join(re.findall(r">([^<>]+)</(?:text|tspan)>", text))
    faces = "".join(
        f"@font-face{{font-family:'Source Sans 3';font-weight:{weight};src:url(data:font/woff2;base64,{_subset(name, printed)})}}"
        for weight, name, used in (
            (400, "source-sans-3-latin-400-normal.woff2", True),
            (
                700,
                "source-sans-3-latin-600-normal.woff2",
                re.search(r"font-weight: ?(bold|[67]00)", text) is not None,
            ),
        )
        if used
    )
    return re.sub(r"(<svg[^>]*>)", lambda m: f"{m[1]}<style>{faces}</style>", text, count=1)


def _subset(name: str, printed: str) -> str:
    """The letters of ``printed`` from the font ``name``, as WOFF2 in base64. Equal input gives equal output."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, layout_features=["kern"], desubroutinize=True)
    font = TTFont(PAGE_FONTS / name, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(text=html.unescape(printed) + " ")
    cut.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    return base64.b64encode(made.getvalue()).decode("ascii")


def _fixed_ids(text: str, digest: str) -> str:
    """Replace the random part of Plotly's ids by the content's digest."""
    for random_id in sorted(set(re.findall(r'id="(?:clip|defs-|topdefs-|legend|g)([0-9a-f]{6})', text))):
        text = text.replace(random_id, digest[:6])
    return text
