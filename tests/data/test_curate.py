"""The curator's commands: whole changes or none, with the reason."""

import csv
import io

import minidata
import pytest
from borderreport.checks.run import run
from borderreport.cli import main
from borderreport.curate.find import find

SIXTH = (
    "A sixth text. Officials agreed to “provide additional collective assistance” on 23 September 2013.\n\n"
    "It ends here.\n"
)


@pytest.fixture
def dataset(tmp_path):
    return minidata.write_dataset(tmp_path)


@pytest.fixture
def command(dataset, capsys):
    """Run a command on the dataset; returns status, output and errors."""

    def runner(*arguments):
        status = main(
            [
                arguments[0],
                *(str(a) for a in arguments[1:]),
                "--data",
                str(dataset[0]),
                "--texts",
                str(dataset[1]),
            ]
        )
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return runner


def snapshot(dataset):
    return {p: p.read_bytes() for folder in dataset for p in sorted(folder.iterdir())}


#: Options that every source needs, and what a core source needs beside them.
PAGE = {
    "short-name": "Agency, May 2025",
    "publisher": "The Agency",
    "publisher-kind": "agency",
    "url": "https://example.org/news",
    "language": "en",
    "reliability": "B",
    "reliability-reason": "agency",
}
CORE_SOURCE = PAGE | {
    "short-name": "Sixth 2013",
    "publisher": "The Sixth",
    "publisher-kind": "newspaper",
    "published": "2013-09-23",
    "url": "https://example.org/sixth",
    "source-kind": "news report",
    "reliability-reason": "official page",
    "outlook": "official",
}


def add_source(command, source_id, *arguments, **options):
    return command(
        "add-source",
        source_id,
        *arguments,
        *(part for name, value in options.items() for part in (f"--{name}", value)),
    )


def add_sixth(command, tmp_path, content=SIXTH.encode(), **changed):
    path = tmp_path / "sixth.txt"
    path.write_bytes(content)
    return add_source(command, "sixth-2013", path, **(CORE_SOURCE | changed))


def claims_file(tmp_path, **cells):
    row = {
        "source_id": "sixth-2013",
        "as_stated": "provide additional collective assistance",
        "subject_id": "state",
        "property_id": "hosts",
        "object_id": "border",
        "statement": "They promised help.",
        "topic": "programme",
        "credibility": "2",
        "credibility_reason": "official act",
        "date_edtf": "2013-09-23",
        "date_basis": "stated",
    } | cells
    path = tmp_path / "new.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    return path


def test_a_phrase_is_found_with_its_place(command):
    status, out, err = command("find", "notice-2021", "$1.5 billion")
    start = minidata.TEXT.index("The treasury promised")
    assert status == 0 and f"¶3  char_start {start}" in out and "1 places" in err


def test_a_phrase_gives_a_ready_row(command):
    _, out, _ = command("find", "notice-2021", "about 1,344 KILOMETERS", "--row")
    row = next(csv.DictReader(io.StringIO(out)))
    assert row["as_stated"] == "about 1,344 kilometers" and row["span"] == minidata.BORDER


def test_marks_may_be_typed_straight():
    assert find("The CSTO’s “plan”.", 'csto\'s "plan"')[0].as_stated == "CSTO’s “plan”"


def test_a_phrase_that_is_not_there(command):
    assert command("find", "notice-2021", "two moons")[0] == 1
    status, _, err = command("find", "nobody", "two moons")
    assert status == 1 and "the sources are notice-2021" in err


def test_a_sixth_source_and_its_claim(command, dataset, tmp_path):
    assert add_sixth(command, tmp_path)[0] == 0
    status, out, _ = command("add-claims", claims_file(tmp_path))
    assert status == 0 and "added C007  sixth-2013 ¶1" in out
    outcome = run(*dataset, sealed=False)
    assert outcome.problems == [] and "1 paragraphs that nobody has read yet" in outcome.unchecked[0]
    claims = list(csv.DictReader((dataset[0] / "claims.csv").open(encoding="utf-8")))
    new = claims[-1]
    span = SIXTH[int(new["char_start"]) : int(new["char_end"])]
    assert span == SIXTH.split("\n")[0].removeprefix("A sixth text. ")
    assert (new["date_start"], new["added_in"], new["independence_group"]) == (
        "2013-09-23",
        "0.2.0",
        "sixth-2013",
    )
    status, _, err = command("check")
    assert status == 1 and "column hash" in err
    assert main(["release", "0.2.0", "--data", str(dataset[0])]) == 0
    assert run(*dataset).problems == []


