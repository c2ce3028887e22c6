"""Lists that pages hold, made from the tables of the data."""


def setup(app):
    """Register what these modules add."""
    from borderreport.sphinxext.lists import (
        actors,
        benchmark,
        bibliography,
        chronology,
        dictionary,
        judgements,
        sources,
    )

    for part in (judgements, chronology, actors, dictionary, sources, bibliography, benchmark):
        part.setup(app)
