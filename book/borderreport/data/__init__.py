"""The curated tables: where they are, what their columns are, how they are read."""

from __future__ import annotations

import difflib
import json
import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from borderreport.findings.finding import Finding

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "data"

#: Data Package field type -> pandas dtype. Dates stay pandas timestamps, set after reading.
DTYPES = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def listed(cell) -> set[str]:
    """Entries of a cell that lists several, separated by semicolons; an empty cell gives none."""
    return set() if pd.isna(cell) else set(str(cell).split(";"))


def texts_folder() -> Path:
    """Folder that holds the source texts: SOURCE_TEXTS, or ``seeds/texts`` (not in the project)."""
    named = os.environ.get("SOURCE_TEXTS")
    return Path(named).resolve() if named else ROOT / "seeds" / "texts"


def read_package(folder: Path = DATA) -> dict:
    """Read ``datapackage.json`` of ``folder``: the one description of every table and column."""
    path = folder / "datapackage.json"
    return json.loads(_text(path, _state(path)))


@lru_cache(maxsize=8)
def _text(path: Path, state: tuple[int, int]) -> str:
    return path.read_text(encoding="utf-8")


def resource(name: str, folder: Path = DATA) -> dict:
    """Description of the table ``name``. Raises KeyError if the package has no such table."""
    for entry in read_package(folder)["resources"]:
        if entry["name"] == name:
            return entry
    raise KeyError(f"datapackage.json describes no table {name!r}")


def read_table(name: str, folder: Path = DATA) -> pd.DataFrame:
    """Read one table with the column types of ``datapackage.json``.

    Returns a frame with one row per CSV row, in file order; empty cells are missing values.
    Raises what pandas raises: run ``python -m borderreport check`` for the row and the reason.
    """
    entry = resource(name, folder)
    path = folder / entry["path"]
    # A copy that shares its columns until one of the two is changed: so that nobody changes what is kept.
    return _parsed(path, _state(path), json.dumps(entry["schema"]["fields"])).copy(deep=False)


def _state(path: Path) -> tuple[int, int]:
    """What changes when a file does: a table is read again only then, however often it is asked for."""
    about = path.stat()
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=64)
def _parsed(path: Path, state: tuple[int, int], described: str) -> pd.DataFrame:
    fields = json.loads(described)
    frame = pd.read_csv(
        path,
        encoding="utf-8",
        keep_default_na=False,
        na_values=[""],
        dtype={f["name"]: DTYPES.get(f["type"], "str") for f in fields},
        true_values=["true"],
        false_values=["false"],
    )
    for field in fields:
        if field["type"] == "date":
            frame[field["name"]] = pd.to_datetime(frame[field["name"]], format="%Y-%m-%d")
    return frame


#: What claims take over from their source and their origin, and how it is called there.
SOURCE_COLUMNS = {"short_name": "source", "tier": "tier", "reliability": "reliability"}
ORIGIN_COLUMNS = {"name": "origin", "kind": "origin_kind", "speaks_for": "voice"}
CORE, RECORD = "core", "record"
#: Name under which all pages of the public record are left out together.
PUBLIC_PAGES = "public-pages"


