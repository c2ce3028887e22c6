"""Find a phrase in a source text: its place, and a row ready to be completed."""

from __future__ import annotations

import re
from typing import NamedTuple

from borderreport.checks.evidence import paragraphs_of

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
#: Straight and curly marks count as the same, so that a phrase can be typed.
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


class Place(NamedTuple):
    """Where a phrase stands: the sentence around it (the span), its paragraph, and the words as printed."""

    char_start: int
    char_end: int
    paragraph: int
    as_stated: str
    span: str


def find(text: str, phrase: str) -> list[Place]:
    """Every place of ``phrase`` in ``text``, marks and case of letters aside.

    Offsets are code points, end exclusive. Raises ValueError for an empty phrase.
    """
    wanted = phrase.translate(_MARKS).casefold()
    if not wanted.strip():
        raise ValueError("the phrase is empty")
    places = []
    for number, start, end in paragraphs_of(text):
        line = text[start:end]
        folded = line.translate(_MARKS)
        folded = folded.casefold() if len(folded.casefold()) == len(line) else folded
        at = folded.find(wanted)
        while at >= 0:
            first, last = _sentence(line, at, at + len(wanted))
            places.append(
                Place(start + first, start + last, number, line[at : at + len(wanted)], line[first:last])
            )
            at = folded.find(wanted, at + 1)
    return places


def _sentence(line: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence or sentences of ``line`` that hold the stretch from ``start`` to ``end``."""
    cuts = [m.span() for m in _SENTENCE_END.finditer(line)]
    first = max((after for _, after in cuts if after <= start), default=0)
    last = min((before for before, _ in cuts if before >= end), default=len(line))
    return first, last
