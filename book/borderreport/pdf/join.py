"""One document of many pages.

Furniture of the screen goes, identifiers become unique, links lead within the document. Sphinx's own single
page keeps only the fragment of a link, so the sections "Limits" of all chapters would be one place. Joining
the pages as written keeps page and place apart, and spares a second reading of the book.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from bs4 import NavigableString, Tag

from borderreport.pdf.pages import ON_SCREEN, Page

#: Classes and elements that serve the screen alone.
FURNITURE = {
    "headerlink",
    "cell-label",
    "chart-live",
    "figure-downloads",
    "cite",
    "core-alone",
    "toctree-wrapper",
    "pdf-offer",
    "doors",
}
SCRIPTED = {"script", "style", "button"}
#: Boxes that mean nothing once their furniture is gone.
WRAPPERS = {"cell", "cell_output", "cell_input", "pst-scrollable-table-container"}
#: Spans that mark nothing on paper; thousands of them would only make the document slower and larger.
MARKS = {
    "claim-place",
    "std-ref",
    "std-doc",
    "std-numref",
    "doc",
    "caption-text",
    "bibtex-citation",
    "cite-text",
}
#: Classes of links that are of use on paper.
KEPT = ("external", "claim-id", "finding-id", "footnote-reference")
#: Identifiers of claims are unique in the whole book and stay as they are.
CLAIM = re.compile(r"C\d+")


def place(page: str, anchor: str = "") -> str:
    """The identifier in the document of a page, or of a place on it."""
    if CLAIM.fullmatch(anchor):
        return anchor
    return f"{page}.{anchor}" if anchor else page


def clean(page: Page) -> None:
    """Take the furniture off a page, and open what is folded."""
    section = page.section
    for element in section.find_all(True):  # one walk: there are a hundred thousand
        if element.decomposed:
            continue
        kinds = set(element.get("class", ()))
        if kinds & FURNITURE or element.name in SCRIPTED:
            element.decompose()
        elif kinds & WRAPPERS or (element.name == "span" and kinds & MARKS and not element.get("id")):
            element.unwrap()
    for link in section.find_all("a"):
        link["class"] = [kind for kind in link.get("class", []) if kind in KEPT]
        if not link["class"]:
            del link["class"]
    for box in section.select("details"):
        box.name = "div"
        if "folded-table" in box.get("class", []):  # its label repeats the title of the table
            box.summary.decompose()
        elif box.summary is not None:
            box.summary.name = "p"
            box.find("p")["class"] = "folded-label"


def _lead(link: Tag, page: Page, names: set[str]) -> None:
    """Point a link into the document; one that leads to what paper cannot hold becomes plain text."""
    target, _, anchor = link["href"].partition("#")
    if re.match(r"[a-z]+:", target):
        return
    path = PurePosixPath(target)
    name = path.stem if target else page.name
    if name in names and path.suffix in ("", ".html"):
        link["href"] = f"#{place(name, anchor)}"
        return
    if path.suffix == ".html" and name in ON_SCREEN:
        link.append(NavigableString(" in the HTML book"))
    link.unwrap()


def join(pages: list[Page]) -> None:
    """Make identifiers and links of all pages those of one document."""
    names = {page.name for page in pages}
    for page in pages:
        clean(page)
        inner = page.section.get("id")
        for element in page.section.select("[id]"):
            element["id"] = place(page.name, element["id"])
        for element in page.section.select("[aria-labelledby]"):
            element["aria-labelledby"] = place(page.name, element["aria-labelledby"])
        page.section["id"] = place(page.name)
        page.section["class"] = ["chapter", f"page-{page.name}"]
        if inner:  # the heading keeps the place that links to the section name
            page.section.h1["id"] = place(page.name, inner)
        for link in page.section.select("a[href]"):
            _lead(link, page, names)
