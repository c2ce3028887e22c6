"""What a reader loads to open a page: its HTML, and that with the scripts and style sheets that it names."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

#: Style sheets, and scripts that the page loads itself. Addresses elsewhere on the web are not followed.
LOADED = re.compile(r'<(?:link\b(?=[^>]*rel="stylesheet")[^>]*href|script\b[^>]*src)="([^":?#]+)[^"]*"')
#: Pages that the theme adds, which hold no chapter.
ADDED = {"genindex", "search"}


def pages(html: Path) -> list[dict]:
    """The chapters of a finished book with their bytes, by name.

    ``html`` is the HTML as it lies on the disk, ``compressed`` what gzip makes of it, ``opened`` the
    compressed page with everything in `LOADED`, each file once, as at a first visit.
    """

    @cache
    def packed(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), mtime=0)) if path.is_file() else 0

    folder = html / "book" if (html / "book").is_dir() else html
    found = []
    for path in sorted(folder.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        if path.stem in ADDED or 'http-equiv="Refresh"' in text[:1000]:
            continue
        loaded = {(path.parent / name).resolve() for name in LOADED.findall(text)}
        opened = packed(path) + sum(map(packed, loaded))
        size = path.stat().st_size
        found.append({"page": path.stem, "html": size, "compressed": packed(path), "opened": opened})
    return found
