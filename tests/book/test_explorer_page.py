"""The evidence explorer before any script runs: its data, its page, what is shipped with it."""

import gzip
import hashlib
import json

import pytest
from borderreport import data
from borderreport.data import claimstable
from borderreport.words import wording
from parsed import parsed
from projects import ROOT

VENDOR = ROOT / "book" / "vendor"


@pytest.fixture(scope="module")
def content():
    return claimstable.payload(data.load())


def cell(row, name):
    return row[claimstable.CELLS.index(name)]


def test_every_claim_is_a_row_that_says_what_the_dataset_says(content):
    report = data.load()
    claims, rows = report.all_claims, content["rows"]
    assert [cell(r, "id") for r in rows] == claims["claim_id"].tolist()
    assert [cell(r, "statement") for r in rows] == claims["statement"].tolist()
    assert [content["sources"][cell(r, "source")][0] for r in rows] == claims["source_id"].tolist()
    assert [content["topics"][cell(r, "topic")] for r in rows] == claims["topic"].tolist()
    assert [content["kinds"][cell(r, "kind")] for r in rows] == claims["claim_kind"].tolist()
    verdicts = {
        cell(r, "id"): content["verdicts"][cell(r, "verdict")][0] for r in rows if cell(r, "verdict") >= 0
    }
    assert verdicts == report.verdicts.set_index("claim_id")["verdict"].to_dict()
    named = [{content["entities"][e][0] for e in cell(r, "entities")} for r in rows]
    assert named == [
        set(row.dropna()) for _, row in claims[["subject_id", "object_id", "attributed_to"]].iterrows()
    ]
    standings = {cell(r, "id"): cell(r, "standing") for r in rows}
    borne = report.bearings[report.bearings["bearing"] != "looks_alike"]
    assert {claim for claim, place in standings.items() if place >= 0} == set(borne["claim_id"])
    for claim, place in standings.items():
        own = borne.loc[borne["claim_id"] == claim, "finding_id"].map(report.finding)
        heaviest = max((finding.weight for finding in own), default=0)
        words = {finding.standing for finding in own if finding.weight == heaviest}
        assert content["standings"][place] in words if words else place == -1, claim


def test_following_is_told_by_origin_in_the_core_and_by_copying_in_the_record(content):
    report = data.load()
    core = report.claims
    expected = set(core.loc[core["follows_id"].notna(), "claim_id"])
    copies = set(report.record_sources.loc[report.record_sources["copy_status"] == "copy", "source_id"])
    expected |= set(report.record.loc[report.record["source_id"].isin(copies), "claim_id"])
    assert {cell(r, "id") for r in content["rows"] if cell(r, "follows")} == expected
    assert 0 < len(expected) < len(content["rows"])


def test_the_script_holds_one_object_whatever_the_text():
    hostile = {"cells": ["id"], "rows": [['</script><b>"\\\u2028=cmd'], ["\u202e"]]}
    lists, rows = claimstable.script(hostile).split(";\nwindow.claimsTable.rows=")
    assert json.loads(lists.removeprefix("window.claimsTable=")) == {"cells": ["id"]}
    assert json.loads(rows.rstrip(";\n")) == hostile["rows"]


def test_the_page_is_complete_without_its_script_and_light(book):
    path = book.html / "book" / "explorer.html"
    page = parsed(path)
    claims = data.load().all_claims.set_index("claim_id")
    rows = page.select(".explorer-plain tbody tr")
    assert len(rows) == len(claims)
    for row in rows:
        identifier, statement, source, date = row.select("td")
        claim = claims.loc[identifier.get_text().rstrip("†")]
        place = "evidence" if claim["tier"] == data.CORE else "record"
        assert identifier.a["href"] == f"{place}.html#{claim.name}"
        assert (statement.get_text(), source.get_text()) == (claim["statement"], claim["source"])
        stated = claim["date_edtf"]
        assert date.get_text() == (wording.dates.in_words(stated) if isinstance(stated, str) else "")
    assert len(gzip.compress(path.read_bytes())) < 120 * 1024


def test_every_control_has_a_label_and_is_of_the_browser(book):
    page = parsed(book.html / "book" / "explorer.html")
    controls = page.select(".explorer-form [name]")
    assert len(controls) >= 10
    for control in controls:
        assert control.name in ("input", "select")
        assert page.select_one(f'label[for="{control["id"]}"]').get_text(strip=True)
    assert page.select_one('.explorer-count[role="status"]')


def test_only_this_page_loads_the_table_library(book):
    users = [
        p.stem
        for p in book.all_pages
        if "tabulator" in p.read_text(encoding="utf-8") or "explorer.css" in p.read_text(encoding="utf-8")
    ]
    assert users == ["explorer"]


def test_the_vendored_library_is_the_recorded_one():
    record = (VENDOR / "README.md").read_text(encoding="utf-8")
    for name in ("tabulator.min.js", "tabulator.min.css"):
        text = (VENDOR / name).read_bytes()
        line = next(line for line in record.splitlines() if line.startswith(f"| {name} |"))
        assert hashlib.sha256(text).hexdigest() in line
    version = line.split("|")[3].strip()
    code = (VENDOR / "tabulator.min.js").read_text(encoding="utf-8")
    assert f"Tabulator v{version}" in code[:100]
    assert "eval(" not in code and "new Function" not in code
    assert len((VENDOR / "tabulator-LICENSE.txt").read_text(encoding="utf-8")) > 500
