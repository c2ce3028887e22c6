"""Layout by WeasyPrint: a tagged PDF (PDF/UA-1), equal byte by byte for equal input."""

from __future__ import annotations

import gc
import hashlib
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from borderreport.pdf.problem import Problem

#: What WeasyPrint needs of the system, as Debian calls it.
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
#: Remarks of WeasyPrint on CSS that it does not know; everything else it says is a fault of the document.
REMARKS = ("Ignored ",)


@dataclass(frozen=True)
class Written:
    """A finished PDF: its file and number of pages."""

    path: Path
    pages: int


class _Faults(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(REMARKS):
            self.said.append(record.getMessage())

    def stop(self) -> None:
        """Raise Problem if there was a fault."""
        if self.said:
            raise Problem("the PDF would lose something: " + "; ".join(dict.fromkeys(self.said)))


@contextmanager
def _faults(weasyprint):
    """Collect what WeasyPrint finds wrong with a document."""
    faults = _Faults()
    weasyprint.LOGGER.addHandler(faults)
    weasyprint.LOGGER.propagate = False
    try:
        yield faults
    finally:
        weasyprint.LOGGER.removeHandler(faults)


def load():
    """WeasyPrint. Raises Problem if it or the libraries it needs are not there."""
    try:
        import weasyprint
    except OSError as error:
        missing = str(error).partition(":")[0].removeprefix("cannot load library ").strip("'")
        raise Problem(
            f"no {missing}, which lays out the PDF: install it (Debian: apt-get install {PACKAGES})"
        ) from None
    except ImportError as error:
        raise Problem(f"{error}: run `make pdf`, which installs requirements.txt") from None
    return weasyprint


@contextmanager
def _remembered_references():
    """Let pydyf list its pages once for each number of pages.

    It does so for every element, which takes a quarter of the time.
    """
    import pydyf

    original = pydyf.PDF.page_references
    kept: dict[tuple[int, int], tuple] = {}

    def remembered(pdf):
        key = (id(pdf), len(pdf.pages["Kids"]))
        if key not in kept:
            kept[key] = original.fget(pdf)
        return kept[key]

    pydyf.PDF.page_references = property(remembered)
    try:
        yield
    finally:
        pydyf.PDF.page_references = original


@contextmanager
def _uncollected():
    """Leave the garbage.

    There is hardly any, and looking for it among millions of boxes takes a fifth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def write(html: str, style: list[Path | str], path: Path) -> Written:
    """Lay out ``html`` with the style sheets (files or CSS) and write the PDF.

    Raises Problem for what would be lost in it.
    """
    weasyprint = load()
    with _faults(weasyprint) as faults, _uncollected():
        sheets = [
            weasyprint.CSS(filename=s) if isinstance(s, Path) else weasyprint.CSS(string=s) for s in style
        ]
        document = weasyprint.HTML(string=html, base_url=str(path.parent)).render(
            stylesheets=sheets, pdf_variant="pdf/ua-1", pdf_tags=True
        )
        faults.stop()
        path.parent.mkdir(parents=True, exist_ok=True)
        identifier = hashlib.sha256(html.encode()).digest()[:16]
        made = path.with_suffix(".part")
        with _remembered_references():
            document.write_pdf(made, pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=identifier)
        faults.stop()
        made.replace(path)
    return Written(path, len(document.pages))
