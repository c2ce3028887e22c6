"""The stamp of .venv: what was installed into it, by which Python and at which place.

That it exists says nothing: a .venv may be copied with it, or be older than the requirements.
"""

import hashlib
import os
import sys

STAMP = ".installed"
#: Lies in .venv while something is written into it. If it lies there afterwards, that was not finished.
UNFINISHED = ".unfinished"


def python() -> str:
    """What libraries are made for: this Python's version and machine."""
    return f"{sys.implementation.cache_tag} {os.uname().machine}"


def digest(root: str, name: str) -> str:
    """Digest of the file of requirements ``name`` in the project ``root``."""
    with open(os.path.join(root, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def read(venv: str) -> dict[str, str]:
    """The stamp's entries: ``place``, ``python`` and a digest by file of requirements; {} if none."""
    try:
        with open(os.path.join(venv, STAMP), encoding="utf-8") as file:
            return dict(line.split("\t") for line in file.read().splitlines() if line.count("\t") == 1)
    except (OSError, UnicodeDecodeError):
        return {}


def write(venv: str, entries: dict[str, str]) -> None:
    """Write the stamp, whole or not at all. Raises OSError."""
    path = os.path.join(venv, STAMP)
    with open(f"{path}.new", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{name}\t{value}\n" for name, value in entries.items())
    os.replace(f"{path}.new", path)


def ready(venv: str, root: str, names: list[str]) -> bool:
    """Whether the running Python is that of ``venv`` and the requirements ``names`` are installed in it."""
    place = os.path.realpath(venv)
    if os.path.realpath(sys.prefix) != place or os.path.lexists(os.path.join(venv, UNFINISHED)):
        return False
    expected = {"place": place, "python": python()} | {name: digest(root, name) for name in names}
    return expected.items() <= read(venv).items()
