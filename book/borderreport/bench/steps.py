"""The steps that are measured: their names, how often, how fast they should be; and a step that was not done.

Every step makes sure that what it asked for was done: a build that did nothing must not look fast.
"""

from __future__ import annotations

from borderreport.bench.measure import Measured

#: Names of steps, in the order in which they are measured and shown, and what each is.
LABELS = {
    "check": "Checking the data",
    "cold": "Building from nothing",
    "cells": "Its cells alone",
    "charts": "Its charts alone",
    "nothing": "Building again, nothing changed",
    "prose": "One word of prose changed",
    "style": "One line of style changed",
    "data": "One cell of data changed",
    "pdf": "The PDF, from the built pages",
}
#: Seconds that a step should take at most, and bytes of memory that a build may hold.
TARGETS = {"check": 6, "cold": 40, "nothing": 3, "prose": 4, "data": 25, "style": 3}
MEMORY_TARGET = 1e9
#: Steps that take seconds on a book of this size are measured as often as this.
OFTEN = {"check": 3, "nothing": 3, "prose": 3, "style": 3}


class NotDone(Exception):
    """A step that failed or did not do what it was asked for; the text says what is missing."""


def needs(true: bool, what: str, took: Measured) -> None:
    """Raise NotDone with ``what`` is missing unless ``true`` holds and the command ended well."""
    if took.ended:
        raise NotDone(f"not done within {took.wall:.0f} s")
    if took.status or not true:
        told = "\n".join(took.output.strip().splitlines()[-12:])
        raise NotDone(f"{what} (exit status {took.status}); it said:\n{told}")
