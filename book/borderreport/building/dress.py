"""Written pages get what surrounds them: scripts and styles, a cut icon font, and an address for each by
its content.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import shutil
from functools import cache
from pathlib import Path

from borderreport.building import icons, letters
from borderreport.building.store import Store
from borderreport.data import ROOT
from borderreport.pdf import offer

#: Folders whose scripts and styles lie beside the pages, right in their _static/.
ASSETS = (ROOT / "book" / "assets", ROOT / "book" / "vendor")
STATIC = ROOT / "book" / "_static"
_LINKED = re.compile(r'((?:src|href)=")([^"?#:]*_static/[^"?#]+\.(?:js|css))(?:\?[^"#]*)?(?=")')


def pages_of(html: Path) -> list[Path]:
    """Every page below ``html``, not the templates that the theme keeps in _static."""
    return sorted(p for p in html.rglob("*.html") if "_static" not in p.relative_to(html).parts)


def dress(html: Path, kept: Store, printed: Path) -> None:
    """Complete the pages in ``html``, which Sphinx has written; ``printed`` is the folder of PDFs made of
    them.

    The result depends on the pages and on the project's files alone, not on earlier builds.
    """
    lay_out(html / "_static")
    pages = pages_of(html)
    icons.trim(html / "_static", pages, kept)
    address(html, pages)
    offer.offer(printed, html)


def lay_out(static: Path) -> None:
    """Put the project's own files into ``static``."""
    shutil.copytree(STATIC, static, dirs_exist_ok=True)
    for folder in ASSETS:
        for path in sorted(folder.glob("*.[jc]s*")):
            shutil.copyfile(path, static / path.name)
    letters.lay_out(static)


def address(html: Path, pages: list[Path]) -> None:
    """Give every script and style that a page links a mark of its content, so that no reader mixes two
    editions.
    """

    @cache
    def mark(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else ""

    for page in pages:
        folder = posixpath.dirname(page.relative_to(html).as_posix())

        def marked(link: re.Match, folder: str = folder) -> str:
            found = mark(html / posixpath.normpath(posixpath.join(folder, link[2])))
            return f"{link[1]}{link[2]}{'?v=' * bool(found)}{found}"

        text = page.read_text(encoding="utf-8")
        page.write_text(_LINKED.sub(marked, text), encoding="utf-8")
