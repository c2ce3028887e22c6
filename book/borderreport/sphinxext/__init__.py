"""Sphinx extension of the report: claims in prose, figures, tables, the evidence page, offline pages."""

from __future__ import annotations

from borderreport.sphinxext.evidence import cards, claims, entries, explorer, search, uses
from borderreport.sphinxext.figures import files, nodes, outputs, shown
from borderreport.sphinxext.files import assets, fonts, freshness, lean, offline
from borderreport.sphinxext.lists import bibliography, chronology, dictionary, judgements, actors, sources
from borderreport.sphinxext.surround import accessible, citing, meta, notfound, printed


def setup(app):
    """Register everything the report's pages need with Sphinx."""
    for part in (
        nodes,
        claims,
        outputs,
        shown,
        entries,
        explorer,
        files,
        judgements,
        chronology,
        actors,
        dictionary,
        sources,
        uses,
        freshness,
        assets,
        cards,
        citing,
        meta,
        search,
        notfound,
        bibliography,
        accessible,
        fonts,
        lean,
        offline,
        printed,
    ):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
