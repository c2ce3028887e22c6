"""One visit of a page, in which all that is to be seen of it is looked at in turn, for the tests to judge."""

from __future__ import annotations

from collections.abc import Callable

#: Opens what is folded, and has entries out of sight laid out at once: they would else be laid out again each
#: time that one of them is measured.
OPEN_ALL = """() => {
    document.querySelectorAll('details').forEach(details => { details.open = true; });
    document.querySelectorAll('.claim-entry').forEach(entry => { entry.style.contentVisibility = 'visible'; });
}"""


class Visit:
    """What was seen on a page, by name. What could not be looked at fails the tests that ask for it, and no
    other.
    """

    def __init__(self, name: str):
        self.name = name
        self._seen: dict = {}

    def look(self, what: str, observe: Callable, *arguments) -> None:
        """Keep what ``observe`` returns as ``what``."""
        try:
            self._seen[what] = observe(*arguments)
        except Exception as error:
            self._seen[what] = error

    def __getitem__(self, what: str):
        if isinstance(seen := self._seen[what], Exception):
            raise seen
        return seen

    def __repr__(self) -> str:
        return f"the visit of {self.name}"
