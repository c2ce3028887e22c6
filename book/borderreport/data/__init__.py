"""The curated tables: where they are, what their columns are, how they are read."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

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


CORE, RECORD = "core", "record"


@dataclass(frozen=True)
class Dataset:
    """All tables of the report, read on first use.

    The two tiers are kept apart: `claims` and `sources` are the core, `record` and `record_sources`
    the public record. ``without`` names sources to leave out, so that an analysis can be rerun
    without one of them.
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

        With tier and the names of source, subject and property joined on.
        """
        claims = self._kept(read_table("claims", self.folder))
        joins = (
            ("source_id", self.all_sources, "source_id", {"short_name": "source", "tier": "tier"}),
            ("subject_id", self.entities, "entity_id", {"name": "subject"}),
            ("object_id", self.entities, "entity_id", {"name": "object"}),
            ("attributed_to", self.entities, "entity_id", {"name": "credited"}),
            ("property_id", self.properties, "property_id", {"title": "property"}),
        )
        for column, table, key, renamed in joins:
            names = table.set_index(key)[list(renamed)].rename(columns=renamed)
            claims = claims.join(names, on=column)
        return claims

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
    def verdicts(self) -> pd.DataFrame:
        """How core claims stand against the public record, one row per claim held against it."""
        return read_table("verdicts", self.folder)

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
    def disagreements(self) -> pd.DataFrame:
        """One row per disagreement."""
        return read_table("disagreements", self.folder)

    @cached_property
    def look_alikes(self) -> pd.DataFrame:
        """One row per group of claims that look as if they disagreed and do not."""
        return read_table("look_alikes", self.folder)

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row per paragraph of each core text."""
        return self._kept(read_table("paragraphs", self.folder))

    @cached_property
    def derivations(self) -> pd.DataFrame:
        """One row per pair of sources where one follows the other."""
        return self._kept(read_table("derivations", self.folder))

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
        """One row per explanation and claim that bears on its question; without the claims left out."""
        table = read_table("consistency", self.folder)
        return table[table["claim_id"].isin(self.all_claims["claim_id"])].reset_index(drop=True)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """One row per indicator to watch."""
        return read_table("indicators", self.folder)

    @cached_property
    def unused_claims(self) -> pd.DataFrame:
        """One row per claim of weight that no chapter uses."""
        return read_table("unused_claims", self.folder)

    @staticmethod
    def _tier(frame: pd.DataFrame, tier: str) -> pd.DataFrame:
        return frame[frame["tier"] == tier].reset_index(drop=True)

    def _kept(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame[~frame["source_id"].isin(self.without)].reset_index(drop=True)


def load(without: tuple[str, ...] | str = ()) -> Dataset:
    """The dataset of the report, optionally without the sources named in ``without``.

    Raises ValueError if ``without`` names a source that does not exist.
    """
    left_out = (without,) if isinstance(without, str) else tuple(without)
    known = set(read_table("sources")["source_id"])
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
