"""Claims in pages: their links, entries, cards, explorer and search."""


def setup(app):
    """Register what these modules add."""
    from borderreport.sphinxext.evidence import cards, claims, entries, explorer, search, uses

    for part in (claims, entries, explorer, uses, cards, search):
        part.setup(app)
