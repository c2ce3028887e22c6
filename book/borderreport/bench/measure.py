"""Runs one command and tells what it took: seconds by the clock, CPU and memory of all its processes.

The command runs below a process of its own that adopts whatever outlives its parent, such as the helpers of a
browser, and waits for all of it. So the kernel's count of CPU time is complete, and the caller is not in it.
"""

from __future__ import annotations

import ctypes
import dataclasses
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from borderreport.bench import processes

#: Whether processes that outlive their parent are adopted, and memory is told: both are Linux's.
COMPLETE = sys.platform == "linux"
#: Seconds between two looks at the memory, and the part of the time that looking may take.
INTERVAL, SHARE = 0.1, 0.05
#: Seconds that a process may outlive the command before it is ended.
GRACE = 20
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


@dataclasses.dataclass(frozen=True)
class Measured:
    """What a command took.

    ``status`` is its exit status, ``output`` all that it printed, ``wall`` and ``cpu`` are seconds, ``peak``
    is the most memory seen at one moment in bytes (None where it is not told), ``ended`` whether its time
    limit ended it.
    """

    status: int
    output: str
    wall: float
    cpu: float
    peak: int | None
    ended: bool


def run(command: list[str], folder: Path, environment: dict[str, str], limit: float = 600) -> Measured:
    """Run ``command`` in ``folder``, for ``limit`` seconds at most. Raises OSError if it does not start."""
    context = multiprocessing.get_context("fork")
    inbox, outbox = context.Pipe(duplex=False)
    supervisor = context.Process(target=_supervise, args=(outbox, command, folder, environment, limit))
    supervisor.start()
    outbox.close()
    try:
        told = inbox.recv()
    except EOFError:
        raise OSError(f"the process that ran {command[0]} ended without a word") from None
    supervisor.join()
    if isinstance(told, OSError):
        raise told
    return told


def _supervise(outbox, command: list[str], folder: Path, environment: dict[str, str], limit: float) -> None:
    if COMPLETE:
        ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)
    try:
        with tempfile.TemporaryFile() as printed:
            outbox.send(_run(printed, command, folder, environment, limit))
    except OSError as error:
        outbox.send(OSError(str(error)))


def _run(printed, command: list[str], folder: Path, environment: dict[str, str], limit: float) -> Measured:
    ended = threading.Event()

    def give_up() -> None:
        ended.set()
        processes.end(processes.descendants(os.getpid()) or [started.pid])

    began = time.monotonic()
    # Into a file: a pipe would have to be read, and what outlives the command would hold it open.
    started = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed
    )
    memory = _Memory()
    memory.start()
    watch = _after(limit, give_up)
    try:
        status = _reaped(started.pid)
        wall = time.monotonic() - began
        watch.cancel()
        _rest()
    except KeyboardInterrupt:
        give_up()
        raise
    memory.stop()
    started.returncode = status  # waited for above, past subprocess
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    printed.seek(0)
    output = printed.read().decode("utf-8", "replace")
    cpu = used.ru_utime + used.ru_stime
    return Measured(status, output, wall, cpu, memory.peak, ended.is_set())


def _after(seconds: float, do: Callable[[], None]) -> threading.Timer:
    """Call ``do`` in ``seconds``, unless that is cancelled or this process ends before."""
    watch = threading.Timer(seconds, do)
    watch.daemon = True
    watch.start()
    return watch


def _reaped(process: int) -> int:
    """Wait for ``process``, and on the way for whatever else ends; its exit status."""
    while True:
        found, status = os.wait()
        if found == process:
            return os.waitstatus_to_exitcode(status)


def _rest() -> None:
    """Wait for what the command left behind, so that its CPU time is counted."""
    watch = _after(GRACE, lambda: processes.end(processes.descendants(os.getpid())))
    try:
        while True:
            os.wait()
    except ChildProcessError:  # none is left
        watch.cancel()


class _Memory(threading.Thread):
    """Adds up the memory of all processes below this one, again and again, and remembers the most."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak: int | None = None
        self._done = threading.Event()

    def run(self) -> None:
        while COMPLETE and not self._done.is_set():
            began = time.monotonic()
            held = sum(processes.memory(process) for process in processes.descendants(os.getpid()))
            self.peak = max(self.peak or 0, held)
            self._done.wait(max(INTERVAL, (time.monotonic() - began) / SHARE))

    def stop(self) -> None:
        self._done.set()
        self.join()
