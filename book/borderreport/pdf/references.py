"""References on paper.

What a click would show is named in print, and addresses stand in notes at the foot of the page.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

#: Blocks in which a claim that was named once is not named again.
BLOCKS = ("p", "li", "td", "dd")
#: Links whose address is printed where they stand, or which a page would print by the hundred.
PRINTED_ELSEWHERE = ("citation", "claim-entry", "finding-entry", "downloads")


def _new(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def name_claims(section: Tag) -> None:
    """Give each value that a source reported a short reference.

    A value gets none if a bracket beside it names the claim already.
    """
    named: dict[int, set[str]] = {}
    for value in section.find_all("span", class_="claim-value"):
        link = value.parent
        block = link.find_parent(BLOCKS)
        if block is None or link.name != "a":
            continue
        here = named.setdefault(id(block), {a["href"] for a in block.select(".evidence a[href]")})
        target = link["href"]
        if target not in here:
            here.add(target)
            link.insert_after(_new(f' <span class="evidence">[<a href="{target}">{target[1:]}</a>]</span>'))


def notes(section: Tag, first: int) -> int:
    """Turn footnotes, and the addresses of external links, into notes on the page.

    Returns the number of the next one.
    """
    number = first
    for link in section.select("a.footnote-reference[href]"):
        body = section.find(id=link["href"][1:])
        words = body.find("p").decode_contents() if body is not None else ""
        link.replace_with(_new(_note(number, words)))
        number += 1
    for aside in section.select("aside.footnote-list, aside.footnote"):
        aside.decompose()
    for link in section.select("a.external[href^=http]"):
        if any(
            set(parent.get("class") or []) & set(PRINTED_ELSEWHERE) for parent in link.parents
        ) or link.find_parent("table"):
            continue
        if plain_address(link["href"]) in link.get_text():
            continue
        link.insert_after(_new(_note(number, f'<a href="{link["href"]}">{plain_address(link["href"])}</a>')))
        number += 1
    return number


def _note(number: int, words: str) -> str:
    return f'<span class="note" data-number="{number}">{words}</span>'


def plain_address(address: str) -> str:
    """An address as paper shows it: without scheme and without the place within the page."""
    return re.sub(r"^https?://(www\.)?", "", address.partition("#")[0]).rstrip("/")
