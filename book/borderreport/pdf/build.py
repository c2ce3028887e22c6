"""From the built pages to the PDF, step by step."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

from bs4 import BeautifulSoup

from borderreport.data import ROOT, Dataset, load
from borderreport.data.edition import Edition, edition
from borderreport.pdf import (
    back,
    entries,
    figures,
    flow,
    fonts,
    front,
    join,
    offer,
    pages,
    references,
    tables,
    write,
)
from borderreport.pdf.paper import PAPERS, Paper

STYLE = ROOT / "book" / "pdf" / "print.css"


def name(made: Edition, paper: Paper) -> str:
    """The name of the file: title, version, and the paper if it is not A4."""
    words = re.sub(r"[^a-z0-9]+", "-", made.title.lower()).strip("-")
    return f"{words}-{made.version}{'' if paper.name == 'a4' else f'-{paper.name}'}.pdf"


def document(html: Path, paper: Paper, data: Dataset, root: Path = ROOT) -> str:
    """The whole book as one page of HTML, ready for layout."""
    read = pages.read(html, root)
    join.join(read)
    sources = data.all_sources.set_index("source_id")["language"]
    languages = data.all_claims.set_index("claim_id")["source_id"].map(sources).fillna("en").to_dict()
    chapters = {
        heading.partition(" ")[2]: heading.partition(".")[0] for heading in (page.title for page in read[1:])
    }
    chapters[read[0].title] = front.SUMMARY
    note = 1
    for page in read:
        figures.fit(page)
        references.name_claims(page.section)
        note = references.notes(page.section, note)
        entries.fit(page.section, languages, chapters)
    rows = figures.take_rows(read)
    for page in read:
        tables.fit(page.section, paper)
        flow.fill(page.section, paper)
    read[0].section.h1.string = front.SUMMARY
    appendix = BeautifulSoup(back.rows(rows), "html.parser")
    tables.fit(appendix, paper)
    index = back.claims(read)
    appendices = [(figures.ROWS, back.ROWS_TITLE)] + ([(back.CLAIMS, back.CLAIMS_TITLE)] if index else [])
    made, about = edition(data, root), subtitle(root)
    body = "".join(
        [
            front.cover(made, about),
            front.imprint(made),
            front.contents(read, appendices),
            front.lists(read),
            "<main>",
            *(str(page.section) for page in read),
            str(appendix),
            index,
            "</main>",
        ]
    )
    head = (
        f'<meta charset="utf-8"><title>{escape(made.title)}</title>'
        f'<meta name="author" content="{escape(made.authors)}">'
        f'<meta name="description" content="{escape(about)}">'
    )
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head>{head}</head><body>{body}</body></html>\n'


def subtitle(root: Path) -> str:
    """What the report is, in the words of CITATION.cff; empty if there is none."""
    import yaml

    path = root / "CITATION.cff"
    cited = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return re.split(r",? with a dataset", cited.get("abstract", ""))[0].strip().rstrip(".").replace("'", "’")


def build(html: Path, folder: Path, paper: str = "a4", say: Callable[[str], None] = print) -> Path:
    """Make the PDF of the book in ``html`` in ``folder``, and say what is being done.

    Raises Problem if it cannot be made.
    """
    started = time.monotonic()
    fonts.configure(folder)
    write.load()
    sheet, data = PAPERS[paper], load()
    say("== joining the pages of the HTML book")
    text = document(html, sheet, data)
    fonts.check(text)
    path = folder / name(edition(data), sheet)
    path.with_suffix(".html").write_text(text, encoding="utf-8")
    say(f"== laying out {paper.upper() if paper == 'a4' else 'US Letter'} pages (a minute or two)")
    done = write.write(text, [STYLE, sheet.style], path)
    offer.remember(path, html, done.pages)
    if folder.resolve() == html.resolve().parent / "pdf":  # one made elsewhere is nobody's download
        offer.offer(folder, html)
    taken = time.monotonic() - started
    say(f"wrote {path}: {done.pages} pages, {path.stat().st_size / 1e6:.1f} MB, {taken:.0f} s")
    return path
