"""The curator's commands: whole changes or none, with the reason."""

import csv
import io
import os
import signal
import sys

import minidata
import pytest
from borderreport.checks.run import run
from borderreport.cli import main
from borderreport.curate import writing
from borderreport.curate.add import set_cells
from borderreport.curate.find import find
from borderreport.curate.refused import Refused
from borderreport.curate.workspace import Workspace
from borderreport.data import Dataset, release

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


def rows(dataset, table):
    """The rows of a table as they stand in its file."""
    with (dataset[0] / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def snapshot(dataset):
    return {p: p.read_bytes() for folder in dataset for p in sorted(folder.iterdir())}


#: Options that every source needs, and what a core source needs beside them.
PAGE = {
    "short-name": "Agency, May 2025",
    "publisher": "The Agency",
    "publisher-kind": "agency",
    "published": "2025-05",
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
    new = rows(dataset, "claims")[-1]
    span = SIXTH[int(new["char_start"]) : int(new["char_end"])]
    assert span == SIXTH.split("\n")[0].removeprefix("A sixth text. ")
    assert (new["date_start"], new["added_in"], new["origin_id"]) == ("2013-09-23", "0.2.0", "sixth-2013")
    origin = rows(dataset, "origins")[-1]
    assert (origin["origin_id"], origin["name"], origin["kind"]) == (
        "sixth-2013",
        "Sixth 2013, no speaker named",
        "uncredited",
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
    path.write_bytes(path.read_bytes().replace(b"The border", b"The b\xe4rder", 1))
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
    row = rows(dataset, "claims")[-1]
    assert row["char_start"] == "" and row["date_read"] and row["verification"] == "excerpt_read"
    assert row["origin_id"] == "the-agency"
    origins = {o["origin_id"]: (o["name"], o["kind"]) for o in rows(dataset, "origins")}
    assert origins["the-agency"] == ("The Agency", "uncredited")


def test_whoever_knew_it_first_is_named_where_a_publisher_speaks_of_its_own(command, dataset, tmp_path):
    page = PAGE | {"short-name": "Ministry, May 2025", "publisher": "Ministry"}
    assert add_source(command, "ministry-2025-05", "--record", **page)[0] == 0
    before = snapshot(dataset)
    cells = {"source_id": "ministry-2025-05", "as_stated": "as printed", "verification": "page_read"}
    status, _, err = command("add-claims", claims_file(tmp_path, **cells))
    assert status == 1 and "row 2, column origin_id: expected who knew it first" in err
    assert snapshot(dataset) == before
    status, _, _ = command("add-claims", claims_file(tmp_path, **cells, origin_id="ministry"))
    assert status == 0 and rows(dataset, "claims")[-1]["origin_id"] == "ministry"


def test_what_follows_another_text_has_its_origin(command, dataset, tmp_path):
    add_sixth(command, tmp_path)
    command("add", "derivations", "sixth-2013/rewrite-2021", "evidence", "The same words.")
    status, _, _ = command("add-claims", claims_file(tmp_path, follows_id="rewrite-2021"))
    new = rows(dataset, "claims")[-1]
    assert status == 0 and (new["origin_id"], new["follows_id"]) == ("rewrite-2021", "rewrite-2021")


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
    row = rows(dataset, "changelog")[-1]
    assert (row["table"], row["key"], row["field"], row["old"], row["new"], row["data_version"]) == (
        "claims",
        "C005",
        "note",
        "",
        "a remark",
        "0.2.0",
    )


def test_several_cells_of_a_row_are_set_together(command, dataset):
    arguments = ("set", "findings", "state-ready", "looked_for", "2026-11-22", "queries", "is it ready")
    assert command(*arguments, "--reason", "searched again")[0] == 0
    row = next(r for r in rows(dataset, "findings") if r["finding_id"] == "state-ready")
    assert (row["looked_for"], row["queries"]) == ("2026-11-22", "is it ready")
    assert [r["field"] for r in rows(dataset, "changelog")[-2:]] == ["looked_for", "queries"]


@pytest.mark.parametrize(
    "arguments,message",
    [
        (("claims", "C005", "note", "x", "rank"), "'rank' is left over"),
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


def shown(dataset, capsys, *arguments):
    status = main([*arguments, "--data", str(dataset[0])])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


FINDING = {
    "topic": "programme",
    "weight": "2",
    "mode": "planned",
    "subject_id": "state",
    "property_id": "hosts",
    "object_id": "border",
    "period": "2030",
    "question": "Will the state keep its pledge?",
    "answer": "The state will keep its {word}.",
    "looked_for": "2026-11-22",
    "queries": "state pledge kept",
}


def add_finding(command, **changed):
    cells = FINDING | changed
    return command("add", "findings", "pledge-kept", *(part for cell in cells.items() for part in cell))


def test_a_finding_is_added_with_the_claim_that_gives_it(command, dataset, capsys):
    status, out, _ = add_finding(command, claim_id="C003", word="promise")
    assert status == 0 and "added pledge-kept" in out
    row = next(r for r in rows(dataset, "findings") if r["finding_id"] == "pledge-kept")
    assert row["question"] == FINDING["question"] and row["reviewed_on"]
    status, out, _ = shown(dataset, capsys, "finding", "pledge-kept")
    assert status == 0 and out.splitlines() == [
        "pledge-kept: programme, weight 2, planned",
        "Will the state keep its pledge?",
        "The state will keep its promise.",
        "standing: reported; the articles: alone",
        "  1 C003  states it: Notice 2021, from The Notice: stays until 2042",
        "searched on 2026-11-22: state pledge kept",
    ]
    assert release.unlogged(dataset[0]) == []
    logged = [(r["table"], r["key"], r["new"]) for r in rows(dataset, "changelog")[-2:]]
    assert logged == [("findings", "pledge-kept", ""), ("bearings", "pledge-kept/C003", "gives")]


def test_a_finding_that_nobody_gives_is_added_with_its_search(command, dataset, capsys):
    before = snapshot(dataset)
    status, _, err = add_finding(command, answer="No word of it was found.", queries="")
    assert status == 1 and "column looked_for" in err and snapshot(dataset) == before
    assert add_finding(command, answer="No word of it was found.")[0] == 0
    out = shown(dataset, capsys, "finding", "pledge-kept")[1]
    assert "standing: not known; the articles: silent" in out
    status, out, _ = command("bear", "pledge-kept", "C003", "gives", "--order", 1)
    assert status == 0 and "in turn: C003" in out


def test_a_claim_of_weight_is_added_with_the_finding_that_it_bears_on(command, dataset, tmp_path):
    add_sixth(command, tmp_path)
    weighty = {"property_id": "stage_status", "object_id": "", "value_text": "started"}
    before = snapshot(dataset)
    status, _, err = command("add-claims", claims_file(tmp_path, **weighty))
    assert status == 1 and "a row of bearings.csv that names it" in err and snapshot(dataset) == before
    bears = {"finding_id": "state-ready", "bearing": "differs", "reason": "At work by then."}
    status, _, err = command("add-claims", claims_file(tmp_path, **weighty, **bears, order="soon"))
    assert status == 1 and "row 2, order: expected a number" in err and snapshot(dataset) == before
    assert command("add-claims", claims_file(tmp_path, **weighty, **bears))[0] == 0
    row = bearing(dataset, "state-ready", "C007")
    assert (row["bearing"], row["order"], row["reason"]) == ("differs", "", "At work by then.")
    assert release.unlogged(dataset[0]) == []


def test_rows_of_a_file_are_added(command, dataset, tmp_path):
    path = tmp_path / "new.csv"
    path.write_text("origin_id,name,kind\nagency,The Agency,outlet\nguard,The Guard,body\n", encoding="utf-8")
    status, out, _ = command("add-rows", "origins", path)
    assert status == 0 and "2 rows added" in out
    assert {"agency", "guard"} <= {r["origin_id"] for r in rows(dataset, "origins")}
    assert release.unlogged(dataset[0]) == []


@pytest.mark.parametrize(
    "arguments,message",
    [
        (("findings", "state-ready", "topic", "border"), "state-ready exists already"),
        (("findings", "new", "colour", "red"), "no column colour"),
        (("findings", "new", "topic"), "'topic' is left over"),
        (("findings", "new", "topic", "border"), "column weight"),
        (("claims", "C900", "note", "x"), "add-claims makes its rows"),
        (("weather", "w1", "note", "x"), "no table weather"),
        (("origins", "new", "name", "New", "kind", "rumour"), "column kind"),
    ],
)
def test_a_row_that_is_refused(command, dataset, arguments, message):
    before = snapshot(dataset)
    status, _, err = command("add", *arguments)
    assert status == 1 and message in err and snapshot(dataset) == before


def turns(dataset, finding_id):
    """Claims that may give the value of a finding, by turn, as bearings.csv has them."""
    ordered = (r for r in rows(dataset, "bearings") if r["order"] and r["finding_id"] == finding_id)
    found = {int(r["order"]): r["claim_id"] for r in ordered}
    assert sorted(found) == list(range(1, len(found) + 1))
    return [found[number] for number in sorted(found)]


def bearing(dataset, finding_id, claim_id):
    key = (finding_id, claim_id)
    return next((r for r in rows(dataset, "bearings") if (r["finding_id"], r["claim_id"]) == key), None)


def test_a_claim_takes_its_turn_and_later_ones_move_on(command, dataset):
    assert turns(dataset, "border-length") == ["C006", "C001"]
    assert command("bear", "border-length", "C001", "refines", "--order", 1)[0] == 0
    assert turns(dataset, "border-length") == ["C001", "C006"]
    columns = ("key", "field", "old", "new", "reason")
    logged = [tuple(r[column] for column in columns) for r in rows(dataset, "changelog")[-3:]]
    assert sorted(logged) == [
        ("border-length/C001", "bearing", "agrees", "refines", "C001 bears on it: refines"),
        ("border-length/C001", "order", "2", "1", "C001 bears on it: refines"),
        ("border-length/C006", "order", "1", "2", "C001 takes another turn"),
    ]
    assert command("bear", "border-length", "C001", "agrees", "--order", 0, "--reason", "It rounds.")[0] == 0
    assert turns(dataset, "border-length") == ["C006"]
    assert bearing(dataset, "border-length", "C001")["reason"] == "It rounds."


def test_what_is_not_named_again_stays(command, dataset):
    assert command("bear", "border-length", "C006", "gives", "--no-own-act")[0] == 0
    assert bearing(dataset, "border-length", "C006")["own_act"] == ""
    assert command("bear", "border-length", "C006", "gives", "--own-act")[0] == 0
    assert command("bear", "border-length", "C006", "refines", "--reason", "Its own survey.")[0] == 0
    row = bearing(dataset, "border-length", "C006")
    assert (row["bearing"], row["order"], row["own_act"]) == ("refines", "1", "true")
    before = snapshot(dataset)
    status, _, err = command("bear", "border-length", "C006", "refines")
    assert status == 1 and "bears so on border-length already" in err and snapshot(dataset) == before


def test_a_claim_ceases_to_bear(command, dataset):
    assert command("bear", "state-ready", "C003", "gives", "--order", 1, "--word", "hosts it")[0] == 0
    assert turns(dataset, "state-ready") == ["C003", "C005"]
    assert command("bear", "state-ready", "C003", "none", "--reason", "Another matter.")[0] == 0
    assert bearing(dataset, "state-ready", "C003") is None and turns(dataset, "state-ready") == ["C005"]
    assert release.unlogged(dataset[0]) == []
    assert ("state-ready/C003", "gives", "none", "Another matter.") in [
        (r["key"], r["old"], r["new"], r["reason"]) for r in rows(dataset, "changelog")
    ]


@pytest.mark.parametrize(
    "arguments,message",
    [
        (("nowhere", "C001", "gives"), "no row nowhere"),
        (("border-length", "C999", "gives"), "no row C999"),
        (("border-length", "C003", "none"), "does not bear on border-length"),
        (("border-length", "C001", "agrees", "--order", "5"), "expected 1 to 2, or 0 for never; found 5"),
    ],
)
def test_a_bearing_that_is_refused(command, dataset, arguments, message):
    before = snapshot(dataset)
    status, _, err = command("bear", *arguments)
    assert status == 1 and message in err and snapshot(dataset) == before


def test_a_finding_is_shown(dataset, capsys):
    status, out, _ = shown(dataset, capsys, "finding", "border-length")
    finding = Dataset(dataset[0]).finding("border-length")
    lines = out.splitlines()
    assert status == 0 and lines[1:3] == [finding.question, finding.sentence]
    assert lines[3] == f"standing: {finding.standing}; the articles: {finding.articles}"
    assert lines[4] == "claims differ (number), settled by closer_measure: Rounding."
    assert lines[5] == "  1 C006  states it: Ministry 2022, from The Ministry, its own act: 1,344 km"
    assert [line.split()[:2] for line in lines[6:8]] == [["2", "C001"], ["–", "C004"]]
    assert lines[7].endswith(": 1,300 km (Rounded.)")
    assert lines[8:] == ["searched on 2026-11-21: length of the border", "was D01"]
    status, _, err = shown(dataset, capsys, "finding", "border-lenght")
    assert status == 1 and "the nearest are border-length" in err


def test_findings_are_listed(dataset, capsys):
    def listed(*arguments):
        status, out, _ = shown(dataset, capsys, "findings", *arguments)
        assert status == 0 and out.splitlines()[-1] == f"{len(out.splitlines()) - 1} findings"
        return [line.split(":")[0].split()[-1] for line in out.splitlines()[:-1]]

    assert listed() == ["border-length", "gate-opened", "state-ready"]
    assert listed("--weight", "1", "--topic", "finance") == ["pledge-sum"]
    found = minidata.tables()["findings"]
    for row, day in zip(found, ["2026-11-21", "2026-11-20", "", "", "2026-11-19"]):
        row["looked_for"] = day
    minidata.write_table(dataset[0], "findings", found)
    assert listed("--searched") == ["state-ready", "gate-opened", "border-length"]
    never = {"pledge-sum", "state-hosts-base"}
    assert set(listed("--searched", "--weight", "1")[:2]) == never
    assert shown(dataset, capsys, "findings", "--topic", "weather")[0] == 1


def test_claims_of_weight_without_a_finding_are_listed(dataset, capsys):
    assert shown(dataset, capsys, "findings", "--without-finding")[1] == "0 claims\n"
    kept = [r for r in minidata.tables()["bearings"] if r["claim_id"] != "C004"]
    minidata.write_table(dataset[0], "bearings", kept)
    out = shown(dataset, capsys, "findings", "--without-finding")[1]
    assert out.splitlines() == ["C004  border     Notice 2021: Others give the border 1,300 km.", "1 claims"]
    assert shown(dataset, capsys, "findings", "--without-finding", "--topic", "finance")[1] == "0 claims\n"


def forked(work):
    """Do ``work`` in a copy of this process; returns its number, and what it says on standard error."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, os.fdopen(reader)
    status = 70
    try:
        os.close(reader)
        sys.stderr = os.fdopen(writer, "w")
        status = work()
        sys.stderr.flush()
    finally:
        os._exit(status)


def test_of_two_commands_at_once_one_waits_and_both_changes_stay(command, dataset):
    note = ("set", "claims", "C005", "note", "the second", "--reason", "a test")
    with writing.held(dataset[0]):
        folders = ("--data", str(dataset[0]), "--texts", str(dataset[1]))
        child, said = forked(lambda: main([*note, *folders]))
        assert "another command is at work" in said.readline()  # comes only from one that waits
        set_cells(Workspace(*dataset), "entities", "state", {"note": "the first"}, "a test")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 and said.read() == ""
    logged = [(r["change_id"], r["key"], r["new"]) for r in rows(dataset, "changelog")[-2:]]
    assert logged == [("L0002", "state", "the first"), ("L0003", "C005", "the second")]
    assert rows(dataset, "claims")[4]["note"] == "the second"
    assert next(r for r in rows(dataset, "entities") if r["entity_id"] == "state")["note"] == "the first"


def killed_at(step, work):
    """Do ``work`` in a process that kills itself before its ``step``-th change of a folder or file.

    True if it was killed, False if it came to its end before.
    """

    def watched():
        count = 0

        def hook(event, arguments):
            nonlocal count
            writes = event in ("os.mkdir", "os.rename", "os.rmdir", "os.remove")
            if writes or event == "open" and isinstance(arguments[1], str) and "w" in arguments[1]:
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        work()
        return 0

    child, said = forked(watched)
    said.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status != 0


def test_a_change_that_is_killed_anywhere_is_dropped_or_completed(tmp_path, capsys):
    old, new = {"a.csv": b"old a", "b.csv": b"old b"}, {"a.csv": b"new a", "b.csv": b"new b"}
    told = []
    for step in range(1, 20):
        folder = tmp_path / str(step)
        folder.mkdir()
        for name, raw in old.items():
            (folder / name).write_bytes(raw)
        killed = killed_at(step, lambda: writing.write_together(folder, new))
        with writing.held(folder):
            pass
        said = capsys.readouterr().err
        now = {path.name: path.read_bytes() for path in folder.iterdir()}
        if "was dropped" in said:
            assert now == old
        elif "was completed" in said:
            assert now == new
        else:
            assert now == (old if killed and step == 1 else new)
        told.append("dropped" if "was dropped" in said else "completed" if "was completed" in said else "")
        if not killed:
            break
    # before the first folder; while two files are laid down; once they have a name of trust; all done
    assert told == ["", "dropped", "dropped", "dropped", "completed", "completed", "completed", ""]


def test_the_next_command_completes_what_a_killed_one_left(command, dataset, monkeypatch):
    def kill(folder):
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(writing, "_put_in_place", kill)
    note = ("set", "claims", "C005", "note", "mended", "--reason", "a test")
    folders = ("--data", str(dataset[0]), "--texts", str(dataset[1]))
    child, _ = forked(lambda: main([*note, *folders]))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    monkeypatch.undo()
    assert rows(dataset, "claims")[4]["note"] == ""
    status = main(["changes", "--data", str(dataset[0])])
    assert status == 0 and rows(dataset, "claims")[4]["note"] == "mended"
    assert rows(dataset, "changelog")[-1]["new"] == "mended" and not list(dataset[0].glob(".*"))


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left"):
        writing.write_together(tmp_path, {"a.csv": b"new"})
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.csv", b"old")]
