"""A small valid dataset with a text of our own, for tests to break one cell at a time."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

from borderreport.data import release
from borderreport.checks.evidence import paragraphs_of
from borderreport.data import DATA

TEXT = (
    "A short notice\n\n"
    "The border is about 1,344 kilometers long, officials said on 3 May 2021.\n"
    "The treasury promised $1.5 billion in 2014 and the base stays until 2042.\n"
    "Others put the border at 1,300 km.\n"
)
#: Another text, which follows the first.
REWRITE = "The border is long.\n"
TEXTS = {"notice-2021": TEXT, "rewrite-2021": REWRITE}
BORDER = "The border is about 1,344 kilometers long, officials said on 3 May 2021."
PLEDGE = "The treasury promised $1.5 billion in 2014"


def _bearing(finding_id: str, claim_id: str, bearing: str, order: int | str = "", **cells) -> dict:
    return {"finding_id": finding_id, "claim_id": claim_id, "bearing": bearing, "order": order} | cells


def _claim(claim_id: str, span: str, statement: str, **cells) -> dict:
    start = TEXT.index(span)
    paragraph = len([line for line in TEXT[:start].split("\n")[:-1] if line.strip()]) + 1
    return {
        "claim_id": claim_id,
        "source_id": "notice-2021",
        "statement": statement,
        "char_start": start,
        "char_end": start + len(span),
        "paragraph": paragraph,
        "claim_kind": "reported",
        "credibility": 3,
        "credibility_reason": "plain assertion",
        "rank": "normal",
        "origin_id": "notice-2021",
        "coded_on": "2026-11-21",
        "added_in": "0.1.0",
    } | cells


def _core(source_id: str, short_name: str, title: str, publisher: str) -> dict:
    text = TEXTS[source_id]
    return {
        "source_id": source_id,
        "short_name": short_name,
        "title": title,
        "publisher": publisher,
        "published": "2021-05",
        "publisher_kind": "newspaper",
        "url": f"https://example.org/{source_id}",
        "language": "en",
        "translated": "false",
        "text_file": f"{source_id}.txt",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text_chars": len(text),
        "reliability": "C",
        "reliability_reason": "invented for tests",
        "outlook": "none",
        "source_kind": "commentary",
        "tier": "core",
        "copy_status": "original",
    }


def tables() -> dict[str, list[dict]]:
    """Rows of every table, as written to CSV."""
    return {
        "sources": [
            {
                "source_id": "ministry-2022",
                "short_name": "Ministry 2022",
                "publisher": "The Ministry",
                "published": "2022-03",
                "publisher_kind": "official",
                "url": "https://example.org/border",
                "language": "en",
                "translated": "false",
                "reliability": "B",
                "reliability_reason": "official",
                "tier": "record",
                "copy_status": "original",
            },
            _core("notice-2021", "Notice 2021", "A short notice", "The Notice"),
            _core("rewrite-2021", "Rewrite 2021", "A rewrite", "The Rewriter"),
        ],
        "derivations": [
            {
                "source_id": "rewrite-2021",
                "from_source_id": "notice-2021",
                "evidence": "The same words.",
            }
        ],
        "origins": [
            {"origin_id": "ministry", "name": "The Ministry", "kind": "body", "speaks_for": "state"},
            {"origin_id": "notice-2021", "name": "The Notice", "kind": "outlet"},
        ],
        "entities": [
            {"entity_id": "border", "entity_type": "border", "name": "The border", "aliases": "Line 7"},
            {
                "entity_id": "gate",
                "entity_type": "place",
                "name": "The gate",
                "parent_id": "state",
                "latitude": 38.5,
                "longitude": 68.81,
                "coordinate_precision": "town",
            },
            {"entity_id": "pledge", "entity_type": "pledge", "name": "The pledge"},
            {"entity_id": "state", "entity_type": "state", "name": "Tajikistan"},
        ],
        "properties": [
            {
                "property_id": "hosts",
                "title": "Hosts",
                "datatype": "relation",
                "object_types": "border;base",
                "additive": "false",
                "repeatable": "true",
                "description": "Hosts.",
            },
            {
                "property_id": "length",
                "title": "Length",
                "datatype": "quantity",
                "unit": "km",
                "additive": "false",
                "repeatable": "false",
                "plausible_low": 10,
                "plausible_high": 4000,
                "subject_types": "border",
                "description": "Length of a border.",
            },
            {
                "property_id": "pledged",
                "title": "Pledged",
                "datatype": "money",
                "unit": "USD",
                "additive": "true",
                "repeatable": "false",
                "plausible_low": 1,
                "plausible_high": 100000000000,
                "allowed_values": "announced;pledged",
                "description": "Amount pledged.",
            },
            {
                "property_id": "stage_status",
                "title": "Status",
                "datatype": "status",
                "additive": "false",
                "repeatable": "true",
                "allowed_values": "ready;started",
                "description": "Status.",
            },
        ],
        "claims": [
            _claim(
                "C001",
                BORDER,
                "The border is some 1,344 km long.",
                as_stated="about 1,344 kilometers",
                subject_id="border",
                property_id="length",
                topic="border",
                value_best=1344,
                qualifier="about",
                unit="km",
                date_edtf="2021-05-03",
                date_start="2021-05-03",
                date_end="2021-05-03",
                date_precision="day",
                date_basis="stated",
                rank="preferred",
                rank_reason="the more exact",
            ),
            _claim(
                "C002",
                PLEDGE,
                "The treasury promised 1.5 billion US dollars in 2014.",
                as_stated="$1.5 billion",
                subject_id="pledge",
                property_id="pledged",
                topic="finance",
                value_low=1500000000,
                value_best=1500000000,
                value_high=1500000000,
                qualifier="exact",
                unit="USD",
                currency="USD",
                finance_stage="pledged",
                date_edtf="2014",
                date_start="2014-01-01",
                date_end="2014-12-31",
                date_precision="year",
                date_basis="stated",
            ),
            _claim(
                "C003",
                "the base stays until 2042",
                "The base may stay until 2042.",
                as_stated="stays until 2042",
                subject_id="state",
                property_id="hosts",
                object_id="border",
                topic="presence",
                date_edtf="2042",
                date_start="2042-01-01",
                date_end="2042-12-31",
                date_precision="year",
                date_basis="stated",
            ),
            _claim(
                "C004",
                "Others put the border at 1,300 km.",
                "Others give the border 1,300 km.",
                as_stated="1,300 km",
                subject_id="border",
                property_id="length",
                topic="border",
                value_low=1300,
                value_best=1300,
                value_high=1300,
                qualifier="exact",
                unit="km",
            ),
            _claim(
                "C005",
                BORDER,
                "The officials called themselves ready on 3 May 2021.",
                as_stated="officials said",
                subject_id="state",
                property_id="stage_status",
                value_text="ready",
                topic="programme",
            ),
            _claim(
                "C006",
                BORDER,
                "The ministry measured 1,344 km.",
                source_id="ministry-2022",
                char_start="",
                char_end="",
                paragraph="",
                as_stated="1,344 km",
                subject_id="border",
                property_id="length",
                topic="border",
                value_low=1344,
                value_best=1344,
                value_high=1344,
                qualifier="exact",
                unit="km",
                origin_id="ministry",
                date_edtf="2022",
                date_start="2022-01-01",
                date_end="2022-12-31",
                date_precision="year",
                date_basis="inferred",
                date_read="2026-11-21",
                verification="page_read",
            ),
        ],
        "traps": [
            {
                "trap_id": "T01",
                "url": "https://example.org/border",
                "as_stated": "1,444 km",
                "reason": "A misprint.",
            }
        ],
        "paragraphs": [
            {
                "source_id": source_id,
                "paragraph": number,
                "char_start": start,
                "char_end": end,
                "kind": "heading" if number == 1 else "substance",
                "reason": "Title" if number == 1 else "",
            }
            for source_id, text in TEXTS.items()
            for number, start, end in paragraphs_of(text)
        ],
        "findings": [
            {
                "finding_id": "border-length",
                "topic": "border",
                "weight": 3,
                "mode": "holds",
                "subject_id": "border",
                "property_id": "length",
                "reviewed_on": "2026-11-21",
                "question": "How long is the border?",
                "answer": "Line 7 is {value} long ({date}), and the treasury promised {value:pledge-sum}.",
                "differ_kind": "number",
                "differ_why": "Rounding.",
                "settled_by": "closer_measure",
                "looked_for": "2026-11-21",
                "queries": "length of the border",
                "was": "D01",
            },
            {
                "finding_id": "gate-opened",
                "reviewed_on": "2026-11-21",
                "topic": "border",
                "weight": 2,
                "mode": "happened",
                "subject_id": "gate",
                "property_id": "hosts",
                "object_id": "border",
                "question": "When was the gate opened?",
                "answer": "No day of the opening was found.",
                "looked_for": "2026-11-21",
                "queries": "gate opened | opening of the gate",
            },
            {
                "finding_id": "pledge-sum",
                "reviewed_on": "2026-11-21",
                "topic": "finance",
                "weight": 1,
                "mode": "happened",
                "subject_id": "pledge",
                "property_id": "pledged",
                "period": "2014",
                "question": "How much was promised?",
            },
            {
                "finding_id": "state-hosts-base",
                "reviewed_on": "2026-11-21",
                "topic": "presence",
                "weight": 1,
                "mode": "planned",
                "subject_id": "state",
                "property_id": "hosts",
                "object_id": "border",
                "question": "How long may the base stay?",
            },
            {
                "finding_id": "state-ready",
                "reviewed_on": "2026-11-21",
                "topic": "programme",
                "weight": 2,
                "mode": "holds",
                "subject_id": "state",
                "property_id": "stage_status",
                "period": "2021",
                "question": "Was the state ready?",
                "answer": "The state {word}.",
                "good_until": "2030",
                "looked_for": "2026-11-21",
                "queries": "ready",
            },
        ],
        "bearings": [
            _bearing("border-length", "C001", "agrees", 2),
            _bearing("border-length", "C004", "differs", reason="Rounded."),
            _bearing("border-length", "C006", "gives", 1, own_act="true"),
            _bearing("pledge-sum", "C002", "gives", 1),
            _bearing("state-hosts-base", "C003", "gives", 1),
            _bearing("state-ready", "C003", "looks_alike", reason="The base, not the state."),
            _bearing("state-ready", "C005", "gives", 1, word="was ready"),
        ],
        "lexicon": [
            {"term": "high", "kind": "confidence", "meaning": "Good grounds."},
            {"term": "likely", "kind": "likelihood", "low": 55, "high": 80, "meaning": "Rather so."},
            {"term": "unlikely", "kind": "likelihood", "low": 20, "high": 45, "meaning": "Rather not."},
        ],
        "judgements": [
            {
                "judgement_id": "J01",
                "title": "The base",
                "topic": "presence",
                "statement": "The base will stay.",
                "likelihood": "likely",
                "confidence": "high",
                "confidence_reason": "It is in the notice.",
                "basis": "state-hosts-base",
                "against": "state-ready",
                "assumptions": "The notice is genuine.",
                "alternatives": "It could leave.",
                "would_change": "A new notice.",
                "judged_on": "2026-11-21",
            }
        ],
        "questions": [{"question_id": "Q01", "question": "Why?", "contested": "Nobody says."}],
        "hypotheses": [
            {"hypothesis_id": "H01", "question_id": "Q01", "title": "Money", "statement": "For money."},
            {"hypothesis_id": "H02", "question_id": "Q01", "title": "Habit", "statement": "By habit."},
        ],
        "consistency": [
            {"hypothesis_id": "H01", "finding_id": "pledge-sum", "rating": "C", "reason": "Money is named."},
            {"hypothesis_id": "H02", "finding_id": "pledge-sum", "rating": "N"},
        ],
        "indicators": [
            {
                "indicator_id": "I01",
                "watch": "A new notice.",
                "would_show": "A change.",
                "scenario_finding_ids": "state-hosts-base",
                "judgement_ids": "J01",
                "effect": "weakens",
                "where_first": "At the gate",
                "state": "partly",
                "seen_finding_ids": "border-length",
            }
        ],
        "changelog": [
            {
                "change_id": "L0001",
                "data_version": "0.1.0",
                "changed_on": "2026-11-21",
                "table": "*",
                "key": "*",
                "field": "*",
                "reason": "First.",
            }
        ],
    }


def write_table(folder: Path, name: str, rows: list[dict]) -> None:
    """Write one table with the columns of datapackage.json, in their order."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    columns = next(
        [f["name"] for f in r["schema"]["fields"]] for r in package["resources"] if r["name"] == name
    )
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_dataset(folder: Path) -> tuple[Path, Path]:
    """Write the dataset and its text below ``folder``; return the folders of tables and texts."""
    data, texts = folder / "data", folder / "texts"
    data.mkdir(), texts.mkdir()
    shutil.copy(DATA / "datapackage.json", data)
    for name, rows in tables().items():
        write_table(data, name, rows)
    for source_id, text in TEXTS.items():
        (texts / f"{source_id}.txt").write_text(text, encoding="utf-8", newline="")
    release.make_release(data, "0.1.0")
    return data, texts


def set_cell(data: Path, table: str, key: str, column: str, value: str) -> None:
    """Change one cell of the row whose key is ``key``, parts joined by "/"."""
    rows = tables()[table]
    row = next(r for r in rows if key == "/".join(str(v) for v in list(r.values())[: key.count("/") + 1]))
    row[column] = value
    write_table(data, table, rows)
