"""What surrounds the text of a page: citation, description, offers, roles for assistive technology."""


def setup(app):
    """Register what these modules add."""
    from borderreport.sphinxext.surround import accessible, citing, meta, notfound

    for part in (accessible, citing, meta, notfound):
        part.setup(app)
