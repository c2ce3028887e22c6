"""Pages load only what they use: no style sheet or script of an extension that no page of the report needs.

Also the icon font: of the theme's two thousand icons the pages show a dozen, and the font is cut to those.
"""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.util.fileutil import copy_asset_file

from borderreport.data import ROOT

#: Files that extensions link from every page for what the report does not have: cards, tabs and toggle buttons.
UNUSED = ("sphinx-design", "design-tabs", "togglebutton")
#: Files that serve blocks of code, which not every page has.
FOR_CODE = ("mystnb", "copybutton", "clipboard")
#: Small scripts without a file that set up those toggle buttons.
UNUSED_INLINE = ("toggleHint", "toggleOpenOnPrint", "togglebuttonSelector")
#: Sets light or dark before the page is painted; linked by the template.
THEME_SCRIPT = ROOT / "book" / "assets" / "theme.js"
STYLES = Path("styles", "pydata-sphinx-theme.css")
ICON_FONT = Path("vendor", "fontawesome", "webfonts", "fa-solid-900.woff2")

_ICON_RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\([0-9a-f]+)"\}')


def _named(item) -> str:
    return str(getattr(item, "filename", item) or "")


def _serves_toggles(script) -> bool:
    body = str(getattr(script, "attributes", {}).get("body", "")).strip()
    return body.startswith(tuple(f"{kind} {word}" for kind in ("let", "var") for word in UNUSED_INLINE))


def _drop(app, pagename, templatename, context, doctree) -> None:
    code = doctree is not None and next(doctree.findall(nodes.literal_block), None) is not None
    unused = UNUSED if code else UNUSED + FOR_CODE
    for kind in ("css_files", "script_files"):
        context[kind] = [
            f
            for f in context[kind]
            if not any(word in _named(f) for word in unused) and not _serves_toggles(f)
        ]


def trimmed(styles: str, shown: set[str]) -> tuple[str, set[int]]:
    """``styles`` without the rules of icons that are not in ``shown`` (``fa-…``), and the letters the rest prints."""

    def keep(rule: re.Match) -> str:
        return rule[0] if shown & set(re.findall(r"\.(fa-[a-z0-9-]+):before", rule[1])) else ""

    styles = _ICON_RULE.sub(keep, styles)
    return styles, {int(code, 16) for code in re.findall(r'"\\([0-9a-f]{4})"', styles)}


def _cut(font: Path, letters: set[int]) -> None:
    """Cut ``font`` to ``letters`` in place. Equal input gives equal output."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True)
    opened = TTFont(font, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=letters)
    cut.subset(opened)
    subset.save_font(opened, font, options)


def _trim_icons(app, error) -> None:
    if error is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    copy_asset_file(THEME_SCRIPT, out / "_static")
    styles, font = out / "_static" / STYLES, out / "_static" / ICON_FONT
    if not styles.exists() or not font.exists():
        return
    pages = [p for p in out.rglob("*.html") if "_static" not in p.relative_to(out).parts]
    scripts = (out / "_static" / "scripts").glob("*theme.js")
    shown = {
        i
        for path in (*pages, *scripts)
        for i in re.findall(r"\bfa-[a-z0-9-]+", path.read_text(encoding="utf-8"))
    }
    text, letters = trimmed(styles.read_text(encoding="utf-8"), shown)
    styles.write_text(text, encoding="utf-8")
    _cut(font, letters)


def setup(app):
    """Leave out what is not used when a page is written, and trim the icons once all are."""
    app.connect("html-page-context", _drop, priority=900)
    app.connect("build-finished", _trim_icons, priority=900)
