"""The machine that a benchmark ran on, in words and numbers."""

from __future__ import annotations

import contextlib
import os
import platform
import subprocess
from pathlib import Path

from borderreport.charts.browser import browser


def about() -> dict:
    """Processor, cores, memory in bytes (0 where it is not told), system, Python and browser."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "memory": _memory(),
        "system": f"{_distribution()}, {platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "browser": _browser(),
    }


def load() -> float | None:
    """Processes that were waiting for a core, averaged over the last minute; None where it is not told."""
    try:
        return round(os.getloadavg()[0], 2)
    except OSError:
        return None


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform(terse=True)


def _browser() -> str:
    found = browser()
    if found is None:
        return "none"
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"
