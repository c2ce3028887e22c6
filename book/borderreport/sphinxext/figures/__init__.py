"""Figures and tables in pages: their directives, nodes and files."""


def setup(app):
    """Register what these modules add."""
    from borderreport.sphinxext.figures import files, nodes, numbers, outputs, shown, tables

    for part in (nodes, tables, numbers, outputs, shown, files):
        part.setup(app)