@dataclass(frozen=True)
class Dataset:
    """All tables of the report, read on first use.

    The two tiers are kept apart: `claims` and `sources` are the core, `record` and `record_sources`
    the public record. ``without`` names sources to leave out, so that an analysis can be rerun
    without one of them: their rows, and every mention of them in other tables, are gone.
    """

    folder: Path = DATA
    without: tuple[str, ...] = ()

    @cached_property
    def all_sources(self) -> pd.DataFrame:
        """One row per source of both tiers, in file order."""
        return self._kept(read_table("sources", self.folder))

    @cached_property
    def all_claims(self) -> pd.DataFrame:
        """One row per claim of both tiers, in file order.

        With tier and reliability of the source, the names of source, subject, object, speaker, property and
        origin, and ``voice``: what counts once, the state or organisation an origin speaks for, or itself.
        """
        claims = self._kept(read_table("claims", self.folder))
        handed_on = claims["origin_id"].isin(self._left_out)
        if handed_on.any():  # the first text is gone: the one that follows it is the first that is left
            claims["origin_id"] = claims["origin_id"].mask(handed_on, claims["source_id"])
        joins = (
            ("source_id", self.all_sources, "source_id", SOURCE_COLUMNS),
            ("subject_id", self.entities, "entity_id", {"name": "subject"}),
            ("object_id", self.entities, "entity_id", {"name": "object"}),
            ("attributed_to", self.entities, "entity_id", {"name": "credited"}),
            ("property_id", self.properties, "property_id", {"title": "property"}),
            ("origin_id", self._origins, "origin_id", ORIGIN_COLUMNS),
        )
        for column, table, key, renamed in joins:
            names = table.set_index(key)[list(renamed)].rename(columns=renamed)
            claims = claims.join(names, on=column)
        claims["voice"] = claims["voice"].fillna(claims["origin_id"])
        gone = claims["follows_id"].isin(self._left_out)
        return claims.assign(follows_id=claims["follows_id"].mask(gone)) if gone.any() else claims

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The core sources, one row each."""
        return self._tier(self.all_sources, CORE)

    @cached_property
    def record_sources(self) -> pd.DataFrame:
        """The pages of the public record, one row each."""
        return self._tier(self.all_sources, RECORD)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims of the core sources, one row each."""
        return self._tier(self.all_claims, CORE)

    @cached_property
    def record(self) -> pd.DataFrame:
        """The claims of the public record, one row each."""
        return self._tier(self.all_claims, RECORD)

    @cached_property
    def _origins(self) -> pd.DataFrame:
        return read_table("origins", self.folder)

    @cached_property
    def origins(self) -> pd.DataFrame:
        """One row per origin that a claim goes back to."""
        return self._origins[self._origins["origin_id"].isin(self.all_claims["origin_id"])].reset_index(
            drop=True
        )

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row per finding as it stands in findings.csv; `findings` has them settled."""
        return read_table("findings", self.folder)

    @cached_property
    def all_bearings(self) -> pd.DataFrame:
        """One row per finding and claim of the full data."""
        return read_table("bearings", self.folder)

    @cached_property
    def bearings(self) -> pd.DataFrame:
        """One row per finding and claim that bears on it."""
        return self._of_kept_claims(self.all_bearings)

    @cached_property
    def settled(self) -> dict[str, Finding]:
        """Every finding by its identifier, settled from the claims that are there."""
        from borderreport.findings.settling import settle  # here, because it reads a Dataset

        return settle(self)

    def finding(self, finding_id: str) -> Finding:
        """One finding: question, sentence, value, dates, standing, articles, claims.

        Raises KeyError that names the nearest identifiers, if there is no such finding.
        """
        if finding_id not in self.settled:
            near = difflib.get_close_matches(finding_id, self.settled, n=3, cutoff=0.4)
            raise KeyError(f"no finding {finding_id!r}; the nearest are {', '.join(near) or 'none'}")
        return self.settled[finding_id]

    def findings(self, topic: str | None = None, weight: int = 1, **columns: str) -> pd.DataFrame:
        """Findings as a tidy frame, one row each in file order: for tables and charts.

        ``topic`` keeps one topic, ``weight`` those of at least that weight, and ``columns`` rows of
        findings.csv with these cells, such as ``property_id="length"``. Columns are those of
        `borderreport.findings.frame`. Raises ValueError for a topic, or a column, that does not exist.
        """
        from borderreport.findings.frame import frame  # here, because it reads a Dataset

        return frame(self, topic, weight, columns)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """How core claims stand against the public record, one row per claim, from `bearings`."""
        from borderreport.findings.verdicts import verdicts  # here, because it reads a Dataset

        return verdicts(self)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """Findings on which the core claims differ, one row each, from `bearings`."""
        from borderreport.findings.differences import differences  # here, because it reads a Dataset

        return differences(self)

    @cached_property
    def traps(self) -> pd.DataFrame:
        """Statements on public pages that must not become claims."""
        return read_table("traps", self.folder)

    @cached_property
    def entities(self) -> pd.DataFrame:
        """One row per entity."""
        return read_table("entities", self.folder)

    @cached_property
    def properties(self) -> pd.DataFrame:
        """One row per property."""
        return read_table("properties", self.folder)

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row per paragraph of each core text."""
        return self._kept(read_table("paragraphs", self.folder))

    @cached_property
    def derivations(self) -> pd.DataFrame:
        """One row per pair of sources where one follows the other."""
        return self._kept(read_table("derivations", self.folder), "source_id", "from_source_id")

    @cached_property
    def lexicon(self) -> pd.DataFrame:
        """The words for likelihood and confidence, one row each."""
        return read_table("lexicon", self.folder)

    @cached_property
    def judgements(self) -> pd.DataFrame:
        """One row per judgement of the editors."""
        return read_table("judgements", self.folder)

    @cached_property
    def questions(self) -> pd.DataFrame:
        """One row per contested question."""
        return read_table("questions", self.folder)

    @cached_property
    def hypotheses(self) -> pd.DataFrame:
        """One row per competing explanation."""
        return read_table("hypotheses", self.folder)

    @cached_property
    def consistency(self) -> pd.DataFrame:
        """One row per explanation and finding that bears on its question; none whose claims are all left out.
        """
        table = read_table("consistency", self.folder)
        return table[table["finding_id"].isin(self.bearings["finding_id"])].reset_index(drop=True)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """One row per indicator to watch."""
        return read_table("indicators", self.folder)

    @staticmethod
    def _tier(frame: pd.DataFrame, tier: str) -> pd.DataFrame:
        return frame[frame["tier"] == tier].reset_index(drop=True)

    @cached_property
    def _left_out(self) -> frozenset[str]:
        if PUBLIC_PAGES not in self.without:
            return frozenset(self.without)
        sources = read_table("sources", self.folder)
        return frozenset({*self.without, *sources.loc[sources["tier"] == RECORD, "source_id"]})

    def _kept(self, frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
        gone = frame[list(columns or ("source_id",))].isin(self._left_out).any(axis=1)
        return frame[~gone].reset_index(drop=True)

    def _of_kept_claims(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["claim_id"].isin(self.all_claims["claim_id"])].reset_index(drop=True)


def load(without: tuple[str, ...] | list[str] | str = ()) -> Dataset:
    """The dataset of the report, optionally without the sources named in ``without``.

    ``public-pages`` leaves out every page of the second tier. Raises ValueError if ``without`` names a source
    that does not exist.
    """
    left_out = (without,) if isinstance(without, str) else tuple(without)
    known = {*read_table("sources")["source_id"], PUBLIC_PAGES}
    unknown = sorted(set(left_out) - known)
    if unknown:
        raise ValueError(f"no source {', '.join(unknown)}; the sources are {', '.join(sorted(known))}")
    return Dataset(without=left_out)


def shared() -> Dataset:
    """The whole dataset as all parts of the package share it, read again only when a table changed.

    For reading alone: what an analysis may change, it gets from `load`.
    """
    return _shared(tuple((path.name, *_state(path)) for path in sorted(DATA.glob("*.csv"))))


@lru_cache(maxsize=1)
def _shared(state: tuple) -> Dataset:
    return Dataset()
