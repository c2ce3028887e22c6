"""Entries of the evidence appendix: hundreds of them, so each is set as two or three short paragraphs."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from borderreport.pdf.references import plain_address

#: Facts that begin a paragraph of their own; the others run on.
USED = "Used in"
APART = ("Articles", "Public pages", "Only looks alike", "Bears on", "Searched to", USED)
#: Makes elements.
MAKER = BeautifulSoup("", "html.parser")
CYRILLIC = re.compile("[\u0400-\u04ff]")


def fit(section: Tag, languages: dict[str, str], chapters: dict[str, str]) -> None:
    """Set the entries of a section.

    ``languages`` gives the language of each claim's source, ``chapters`` numbers by title.
    """
    for box in section.select(".claim-entry, .finding-entry"):
        claim = box["id"]
        name = box.select_one("a.claim-id, a.finding-id")
        kind = name["class"][0]
        name.name, name.attrs = "strong", {"class": kind}
        if kind == "claim-id":
            name.insert_after(name.next_sibling.extract().lstrip())
        facts = box.select_one("dl.claim-facts")
        facts.replace_with(*_paragraphs(facts, languages.get(claim, "en"), chapters))


def _paragraphs(facts: Tag, language: str, chapters: dict[str, str]) -> list[Tag]:
    made: list[Tag] = []
    labels = [term.get_text(strip=True).removesuffix(":") for term in facts.find_all("dt")]
    # Five articles have their address at the head of their section, each page of the record has its own.
    own = "Publisher" in labels
    for label, value in zip(labels, facts.find_all("dd")):
        if not made or label in APART:
            made.append(MAKER.new_tag("p", attrs={"class": "facts"}))
        else:
            made[-1].append(". " if not made[-1].get_text().rstrip().endswith((".", "?", "!", ".”")) else " ")
        inner = value.p if value.p is not None else value
        for link in inner.select("a.external"):
            link.string = plain_address(link["href"]) if own else "publisher’s page"
            link["class"] = "address"
        if label == USED:
            label = f"{USED} chapter"
            _number(inner, chapters)
        if label == "Printed as" and language != "en":
            _speak(inner, language)
        head = MAKER.new_tag("span", attrs={"class": "fact-name"})
        head.string = f"{label}: "
        made[-1].append(head)
        made[-1].extend(list(inner.contents))
    return made


def _number(inner: Tag, chapters: dict[str, str]) -> None:
    """Name chapters by their numbers alone: their titles would fill a line each."""
    for text in inner.find_all(string=True, recursive=False):
        title = text.strip("; ").removesuffix(":")
        if title in chapters:
            text.replace_with(text.replace(f"{title}:", f"{chapters[title]}:"))


def _speak(inner: Tag, language: str) -> None:
    """Mark a phrase in another language as such, for hyphenation and screen readers."""
    first = inner.contents[0]
    if isinstance(first, str) and CYRILLIC.search(first):
        span = MAKER.new_tag("span", attrs={"lang": language})
        first.wrap(span)
