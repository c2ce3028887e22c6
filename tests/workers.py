"""Which worker runs what: longest first, and what shares something costly together, in one worker.

What tests share is told by their names, all that the one who hands them out knows: a file, or the page that a
parameter names. (The group marks of pytest-xdist 3.8 have no effect with pytest 9.2.)
"""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
#: What takes longest comes first, so that the workers finish together; the rest follows as it stands in its
#: folder.
LONGEST_FIRST = (
    "pdf/test_document.py",
    "book/test_round_trip.py",
    "book/test_hostile.py",
    "pdf/test_twice.py",
    "building",
    "browser",
    "book",
)
#: Files whose tests share what is made once in a worker: a PDF that is open and pages that are parsed, a book.
TOGETHER = {
    "pdf/test_document.py": "parsed pages",
    "pdf/test_twice.py": "both PDFs",
    "book/test_hostile.py": "the hostile book",
    "book/test_round_trip.py": "the lab",
    "building/test_history.py": "one history",
    "browser/test_contrast.py": "every chart",
    "book/test_claim_links.py": "parsed pages",
    "book/test_pages.py": "parsed pages",
    "book/test_meta.py": "parsed pages",
    "book/test_prose.py": "parsed pages",
    "book/test_explorer_page.py": "parsed pages",
}
#: Tests that share the build of a small project, by the words of book/test_build.py.
BUILDS = {
    "sound": ("test_changed_data", "test_a_published_book"),
    "faulty": ("test_an_unknown", "test_without_a_browser"),
}
PAGE = re.compile(r"\[(?:.*-)?((?:visit|arrive) \w+)")


def rank(place: str) -> int:
    """Where a file of tests stands in the order of a run; ``place`` is its path in the folder of tests."""
    starts = (number for number, start in enumerate(LONGEST_FIRST) if place.startswith(start))
    return next(starts, len(LONGEST_FIRST))


def unit(name: str) -> str:
    """What one worker runs as a whole: the same word for all tests that share something."""
    file, _, test = name.partition("::")
    place = file.removeprefix("tests/")
    if place in TOGETHER:
        return TOGETHER[place]
    if page := PAGE.search(test):
        return page[1]
    if place == "book/test_build.py":
        return next((book for book, starts in BUILDS.items() if test.startswith(starts)), name)
    return name


def scheduler(config, log):
    """A scheduler of pytest-xdist that hands out whole units, in the order in which the tests stand."""
    from xdist.scheduler import LoadScopeScheduling  # here, because a run without workers does without xdist

    class InUnits(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    config.option.loadscopereorder = False
    return InUnits(config, log)
