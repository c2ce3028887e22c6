"""Spelling of the report's own words: British English, with names as data/entities.csv has them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from borderreport.data import load
from bs4 import Tag
from parsed import text_without
from spylls.hunspell import Dictionary

FOLDER = Path(__file__).resolve().parents[1] / "spelling"
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
#: What others wrote, or what is no prose: phrases of sources, addresses, code, identifiers, bibliography, and
#: cells as they were and are in the log of changes.
OTHERS = re.compile(
    r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|https?://\S+|\b[\w-]+(?:\.[a-z]{2,})+\b|"
    r"\b\w+\.(?:csv|json|py|md|zip|xlsx|jsonld|bib)\b|\b[a-z]+_[a-z_]+\b"
)
MADE = (
    "code, pre, script, style, .cell_input, .bibtex-citation, .citation, .downloads, .figure-downloads, "
    ".prev-next-area, #the-data td:nth-of-type(3), #the-data td:nth-of-type(4)"
)


@cache
def dictionary() -> Dictionary:
    """The British dictionary (SCOWL, -ise spelling)."""
    return Dictionary.from_files(str(FOLDER / "en_GB"))


@cache
def names() -> frozenset[str]:
    """Words of the names of entities and sources, and those listed in words.txt with the reason."""
    data = load()
    cells = [
        *data.entities["name"],
        *(data.all_sources[c].dropna().str.cat(sep=" ") for c in ("publisher", "short_name", "author")),
    ]
    listed = [
        line.partition("#")[0] for line in (FOLDER / "words.txt").read_text(encoding="utf-8").splitlines()
    ]
    return frozenset(WORD.findall(" ".join([*cells, *listed])))


def visible(page: Tag) -> str:
    """The text of a page's article that is the report's own."""
    return OTHERS.sub(" ", text_without(page.select_one("article.bd-article"), MADE))


def unknown(text: str) -> set[str]:
    """Words of ``text`` that neither the dictionary nor the list of names has."""
    found = set()
    for word in set(WORD.findall(text)):
        plain = word.replace("’", "'")
        stem = re.sub("'s$", "", plain)
        if not ({word, plain, stem} & names() or dictionary().lookup(plain) or dictionary().lookup(stem)):
            found.add(word)
    return found
