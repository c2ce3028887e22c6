"""Makes .venv where there is none, again where it cannot be used, and has pip install requirements."""

import glob
import os
import pwd
import shutil
import subprocess
import sys

from borderreport.setup import network, stamp
from borderreport.setup.fault import fault


#: What to do about a project that belongs to somebody else.
COPY = "copy the project, without .venv, to a folder of your own"


class Problem(Exception):
    """What cannot be done about .venv, and what to do."""


def python_of(venv: str) -> str:
    """The Python of ``venv``."""
    return os.path.join(venv, "bin", "python")


def install(venv: str, root: str, names: list[str]) -> None:
    """Make ``venv`` ready, with the requirements ``names`` of the project ``root``. Raises Problem."""
    own = network.environment(os.environ, venv)
    try:
        if os.path.lexists(venv):
            reason = fault(venv) or (None if _writable(venv) else f"cannot be written{_whose(venv)}")
            if reason:
                _remove(venv, root, reason)
        if not os.path.lexists(venv):
            _make(venv, root, own)
        _install_missing(venv, root, names, own)
    except (OSError, subprocess.SubprocessError) as error:
        raise Problem(f".venv could not be made: {error}; mend that, remove .venv and try again") from error


def _writable(venv: str) -> bool:
    libraries = glob.glob(os.path.join(glob.escape(venv), "lib", "python3*", "site-packages"))
    return all(map(_may_write, (venv, os.path.join(venv, "bin"), *libraries)))


def _may_write(folder: str) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _whose(venv: str) -> str:
    """To whom ``venv`` belongs if not to the user at work, as the end of a sentence."""
    number = os.lstat(venv).st_uid
    if number == os.getuid():
        return ""
    try:
        return f", for it belongs to the user {pwd.getpwuid(number).pw_name}"
    except KeyError:
        return f", for it belongs to the user number {number}"


def _remove(venv: str, root: str, reason: str) -> None:
    """Take ``venv`` away: of a link the link alone, a folder whole or out of the way. Raises Problem."""
    if not _may_write(root):
        raise Problem(f".venv {reason}, and {root} cannot be written: {COPY}")
    again = f"== .venv {reason}: making it again"
    if os.path.islink(venv) or not os.path.isdir(venv):
        os.unlink(venv)
        print(again, flush=True)
        return
    aside = f"{venv}.old-{os.getpid()}"
    try:
        os.rename(venv, aside)
    except OSError as error:
        raise Problem(f".venv {reason}, and cannot be removed ({error.strerror}): {COPY}") from error
    print(again, flush=True)
    shutil.rmtree(aside, ignore_errors=True)
    if os.path.lexists(aside):
        print(f"== what could not be removed of it lies in {os.path.basename(aside)}", flush=True)


def _make(venv: str, root: str, own: dict[str, str]) -> None:
    if not _may_write(root):
        raise Problem(f"{root} cannot be written, so .venv cannot be made: {COPY}")
    print("== making .venv", flush=True)
    os.mkdir(venv)
    _begin(venv)
    # Of an activated .venv that is to be made again the Python is gone; the one it was made with is not.
    python = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.run([python, "-I", "-m", "venv", venv], env=own, check=False).returncode:
        shutil.rmtree(venv, ignore_errors=True)
        raise Problem(
            f"{python} could not make .venv, where the report's libraries go; "
            "on Debian it needs: apt-get install python3-venv"
        )
    _end(venv)


def _install_missing(venv: str, root: str, names: list[str], own: dict[str, str]) -> None:
    entries = {"place": os.path.realpath(venv), "python": _python(venv)} if names else {}
    had = stamp.read(venv)
    for at, name in enumerate(names):
        digest = stamp.digest(root, name)
        if had.get(name) != digest:
            # What comes after was installed over what this changes.
            had = {}
            _begin(venv)
            fits = _pip(venv, root, name, own, quiet=at > 0)
            # pip takes back what it cannot finish: .venv is then as good as before, but for this file.
            stamp.write(venv, entries | ({name: digest} if fits else {}))
            _end(venv)
            if not fits:
                raise Problem(f"pip could not install {name}, as it says above; mend that and try again")
        entries[name] = digest


def _pip(venv: str, root: str, name: str, own: dict[str, str], quiet: bool) -> bool:
    """Install the requirements ``name`` of ``root``; whether that worked and all fits together."""
    print(f"== installing {name}" + ("" if quiet else " (a few minutes the first time)"), flush=True)
    pip = [python_of(venv), "-I", "-m", "pip"]
    install_it = [*pip, "install", "--require-hashes", "--no-deps", "--progress-bar", "off", "-r", name]
    for command in (install_it, [*pip, "check"]):
        if subprocess.run([*command, *(["-q"] if quiet else [])], env=own, cwd=root, check=False).returncode:
            return False
    return True


def _python(venv: str) -> str:
    """What `stamp.python` says in the Python of ``venv``."""
    book = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    code = "import sys; sys.path[:0] = sys.argv[1:]; from borderreport.setup import stamp; "
    command = [python_of(venv), "-I", "-B", "-c", code + "print(stamp.python())", book]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _begin(venv: str) -> None:
    """From here on ``venv`` is not to be trusted: it has no stamp, and says that something is unfinished."""
    with open(os.path.join(venv, stamp.UNFINISHED), "w", encoding="utf-8"):
        pass
    if os.path.lexists(os.path.join(venv, stamp.STAMP)):
        os.unlink(os.path.join(venv, stamp.STAMP))


def _end(venv: str) -> None:
    os.unlink(os.path.join(venv, stamp.UNFINISHED))
