"""Built pages, parsed once in each worker. Whoever reads a parsed page leaves it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import soupsieve
from bs4 import BeautifulSoup, CData, NavigableString, Tag


@cache
def parsed(path: Path) -> BeautifulSoup:
    """The page at ``path``."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def with_ids(page: Tag) -> dict[str, Tag]:
    """The elements of a page that have an identifier, by it."""
    return {element["id"]: element for element in page.select("[id]")}


def text_without(element: Tag, selector: str) -> str:
    """The text of an element without the parts that ``selector`` finds, which stay in it."""
    left_out = soupsieve.compile(selector)  # asked on the way down, for what lies in a part is not looked at

    def strings(of: Tag) -> Iterator[str]:
        for child in of.children:
            if isinstance(child, Tag):
                if not left_out.match(child):
                    yield from strings(child)
            elif type(child) in (NavigableString, CData) and child.strip():
                yield child.strip()

    return " ".join(strings(element))
