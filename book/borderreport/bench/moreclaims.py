"""A larger dataset of the same form: every claim and finding many times, about other things each time.

Claims are repeated together with the entities, properties, origins and findings that they name. So a copy is
what a further claim would be, one on a point of its own. A hundred statements on one point would be another
matter: each entry lists all others on its point.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from borderreport.bench.tables import read, write
from borderreport.checks.tables import sort_key
from borderreport.data import release
from borderreport.findings.answers import SLOT

#: Columns of a claim that name an entity or its origin.
NAMING = ("subject_id", "object_id", "attributed_to", "origin_id")
VERSION = "999.0.0"


def more_claims(claims: list[dict], times: int) -> list[dict]:
    """``claims``, then ``times`` - 1 copies of each, with new identifiers.

    A copy names copies of its entities, property and origin; what text it follows stays as it is.
    """
    made = list(claims)
    numbers = _claim_numbers(claims, times)
    for number in range(2, times + 1):
        for claim in claims:
            named = {column: _copied(claim[column], number) for column in NAMING}
            named["property_id"] = _copied_property(claim["property_id"], number)
            made.append(claim | named | {"claim_id": numbers[claim["claim_id"], number]})
    return made


def _claim_numbers(claims: list[dict], times: int) -> dict[tuple[str, int], str]:
    """Identifiers of the copies, by claim and number of the copy."""
    following = 1 + max(int(claim["claim_id"][1:]) for claim in claims)
    return {
        (claim["claim_id"], number): f"C{following + (number - 2) * len(claims) + place:03d}"
        for number in range(2, times + 1)
        for place, claim in enumerate(claims)
    }


def more_entities(entities: list[dict], times: int) -> list[dict]:
    """``entities`` with ``times`` - 1 copies of each, sorted as the checks want them.

    A copy of a place lies where the place does, so it stays part of the same thing.
    """

    def copied(entity: dict, number: int) -> dict:
        parent = entity["parent_id"] if entity["latitude"] else _copied(entity["parent_id"], number)
        named = {"entity_id": _copied(entity["entity_id"], number), "parent_id": parent}
        return entity | named | {"name": f"{entity['name']} (copy {number})"}

    return _more(entities, times, copied, "entity_id")


def more_properties(properties: list[dict], times: int) -> list[dict]:
    """``properties`` with ``times`` - 1 copies of each, sorted as the checks want them."""

    def copied(row: dict, number: int) -> dict:
        return row | {"property_id": _copied_property(row["property_id"], number)}

    return _more(properties, times, copied, "property_id")


def more_origins(origins: list[dict], times: int) -> list[dict]:
    """``origins`` with ``times`` - 1 copies of each, that speak for copies of what they speak for."""

    def copied(row: dict, number: int) -> dict:
        return row | {column: _copied(row[column], number) for column in ("origin_id", "speaks_for")}

    return _more(origins, times, copied, "origin_id")


def more_findings(findings: list[dict], times: int) -> list[dict]:
    """``findings`` with ``times`` - 1 copies of each, on copies of what they are about; none replaces one."""

    def copied(row: dict, number: int) -> dict:
        named = {column: _copied(row[column], number) for column in ("finding_id", "subject_id", "object_id")}
        named["property_id"] = _copied_property(row["property_id"], number)
        answer = SLOT.sub(lambda slot: _copied_slot(slot[1], slot[2], number), row["answer"])
        return row | named | {"answer": answer, "was": ""}

    return _more(findings, times, copied, "finding_id")


def more_bearings(bearings: list[dict], claims: list[dict], times: int) -> list[dict]:
    """``bearings`` with ``times`` - 1 copies of each, of the copies of ``claims`` on copies of findings."""
    numbers = _claim_numbers(claims, times)

    def copied(row: dict, number: int) -> dict:
        named = {
            "finding_id": _copied(row["finding_id"], number),
            "claim_id": numbers[row["claim_id"], number],
        }
        return row | named

    return _more(bearings, times, copied, "finding_id", "claim_id")


def _more(rows: list[dict], times: int, copied: Callable[[dict, int], dict], *key: str) -> list[dict]:
    made = [*rows, *(copied(row, number) for number in range(2, times + 1) for row in rows)]
    return sorted(made, key=lambda row: sort_key(tuple(row[column] for column in key)))


def _copied_slot(name: str, finding: str | None, number: int) -> str:
    return f"{{{name}:{_copied(finding, number)}}}" if finding else f"{{{name}}}"


def _copied(key: str, number: int) -> str:
    return f"{key}-copy-{number}" if key else ""


def _copied_property(key: str, number: int) -> str:
    """The key of a copy of a property, which may hold letters alone."""
    return f"{key}_copy_{''.join(chr(ord('a') + int(digit)) for digit in str(number))}"


#: Tables that grow on their own, with what makes more of their rows.
GROWING = {
    "entities": more_entities,
    "findings": more_findings,
    "origins": more_origins,
    "properties": more_properties,
}


def grow(project: Path, times: int) -> int:
    """Make claims and findings of ``project`` ``times`` as many, and release them; how many claims then."""
    data = project / "data"
    before = read(data / "claims.csv")
    claims = more_claims(before, times)
    write(data / "claims.csv", claims)
    for name, more in GROWING.items():
        write(data / f"{name}.csv", more(read(data / f"{name}.csv"), times))
    write(data / "bearings.csv", more_bearings(read(data / "bearings.csv"), before, times))
    publish(data, ("claims", *GROWING, "bearings"), VERSION)
    _let_titles_stand(project / "book" / "borderreport" / "outputs.py")
    return len(claims)


def _let_titles_stand(outputs: Path) -> None:
    """Let charts be drawn though their titles say what is true of today's data only."""
    text, refusal = outputs.read_text(encoding="utf-8"), "if not self.holds:"
    if refusal not in text:
        raise ValueError(f"{outputs.name} has no line {refusal!r}, which a grown copy must not have")
    outputs.write_text(text.replace(refusal, "if False:"), encoding="utf-8")


def publish(data: Path, tables: tuple[str, ...], version: str) -> None:
    """Log that ``tables`` changed, and release the data as ``version``."""
    path = data / "changelog.csv"
    logged = read(path)
    about = {"data_version": version, "changed_on": logged[-1]["changed_on"], "key": "*", "field": "*"}
    for table in tables:
        number = int(logged[-1]["change_id"][1:]) + 1
        logged.append(
            dict.fromkeys(logged[0], "")
            | about
            | {"change_id": f"L{number:04d}", "table": table, "reason": "Changed by the benchmark."}
        )
    write(path, logged)
    release.make_release(data, version)
