"""Why a .venv cannot be used: it is of another place, another Python, or was not finished."""

import os
import re
import subprocess

from borderreport.setup import stamp

PROBE = "import sys, pip; print(sys.prefix, sys.implementation.cache_tag, *sys.version_info[:2], sep='\\n')"


def fault(venv: str) -> str | None:
    """What is wrong with ``venv``, as the rest of a sentence about it; None if it can be used."""
    if os.path.lexists(os.path.join(venv, stamp.UNFINISHED)):
        return "was not finished"
    try:
        probe = [os.path.join(venv, "bin", "python"), "-I", "-B", "-c", PROBE]
        said = subprocess.run(probe, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return "has no Python that starts"
    if said.returncode or said.stdout.count("\n") != 4:
        return "has no pip, or was made for another Python"
    prefix, tag, *version = said.stdout.splitlines()
    if os.path.realpath(prefix) != os.path.realpath(venv):
        return "is no environment of its own"
    if tuple(map(int, version)) < (3, 11):
        return f"has Python {'.'.join(version)}, and the report needs 3.11 or newer"
    place = _place(venv)
    if place and os.path.realpath(place) != os.path.realpath(venv):
        return f"was made at {place}"
    filled = stamp.read(venv).get("python")
    if filled and filled != f"{tag} {os.uname().machine}":
        return f"was filled by another Python ({filled})"
    return None


def _place(venv: str) -> str | None:
    """Where ``venv`` was made, by its stamp or the first lines of its command pip; None if nothing says."""
    stamped = stamp.read(venv).get("place")
    if stamped:
        return stamped
    try:
        with open(os.path.join(venv, "bin", "pip"), "rb") as file:
            head = file.read(1000)
    except OSError:
        return None
    found = re.search(rb"(/[^\"\n]*)/bin/python[0-9.]*", head)
    return os.fsdecode(found[1]) if found else None
