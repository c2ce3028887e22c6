"""The downloads hold the data, whole and the same each time."""

import csv
import hashlib
import io
import json
import zipfile

import openpyxl
import pytest
from borderreport.data import DATA, load, read_package
from borderreport.data.export import write_all


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return {p.suffix: p for p in write_all(tmp_path_factory.mktemp("downloads"))}


def test_two_exports_are_equal(files, tmp_path):
    again = {p.suffix: p for p in write_all(tmp_path / "again")}
    assert {k: p.read_bytes() for k, p in files.items()} == {k: p.read_bytes() for k, p in again.items()}


def test_the_zip_is_a_whole_data_package(files):
    with zipfile.ZipFile(files[".zip"]) as archive:
        names = set(archive.namelist())
        assert names == {
            "datapackage.json",
            "README.txt",
            "SHA256SUMS",
            *(r["path"] for r in read_package()["resources"]),
        }
        for line in archive.read("SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        assert archive.read("claims.csv") == (DATA / "claims.csv").read_bytes()
        assert read_package()["version"] in archive.read("README.txt").decode()


def test_the_workbook_has_typed_cells(files):
    book = openpyxl.load_workbook(files[".xlsx"])
    assert book.sheetnames == [r["name"] for r in read_package()["resources"]]
    sheet = book["claims"]
    header = [c.value for c in sheet[1]]
    row = {name: cell for name, cell in zip(header, sheet[2])}
    assert row["char_start"].data_type == "n" and row["coded_on"].is_date and row["claim_id"].data_type == "s"
    assert sheet.max_row == len(load().all_claims) + 1
    assert (
        book["sources"].cell(2, [c.value for c in book["sources"][1]].index("translated") + 1).data_type
        == "b"
    )


def test_the_linked_data_hold_every_claim_with_its_place(files):
    linked = json.loads(files[".jsonld"].read_text(encoding="utf-8"))
    claims = [part for part in linked["hasPart"] if part["@type"] == "Claim"]
    assert linked["@type"] == "Dataset" and len(claims) == len(load().all_claims)
    sources = {s["@id"] for s in linked["citation"]}
    with (DATA / "claims.csv").open(encoding="utf-8") as file:
        rows = {r["claim_id"]: r for r in csv.DictReader(io.StringIO(file.read()))}
    for claim in claims:
        place = claim["prov:wasDerivedFrom"]
        assert place["oa:hasSource"]["@id"] in sources
        *position, quote = place["oa:hasSelector"]
        row = rows[claim["identifier"]]
        assert quote["oa:exact"] == row["as_stated"]
        assert claim["prov:wasAttributedTo"]["@id"] == f"#origin-{row['origin_id']}"
        assert [str(p["oa:start"]) for p in position] == ([row["char_start"]] if row["char_start"] else [])


def test_the_linked_data_hold_every_finding_with_its_claims(files):
    linked, data = json.loads(files[".jsonld"].read_text(encoding="utf-8")), load()
    parts = {part["@id"]: part for part in linked["hasPart"]}
    assert len(parts) == len(linked["hasPart"]) == len(data.all_claims) + len(data.points)
    reviews = [part for part in parts.values() if part["@type"] == "ClaimReview"]
    assert [review["identifier"] for review in reviews] == list(data.settled)
    for review in reviews:
        finding = data.finding(review["identifier"])
        assert review.get("claimReviewed", "") == finding.sentence
        assert review["reviewRating"]["alternateName"] == finding.standing
        roles = [(r["itemReviewed"]["@id"], r["roleName"], r.get("position")) for r in review["itemReviewed"]]
        assert roles == [(f"#{c['claim_id']}", c["bearing"], c["order"]) for c in finding.evidence]
        assert all(parts[claim]["@type"] == "Claim" for claim, *_ in roles)


def test_the_downloads_hold_findings_bearings_and_origins(files):
    tables = {"findings", "bearings", "origins"}
    assert tables <= set(openpyxl.load_workbook(files[".xlsx"], read_only=True).sheetnames)
    with zipfile.ZipFile(files[".zip"]) as archive:
        assert {f"{name}.csv" for name in tables} <= set(archive.namelist())
