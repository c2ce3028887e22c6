"""What a PDF says of itself, and what is wrong with it: each check returns the faults it finds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdf
import pypdfium2
from pypdf.generic import IndirectObject

#: Families whose faces may be embedded.
FONTS = re.compile(r"^[A-Z]{6}\+(Source-Sans-3|Source-Serif-4|Vazirmatn-NL)\b")


def outline(pdf: pypdf.PdfReader) -> list[tuple[int, str]]:
    """Level and title of every entry of the outline."""

    def walk(entries, level):
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, entry.title

    return list(walk(pdf.outline, 1))


def elements(pdf: pypdf.PdfReader):
    """Every element of the structure tree, as a dictionary."""
    todo = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        element = todo.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        for kid in kids:
            kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
            if isinstance(kid, dict) and ("/S" in kid or "/K" in kid) and kid.get("/Type") != "/MCR":
                todo.append(kid)


def untagged(pdf: pypdf.PdfReader) -> list[str]:
    """What PDF/UA asks for and the document lacks."""
    root = pdf.trailer["/Root"]
    faults = []
    if not root.get("/MarkInfo", {}).get("/Marked"):
        faults.append("not marked as tagged")
    if "/StructTreeRoot" not in root:
        return [*faults, "no structure"]
    if not root.get("/Lang"):
        faults.append("no language")
    if not (pdf.metadata or {}).get("/Title"):
        faults.append("no title")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        faults.append("the title is not shown")
    if b"pdfuaid" not in (root["/Metadata"].get_data() if "/Metadata" in root else b""):
        faults.append("does not say that it is PDF/UA")
    for element in elements(pdf):
        if element["/S"] == "/Figure" and not element.get("/Alt"):
            faults.append("a figure without alternative text")
        if element["/S"] == "/TH" and "/ID" not in element:
            faults.append("a table head without an identifier")
    return faults


def dead_links(pdf: pypdf.PdfReader) -> list[str]:
    """Links that lead to no place in the document or to no address."""
    named = pdf.named_destinations
    faults = []
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            if link.get("/Subtype") != "/Link":
                continue
            action = link.get("/A", {})
            target = link.get("/Dest") or action.get("/D")
            if target is not None and not isinstance(target, list) and str(target) not in named:
                faults.append(f"page {number}: no place {target}")
            elif target is None and not str(action.get("/URI", "")).startswith(
                ("https://", "http://", "mailto:")
            ):
                faults.append(f"page {number}: no address {action.get('/URI')}")
    return faults


def _resources(pdf: pypdf.PdfReader):
    """The resources of every page, and of every form and pattern in them, each once."""
    seen: set[int] = set()
    todo = [page["/Resources"] for page in pdf.pages]
    while todo:
        resources = todo.pop().get_object()
        if id(resources) in seen:
            continue
        seen.add(id(resources))
        yield resources
        for kind in ("/XObject", "/Pattern"):
            for inner in resources.get(kind, {}).values():
                if "/Resources" in inner.get_object():
                    todo.append(inner.get_object()["/Resources"])


def foreign_fonts(pdf: pypdf.PdfReader) -> list[str]:
    """Fonts that are not ours, or not embedded."""
    faults = set()
    for resources in _resources(pdf):
        for font in resources.get("/Font", {}).values():
            font = font.get_object()
            name = str(font["/BaseFont"]).lstrip("/")
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            if not FONTS.match(name):
                faults.add(f"{name} is not ours")
            if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
                faults.add(f"{name} is not embedded")
    return sorted(faults)


def pictures_of_points(pdf: pypdf.PdfReader) -> int:
    """How many images are made of points instead of lines."""
    images = (x.get_object() for resources in _resources(pdf) for x in resources.get("/XObject", {}).values())
    return sum(image.get("/Subtype") == "/Image" for image in images)


def outside(path: Path, edge: float = 18.0) -> list[str]:
    """Letters nearer than ``edge`` points to the end of their page, or beyond it."""
    faults = []
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if left < edge or bottom < edge or right > width - edge or top > height - edge:
                faults.append(f"page {number + 1}: {text.get_text_bounded(left, bottom, right, top)!r}")
        text.close()
        page.close()
    return faults


def texts(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def missing_letters(path: Path) -> int:
    """How many letters a font could not print, or that have no meaning when copied."""
    return sum(text.count("\ufffd") + text.count("\uffff") for text in texts(path))


#: Numbers in running text: with separators inside, not part of a claim's identifier or of a word.
NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:[.,\u2009]\d+)*(?!\d)")


def numbers(text: str) -> Counter:
    """How often each number occurs in a text."""
    return Counter(NUMBER.findall(text))
