"""Sphinx extension of the report: claims in prose, figures, tables, the evidence page, offline pages."""

from __future__ import annotations

from borderreport.sphinxext import (
    assets,
    bibliography,
    chronology,
    claims,
    dictionary,
    evidence,
    freshness,
    judgements,
    nodes,
    offline,
    outputs,
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
        judgements,
        chronology,
        actors,
        dictionary,
        sources,
        uses,
        freshness,
        assets,
        bibliography,
        offline,
    ):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
