"""Processes as Linux tells of them in /proc: who descends from whom, and how much memory is theirs."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

PROC = Path("/proc")


def descendants(ancestor: int) -> list[int]:
    """Every living process below ``ancestor``, without itself; none where there is no /proc."""
    children: dict[int, list[int]] = {}
    for entry in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            # The name stands in brackets and may hold anything; state and parent follow it.
            parent = int((entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [ancestor]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def memory(process: int) -> int:
    """Bytes of memory of a process, each shared page by its share (PSS); 0 if it has ended.

    Where the kernel keeps that from us, as of a sandbox of another user, only the pages that nobody shares.
    """
    folder = PROC / str(process)
    with contextlib.suppress(OSError):
        for line in (folder / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(OSError):
        resident, shared = map(int, (folder / "statm").read_text().split()[1:3])
        return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
    return 0


def end(found: list[int]) -> None:
    """End processes at once; those that have ended meanwhile are passed over."""
    for process in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
