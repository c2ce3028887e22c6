"""What a build tells its user: a line for each step, past whatever the libraries print."""

from __future__ import annotations

import sys
import time

_started = time.monotonic()


def say(line: str) -> None:
    """Print ``line`` to the standard output that the process was started with."""
    print(line, file=sys.__stdout__, flush=True)


def taken() -> float:
    """Seconds since the process began to work."""
    return time.monotonic() - _started
