"""A clone has the bytes of the project, whatever git makes of line endings elsewhere."""

import subprocess

import pytest
from projects import ROOT


def git(*arguments, folder=ROOT):
    command = ["git", "-c", "safe.directory=*", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("setting", [("core.autocrlf=true",), ("core.autocrlf=false", "core.eol=crlf")])
def test_line_endings_do_not_follow_gits_settings(setting, tmp_path):
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    settings = [word for name in setting for word in ("-c", name)]
    git("clone", "--quiet", "--no-hardlinks", *settings, str(ROOT), str(tmp_path / "clone"))
    named = [word for name in setting for word in ("-c", name)]
    listed = git(*named, "ls-files", "--eol", folder=tmp_path / "clone")
    assert listed and not [line for line in listed.splitlines() if "w/crlf" in line or "w/mixed" in line]
    assert git(*named, "status", "--porcelain", folder=tmp_path / "clone") == ""
