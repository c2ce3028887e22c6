"""Files beside the pages: scripts, styles, letters, and what is left out of them."""


def setup(app):
    """Register what these modules add."""
    from borderreport.sphinxext.assets import lean, offline, scripts

    for part in (scripts, lean, offline):
        part.setup(app)
