"""The edition of the report.

What it is called, which version it is, as of when, and how a reader cites a part of it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from borderreport.words import dates
from borderreport.data import ROOT, Dataset, read_package

#: Environment variable that holds the address at which the book is published; unset for a book that stays on
#: a disk.
ADDRESS = "REPORT_URL"


@dataclass(frozen=True)
class Edition:
    """Title, versions, date and licence of this edition, and how new its evidence is; dates are in words."""

    title: str
    authors: str
    version: str
    released: str
    data_version: str
    licence: str
    licence_address: str
    newest_article: str
    newest_record: str

    def citation(self, part: str = "", within: str = "", address: str = "") -> str:
        """Plain text to cite the report, or its ``part``.

        The part may stand ``within`` a page, found at ``address``.
        """
        place = f"“{part}”{f', in the chapter “{within}”' if within else ''}. In: " if part else ""
        numbers = f"Report version {self.version}, data version {self.data_version}, {self.released}."
        return f"{place}{self.authors}, {self.title}. {numbers}{f' {address}' if address else ''}"


def address() -> str:
    """Where the book is published, ending in a slash; empty if REPORT_URL is not set."""
    named = os.environ.get(ADDRESS, "").strip()
    return f"{named.rstrip('/')}/" if named else ""


def newest(published: pd.Series) -> str:
    """The newest month among dates of publication, in words."""
    return dates.in_words(max(published.dropna()).split("/")[0][:7])


def edition(data: Dataset, root: Path = ROOT) -> Edition:
    """The edition that the project in ``root`` describes.

    One without a CITATION.cff is a draft without a release.
    """
    path = root / "CITATION.cff"
    cited = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    package = read_package(data.folder)
    licence = package["licenses"][0]
    released = cited.get("date-released")
    return Edition(
        title=cited.get("title", package["title"]),
        authors=", ".join(
            author["name"] for author in cited.get("authors", package["contributors"]) if "name" in author
        )
        or "The editors",
        version=str(cited.get("version", "not released")),
        released=dates.in_words(str(released or package["created"][:10])),
        data_version=package["version"],
        licence=licence["name"].replace("CC-BY-", "CC BY "),
        licence_address=licence["path"],
        newest_article=newest(data.sources["published"]),
        newest_record=newest(data.record_sources["published"]),
    )
