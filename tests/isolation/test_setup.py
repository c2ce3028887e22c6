"""``make`` readies .venv whatever pip's settings say and whatever became of .venv. Needs no network."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from borderreport.setup import install, network, stamp
from borderreport.setup.fault import fault
from projects import ROOT

#: What a user or a machine may have set, each of which would install elsewhere, something else, or nothing.
ELSEWHERE = """
[global]
user = true
target = {}/target
require-virtualenv = true
constraint = {}/constraints.txt
no-binary = :all:
quiet = 3
log = /nowhere/log
python = /nowhere/python
index-url = https://index.example/simple
extra-index-url =
    https://more.example/simple
    https://most.example/simple
trusted_host = index.example
[install]
prefix = {}/prefix
root = {}/root
dry-run = true
ignore-installed = true
Timeout = 7
[freeze]
timeout = 8
"""


@pytest.fixture
def home(tmp_path):
    """A home folder with a configuration of pip that installs elsewhere."""
    (tmp_path / "home" / ".config" / "pip").mkdir(parents=True)
    path = tmp_path / "home" / ".config" / "pip" / "pip.conf"
    path.write_text(ELSEWHERE.replace("{}", str(tmp_path)))
    return path.parents[2]


def pip_variables(environ, venv="/nowhere/.venv"):
    made = network.environment({"PATH": "/usr/bin", "XDG_CONFIG_DIRS": "/nowhere"} | environ, str(venv))
    fixed = ("PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_INPUT")
    return {
        name: value
        for name, value in made.items()
        # /etc/pip.conf, if this machine has one, may add where its certificates are.
        if name.startswith("PIP_") and name not in fixed and name not in ("PIP_CERT", "PIP_CLIENT_CERT")
    }


def test_of_pips_settings_those_of_the_network_are_kept(home):
    variables = {"PIP_USER": "1", "PIP_RETRIES": "2", "PIP_PREFIX": "/nowhere", "PIP_TIMEOUT": ""}
    assert pip_variables({"HOME": str(home)} | variables) == {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "https://index.example/simple",
        "PIP_EXTRA_INDEX_URL": "https://more.example/simple https://most.example/simple",
        "PIP_TRUSTED_HOST": "index.example",
        "PIP_TIMEOUT": "7",
        "PIP_RETRIES": "2",
    }


def test_uv_is_told_what_pip_knows(home):
    made = network.environment({"HOME": str(home), "UV_RESOLUTION": "lowest", "UV_OFFLINE": "1"}, "/nowhere")
    assert {name: value for name, value in made.items() if name.startswith("UV_")} == {
        "UV_DEFAULT_INDEX": "https://index.example/simple",
        "UV_EXTRA_INDEX_URL": "https://more.example/simple https://most.example/simple",
        "UV_INSECURE_HOST": "index.example",
        "UV_OFFLINE": "1",
        "UV_NO_CONFIG": "1",
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("no-index = true\nfind-links = /wheels", True),
        ("no-index = true\nfind-links = /wheels\nindex-url = https://index.example", False),
        ("no-index = true", False),
    ],
)
def test_no_index_is_kept_where_folders_are_all_there_is(tmp_path, text, kept):
    (tmp_path / "pip.conf").write_text(f"[global]\n{text}\n")
    settings = network.settings_of({"PIP_CONFIG_FILE": os.devnull}, "")
    settings |= network._read(str(tmp_path / "pip.conf"))["global"]
    assert ("no-index" in network.kept(settings)) == kept


def test_a_file_that_cannot_be_read_is_left_out_in_one_line(home, capsys):
    (home / ".config" / "pip" / "pip.conf").write_text("user = true\n")
    assert pip_variables({"HOME": str(home)}) == {"PIP_CONFIG_FILE": os.devnull}
    said = capsys.readouterr().err
    assert said.startswith("warning: pip's settings in") and len(said.splitlines()) == 1


@pytest.mark.parametrize("named", [None, "{}/named.conf", "{}/none.conf"])
def test_the_files_are_those_that_pip_reads(tmp_path, named):
    (tmp_path / "named.conf").write_text("")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    environ["XDG_CONFIG_DIRS"] = f"{tmp_path}/a:{tmp_path}/b"
    if named:
        environ["PIP_CONFIG_FILE"] = named.replace("{}", str(tmp_path))
    code = """
from pip._internal.configuration import Configuration
for kind, files in Configuration(isolated=False).iter_config_files():
    print(kind, *files, sep="\\n")
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    of_pip = [line for line in done.stdout.splitlines() if "/" in line]
    assert sorted(network.files(environ, sys.prefix)) == sorted(of_pip)


@pytest.fixture
def venv(tmp_path):
    """A .venv with something that passes for pip."""
    path = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", path], check=True)
    library = next(path.glob("lib/python3*/site-packages"))
    (library / "pip.py").write_text("")
    (path / "bin" / "pip").write_text(f"#!{path}/bin/python3\n")
    return path


def stamped(venv, **changed):
    stamp.write(str(venv), {"place": str(venv.resolve()), "python": stamp.python()} | changed)


def dead(venv):
    for link in venv.glob("bin/python*"):
        link.unlink()
    (venv / "bin" / "python").symlink_to("/nowhere/python3")


def without_pip(venv):
    next(venv.glob("lib/python3*/site-packages/pip.py")).unlink()


def copied(venv):
    (venv / "bin" / "pip").write_text("#!/elsewhere/project/.venv/bin/python3\n")


