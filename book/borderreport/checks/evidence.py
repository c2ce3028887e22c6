"""Does every claim point at words that are there? Needs the source texts."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pandas as pd

from borderreport.words import dates, numerals
from borderreport.checks.problem import Problem
from borderreport.data import CORE, RECORD, Dataset

CLAIMS = "data/claims.csv"
SOURCES = "data/sources.csv"


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
    return sum(start <= offset for _, start, _ in paragraphs_of(text))


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
    """Faults of span, paragraph and as_stated, for claims whose text is in ``texts``."""
    return [
        Problem(CLAIMS, index + 2, claim.claim_id, *fault)
        for index, claim in data.all_claims.iterrows()
        if claim.source_id in texts and claim[["char_start", "char_end", "paragraph"]].notna().all()
        for fault in _span_faults(claim, texts[claim.source_id])
    ]


def check_numbers(data: Dataset) -> list[Problem]:
    """Faults between the numbers printed in as_stated and the row.

    For claims of both tiers; needs no text.
    """
    names = data.entities.set_index("entity_id")
    return [
        Problem(CLAIMS, index + 2, claim.claim_id, *fault)
        for index, claim in data.all_claims.iterrows()
        for fault in number_faults(claim, names)
    ]


def _span_faults(claim: pd.Series, text: str) -> list[tuple[str, str, str]]:
    if claim.char_end > len(text):
        return [("char_end", f"an offset within the {len(text)} characters of the text", f"{claim.char_end}")]
    span = text[claim.char_start : claim.char_end]
    faults = []
    if "\n" in span:
        faults.append(("char_end", "a span inside one paragraph", "a line break in it"))
    if claim.as_stated not in span:
        faults.append(("as_stated", "words found inside the span", repr(claim.as_stated)))
    here = paragraph_at(text, claim.char_start)
    if claim.paragraph != here:
        faults.append(("paragraph", f"{here}, where the span lies", f"{claim.paragraph}"))
    return faults


def number_faults(claim: pd.Series, entities: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Faults between the numbers printed in as_stated and the row: value, date and names.

    ``entities`` is indexed by entity_id. Every printed number must be the row's value, part of its
    date, or part of the name of its subject or object; and the row's value must be printed.
    """
    values = {float(v) for v in (claim.value_low, claim.value_best, claim.value_high) if pd.notna(v)}
    allowed = set(values)
    for date in (claim.date_edtf, claim.as_of):
        if pd.notna(date):
            allowed |= dates.numbers_of(date)
    for entity in (claim.subject_id, claim.object_id):
        if pd.notna(entity) and entity in entities.index:
            name = entities.loc[entity]
            allowed |= {
                float(n)
                for n in re.findall(
                    r"\d+", f"{name['name']} {'' if pd.isna(name['aliases']) else name['aliases']}"
                )
            }
    if claim.tier == RECORD and not values:
        # A page of the record may be quoted for a fact in words that holds a number: our statement must
        # hold it too.
        allowed |= set(numerals.numbers_in(claim.statement))
    faults = []
    stray = numerals.stray_numbers(claim.as_stated, allowed)
    if stray:
        faults.append(
            (
                "as_stated",
                "only numbers that are the row's value, its date or a name",
                f"{', '.join(f'{n:g}' for n in stray)} in {claim.as_stated!r}",
            )
        )
    missing = [v for v in values if not numerals.printed(claim.as_stated, v)]
    if missing:
        faults.append(
            (
                "value_best",
                f"a number printed in as_stated ({claim.as_stated!r})",
                ", ".join(f"{v:g}" for v in missing),
            )
        )
    return faults
