"""Does every claim point at words that are there? Needs the source texts."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

import pandas as pd

from borderreport.checks.problem import Problem
from borderreport.data import CORE, RECORD, Dataset
from borderreport.findings.settling import records
from borderreport.words import dates, numerals

CLAIMS = "data/claims.csv"
SOURCES = "data/sources.csv"
VALUES = ("value_low", "value_best", "value_high")
#: Columns of a claim in which numbers stand or which say what a number may be; columns of its place.
NUMBERED = (
    "tier",
    "verification",
    "as_stated",
    "statement",
    *VALUES,
    "date_edtf",
    "as_of",
    "subject_id",
    "object_id",
)
SPAN = ("claim_id", "source_id", "char_start", "char_end", "paragraph")
#: Words that hold a number and count nothing: "a three-way drill", "of two minds".
COMPOUND = re.compile(r"\b\w+-way\b|\btwo minds\b", re.I)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_texts(sources: pd.DataFrame, folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """The texts of the core sources, by source_id, and what is wrong with them.

    A text enters the first part only if its hash and length are those in sources.csv.
    """
    texts, problems = {}, []
    for index, source in sources[(sources["tier"] == CORE) & sources["text_file"].notna()].iterrows():
        where = (SOURCES, index + 2, source.source_id)
        path = folder / source.text_file
        if not path.is_file():
            problems.append(
                Problem(
                    *where,
                    "text_file",
                    "a text in the folder that SOURCE_TEXTS names",
                    f"no {source.text_file}",
                )
            )
            continue
        raw = path.read_bytes()
        digest = hashlib.sha256(raw).hexdigest()
        if digest != source.text_sha256:
            problems.append(
                Problem(
                    *where, "text_sha256", f"the hash of {source.text_file}, {digest}", source.text_sha256
                )
            )
            continue
        text = raw.decode("utf-8")
        if len(text) != source.text_chars:
            problems.append(Problem(*where, "text_chars", f"{len(text)}", f"{source.text_chars}"))
            continue
        texts[source.source_id] = text
    return texts, problems


def paragraph_at(text: str, offset: int) -> int:
    """Number of the paragraph that holds ``offset``, counting non-blank lines from 1."""
    return bisect_right(_starts(text), offset)


@lru_cache(maxsize=64)
def _starts(text: str) -> list[int]:
    return [start for _, start, _ in paragraphs_of(text)]


def paragraphs_of(text: str) -> list[tuple[int, int, int]]:
    """Number, start and end of every paragraph of ``text``: its non-blank lines, stripped."""
    found, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = offset + len(line) - len(line.lstrip())
            found.append((len(found) + 1, start, start + len(line.strip())))
        offset += len(line) + 1
    return found


def check_paragraphs(data: Dataset, texts: dict[str, str]) -> list[Problem]:
    """Does paragraphs.csv hold exactly the paragraphs of the texts?"""
    problems = []
    for source_id, text in texts.items():
        own = data.paragraphs[data.paragraphs["source_id"] == source_id]
        listed = dict(zip(zip(own["paragraph"], own["char_start"], own["char_end"]), own.index))
        there = set(paragraphs_of(text))
        for place in sorted(there - set(listed)):
            problems.append(
                Problem(
                    "data/paragraphs.csv",
                    None,
                    f"{source_id}/{place[0]}",
                    "char_start",
                    f"a row with {place[1]} to {place[2]}",
                    "none",
                )
            )
        for place in sorted(set(listed) - there):
            problems.append(
                Problem(
                    "data/paragraphs.csv",
                    listed[place] + 2,
                    f"{source_id}/{place[0]}",
                    "char_start",
                    "a paragraph of the text",
                    f"{place[1]} to {place[2]}",
                )
            )
    return problems


def check_spans(data: Dataset, texts: dict[str, str]) -> list[Problem]:
    """Faults of span, paragraph, as_stated and statement, for claims whose text is in ``texts``."""
    placed = data.all_claims[data.all_claims["source_id"].isin(texts)]
    placed = placed.dropna(subset=["char_start", "char_end", "paragraph"])
    names = _numbers_of_names(data)
    return [
        Problem(CLAIMS, index + 2, claim["claim_id"], *fault)
        for index, claim in zip(placed.index, records(placed[[*SPAN, *NUMBERED]]))
        for fault in _span_faults(claim, texts[claim["source_id"]], names)
    ]


def check_numbers(data: Dataset) -> list[Problem]:
    """Faults between the numbers printed in as_stated and the row.

    For claims of both tiers; needs no text.
    """
    names = _numbers_of_names(data)
    return [
        Problem(CLAIMS, index + 2, claim["claim_id"], *fault)
        for index, claim in zip(data.all_claims.index, records(data.all_claims[["claim_id", *NUMBERED]]))
        for fault in number_faults(claim, names)
    ]


def _numbers_of_names(data: Dataset) -> dict[str, set[float]]:
    """Numbers in the name and the other names of each entity that has any."""
    told = data.entities["name"] + " " + data.entities["aliases"].fillna("")
    found = {key: set(numbers_in(name)) for key, name in zip(data.entities["entity_id"], told)}
    return {key: numbers for key, numbers in found.items() if numbers}


#: Numbers of a phrase, kept: many claims share a phrase, a span or a name.
numbers_in = lru_cache(maxsize=1 << 17)(numerals.numbers_in)
_stray = lru_cache(maxsize=1 << 15)(lambda phrase, allowed: numerals.stray_numbers(phrase, set(allowed)))
_printed = lru_cache(maxsize=1 << 15)(numerals.printed)


def _span_faults(claim: dict, text: str, names: dict[str, set[float]]) -> list[tuple[str, str, str]]:
    start, end = claim["char_start"], claim["char_end"]
    if end > len(text):
        return [("char_end", f"an offset within the {len(text)} characters of the text", f"{end}")]
    span = text[start:end]
    faults = []
    for column, at in (("char_start", start), ("char_end", end)):
        if 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
            faults.append((column, "a span that begins and ends between words", repr(text[at - 1 : at + 1])))
    if "\n" in span:
        faults.append(("char_end", "a span inside one paragraph", "a line break in it"))
    if claim["as_stated"] not in span:
        faults.append(("as_stated", "words found inside the span", repr(claim["as_stated"])))
    here = paragraph_at(text, start)
    if claim["paragraph"] != here:
        faults.append(("paragraph", f"{here}, where the span lies", f"{claim['paragraph']}"))
    if stray := _strays_told(claim, span, text, names):
        faults.append(
            (
                "statement",
                "only numbers that are the row's value, its date, a name, in the span, or a year of the text",
                f"{', '.join(f'{n:g}' for n in stray)} in {claim['statement']!r}",
            )
        )
    return faults


def _strays_told(claim: dict, span: str, text: str, names: dict[str, set[float]]) -> list[float]:
    """Numbers of a statement that neither its row nor its span holds; years that the text prints are none."""
    told = claim["statement"]
    if set(numbers_in(told)) <= _values(claim):
        return []
    allowed = frozenset({*_own_numbers(claim, names), *numbers_in(span)})
    stray = _stray(told, allowed) and _stray(COMPOUND.sub(" ", told), allowed)
    years = set(YEAR.findall(text)) if stray else set()
    return [number for number in stray if f"{number:g}" not in years]


def _values(claim: dict) -> set[float]:
    return {float(value) for column in VALUES if (value := claim[column]) is not None}


def _own_numbers(claim: dict, names: dict[str, set[float]]) -> set[float]:
    """Numbers that a row holds apart from its words: value, dates and names."""
    own = _values(claim)
    for column in ("date_edtf", "as_of"):
        if claim[column] is not None:
            own |= dates.numbers_of(claim[column])
    for column in ("subject_id", "object_id"):
        own |= names.get(claim[column], set())
    return own


def number_faults(claim: dict, names: dict[str, set[float]]) -> list[tuple[str, str, str]]:
    """Faults between the numbers printed in as_stated and the row: value, date and names.

    ``names`` has the numbers in names of entities. Every printed number must be the row's value, part of its
    date, or part of the name of its subject or object; and the row's value must be printed, unless the phrase
    of a page of the record that was read whole holds no number at all.
    """
    phrase, values = claim["as_stated"], _values(claim)
    faults = []
    if numbers_in(phrase):
        allowed = values if values.issuperset(numbers_in(phrase)) else _own_numbers(claim, names)
        if claim["tier"] == RECORD and not values:
            # A page of the record may be quoted for a fact in words that holds a number: our statement must
            # hold it too.
            allowed |= set(numbers_in(claim["statement"]))
        if stray := _stray(phrase, frozenset(allowed)):
            expected = "only numbers that are the row's value, its date or a name"
            faults.append(("as_stated", expected, f"{', '.join(f'{n:g}' for n in stray)} in {phrase!r}"))
    missing = [value for value in values if not _printed(phrase, value)]
    # A page that was read whole may print the number elsewhere: the statement holds it, see `rules`.
    elsewhere = claim["verification"] == "page_read" and not numbers_in(phrase)
    if missing and not elsewhere:
        faults.append(
            (
                "value_best",
                f"a number printed in as_stated ({phrase!r})",
                ", ".join(f"{value:g}" for value in missing),
            )
        )
    return faults
