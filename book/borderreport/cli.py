"""The command line: one function a command, each returning an exit status."""

from __future__ import annotations

import argparse
import contextlib
import csv
import sys
from pathlib import Path

from borderreport.data import CORE, DATA, RECORD, ROOT, Dataset, texts_folder
from borderreport.findings.vocabulary import BEARINGS


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


def find(arguments: argparse.Namespace) -> int:
    """Print every place of a phrase in a source text, or a row ready to be completed."""
    from borderreport.curate.add import BEARS_ON
    from borderreport.curate.find import find as find_places
    from borderreport.curate.workspace import Workspace

    space = Workspace(arguments.data, arguments.texts)
    if arguments.source not in space.text_of:
        print(
            f"error: no source {arguments.source}; the sources are {', '.join(sorted(space.text_of))}",
            file=sys.stderr,
        )
        return 1
    places = find_places(space.text_of[arguments.source], arguments.phrase)
    if arguments.row:
        columns = [
            "source_id",
            "span",
            "as_stated",
            "subject_id",
            "property_id",
            "object_id",
            "value_text",
            "statement",
            "topic",
            "claim_kind",
            "attributed_to",
            "origin_id",
            "follows_id",
            "value_low",
            "value_best",
            "value_high",
            "qualifier",
            "date_edtf",
            "date_basis",
            "as_of",
            "as_of_basis",
            "credibility",
            "credibility_reason",
            "note",
            *BEARS_ON,
        ]
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        for place in places:
            writer.writerow(
                {
                    "source_id": arguments.source,
                    "span": place.span,
                    "as_stated": place.as_stated,
                    "claim_kind": "reported",
                }
            )
    else:
        for place in places:
            print(
                f"¶{place.paragraph}  char_start {place.char_start}  char_end {place.char_end}  "
                f"as printed: {place.as_stated}"
            )
    print(f"{len(places)} places of {arguments.phrase!r} in {arguments.source}", file=sys.stderr)
    return 0 if places else 1


def add_source(arguments: argparse.Namespace) -> int:
    """Register a source: a core text with its hash and paragraphs, or with --record a page of the record."""
    from borderreport.curate import add
    from borderreport.curate.workspace import Workspace

    cells = {
        name: value for name, value in vars(arguments).items() if name in SOURCE_OPTIONS and value is not None
    }
    cells |= {
        "source_id": arguments.source_id,
        "tier": RECORD if arguments.record else CORE,
        "translated": "true" if arguments.translated else "false",
        "copy_status": "copy" if arguments.copy else "original",
    }
    row = add.add_source(Workspace(arguments.data, arguments.texts), arguments.text, **cells)
    if arguments.record:
        print(f"added {row['source_id']}, a page of the record: {row['url']}")
        return 0
    print(f"added {row['source_id']}: {row['text_chars']} characters, sha256 {row['text_sha256'][:12]}…")
    print("next: write seeds/" + row["source_id"] + ".md, then find phrases and add claims")
    return 0


def add_claims(arguments: argparse.Namespace) -> int:
    """Add the claims of a CSV file; offsets, paragraph, dates and keys are computed."""
    from borderreport.curate import add
    from borderreport.curate.workspace import Workspace

    rows = add.add_claims(Workspace(arguments.data, arguments.texts), arguments.file)
    for row in rows:
        print(f"added {row['claim_id']}  {row['source_id']} ¶{row['paragraph']}  {row['as_stated']}")
    print(f"{len(rows)} claims added to data/claims.csv and logged in data/changelog.csv")
    return 0


def add_row(arguments: argparse.Namespace) -> int:
    """Add one row to a table such as findings, origins or entities."""
    from borderreport.curate import add
    from borderreport.curate.workspace import Workspace

    space = Workspace(arguments.data, arguments.texts)
    columns = space.keys(arguments.table) if arguments.table in space.schemas else []
    key = dict(zip(columns, arguments.key.split("/")))
    add.add_rows(space, arguments.table, [key | _pairs(arguments.cells)])
    print(f"added {arguments.key} to data/{arguments.table}.csv; logged in data/changelog.csv")
    return 0


def add_rows(arguments: argparse.Namespace) -> int:
    """Add the rows of a CSV file to a table such as findings, origins or entities."""
    from borderreport.curate import add
    from borderreport.curate.workspace import Workspace

    rows = add.read_rows(arguments.file)
    keys = add.add_rows(Workspace(arguments.data, arguments.texts), arguments.table, rows)
    print("\n".join(f"added {key}" for key in keys))
    print(f"{len(keys)} rows added to data/{arguments.table}.csv and logged in data/changelog.csv")
    return 0


