"""Run every check that can run, and say what could not."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import NamedTuple

from borderreport.checks import (
    evidence,
    findings,
    judgements,
    places,
    prose,
    record,
    references,
    releases,
    rules,
    schema,
    tables,
)
from borderreport.checks.problem import Problem
from borderreport.data import Dataset, read_package


#: Checks of the tables, in stages: what a stage looks at must be sound for the next.
STAGES = (
    (
        rules.check_claims,
        references.check_references,
        record.check_record,
        places.check_places,
        evidence.check_numbers,
    ),
    (findings.check_findings,),
    (judgements.check_judgements,),
)


class Outcome(NamedTuple):
    """Problems found, counts of what was checked, and what was left unchecked."""

    problems: list[Problem]
    checked: list[str]
    unchecked: list[str]


def run(folder: Path, texts: Path, sealed: bool = True) -> Outcome:
    """Check the tables in ``folder`` against their schema, their rules and the texts in ``texts``.

    Later checks run only on tables that passed the earlier ones: they would only repeat the fault.
    ``sealed`` False leaves out whether the tables are those of the last release.
    Where SOURCE_TEXTS is set, a missing folder of texts is a problem, not a gap.
    """
    gc.disable()  # large tables are millions of cells in no cycle: looking for some took a third of it all
    try:
        return _run(folder, texts, sealed)
    finally:
        gc.enable()


def _run(folder: Path, texts: Path, sealed: bool) -> Outcome:
    try:
        resources = read_package(folder)["resources"]
    except (OSError, ValueError, KeyError) as error:
        fault = Problem("data/datapackage.json", None, "", "", "a readable Data Package", str(error))
        return Outcome([fault], [], [])
    read = {entry["name"]: tables.read_form(entry, folder) for entry in resources}
    problems = [problem for _, faults in read.values() for problem in faults]
    if not problems:
        found = {name: table for name, (table, _) in read.items()}
        problems = schema.check_schema(resources, found) or prose.check_years(resources, found)
    if problems:
        return Outcome(problems, [], ["rules and evidence: the tables must be mended first"])
    data = Dataset(folder)
    checked = [
        f"{len(resources)} tables, {len(data.claims)} core claims from {len(data.sources)} sources, "
        f"{len(data.points)} findings"
    ]
    if len(data.record):
        checked.append(
            f"{len(data.record)} claims of the record from {len(data.record_sources)} pages: "
            "numbers and rules, not the pages"
        )
    problems = []
    for stage in STAGES:
        problems = problems or [problem for check in stage for problem in check(data)]
    problems += releases.check_release(folder) if sealed else []
    waiting = int((data.paragraphs["kind"] == "unread").sum())
    unread = [f"{waiting} paragraphs that nobody has read yet: see coverage"] if waiting else []
    if texts.is_dir():
        found, faults = evidence.read_texts(data.all_sources, texts)
        problems += faults + evidence.check_spans(data, found) + evidence.check_paragraphs(data, found)
        held = data.claims["source_id"].isin(found).sum()
        checked.append(f"{held} claims against {len(found)} source texts, word by word")
        return Outcome(problems, checked, unread)
    gap = f"evidence: no source texts in {texts.name}/ (set SOURCE_TEXTS to the folder that holds them)"
    if os.environ.get("SOURCE_TEXTS"):  # whoever names a folder wants the texts checked
        problems.append(Problem("SOURCE_TEXTS", None, "", "", "a folder of source texts", str(texts)))
    return Outcome(problems, checked, [*unread, gap])
