"""Sphinx extension of the report: claims in prose, figures, tables, the evidence page, offline pages."""

from __future__ import annotations

from borderreport.sphinxext import assets, evidence, figures, lists, prepared, surround


def setup(app):
    """Register everything the report's pages need with Sphinx."""
    for part in (figures, evidence, lists, prepared, assets, surround):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