@pytest.mark.parametrize(
    "content,message",
    [(b"", "an empty file"), (b"caf\xe9", "expected UTF-8 text"), (b" \n\n", "an empty file")],
)
def test_a_text_that_cannot_be_used(command, dataset, tmp_path, content, message):
    before = snapshot(dataset)
    status, _, err = add_sixth(command, tmp_path, content)
    assert status == 1 and message in err and "nothing was changed" in err
    assert snapshot(dataset) == before


def test_a_missing_text(command, dataset, tmp_path):
    before = snapshot(dataset)
    status, _, err = add_source(command, "sixth-2013", tmp_path / "none.txt", **CORE_SOURCE)
    assert status == 1 and "no such file" in err and snapshot(dataset) == before


@pytest.mark.parametrize(
    "changed,message",
    [
        ({"reliability": "Z"}, "column reliability"),
        ({"url": "ftp://example.org"}, "column url"),
        ({"source-kind": "rumour"}, "column source_kind"),
    ],
)
def test_a_source_with_a_bad_cell_leaves_nothing_behind(command, dataset, tmp_path, changed, message):
    before = snapshot(dataset)
    status, _, err = add_sixth(command, tmp_path, **changed)
    assert status == 1 and message in err and snapshot(dataset) == before


def test_a_source_that_exists(command, dataset, tmp_path):
    add_sixth(command, tmp_path)
    before = snapshot(dataset)
    status, _, err = add_sixth(command, tmp_path)
    assert status == 1 and "exists already" in err and snapshot(dataset) == before


def test_another_text_of_that_name(command, dataset, tmp_path):
    (dataset[1] / "sixth-2013.txt").write_text("another")
    before = snapshot(dataset)
    status, _, err = add_sixth(command, tmp_path)
    assert status == 1 and "left as it is" in err and snapshot(dataset) == before


def test_a_text_that_changed_blocks_every_change(command, dataset, tmp_path):
    (dataset[1] / "notice-2021.txt").write_text(minidata.TEXT + "More.", encoding="utf-8")
    before = snapshot(dataset)
    status, _, err = add_sixth(command, tmp_path)
    assert status == 1 and "column text_sha256" in err and snapshot(dataset) == before


def test_a_table_that_cannot_be_read_whole_is_never_rewritten(command, dataset):
    path = dataset[0] / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"A plain", b"A pl\xe4in", 1))
    before = snapshot(dataset)
    status, _, err = command("set", "entities", "state", "note", "a remark", "--reason", "a test")
    assert status == 1 and "data/claims.csv, row 2: expected UTF-8" in err and snapshot(dataset) == before


@pytest.mark.parametrize(
    "cells,message",
    [
        (
            {"as_stated": "words that are not there"},
            "row 2, column as_stated: expected words that stand once",
        ),
        ({"source_id": "nobody"}, "column source_id"),
        ({"property_id": "colour"}, "column property_id"),
        ({"as_stated": ""}, "column as_stated: expected a phrase"),
        ({"date_edtf": "lately"}, "not an EDTF date"),
        (
            {"as_stated": "23 September 2013", "date_edtf": "", "date_basis": ""},
            "only numbers that are the row's value",
        ),
        ({"subject_id": "nowhere"}, "column subject_id"),
        ({"topic": "weather"}, "column topic"),
        ({"char_start": "1"}, "not computed"),
        ({"span": "It ends here.", "as_stated": "Officials"}, "words inside the span"),
    ],
)
def test_a_claim_that_is_refused_leaves_nothing_behind(command, dataset, tmp_path, cells, message):
    add_sixth(command, tmp_path)
    before = snapshot(dataset)
    status, _, err = command("add-claims", claims_file(tmp_path, **cells))
    assert status == 1 and message in err and snapshot(dataset) == before


