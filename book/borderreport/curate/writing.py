"""Files of one folder changed together: by one command at a time, and mended after a command that was killed.

A change is first laid down in full, in a folder beside the tables. That folder gets its name of trust only
when nothing is missing in it. From then on the change counts as made, and whoever comes next completes it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from borderreport.curate.refused import Refused

#: Folders beside the tables: a change that is being laid down, and one that only has to be put in place.
UNFINISHED, LAID_DOWN = ".change.part", ".change"


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Work on ``folder`` alone: wait for a command that is at work there, and mend what a killed one left.

    Both are said on standard error. The lock goes with the process, whatever ends it, and leaves no file.
    """
    if not folder.is_dir():
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say(f"another command is at work on {folder}: waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        _mend(folder)
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def write_together(folder: Path, contents: dict[str, bytes]) -> None:
    """Replace the files of ``folder`` named in ``contents``, all of them or none.

    The caller has `held` the folder. Raises Refused, with nothing changed, if they can't be laid down.
    """
    unfinished = folder / UNFINISHED
    try:
        unfinished.mkdir()
        for name, raw in contents.items():
            with (unfinished / name).open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        _sync(unfinished)
        unfinished.rename(folder / LAID_DOWN)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise Refused(f"{folder}: the change could not be written; {error}") from error
    _sync(folder)
    _put_in_place(folder)


def _put_in_place(folder: Path) -> None:
    for path in sorted((folder / LAID_DOWN).iterdir()):
        path.replace(folder / path.name)
    _sync(folder)
    (folder / LAID_DOWN).rmdir()


def _mend(folder: Path) -> None:
    """Complete a change that was laid down, drop one that was not."""
    if (folder / UNFINISHED).is_dir():
        shutil.rmtree(folder / UNFINISHED)
        _say(f"mended: a change that was cut short was dropped; {folder} is as it was before it")
    if (folder / LAID_DOWN).is_dir():
        _put_in_place(folder)
        _say(f"mended: a change that was cut short was completed in {folder}; its changelog has it")


def _sync(folder: Path) -> None:
    """Have the names in ``folder`` on the disk before going on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
