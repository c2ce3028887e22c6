"""References: the five articles, from data/sources.csv, beside the literature in references.bib."""

from __future__ import annotations

from pathlib import Path

from borderreport.data import export
from borderreport.data import ROOT
from borderreport.sphinxext.evidence.claims import dataset


def _write(app, config) -> None:
    """Write the articles as BibTeX into the build folder, before sphinxcontrib.bibtex reads its files."""
    made = Path(app.outdir).parent / "articles.bib"
    made.parent.mkdir(parents=True, exist_ok=True)
    text = export.bibtex(dataset())
    if not made.exists() or made.read_text(encoding="utf-8") != text:
        made.write_text(text, encoding="utf-8")
    config.bibtex_bibfiles = [str(ROOT / "book" / "references.bib"), str(made)]


def setup(app):
    """Load sphinxcontrib.bibtex with the report's files."""
    app.connect("config-inited", _write, priority=100)
    app.setup_extension("sphinxcontrib.bibtex")