def _pairs(words: list[str]) -> dict[str, str]:
    """Columns and cells, given in turn."""
    if len(words) % 2:
        raise ValueError(f"columns and values go in pairs; {words[-1]!r} is left over")
    return dict(zip(words[::2], words[1::2]))


def bear(arguments: argparse.Namespace) -> int:
    """Let a claim bear on a finding, or change how it does; later claims move on."""
    from borderreport.curate.bear import bear as let_bear
    from borderreport.curate.workspace import Workspace

    cells = {name: value for name in ("word", "reason") if (value := getattr(arguments, name)) is not None}
    if arguments.own_act is not None:
        cells["own_act"] = "true" if arguments.own_act else ""
    turns = let_bear(
        Workspace(arguments.data, arguments.texts),
        arguments.finding,
        arguments.claim,
        arguments.bearing,
        arguments.order,
        **cells,
    )
    print(f"{arguments.claim} bears on {arguments.finding}: {arguments.bearing}")
    print(f"in turn: {', '.join(turns) or 'no claim gives the value'}; logged in data/changelog.csv")
    return 0


def finding(arguments: argparse.Namespace) -> int:
    """Show one finding: what it says, how well it is known, and who says what."""
    from borderreport.curate import show

    try:
        found = Dataset(arguments.data).finding(arguments.finding)
    except KeyError as error:
        print(f"error: {error.args[0]}", file=sys.stderr)
        return 1
    print("\n".join(show.one(found)))
    return 0


def findings(arguments: argparse.Namespace) -> int:
    """List findings by topic and weight, or what is to be done: oldest searches, claims without a finding."""
    from borderreport.curate import show

    data = Dataset(arguments.data)
    if arguments.without_finding:
        lines = list(show.without_finding(data, arguments.topic))
    else:
        lines = list(show.several(data, arguments.topic, arguments.weight, arguments.searched))
    print("\n".join([*lines, f"{len(lines)} {'claims' if arguments.without_finding else 'findings'}"]))
    return 0


def set_cells(arguments: argparse.Namespace) -> int:
    """Change cells of one row and log the change."""
    from borderreport.curate import add
    from borderreport.curate.workspace import Workspace

    cells = {arguments.field: arguments.value} | _pairs(arguments.more)
    before = add.set_cells(
        Workspace(arguments.data, arguments.texts),
        arguments.table,
        arguments.key,
        cells,
        arguments.reason,
    )
    for field, value in cells.items():
        print(f"{arguments.table} {arguments.key} {field}: {before[field]!r} is now {value!r}")
    print("logged in data/changelog.csv")
    return 0


def coverage(arguments: argparse.Namespace) -> int:
    """Show how far the claims cover each text, or each paragraph of one."""
    from borderreport.analysis import coverage as measure

    data = Dataset(arguments.data)
    if arguments.source:
        table = measure.by_paragraph(data, arguments.source).fillna("")
        for row in table.itertuples():
            print(f"¶{row.paragraph:<4}{row.kind:<12}{row.claims:>4} claims  {row.reason}")
        return 0
    for row in measure.by_source(data).itertuples():
        print(
            f"{row.source_id:<22}{row.with_claims:>3} of {row.paragraphs:>3} paragraphs yield "
            f"{row.claims:>4} claims; spans cover {row.covered:.1%} of the text of substance"
        )
    return 0


def changes(arguments: argparse.Namespace) -> int:
    """List what changed since the last release; 1 if a change is not in the changelog."""
    from borderreport.data import release

    missing = set(release.unlogged(arguments.data))
    found = release.changes(arguments.data)
    for change in found:
        print(
            f"{change.kind:8}{change.table:15}{change.key}"
            f"{'  not in the changelog' if change in missing else ''}"
        )
    for row in release.logged(arguments.data):
        print(
            f"logged for {row['data_version']}: {row['table']} {row['key']} {row['field']}: "
            f"{row['old']!r} to {row['new']!r}, {row['reason']}"
        )
    print(
        f"{len(found)} changes since release {release.read_release(arguments.data)['version']}, "
        f"{len(missing)} not in the changelog"
    )
    return 1 if missing else 0


