"""What changed since the last release of the data, and how a release is made.

`data/release.json` keeps a digest of every file and every row as it was released. A row that differs from it
needs a row in changelog.csv with a newer data version.
"""

from __future__ import annotations

import csv
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from borderreport.data import read_package

RELEASE = "release.json"
CHANGELOG = "changelog"


class Change(NamedTuple):
    """One row that is not as released: ``kind`` is added, changed or removed."""

    table: str
    key: str
    kind: str


def version_key(version: str) -> tuple[int, ...]:
    """A data version as numbers, for comparison."""
    return tuple(int(part) for part in version.split("."))


def row_digests(entry: dict, folder: Path) -> dict[str, str]:
    """Digest of every row of a table, by key; ``entry`` is its resource in datapackage.json."""
    with (folder / entry["path"]).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows, [])
        keys = [names.index(key) for key in entry["schema"]["primaryKey"]]
        named = [f"{name}=" for name in names]
        return {
            "/".join([row[key] for key in keys]): hashlib.sha256(
                "\x1f".join([name + cell for name, cell in zip(named, row) if cell]).encode()
            ).hexdigest()[:12]
            for row in rows
        }


def read_release(folder: Path) -> dict:
    """The last release: version and digests; an empty one if there was none."""
    path = folder / RELEASE
    return (
        _parsed(path.read_text(encoding="utf-8")) if path.is_file() else {"version": "0.0.0", "tables": {}}
    )


@lru_cache(maxsize=1)  # a check asks for it again and again
def _parsed(text: str) -> dict:
    return json.loads(text)


def changes(folder: Path) -> list[Change]:
    """Rows that were added, changed or removed since the last release, in table and key order."""
    released = read_release(folder)
    before, files = released["tables"], released.get("files", {})
    entries = {entry["name"]: entry for entry in read_package(folder)["resources"]}
    found = []
    for table in sorted(set(before) | set(entries)):
        entry = entries.get(table)
        if entry and table in files and file_facts(folder / entry["path"])["hash"] == files[table]:
            continue  # the file is as it was, and so are its rows
        old, new = before.get(table, {}), row_digests(entry, folder) if entry else {}
        for key in sorted(set(old) | set(new)):
            if old.get(key) != new.get(key):
                found.append(
                    Change(
                        table, key, "added" if key not in old else "removed" if key not in new else "changed"
                    )
                )
    return found


def logged(folder: Path) -> list[dict[str, str]]:
    """Rows of the changelog that are newer than the last release."""
    released = version_key(read_release(folder)["version"])
    with (folder / f"{CHANGELOG}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if version_key(row["data_version"]) > released]


def unlogged(folder: Path, found: list[Change] | None = None) -> list[Change]:
    """Changes that no newer changelog row names; a row with table or key ``*`` names all.

    ``found`` are the `changes`, where they are known already.
    """
    named = {(row["table"], row["key"]) for row in logged(folder)}
    return [
        change
        for change in (changes(folder) if found is None else found)
        if change.table != CHANGELOG
        and named.isdisjoint((table, key) for table in (change.table, "*") for key in (change.key, "*"))
    ]


def rewritten(folder: Path, found: list[Change] | None = None) -> list[Change]:
    """Released changelog rows that are no longer as they were: the changelog is append-only.

    ``found`` are the `changes`, where they are known already.
    """
    known = changes(folder) if found is None else found
    return [change for change in known if change.table == CHANGELOG and change.kind != "added"]


def file_facts(path: Path) -> dict[str, str | int]:
    """Hash and size of a file, as a Data Package states them."""
    raw = path.read_bytes()
    return {"hash": f"sha256:{hashlib.sha256(raw).hexdigest()}", "bytes": len(raw)}


def make_release(folder: Path, version: str) -> int:
    """Release the data as ``version``: set version, hashes and digests.

    Returns the number of rows that changed. Raises ValueError, and writes nothing, if the version is not
    newer, a change is not in the changelog, the changelog was rewritten, or a newer changelog row names
    another version.
    """
    last = read_release(folder)["version"]
    if version_key(version) <= version_key(last):
        raise ValueError(f"version {version} is not newer than {last}")
    if rewritten(folder):
        raise ValueError(
            f"the changelog is append-only, but {', '.join(c.key for c in rewritten(folder))} "
            "was changed or removed"
        )
    missing = unlogged(folder)
    if missing:
        named = ", ".join(f"{c.table} {c.key} ({c.kind})" for c in missing[:5])
        raise ValueError(
            f"{len(missing)} changes are not in the changelog: {named}{' …' if len(missing) > 5 else ''}"
        )
    strangers = sorted({row["data_version"] for row in logged(folder)} - {version})
    if strangers:
        raise ValueError(f"the changelog names {', '.join(strangers)}, not {version}")
    count = len(changes(folder))
    if not count:
        raise ValueError(f"nothing changed since release {last}")
    package = read_package(folder)
    package["version"] = version
    for entry in package["resources"]:
        entry.update(file_facts(folder / entry["path"]))
    _replace(folder / "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    resources = package["resources"]
    snapshot = {
        "version": version,
        "files": {entry["name"]: entry["hash"] for entry in resources},
        "tables": {entry["name"]: row_digests(entry, folder) for entry in resources},
    }
    _replace(folder / RELEASE, json.dumps(snapshot, indent=0, sort_keys=True) + "\n")
    return count


def _replace(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
