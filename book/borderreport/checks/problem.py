"""What a check reports: the place, what was expected and what was found."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One fault in the data. ``row`` counts lines of the file, the header being row 1."""

    file: str
    row: int | None
    key: str
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.key:
            place += f" ({self.key})"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: expected {self.expected}; found {self.found}"


def bad_byte(error: UnicodeDecodeError) -> str:
    """The byte at which decoding failed, in words."""
    return f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