def make_release(arguments: argparse.Namespace) -> int:
    """Release the data under a new version; refuses if a change is not in the changelog."""
    from borderreport.data import release

    count = release.make_release(arguments.data, arguments.version)
    print(
        f"released {arguments.version}: {count} rows changed; "
        "wrote data/datapackage.json and data/release.json"
    )
    return 0


def geometry(arguments: argparse.Namespace) -> int:
    """Cut the region of the maps, or with --borders the lines measured, out of world-atlas into data/geo/."""
    from borderreport.analysis.geometry import BORDERS, write_borders, write_region

    if arguments.borders:
        print(f"wrote {write_borders(arguments.atlas, BORDERS)} lines to data/geo/{BORDERS.name}")
        return 0
    if len(arguments.atlas) > 1:
        raise ValueError("the region of the maps is cut out of one file; several are for --borders")
    atlas = arguments.atlas[0]
    target = DATA / "geo" / atlas.with_suffix(".geojson").name
    print(f"wrote {write_region(atlas, target)} states to data/geo/{target.name}")
    return 0


def build(arguments: argparse.Namespace) -> int:
    """Build the HTML book: only what changed since the last build is done again."""
    from borderreport.building import driver
    from borderreport.curate.writing import held

    with held(DATA):  # no change of the tables is under way or half made when they are read
        pass
    return driver.build(arguments.output.resolve())


def pdf(arguments: argparse.Namespace) -> int:
    """Make the PDF from the built pages of the HTML book."""
    from borderreport.pdf.build import build
    from borderreport.pdf.problem import Problem

    try:
        build(arguments.html, arguments.output, arguments.paper)
    except Problem as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return 0


def bench(arguments: argparse.Namespace) -> int:
    """Measure what building takes, on copies of the project and beside a stock Jupyter Book."""
    from borderreport.bench.run import run

    return run(arguments.quick, arguments.only, arguments.output)


def lab(arguments: argparse.Namespace) -> int:
    """Open the chapters as notebooks in JupyterLab."""
    from borderreport.lab import run

    run(arguments.options)
    return 0


