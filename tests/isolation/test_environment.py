"""The surroundings of a process of the report are the same under every setting of the machine."""

import json
import os
import subprocess
import sys

import hostile
import pytest
from projects import ROOT

PROBE = ROOT / "tests" / "isolation" / "probe.py"
#: As the Makefile starts Python, and as a person does.
BY_MAKE = [sys.executable, "-I", str(ROOT / "book" / "borderreport" / "isolation.py")]
BY_HAND = [sys.executable]
QUIET = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": str(ROOT / "book")}


def run(command, variables, **more):
    return subprocess.run(
        command, env=QUIET | variables, capture_output=True, text=True, check=False, encoding="utf-8", **more
    )


def seen(command, variables, **more):
    """What `probe` sees, without the one name that leads to the user's home."""
    done = run([*command, str(PROBE)], variables, **more)
    assert done.returncode == 0 and not done.stderr, done.stderr
    found = json.loads(done.stdout)
    found["environment"].pop("BORDERREPORT_USER_HOME", None)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return hostile.folder_of(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def quiet():
    return seen(BY_HAND, {})


def test_the_quiet_surroundings(quiet):
    assert quiet["zone"] == ["UTC", "UTC"] and quiet["umask"] == 0o022 and quiet["width"] == 80
    assert quiet["locale"].endswith("C.UTF-8") or "LC_CTYPE=C.UTF-8" in quiet["locale"]
    assert quiet["environment"]["PATH"].split(os.pathsep)[0] == os.path.dirname(sys.executable)
    assert str(ROOT / "book" / "borderreport" / "__init__.py") in quiet["modules"]
    assert not any("/nowhere" in value for value in quiet["environment"].values())


@pytest.mark.parametrize("case", hostile.HARMLESS_AT_START)
def test_a_setting_changes_nothing_by_hand(case, quiet, folder):
    assert seen(BY_HAND, hostile.variables(hostile.HARMLESS_AT_START[case], folder)) == quiet


@pytest.mark.parametrize("case", hostile.FATAL)
def test_a_setting_that_hurts_python_changes_nothing_under_make(case, quiet, folder):
    assert seen(BY_MAKE, hostile.variables(hostile.FATAL[case], folder)) == quiet


def test_all_settings_at_once_change_nothing_under_make(quiet, folder):
    assert seen(BY_MAKE, hostile.everything(folder), umask=0o077, cwd=folder / "modules") == quiet


def test_a_module_in_the_current_folder_is_not_imported(quiet, folder, tmp_path):
    for name in ("pandas", "json", "IPython"):
        (tmp_path / f"{name}.py").write_text(hostile.RAISES)
    # As ``python -m`` does, this puts the current folder first.
    code = f"import runpy; runpy.run_path({str(PROBE)!r})"
    done = run([sys.executable, "-c", code], {}, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["modules"] == quiet["modules"]


def test_the_umask_changes_nothing(quiet):
    assert seen(BY_HAND, {}, umask=0o077) == quiet


def test_without_any_variable(quiet):
    done = subprocess.run([*BY_MAKE, str(PROBE)], env={}, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert {key: found[key] for key in found if key != "environment"} == {
        key: quiet[key] for key in quiet if key != "environment"
    }


def test_the_settings_of_the_report_come_through():
    given = {"REPORT_URL": "https://report.example/", "CI": "true", "SOURCE_DATE_EPOCH": "1"}
    given |= {"SOURCE_TEXTS": "texts", "https_proxy": "http://proxy.example", "SSL_CERT_FILE": "/cert.pem"}
    found = seen(BY_HAND, given, cwd="/")["environment"]
    assert {name: found[name] for name in given} == given | {"SOURCE_TEXTS": "/texts"}


def test_a_command_says_the_same_under_all_settings(folder):
    command = ["-m", "borderreport", "--help"]
    plain = run([sys.executable, *command], {})
    harried = run([*BY_MAKE, *command], hostile.everything(folder), umask=0o077, cwd=folder / "modules")
    assert (harried.returncode, harried.stdout, harried.stderr) == (0, plain.stdout, "")


def test_a_process_is_started_again_only_once(tmp_path):
    """Where something sets a variable each time Python starts, the command still comes to its end."""
    wrapper = tmp_path / "python"
    wrapper.write_text(f'#!/bin/sh\nSET_EACH_TIME=1 exec {sys.executable} "$@"\n')
    wrapper.chmod(0o755)
    code = "import sys; sys.executable = sys.argv[1]\n"
    code += "from borderreport.isolation import enter; enter(); print('end')"
    done = run([sys.executable, "-c", code, str(wrapper)], {}, timeout=60)
    assert done.stdout == "end\n", done.stderr
