"""Findings and claims in pages: their links, entries, cards, explorer and search."""


def setup(app):
    """Register what these modules add."""
    from borderreport.sphinxext.evidence import cards, claims, entries, explorer, findings, search, uses

    for part in (claims, findings, entries, explorer, uses, cards, search):
        part.setup(app)
