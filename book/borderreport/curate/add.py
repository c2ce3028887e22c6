"""Add a source, its claims, rows of other tables, or change cells."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

from borderreport.words import dates
from borderreport.checks.evidence import paragraphs_of
from borderreport.checks.problem import bad_byte
from borderreport.curate.bear import COLUMNS, bear_at_once
from borderreport.curate.find import find
from borderreport.curate.refused import Refused
from borderreport.curate.workspace import Row, Workspace
from borderreport.data import CORE, RECORD

#: Columns that are computed; a file of new claims must not hold them.
COMPUTED = (
    "claim_id",
    "char_start",
    "char_end",
    "paragraph",
    "date_start",
    "date_end",
    "date_precision",
    "unit",
    "added_in",
)
DEFAULTS = {"claim_kind": "reported", "rank": "normal"}
UNREAD = "not read yet"
#: Columns with which a new claim bears on a finding at once.
BEARS_ON = ("finding_id", *COLUMNS)
#: Tables whose rows are not added as they are given, and the command that makes them.
MADE_BY = {
    "sources": "add-source",
    "paragraphs": "add-source",
    "claims": "add-claims",
    "bearings": "bear",
    "changelog": "any command that changes something",
}


def add_source(space: Workspace, text_path: Path | None, **cells: str) -> Row:
    """Register a source; ``cells`` are columns of sources.csv by name. Returns the new row. Raises Refused.

    A core source needs a text, UTF-8 and not empty: its hash, length and paragraphs are computed, and
    it is copied into the folder of texts under ``<source_id>.txt`` unless it is there, and what it says
    and credits to nobody gets an origin. A page of the record has no text.
    """
    source_id = cells["source_id"]
    if any(row["source_id"] == source_id for row in space.tables["sources"]):
        raise Refused(f"data/sources.csv: source_id {source_id} exists already")
    if (text_path is None) != (cells["tier"] == RECORD):
        raise Refused("a core source needs a text, and a page of the record has none")
    if text_path is None:
        row = space.blank("sources", **cells)
        space.tables["sources"].append(row)
        space.log("sources", source_id, "*", "", "", "page of the record added")
        space.commit()
        return row
    return _add_text(space, text_path, source_id, cells)


def _add_text(space: Workspace, text_path: Path, source_id: str, cells: Row) -> Row:
    if not text_path.is_file():
        raise Refused(f"{text_path}: no such file; expected the text of {source_id}")
    raw = text_path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(f"{text_path}: expected UTF-8 text; found {bad_byte(error)}") from error
    if not text.strip():
        raise Refused(f"{text_path}: expected text; found an empty file")
    target = space.texts / f"{source_id}.txt"
    if target.exists() and target.read_bytes() != raw:
        raise Refused(f"{target}: another text of that name is there already; it was left as it is")
    row = space.blank(
        "sources",
        **cells,
        text_file=target.name,
        text_sha256=hashlib.sha256(raw).hexdigest(),
        text_chars=len(text),
    )
    space.tables["sources"].append(row)
    for number, start, end in paragraphs_of(text):
        space.tables["paragraphs"].append(
            space.blank(
                "paragraphs",
                source_id=source_id,
                paragraph=number,
                char_start=start,
                char_end=end,
                kind="unread",
                reason=UNREAD,
            )
        )
    space.log("sources", source_id, "*", "", "", "source added")
    _uncredited(space, row)
    space.log("paragraphs", "*", "*", "", "", f"paragraphs of {source_id} added")
    created = not target.exists()
    if created:
        beside = target.with_suffix(".new")
        beside.write_bytes(raw)
        beside.replace(target)
    try:
        space.commit()
    except Refused:
        if created:
            target.unlink()
        raise
    return row


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file, one at least. Raises Refused."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            given = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path}: expected a CSV file in UTF-8; {error}") from error
    if not given:
        raise Refused(f"{path}: expected a header row and at least one row; found none")
    return given


def add_claims(space: Workspace, path: Path) -> list[Row]:
    """Add the claims in the CSV file ``path``; returns the new rows.

    Its columns are those of claims.csv without the computed ones, plus ``span`` (the words that carry
    the claim; empty: the sentence around as_stated), and ``finding_id`` with those of bearings.csv, where
    the claim bears on a finding at once. A claim without an origin is its source's own word, or that of the
    source it follows. Raises Refused with file, row and column.
    """
    given = read_rows(path)
    allowed = set(space.columns("claims")) - set(COMPUTED) | {"span", *BEARS_ON}
    strange = sorted(str(c) for c in set(given[0]) - allowed)
    if strange:
        raise Refused(
            f"{path}, row 1: expected columns of claims.csv that are not computed, span, and "
            f"{', '.join(BEARS_ON)}; found {', '.join(strange)}"
        )
    number = max((int(row["claim_id"][1:]) for row in space.tables["claims"]), default=0)
    added, faults = [], []
    for line, row in enumerate(given, 2):
        try:
            added.append(_complete(space, row, f"C{number + len(added) + 1:03d}"))
        except ValueError as error:
            faults.append(f"{path}, row {line}, {error}")
    if faults:
        raise Refused("\n".join(faults))
    space.tables["claims"] += added
    for line, (row, cells) in enumerate(zip(added, given), 2):
        space.log("claims", row["claim_id"], "*", "", row["as_stated"], "claim added")
        _mark_read(space, row)
        if cells.get("finding_id"):
            try:
                bear_at_once(space, cells["finding_id"], row["claim_id"], cells)
            except Refused as error:
                raise Refused(f"{path}, row {line}, {error}") from error
    space.commit()
    return added


def _complete(space: Workspace, given: Row, claim_id: str) -> Row:
    """A whole row of claims.csv. Raises ValueError that begins with the column."""
    source_id = given.get("source_id", "")
    sources = {row["source_id"]: row for row in space.tables["sources"]}
    if source_id not in sources:
        raise ValueError(f"column source_id: expected a key of sources.csv; found {source_id!r}")
    if not (given.get("as_stated") or "").strip():
        raise ValueError("column as_stated: expected a phrase of the source; found none")
    properties = {p["property_id"]: p for p in space.tables["properties"]}
    if given.get("property_id") not in properties:
        raise ValueError(
            f"column property_id: expected a key of properties.csv; found {given.get('property_id')!r}"
        )
    row = space.blank("claims")
    row |= DEFAULTS | {k: v for k, v in given.items() if v and k in row}
    first = sources.get(row["follows_id"], sources[source_id])
    row |= {
        "claim_id": claim_id,
        "unit": properties[row["property_id"]]["unit"],
        "added_in": space.next_version(),
        "origin_id": row["origin_id"] or _uncredited(space, first),
        "coded_on": row["coded_on"] or space.today,
    }
    if sources[source_id]["tier"] == RECORD:
        row["date_read"] = row["date_read"] or space.today
    else:
        row |= _place(space.text_of[source_id], source_id, given["as_stated"], given.get("span") or "")
    return row | _derived_dates(row["date_edtf"])


def _uncredited(space: Workspace, source: Row) -> str:
    """The origin of what ``source`` says and credits to nobody; it is added if there is none.

    All pages of one publisher share it. Raises ValueError where the publisher is known to speak of its own:
    then whoever codes the claim has to say who knew it first.
    """
    if source["tier"] == CORE:
        key, name = source["source_id"], f"{source['short_name']}, no speaker named"
    else:
        key, name = re.sub(r"[^a-z0-9]+", "-", source["publisher"].casefold()).strip("-"), source["publisher"]
        key = key or source["source_id"]
    known = next((row for row in space.tables["origins"] if row["origin_id"] == key), None)
    if known is None:
        space.tables["origins"].append(space.blank("origins", origin_id=key, name=name, kind="uncredited"))
        space.log("origins", key, "*", "", name, f"origin of what {source['source_id']} credits to nobody")
    elif known["kind"] != "uncredited":
        raise ValueError(
            f"column origin_id: expected who knew it first; found none, and {key} is of kind {known['kind']}"
        )
    return key


def _derived_dates(date_edtf: str) -> Row:
    """The columns that follow from an EDTF date; all empty where there is none. Raises ValueError."""
    if not date_edtf:
        return {"date_start": "", "date_end": "", "date_precision": ""}
    first, last, precision = dates.bounds(date_edtf)
    return {
        "date_start": first.isoformat(),
        "date_end": last.isoformat() if last else "",
        "date_precision": precision,
    }


def _place(text: str, source_id: str, phrase: str, span: str) -> Row:
    """Offsets, paragraph and phrase as printed, of words that must stand once in ``text``."""
    places = find(text, span or phrase)
    if len(places) != 1:
        where = ", ".join(f"¶{p.paragraph}" for p in places)
        column = "span" if span else "as_stated"
        raise ValueError(
            f"column {column}: expected words that stand once in {source_id}; "
            f"found them {len(places)} times{f' ({where})' if where else ''}"
        )
    place = places[0]
    start, end = place.char_start, place.char_end
    if span:
        start = text.index(place.as_stated, place.char_start)
        end = start + len(place.as_stated)
    printed = find(text[start:end], phrase)
    if not printed:
        raise ValueError(f"column as_stated: expected words inside the span; found {phrase!r}")
    return {
        "char_start": str(start),
        "char_end": str(end),
        "paragraph": str(place.paragraph),
        "as_stated": printed[0].as_stated,
    }


def _mark_read(space: Workspace, claim: Row) -> None:
    """A paragraph that yields a claim is one of substance."""
    for paragraph in space.tables["paragraphs"]:
        here = (paragraph["source_id"], paragraph["paragraph"]) == (claim["source_id"], claim["paragraph"])
        if here and paragraph["kind"] != "substance":
            key = space.key_of("paragraphs", paragraph)
            space.log("paragraphs", key, "kind", paragraph["kind"], "substance", f"{claim['claim_id']} added")
            paragraph |= {"kind": "substance", "reason": ""}


def add_rows(space: Workspace, table: str, rows: list[Row]) -> list[str]:
    """Add ``rows`` to a table none of whose columns is computed, such as findings; returns their keys.

    A row that does not say when it was reviewed is reviewed today. A finding may name a ``claim_id``, with
    columns of bearings.csv: that claim bears on it at once, and gives it if nothing else is said.
    Raises Refused.
    """
    if table in MADE_BY or table not in space.tables:
        made = f": {MADE_BY[table]} makes its rows" if table in MADE_BY else ""
        others = ", ".join(sorted(set(space.tables) - set(MADE_BY)))
        raise Refused(f"no table {table} to add to{made}; the tables are {others}")
    columns = space.columns(table)
    allowed = {*columns, *(("claim_id", *COLUMNS) if table == "findings" else ())}
    strange = sorted({str(column) for row in rows for column in row} - allowed)
    if strange:
        raise Refused(f"data/{table}.csv has no column {', '.join(strange)}; it has {', '.join(columns)}")
    known = {space.key_of(table, row) for row in space.tables[table]}
    for given in rows:
        row = space.blank(table) | {column: given.get(column) or "" for column in columns}
        if "reviewed_on" in row:
            row["reviewed_on"] = row["reviewed_on"] or space.today
        key = space.key_of(table, row)
        if key in known:
            raise Refused(f"data/{table}.csv: {key} exists already")
        known.add(key)
        space.tables[table].append(row)
        space.log(table, key, "*", "", "", "row added")
        if table == "findings" and given.get("claim_id"):
            bear_at_once(space, key, given["claim_id"], {"bearing": "gives", "order": "1"} | given)
    space.commit()
    return [space.key_of(table, row) for row in space.tables[table][-len(rows) :]]


def set_cells(space: Workspace, table: str, key: str, cells: Row, reason: str) -> Row:
    """Change cells of one row, log each, and return what stood there. Key parts are joined by "/".

    Raises Refused.
    """
    if table not in space.tables or table == "changelog":
        raise Refused(
            f"no table {table} that can be changed; "
            f"the tables are {', '.join(sorted(set(space.tables) - {'changelog'}))}"
        )
    for field in cells:
        if field not in space.columns(table) or field in space.keys(table):
            raise Refused(f"data/{table}.csv: {field} is no column that can be changed")
    row = next((row for row in space.tables[table] if space.key_of(table, row) == key), None)
    if row is None:
        raise Refused(f"data/{table}.csv: no row {key}")
    before = {field: row[field] for field in cells}
    for field, value in cells.items():
        if before[field] == value:
            raise Refused(f"data/{table}.csv, {key}, column {field}: it is {value!r} already")
        row[field] = value
        if field == "date_edtf":
            try:
                row |= _derived_dates(value)
            except ValueError as error:
                raise Refused(f"data/{table}.csv, {key}, column {field}: {error}") from error
        space.log(table, key, field, before[field], value, reason)
    space.commit()
    return before
