"""A change of the tables that is made whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import tempfile
from pathlib import Path

from borderreport.data import release
from borderreport.checks import evidence, tables
from borderreport.checks.run import run
from borderreport.curate.refused import Refused
from borderreport.curate.writing import write_together
from borderreport.data import Dataset, read_package

Row = dict[str, str]


class Workspace:
    """The tables in memory. Read with the first use, checked as a whole, then written by `commit`.

    Whoever changes them holds the folder of the tables from before they are read (`curate.writing.held`).
    Raises Refused if a table cannot be read whole or a text is not the one it was.
    """

    def __init__(self, data: Path, texts: Path, today: dt.date | None = None) -> None:
        self.data, self.texts = data, texts
        self.today = (today or dt.date.today()).isoformat()
        self.package = read_package(data)
        self.schemas = {entry["name"]: entry["schema"] for entry in self.package["resources"]}
        problems = [p for entry in self.package["resources"] for p in tables.check_form(entry, data)]
        if problems:
            raise Refused("\n".join(map(str, problems)))
        self.tables: dict[str, list[Row]] = {}
        for entry in self.package["resources"]:
            with (data / entry["path"]).open(encoding="utf-8", newline="") as file:
                self.tables[entry["name"]] = list(csv.DictReader(file))
        if not texts.is_dir():
            raise Refused(f"no source texts in {texts}: set SOURCE_TEXTS to the folder that holds them")
        self.text_of, problems = evidence.read_texts(Dataset(data).all_sources, texts)
        if problems:
            raise Refused("\n".join(map(str, problems)))

    def columns(self, table: str) -> list[str]:
        """Names of the columns of ``table``, in order."""
        return [field["name"] for field in self.schemas[table]["fields"]]

    def keys(self, table: str) -> list[str]:
        """Names of the key columns of ``table``."""
        return self.schemas[table]["primaryKey"]

    def key_of(self, table: str, row: Row) -> str:
        """Key of ``row`` as the changelog writes it."""
        return "/".join(row[k] for k in self.keys(table))

    def next_version(self) -> str:
        """Version that the present changes will carry: the one already logged, or the next minor one."""
        waiting = [r["data_version"] for r in self.tables["changelog"]]
        released = release.read_release(self.data)["version"]
        newest = max([released, *waiting], key=release.version_key)
        major, minor, _ = release.version_key(released)
        return newest if newest != released else f"{major}.{minor + 1}.0"

    def blank(self, table: str, /, **cells: str) -> Row:
        """A row of ``table`` with the given cells and the rest empty."""
        return dict.fromkeys(self.columns(table), "") | {k: str(v) for k, v in cells.items()}

    def log(self, table: str, key: str, field: str, old: str, new: str, reason: str) -> None:
        """Append one row to the changelog."""
        number = max((int(r["change_id"][1:]) for r in self.tables["changelog"]), default=0) + 1
        self.tables["changelog"].append(
            self.blank(
                "changelog",
                change_id=f"L{number:04d}",
                data_version=self.next_version(),
                changed_on=self.today,
                table=table,
                key=key,
                field=field,
                old=old,
                new=new,
                reason=reason,
            )
        )

    def commit(self) -> None:
        """Write the tables that changed, together, if all checks pass on them as they would be.

        If one fails, raise Refused and write nothing.
        """
        contents = {entry["path"]: self._as_csv(entry["name"]) for entry in self.package["resources"]}
        with tempfile.TemporaryDirectory() as place:
            staged = Path(place) / "data"
            shutil.copytree(self.data, staged)
            for name, raw in contents.items():
                (staged / name).write_bytes(raw)
            outcome = run(staged, self.texts, sealed=False)
        if outcome.problems:
            raise Refused("\n".join(map(str, outcome.problems)))
        changed = {name: raw for name, raw in contents.items() if (self.data / name).read_bytes() != raw}
        write_together(self.data, changed)

    def _as_csv(self, name: str) -> bytes:
        keys, written = self.keys(name), io.StringIO()
        writer = csv.DictWriter(written, self.columns(name), lineterminator="\n")
        writer.writeheader()
        rows = self.tables[name]
        writer.writerows(sorted(rows, key=lambda row: tables.sort_key(tuple(row[k] for k in keys))))
        return written.getvalue().encode("utf-8")