#: Not every page names an author, and the checks say what a core source needs beyond a page of the record.
OPTIONAL = ("author", "title", "published", "outlook", "source_kind")
SOURCE_OPTIONS = {
    "short_name": "name used in references, such as 'Izvestia 2025'",
    "publisher": "publisher",
    "publisher_kind": "official, agency, newspaper, institute or other",
    "published": "date of publication (EDTF)",
    "url": "address of the page",
    "language": "language of the text (BCP 47)",
    "source_kind": "kind of source, as in datapackage.json",
    "reliability": "Admiralty reliability, A to F",
    "reliability_reason": "why that grade",
    "outlook": "standpoint of the source",
    "author": "author, if the page names one",
    "title": "title, if the page gives one",
}


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    whole = argparse.ArgumentParser(
        prog="python -m borderreport",
        description="Check, extend and release the data of the report, and print it.",
    )
    commands = whole.add_subparsers(dest="command", required=True)

    def command(name, function, texts=True, data=True):
        made = commands.add_parser(name, help=function.__doc__.split("\n")[0].rstrip("."))
        if data:
            made.add_argument("--data", type=Path, default=DATA, help="folder of the tables (default: data/)")
        if texts:
            made.add_argument(
                "--texts",
                type=Path,
                default=texts_folder(),
                help="folder of the source texts (default: SOURCE_TEXTS)",
            )
        made.set_defaults(run=function)
        return made

    command("check", check)
    finder = command("find", find)
    finder.add_argument("source", help="source_id")
    finder.add_argument("phrase", help="words to look for; straight and curly marks are alike")
    finder.add_argument("--row", action="store_true", help="print a row for add-claims instead of the place")
    source = command("add-source", add_source)
    source.add_argument("source_id", help="new identifier, such as eurasianet-2013")
    source.add_argument(
        "text", type=Path, nargs="?", help="file that holds the text (UTF-8); none with --record"
    )
    source.add_argument(
        "--record",
        action="store_true",
        help="the source is a page of the public record, of which no text is held",
    )
    for name, meaning in SOURCE_OPTIONS.items():
        source.add_argument(
            f"--{name.replace('_', '-')}", dest=name, help=meaning, required=name not in OPTIONAL
        )
    source.add_argument("--translated", action="store_true", help="the text is a translation")
    source.add_argument("--copy", action="store_true", help="the text repeats another source")
    claims = command("add-claims", add_claims)
    claims.add_argument("file", type=Path, help="CSV of claims, with the columns that `find --row` prints")
    row = command("add", add_row)
    row.add_argument("table", help="name of the table")
    row.add_argument("key", help='key of the new row, parts joined by "/"')
    row.add_argument("cells", nargs="*", help="columns and values, in turn, such as: topic border weight 2")
    rows = command("add-rows", add_rows)
    rows.add_argument("table", help="name of the table")
    rows.add_argument("file", type=Path, help="CSV of rows, with columns of that table")
    bearing = command("bear", bear)
    bearing.add_argument("finding", help="finding_id")
    bearing.add_argument("claim", help="claim_id")
    bearing.add_argument("bearing", choices=(*BEARINGS, "none"), help="what it does; none: no longer")
    bearing.add_argument("--order", type=int, help="turn in which it may give the value: 1 first, 0 never")
    bearing.add_argument("--word", help="what fills {word} of the answer if it gives the value")
    bearing.add_argument(
        "--own-act",
        action=argparse.BooleanOptionalAction,
        help="the body whose act it is says that it did it, or its instrument does",
    )
    bearing.add_argument("--reason", help="why it bears so, in words")
    command("finding", finding, texts=False).add_argument("finding", help="finding_id")
    listed = command("findings", findings, texts=False)
    listed.add_argument("--topic", help="only this topic")
    listed.add_argument("--weight", type=int, default=2, help="of this weight or more (default: 2)")
    listed.add_argument("--searched", action="store_true", help="by the day of the last search, oldest first")
    listed.add_argument(
        "--without-finding", action="store_true", help="instead, claims of weight that bear on no finding"
    )
    cell = command("set", set_cells)
    for name, meaning in (
        ("table", "name of the table"),
        ("key", "key of the row"),
        ("field", "column"),
        ("value", "new value"),
    ):
        cell.add_argument(name, help=meaning)
    cell.add_argument("more", nargs="*", help="further columns and values, in turn")
    cell.add_argument("--reason", required=True, help="why, for the changelog")
    covered = command("coverage", coverage, texts=False)
    covered.add_argument("source", nargs="?", help="source_id, to list its paragraphs")
    command("changes", changes, texts=False)
    command("release", make_release, texts=False).add_argument(
        "version", help="the new data version, such as 0.2.0"
    )
    outlines = command("geometry", geometry, texts=False, data=False)
    outlines.add_argument(
        "atlas",
        type=Path,
        nargs="+",
        help="countries-50m.json of npm world-atlas (Natural Earth); with --borders all scales",
    )
    outlines.add_argument(
        "--borders",
        action="store_true",
        help="write the lines whose length is measured, one set a file and scale",
    )
    command("build", build, texts=False, data=False).add_argument(
        "--output", type=Path, default=ROOT / "_build", help="folder of the book (default: _build)"
    )
    printed = command("pdf", pdf, texts=False, data=False)
    printed.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help="size of the sheet (default: a4)"
    )
    printed.add_argument(
        "--html", type=Path, default=ROOT / "_build" / "html", help="the built book (default: _build/html)"
    )
    printed.add_argument(
        "--output", type=Path, default=ROOT / "_build" / "pdf", help="folder of the PDF (default: _build/pdf)"
    )
    measured = command("bench", bench, texts=False, data=False)
    measured.add_argument("--quick", action="store_true", help="the report as it is, and nothing beside it")
    measured.add_argument(
        "--only", metavar="NAME", help="beside it only claims-10, claims-100, chapters-4 or stock"
    )
    measured.add_argument(
        "--output", type=Path, help="file of the results (default: book/benchmark.json, if whole)"
    )
    command("lab", lab, texts=False, data=False).add_argument(
        "options", nargs="*", help="after --, options of JupyterLab itself, such as --no-browser"
    )
    return whole


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; a refused change exits 1 and says why.

    Commands on the tables run one at a time.
    """
    from borderreport.curate.refused import Refused
    from borderreport.curate.writing import held

    arguments = parser().parse_args(argv)
    if arguments.run is not lab:
        # jsonschema makes some thirty parsers of web addresses when it is imported, for a check that is never
        # asked for here; it does without them where the library that has them is not installed.
        sys.modules.setdefault("rfc3987_syntax", None)
    alone = held(arguments.data) if "data" in arguments else contextlib.nullcontext()
    try:
        with alone:
            return arguments.run(arguments)
    except (Refused, ValueError) as error:
        for line in str(error).splitlines():
            print(f"error: {line}", file=sys.stderr)
        if isinstance(error, Refused):
            print("nothing was changed", file=sys.stderr)
        return 1
