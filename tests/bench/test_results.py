"""The file of results: read back as written, and refused with file and key where it is not of its form."""

import copy
import json

import pytest
from borderreport.bench import results


@pytest.fixture
def path(tmp_path):
    return tmp_path / "benchmark.json"


def test_results_are_read_as_they_were_written(path):
    results.write(results.EMPTY, path)
    assert results.read(path) == results.EMPTY


def test_the_results_in_the_project_are_whole():
    assert results.read()["books"][0]["name"] == "report"


def broken(change):
    found = copy.deepcopy(results.EMPTY)
    found["books"][0]["steps"].append({"name": "cold", "wall": [1.0], "cpu": [2.0], "peak": [3], "fault": ""})
    change(found)
    return json.dumps(found)


@pytest.mark.parametrize(
    "text,told",
    [
        ("{", "benchmark.json: no readable JSON"),
        ("[]", "benchmark.json, key : expected an object"),
        (
            broken(lambda found: found.pop("machine")),
            "benchmark.json, key machine: expected an object; found nothing",
        ),
        (
            broken(lambda found: found["machine"].update(cores="two")),
            "benchmark.json, key machine.cores: expected a whole number; found two",
        ),
        (
            broken(lambda found: found["books"][0]["steps"][0].update(wall=[True])),
            r"key books\[0\].steps\[0\].wall\[0\]: expected a whole number or a number; found true",
        ),
        (
            broken(lambda found: found["books"].clear()),
            "benchmark.json, key books: expected the report first",
        ),
    ],
)
def test_results_of_another_form_are_refused(path, text, told):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(results.Unreadable, match=told) as refused:
        results.read(path)
    assert "make bench" in str(refused.value)


def test_missing_results_are_named(path):
    with pytest.raises(results.Unreadable, match=r"benchmark.json: no such file in .*make bench"):
        results.read(path)
