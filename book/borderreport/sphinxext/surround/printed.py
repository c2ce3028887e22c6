"""The landing page offers the PDF if one was made of the very pages that are built: see `borderreport.pdf.offer`."""

from __future__ import annotations

from pathlib import Path

from borderreport.pdf import offer


def _offer(app, error) -> None:
    if error is None and app.builder.name == "html":
        offer.offer(Path(app.outdir).parent / "pdf", Path(app.outdir))


def setup(app):
    """Look for a PDF once all pages and charts are in place."""
    app.connect("build-finished", _offer, priority=950)
