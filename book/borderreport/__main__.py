"""Commands of the report: ``python -m borderreport check`` and ``… geometry``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from borderreport.data import DATA, texts_folder


def check(arguments: argparse.Namespace) -> int:
    """Validate the data and its evidence; 0 if nothing is wrong, 1 otherwise."""
    from borderreport.checks.run import run

    outcome = run(arguments.data, arguments.texts)
    for problem in outcome.problems:
        print(f"error: {problem}", file=sys.stderr)
    for line in outcome.checked:
        print(f"checked: {line}")
    for line in outcome.unchecked:
        print(f"not checked: {line}")
    print(f"{len(outcome.problems)} problems" if outcome.problems else "no problem found")
    return 1 if outcome.problems else 0


def changes(arguments: argparse.Namespace) -> int:
    """List what changed since the last release; 1 if a change is not in the changelog."""
    from borderreport import release

    missing = set(release.unlogged(arguments.data))
    found = release.changes(arguments.data)
    for change in found:
        note = "  not in the changelog" if change in missing else ""
        print(f"{change.kind:8}{change.table:15}{change.key}{note}")
    print(f"{len(found)} changes since release {release.read_release(arguments.data)['version']}, {len(missing)} not in the changelog")
    return 1 if missing else 0


def make_release(arguments: argparse.Namespace) -> int:
    """Release the data under a new version; refuses if a change is not in the changelog."""
    from borderreport import release

    try:
        count = release.make_release(arguments.data, arguments.version)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"released {arguments.version}: {count} rows changed; wrote data/datapackage.json and data/release.json")
    return 0


def geometry(arguments: argparse.Namespace) -> int:
    """Cut the region of the maps out of a world-atlas file into data/geo/."""
    from borderreport.geometry import write_region

    target = DATA / "geo" / arguments.atlas.with_suffix(".geojson").name
    print(f"wrote {write_region(arguments.atlas, target)} states to data/geo/{target.name}")
    return 0


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m borderreport", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checker = commands.add_parser("check", help="validate the tables, their rules and their evidence")
    checker.add_argument("--data", type=Path, default=DATA, help="folder of the tables (default: data/)")
    checker.add_argument("--texts", type=Path, default=texts_folder(), help="folder of the source texts (default: SOURCE_TEXTS)")
    checker.set_defaults(run=check)
    lister = commands.add_parser("changes", help="show what changed since the last release")
    lister.set_defaults(run=changes)
    releaser = commands.add_parser("release", help="release the data under a new version")
    releaser.add_argument("version", help="the new data version, such as 0.2.0")
    releaser.set_defaults(run=make_release)
    for command in (lister, releaser):
        command.add_argument("--data", type=Path, default=DATA, help="folder of the tables (default: data/)")
    cutter = commands.add_parser("geometry", help="cut the region of the maps out of Natural Earth (npm world-atlas)")
    cutter.add_argument("atlas", type=Path, help="countries-50m.json of the package")
    cutter.set_defaults(run=geometry)
    arguments = parser.parse_args(argv)
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
