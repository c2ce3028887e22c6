"""The Chromium that is installed, and one page of it in which charts are drawn."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from borderreport.charts.letters import FONTS
from borderreport.data import ROOT

PLOTLY = ROOT / "book" / "vendor" / "plotly-basic.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
#: Seconds for a browser to start, and for one chart. They take one, and a twentieth; this ends what hangs.
START, DRAW = 60, 60

PAGE = """<!DOCTYPE html><meta charset="utf-8"><script src="{plotly}"></script><script>
async function draw(spec, width, height) {{
  const shown = {{ format: 'svg', width: width, height: height }};
  const address = await Plotly.toImage({{ data: spec.data, layout: spec.layout }}, shown);
  return decodeURIComponent(address.slice(address.indexOf(',') + 1));
}}
</script>"""


class DrawingFailed(Exception):
    """A browser that did not start, died or hung, or a chart that it could not draw; the text says what to
    do.
    """


def browser() -> str | None:
    """Path of a Chromium to draw with: the one BROWSER_PATH names, else the first found; None if there is
    none.
    """
    named = os.environ.get("BROWSER_PATH")
    names = (named,) if named else BROWSERS
    return next((path for name in names if (path := shutil.which(name))), None)


def _font_configuration(folder: Path) -> Path:
    """A fontconfig file in ``folder`` that adds the report's own fonts to those of the system."""
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>',
        encoding="utf-8",
    )
    return path


class Page:
    """A page that turns charts into SVG, one after the other."""

    def __init__(self, tab) -> None:
        self._tab = tab

    async def draw(self, spec: str, width: int, height: int) -> str:
        """The chart ``spec`` (JSON) as SVG of ``width`` × ``height`` px. Raises DrawingFailed."""
        reply = await _within(DRAW, self._evaluate(f"draw({spec}, {width}, {height})"), "draw a chart")
        told = reply["result"]
        if "exceptionDetails" in told:
            about = told["exceptionDetails"]["exception"].get("description", "no reason given")
            raise DrawingFailed(f"plotly.js cannot draw a chart: {about}")
        return told["result"]["value"]

    async def ready(self) -> None:
        """Wait until the page has loaded plotly.js. Raises DrawingFailed."""
        await _within(START, self._loaded(), "load plotly.js")

    async def _loaded(self) -> None:
        # The tab shows an empty page before it shows ours, so the page cannot be asked to tell when it is
        # there.
        there = "window.Plotly && window.draw ? 'there' : ''"
        while (await self._evaluate(there)).get("result", {}).get("result", {}).get("value") != "there":
            await asyncio.sleep(0.02)

    def _evaluate(self, expression: str):
        options = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        return self._tab.send_command("Runtime.evaluate", params=options)


async def _within(seconds: int, work, what: str):
    try:
        return await asyncio.wait_for(work, seconds)
    except asyncio.TimeoutError:
        raise DrawingFailed(f"the browser {browser()} did not {what} within {seconds} s; {ADVICE}") from None
    except Exception as error:  # choreographer has one class of error for each way in which a browser can end
        raise DrawingFailed(f"the browser {browser()} could not {what} ({error!r}); {ADVICE}") from error


ADVICE = "build again, or set BROWSER_PATH to another Chromium; nothing half-drawn was kept"


@asynccontextmanager
async def drawing_page() -> AsyncIterator[Page]:
    """One page of one browser, ready to draw; the browser ends with the block. Raises DrawingFailed."""
    import choreographer

    logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # what matters becomes an error of ours
    with tempfile.TemporaryDirectory(prefix="report-charts-") as scratch:
        folder = Path(scratch)
        page = folder / "page.html"
        page.write_text(PAGE.format(plotly=PLOTLY.as_uri()), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(_font_configuration(folder))
        chromium = choreographer.Browser(path=browser(), enable_extensions=False)
        try:
            await _within(START, chromium.open(), "start")
            drawing = Page(await _within(START, chromium.create_tab(page.as_uri()), "open a page"))
            await drawing.ready()
            yield drawing
        except BaseException:
            _kill(chromium)  # it may hang, and would not hear that it is to close
            await _close(chromium, 2)
            raise
        await _close(chromium, 20)


def _kill(chromium) -> None:
    process = getattr(chromium, "subprocess", None)
    if process is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own


async def _close(chromium, seconds: int) -> None:
    try:
        await asyncio.wait_for(chromium.close(), seconds)
    except Exception:  # noqa: BLE001  it may be dead already, and what it drew is whole
        _kill(chromium)
