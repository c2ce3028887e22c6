"""The link to the PDF on the landing page.

It is there only while the PDF holds what the pages hold, and with its size.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from html import escape
from pathlib import Path

from borderreport.data import ROOT
from borderreport.pdf.pages import ARTICLE, ON_SCREEN, listed

#: Where the copies for readers lie, below the folder of pages.
FOLDER = Path("_static", "pdf")
BLOCK = re.compile(r'<p class="downloads pdf-offer">.*?</p>\n?', re.S)
LABELS = {"-letter": "US Letter"}


def digest(html: Path, root: Path = ROOT) -> str:
    """A digest of everything that the PDF is made from: articles and charts."""
    made = hashlib.sha256()
    for _, file in listed(root):
        path = html / f"{file}.html"
        if path.stem not in ON_SCREEN and path.is_file():
            article = ARTICLE.search(path.read_text(encoding="utf-8"))
            made.update(BLOCK.sub("", article[0] if article else "").encode())
    for path in sorted((html / "_static" / "figures").glob("*.svg")):
        made.update(path.read_bytes())
    return made.hexdigest()


def remember(pdf: Path, html: Path, pages: int) -> None:
    """Note beside a PDF what it was made from, and its pages."""
    pdf.with_suffix(".made-from").write_text(f"{digest(html)} {pages}\n", encoding="utf-8")


def _current(folder: Path, html: Path) -> list[tuple[Path, int]]:
    """The PDFs in ``folder`` that were made from these pages, with their number of pages."""
    found = []
    notes = sorted(folder.glob("*.made-from"), key=lambda path: (len(path.name), path.name))
    built = digest(html) if notes else ""
    for note in notes:
        made_from, pages = note.read_text(encoding="utf-8").split()
        pdf = note.with_suffix(".pdf")
        if pdf.is_file() and made_from == built:
            found.append((pdf, int(pages)))
    return found


def offer(folder: Path, html: Path, root: Path = ROOT) -> None:
    """Link the PDFs in ``folder`` from the landing page in ``html``.

    Take the link away if there is no PDF of these pages.
    """
    landing = html / f"{listed(root)[0][1]}.html"
    if not landing.is_file():
        return
    shutil.rmtree(html / FOLDER, ignore_errors=True)
    links = []
    for pdf, pages in _current(folder, html):
        (html / FOLDER).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pdf, html / FOLDER / pdf.name)
        address = os.path.relpath(html / FOLDER / pdf.name, landing.parent).replace(os.sep, "/")
        paper = next((label for ending, label in LABELS.items() if pdf.stem.endswith(ending)), "A4")
        size = f"{pages} pages, {pdf.stat().st_size / 1e6:.1f} MB"
        links.append(f'<a class="reference" href="{escape(address)}" download>PDF, {paper}</a> ({size})')
    text = BLOCK.sub("", landing.read_text(encoding="utf-8"))
    if links:
        block = (
            f'<p class="downloads pdf-offer">The whole report to print and file: {", ".join(links)}.</p>\n'
        )
        article = ARTICLE.search(text)
        at = article.start() + article[0].index("<section", article[0].index("<section") + 1)
        text = text[:at] + block + text[at:]
    landing.write_text(text, encoding="utf-8")
