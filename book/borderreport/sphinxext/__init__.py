"""Sphinx extension of the report: claims in prose, figures, tables, the evidence page, offline pages."""

from __future__ import annotations

from borderreport.sphinxext import (
    accessible,
    assets,
    bibliography,
    cards,
    chronology,
    citing,
    claims,
    dictionary,
    evidence,
    explorer,
    figurefiles,
    fonts,
    freshness,
    judgements,
    lean,
    meta,
    nodes,
    notfound,
    offline,
    outputs,
    printed,
    search,
    shown,
    actors,
    sources,
    uses,
)


def setup(app):
    """Register everything the report's pages need with Sphinx."""
    for part in (
        nodes,
        claims,
        outputs,
        shown,
        evidence,
        explorer,
        figurefiles,
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
