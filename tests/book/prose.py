"""What of a built page is prose: everything that no role, cell or table made."""

from __future__ import annotations

import re

from bs4 import Tag
from parsed import text_without

#: Elements whose numbers come from the data, from numbering, or from code.
MADE = (
    ".judgement, .bibtex-citation, .citation, .chronology, .changelog, .cell, figure, table, .claim, "
    ".evidence, .pasted-text, .section-number, .caption-number, .std-numref, .headerlink, "
    ".claim-entry, .finding-entry, .finding, .source-summary, .source-record, .table-summary, .downloads, details, .source-line, "
    ".prev-next-area, code, script, style"
)
#: Numbers that are part of a name or title.
NAMES = ("201st", "Six states, six postures")
NUMBER_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred|thousand|million|billion)\b",
    re.I,
)


def text_of(page: Tag) -> str:
    """The prose of a page's article."""
    return text_without(page.select_one("article.bd-article"), MADE)


def typed_numbers(text: str, years: set[str]) -> list[str]:
    """Numbers typed by hand in prose, in digits or words.

    Not a name, not a year that a claim's dates contain.
    """
    for name in NAMES:
        text = text.replace(name, " ")
    digits = [n for n in re.findall(r"\d[\d.,]*\d|\d", text) if n not in years]
    return digits + [m[0] for m in NUMBER_WORDS.finditer(text)]
