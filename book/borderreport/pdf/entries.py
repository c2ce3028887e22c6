"""Entries of the evidence appendix: hundreds of them, so each is set as two or three short paragraphs."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from borderreport.pdf.references import plain_address

#: Facts that begin a paragraph of their own; the others run on.
APART = ("Held against the record", "Agrees", "Differs", "Disagreement", "Bears on", "Used in")
CYRILLIC = re.compile("[\u0400-\u04ff]")


def fit(section: Tag, languages: dict[str, str]) -> None:
    """Set the entries of a section; ``languages`` gives the language of each claim's source."""
    for box in section.select(".claim-entry"):
        claim = box["id"]
        statement = box.select_one(".claim-statement")
        name = statement.select_one("a.claim-id")
        name.name, name.attrs = "strong", {"class": "claim-id"}
        facts = box.select_one("dl.claim-facts")
        facts.replace_with(*_paragraphs(facts, languages.get(claim, "en")))


def _paragraphs(facts: Tag, language: str) -> list[Tag]:
    made: list[Tag] = []
    soup = BeautifulSoup("", "html.parser")
    for term, value in zip(facts.find_all("dt"), facts.find_all("dd")):
        label = term.get_text(strip=True)
        if not made or label in APART:
            made.append(soup.new_tag("p", attrs={"class": "facts"}))
        else:
            made[-1].append(". " if not made[-1].get_text().rstrip().endswith((".", "?", "!", ".”")) else " ")
        inner = value.p if value.p is not None else value
        for link in inner.select("a.external"):
            link.string = plain_address(link["href"])
            link["class"] = "address"
        if label == "Printed as" and language != "en":
            _speak(inner, language)
        head = soup.new_tag("span", attrs={"class": "fact-name"})
        head.string = f"{label}: "
        made[-1].append(head)
        made[-1].extend(list(inner.contents))
    return made


def _speak(inner: Tag, language: str) -> None:
    """Mark a phrase in another language as such, for hyphenation and screen readers."""
    first = inner.contents[0]
    if isinstance(first, str) and CYRILLIC.search(first):
        span = BeautifulSoup("", "html.parser").new_tag("span", attrs={"lang": language})
        first.wrap(span)