def copied_by_a_long_way(venv):
    (venv / "bin" / "pip").write_text('#!/bin/sh\n\'\'\'exec\' "/else where/.venv/bin/python3" "$0" "$@"\n')


def plain_folder(venv):
    shutil.rmtree(venv)
    venv.mkdir()


def plain_file(venv):
    shutil.rmtree(venv)
    venv.write_text("")


def link_to_nothing(venv):
    shutil.rmtree(venv)
    venv.symlink_to("/nowhere")


FAULTS = {
    "its Python is gone": (dead, "has no Python that starts"),
    "made half": (without_pip, "has no pip"),
    "an empty folder": (plain_folder, "has no Python that starts"),
    "a file": (plain_file, "has no Python that starts"),
    "a link to nothing": (link_to_nothing, "has no Python that starts"),
    "interrupted": (lambda venv: (venv / stamp.UNFINISHED).touch(), "was not finished"),
    "copied": (copied, "was made at /elsewhere/project/.venv"),
    "copied from a long path": (copied_by_a_long_way, "was made at /else where/.venv"),
    "copied with its stamp": (lambda venv: stamped(venv, place="/else/.venv"), "was made at /else/.venv"),
    "of another Python": (lambda venv: stamped(venv, python="cpython-310"), "was filled by another Python"),
    "no venv": (lambda venv: (venv / "pyvenv.cfg").unlink(), ""),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_venv_that_cannot_be_used_is_told(case, venv):
    break_it, said = FAULTS[case]
    break_it(venv)
    assert fault(str(venv)).startswith(said)


def test_a_venv_that_can_be_used_has_no_fault(venv, tmp_path):
    assert fault(str(venv)) is None
    stamped(venv)
    (tmp_path / "link").symlink_to(venv)
    assert fault(str(venv)) is fault(str(tmp_path / "link")) is None


def test_a_venv_of_another_user_is_made_again_beside_it(venv, tmp_path, monkeypatch, capsys):
    made = []
    monkeypatch.setattr(install, "_writable", lambda venv: False)
    monkeypatch.setattr(install, "_make", lambda venv, root, own: made.append(venv))
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    install.install(str(venv), str(tmp_path), [])
    said = capsys.readouterr().out
    assert made == [str(venv)] and not venv.exists()
    assert said.startswith("== .venv cannot be written, for it belongs to the user ")
    assert len(said.splitlines()) == 1


def test_where_nothing_can_be_written_one_line_says_so(venv, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(install.Problem, match=f"cannot be written, and {tmp_path} cannot be written: copy"):
        install.install(str(venv), str(tmp_path), [])
    assert venv.is_dir()


def test_of_a_link_only_the_link_is_removed(venv, tmp_path, monkeypatch):
    (tmp_path / "project").mkdir()
    link = tmp_path / "project" / ".venv"
    link.symlink_to(venv)
    copied(venv)
    monkeypatch.setattr(install, "_make", lambda venv, root, own: None)
    install.install(str(link), str(link.parent), [])
    assert venv.is_dir() and not os.path.lexists(link)


def wheel(folder: Path) -> str:
    """A library in ``folder``; returns the requirement that names it with its digest."""
    path = folder / "tiny_of_a_test-1.0-py3-none-any.whl"
    about = "tiny_of_a_test-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("tiny_of_a_test.py", "WHERE = __file__\n")
        file.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny_of_a_test\nVersion: 1.0\n")
        file.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        files = ["tiny_of_a_test.py", *(f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD"))]
        file.writestr(f"{about}/RECORD", "".join(f"{name},,\n" for name in files))
    return f"tiny_of_a_test==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def test_make_installs_into_venv_whatever_pip_is_told_and_again_after_a_move(tmp_path, home):
    project = tmp_path / "project"
    package = Path("book", "borderreport")
    shutil.copytree(ROOT / package, project / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", project)
    (project / "requirements.txt").write_text(wheel(tmp_path))
    settings = home / ".config" / "pip" / "pip.conf"
    # The network of this test is a folder.
    lines = [line for line in settings.read_text().splitlines() if "http" not in line and "index" not in line]
    lines[2:2] = ["no-index = true", f"find-links = {tmp_path}"]
    settings.write_text("\n".join(lines))
    (tmp_path / "constraints.txt").write_text("tiny_of_a_test==2.0\n")
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_CONFIG_DIRS": "/nowhere", "PIP_USER": "1"}
    environ |= {"PYTHONHOME": "/nowhere", "PYTHONIOENCODING": "nonsense", "PYTHON": sys.executable}

    def make():
        done = subprocess.run(
            ["make", "--no-print-directory", "-C", str(project), "venv"],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
            umask=0o077,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def where():
        code = "import tiny_of_a_test; print(tiny_of_a_test.WHERE)"
        command = [str(project / ".venv" / "bin" / "python"), "-I", "-c", code]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert make().startswith("== making .venv\n== installing requirements.txt")
    assert where().startswith(str(project / ".venv"))
    assert (project / ".venv" / "bin").stat().st_mode & 0o777 == 0o755
    assert {path.name for path in tmp_path.iterdir()} == {"project", "home", "constraints.txt"} | {
        path.name for path in tmp_path.glob("*.whl")
    }
    assert make() == ""
    project = project.rename(tmp_path / "moved")
    assert make().startswith(f"== .venv was made at {tmp_path / 'project' / '.venv'}: making it again\n")
    assert where().startswith(str(tmp_path / "moved" / ".venv"))
