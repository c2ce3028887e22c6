"""Is every change since the last release in the changelog, and are the files those of the release?"""

from __future__ import annotations

from pathlib import Path

from borderreport.data import release
from borderreport.checks.problem import Problem
from borderreport.data import read_package

HOW = "record it and run `python -m borderreport release`"


def check_release(folder: Path) -> list[Problem]:
    """Faults in what is released and in how changes are logged.

    Changes without a changelog row or a new version, a rewritten changelog, files that are not those
    released.
    """
    changed = release.changes(folder)
    released = release.read_release(folder)["version"]
    problems = [
        Problem(
            f"data/{c.table}.csv",
            None,
            c.key,
            "",
            f"a newer row of changelog.csv that names this row ({HOW})",
            f"a row {c.kind} since release {released}",
        )
        for c in release.unlogged(folder, changed)
    ]
    problems += [
        Problem(
            "data/changelog.csv",
            None,
            c.key,
            "",
            "the row as released: the changelog is append-only",
            f"a row {c.kind}",
        )
        for c in release.rewritten(folder, changed)
    ]
    package = read_package(folder)
    if package["version"] != released:
        problems.append(
            Problem(
                "data/datapackage.json",
                None,
                "",
                "version",
                f"{released}, the version released ({HOW})",
                package["version"],
            )
        )
    for entry in package["resources"]:
        facts = release.file_facts(folder / entry["path"])
        for name, value in facts.items():
            if entry.get(name) != value:
                problems.append(
                    Problem(
                        "data/datapackage.json",
                        None,
                        entry["name"],
                        name,
                        f"{value}, of {entry['path']} ({HOW})",
                        f"{entry.get(name)}",
                    )
                )
    return problems
