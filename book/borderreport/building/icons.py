"""Of the theme's two thousand icons the pages show a dozen: their font and its style sheet are cut to
those.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from borderreport.building.store import Store, digest

STYLES = Path("styles", "pydata-sphinx-theme.css")
ICON_FONT = Path("vendor", "fontawesome", "webfonts", "fa-solid-900.woff2")

_ICON_RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\([0-9a-f]+)"\}')


def trimmed(styles: str, shown: set[str]) -> tuple[str, set[int]]:
    """``styles`` without the rules of icons that are not in ``shown`` (``fa-…``), and the letters the rest
    prints.
    """

    def keep(rule: re.Match) -> str:
        return rule[0] if shown & set(re.findall(r"\.(fa-[a-z0-9-]+):before", rule[1])) else ""

    styles = _ICON_RULE.sub(keep, styles)
    return styles, {int(code, 16) for code in re.findall(r'"\\([0-9a-f]{4})"', styles)}


def trim(static: Path, pages: list[Path], kept: Store) -> None:
    """Cut style sheet and font in ``static`` to the icons of ``pages``. A font once cut is taken from
    ``kept``.
    """
    styles, font = static / STYLES, static / ICON_FONT
    if not styles.exists() or not font.exists():
        return
    scripts = (static / "scripts").glob("*theme.js")
    named = (path.read_text(encoding="utf-8") for path in (*pages, *scripts))
    shown = {icon for text in named for icon in re.findall(r"fa-[a-z0-9-]+", text)}
    text, letters = trimmed(styles.read_text(encoding="utf-8"), shown)
    whole = font.read_bytes()
    key = digest(whole, str(sorted(letters)))
    cut = kept.get(key)
    if cut is None:
        cut = _cut(whole, letters)
        kept.put(key, cut)
    kept.prune([key])
    styles.write_text(text, encoding="utf-8")
    font.write_bytes(cut)


def _cut(font: bytes, letters: set[int]) -> bytes:
    """``font`` with ``letters`` alone. Equal input gives equal output."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True)
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=letters)
    cut.subset(opened)
    made = io.BytesIO()
    subset.save_font(opened, made, options)
    return made.getvalue()
