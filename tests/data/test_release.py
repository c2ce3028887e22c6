"""A change of the data needs a changelog row and a new version; the changelog is append-only."""

import minidata
import pytest
from borderreport.data import release
from borderreport.checks.run import run
from borderreport.cli import main


@pytest.fixture
def dataset(tmp_path):
    return minidata.write_dataset(tmp_path)


def problems(dataset):
    return [str(p) for p in run(*dataset).problems]


def log(data, key="C005", version="0.2.0"):
    rows = minidata.tables()["changelog"]
    rows.append(
        {
            "change_id": "L0002",
            "data_version": version,
            "changed_on": "2026-11-22",
            "table": "claims",
            "key": key,
            "field": "note",
            "old": "",
            "new": "a remark",
            "reason": "A test.",
        }
    )
    minidata.write_table(data, "changelog", rows)


def test_a_change_without_a_changelog_row(dataset):
    minidata.set_cell(dataset[0], "claims", "C005", "note", "a remark")
    assert any(
        "data/claims.csv (C005): expected a newer row of changelog.csv" in p for p in problems(dataset)
    )
    assert release.changes(dataset[0]) == [release.Change("claims", "C005", "changed")]


def test_a_changelog_row_for_another_row_does_not_help(dataset):
    minidata.set_cell(dataset[0], "claims", "C005", "note", "a remark")
    log(dataset[0], key="C004")
    assert any("(C005): expected a newer row" in p for p in problems(dataset))


def test_a_logged_change_that_was_not_released(dataset):
    minidata.set_cell(dataset[0], "claims", "C005", "note", "a remark")
    log(dataset[0])
    found = problems(dataset)
    assert not any("expected a newer row" in p for p in found)
    assert any("column hash" in p and "borderreport release" in p for p in found)


def test_a_logged_change_is_released(dataset, capsys):
    minidata.set_cell(dataset[0], "claims", "C005", "note", "a remark")
    log(dataset[0])
    assert main(["release", "0.2.0", "--data", str(dataset[0])]) == 0
    assert "released 0.2.0" in capsys.readouterr().out
    assert problems(dataset) == []


def test_a_rewritten_changelog(dataset):
    rows = minidata.tables()["changelog"]
    rows[0]["reason"] = "Another reason."
    minidata.write_table(dataset[0], "changelog", rows)
    assert any("the changelog is append-only" in p for p in problems(dataset))
    with pytest.raises(ValueError, match="append-only"):
        release.make_release(dataset[0], "0.2.0")


@pytest.mark.parametrize(
    "version,logged,message",
    [
        ("0.1.0", "0.2.0", "not newer"),
        ("0.3.0", "0.2.0", "names 0.2.0, not 0.3.0"),
        ("0.2.0", None, "not in the changelog"),
    ],
)
def test_a_release_that_is_refused_writes_nothing(dataset, version, logged, message):
    minidata.set_cell(dataset[0], "claims", "C005", "note", "a remark")
    if logged:
        log(dataset[0], version=logged)
    before = {p.name: p.read_bytes() for p in dataset[0].iterdir()}
    with pytest.raises(ValueError, match=message):
        release.make_release(dataset[0], version)
    assert {p.name: p.read_bytes() for p in dataset[0].iterdir()} == before


def test_a_release_of_nothing_is_refused(dataset, capsys):
    assert main(["release", "0.2.0", "--data", str(dataset[0])]) == 1
    assert "nothing changed since release 0.1.0" in capsys.readouterr().err


def test_the_command_lists_changes(dataset, capsys):
    minidata.set_cell(dataset[0], "claims", "C005", "note", "a remark")
    assert main(["changes", "--data", str(dataset[0])]) == 1
    assert "changed claims         C005  not in the changelog" in capsys.readouterr().out