def test_a_page_of_the_record_and_its_claim(command, dataset, tmp_path):
    status, out, _ = add_source(command, "agency-2025-05", "--record", **PAGE)
    assert status == 0 and "a page of the record" in out
    status, _, err = command(
        "add-claims", claims_file(tmp_path, source_id="agency-2025-05", as_stated="as printed")
    )
    assert status == 1 and "record_was_read" in err
    status, _, _ = command(
        "add-claims",
        claims_file(
            tmp_path, source_id="agency-2025-05", as_stated="as printed", verification="excerpt_read"
        ),
    )
    assert status == 0
    row = list(csv.DictReader((dataset[0] / "claims.csv").open(encoding="utf-8")))[-1]
    assert row["char_start"] == "" and row["date_read"] and row["verification"] == "excerpt_read"


def test_a_trap_is_refused(command, dataset, tmp_path):
    before = snapshot(dataset)
    status, _, err = command(
        "add-claims",
        claims_file(
            tmp_path,
            source_id="ministry-2022",
            as_stated="1,444 km",
            property_id="length",
            object_id="",
            value_low="1444",
            value_best="1444",
            value_high="1444",
            qualifier="exact",
            verification="page_read",
            topic="border",
            subject_id="border",
        ),
    )
    assert status == 1 and "T01: A misprint." in err and snapshot(dataset) == before


def test_a_core_source_needs_a_text(command, dataset):
    before = snapshot(dataset)
    status, _, err = add_source(command, "sixth-2013", **PAGE)
    assert status == 1 and "a core source needs a text" in err and snapshot(dataset) == before


def test_a_phrase_that_stands_twice_needs_a_span(command, dataset, tmp_path):
    add_sixth(command, tmp_path, b"He agreed. She agreed too.\n")
    status, _, err = command(
        "add-claims", claims_file(tmp_path, as_stated="agreed", date_edtf="", date_basis="")
    )
    assert status == 1 and "found them 2 times" in err
    status, _, _ = command(
        "add-claims",
        claims_file(tmp_path, as_stated="agreed", span="She agreed too.", date_edtf="", date_basis=""),
    )
    assert status == 0


def test_a_cell_is_set_and_logged(command, dataset):
    status, out, _ = command("set", "claims", "C005", "note", "a remark", "--reason", "a test")
    assert status == 0 and "logged" in out
    row = list(csv.DictReader((dataset[0] / "changelog.csv").open(encoding="utf-8")))[-1]
    assert (row["table"], row["key"], row["field"], row["old"], row["new"], row["data_version"]) == (
        "claims",
        "C005",
        "note",
        "",
        "a remark",
        "0.2.0",
    )


@pytest.mark.parametrize(
    "arguments,message",
    [
        (("weather", "C005", "note", "x"), "no table weather"),
        (("claims", "C999", "note", "x"), "no row C999"),
        (("claims", "C005", "claim_id", "C900"), "no column that can be changed"),
        (("claims", "C005", "topic", "weather"), "column topic"),
        (("changelog", "L0001", "reason", "x"), "no table changelog"),
        (("claims", "C005", "topic", "programme"), "already"),
        (("claims", "C001", "date_edtf", "soon"), "not an EDTF date"),
    ],
)
def test_a_cell_that_is_refused(command, dataset, arguments, message):
    before = snapshot(dataset)
    status, _, err = command("set", *arguments, "--reason", "a test")
    assert status == 1 and message in err and snapshot(dataset) == before


def test_without_texts_nothing_is_changed(dataset, tmp_path, capsys):
    status = main(
        [
            "set",
            "claims",
            "C005",
            "note",
            "x",
            "--reason",
            "r",
            "--data",
            str(dataset[0]),
            "--texts",
            str(tmp_path / "none"),
        ]
    )
    assert status == 1 and "SOURCE_TEXTS" in capsys.readouterr().err


def test_coverage_is_shown(dataset, capsys):
    assert main(["coverage", "--data", str(dataset[0])]) == 0
    assert "3 of   4 paragraphs yield    5 claims" in capsys.readouterr().out
    assert main(["coverage", "notice-2021", "--data", str(dataset[0])]) == 0
    assert "¶1   heading        0 claims  Title" in capsys.readouterr().out
    assert main(["coverage", "nobody", "--data", str(dataset[0])]) == 1
