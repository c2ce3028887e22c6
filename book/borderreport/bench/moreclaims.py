"""A larger dataset of the same form: every claim many times, about other things each time.

Claims are repeated together with the entities and properties they name. So a copy is what a further claim
would be, one on a point of its own. A hundred statements on one point would be another matter: each entry
lists all others on its point.
"""

from __future__ import annotations

from pathlib import Path

from borderreport.bench.tables import read, write
from borderreport.checks.tables import sort_key
from borderreport.data import release

#: Columns of a claim that name an entity.
NAMING = ("subject_id", "object_id", "attributed_to")
VERSION = "999.0.0"


def more_claims(claims: list[dict], core: set[str], times: int) -> list[dict]:
    """``claims``, then ``times`` - 1 copies of each, with new identifiers; ``core`` are the core sources.

    A copy names copies of its entities and property. The origin of a claim of the record is repeated as well,
    while one of the core must stay what derivations.csv records.
    """
    following = 1 + max(int(claim["claim_id"][1:]) for claim in claims)
    made = list(claims)
    for number in range(2, times + 1):
        for claim in claims:
            named = {column: _copied(claim[column], number) for column in NAMING}
            named["property_id"] = _copied_property(claim["property_id"], number)
            if claim["source_id"] not in core:
                named["independence_group"] = _copied(claim["independence_group"], number)
            made.append(claim | named | {"claim_id": f"C{following:03d}"})
            following += 1
    return made


def more_entities(entities: list[dict], times: int) -> list[dict]:
    """``entities`` with ``times`` - 1 copies of each, sorted as the checks want them."""
    made = list(entities)
    for number in range(2, times + 1):
        for entity in entities:
            key, parent = _copied(entity["entity_id"], number), _copied(entity["parent_id"], number)
            name = f"{entity['name']} (copy {number})"
            made.append(entity | {"entity_id": key, "parent_id": parent, "name": name})
    return sorted(made, key=lambda entity: sort_key((entity["entity_id"],)))


def more_properties(properties: list[dict], times: int) -> list[dict]:
    """``properties`` with ``times`` - 1 copies of each, sorted as the checks want them."""
    made = list(properties)
    for number in range(2, times + 1):
        made += [row | {"property_id": _copied_property(row["property_id"], number)} for row in properties]
    return sorted(made, key=lambda row: sort_key((row["property_id"],)))


def _copied(key: str, number: int) -> str:
    return f"{key}-copy-{number}" if key else ""


def _copied_property(key: str, number: int) -> str:
    """The key of a copy of a property, which may hold letters alone."""
    return f"{key}_copy_{''.join(chr(ord('a') + int(digit)) for digit in str(number))}"


def grow(project: Path, times: int) -> int:
    """Make the claims of ``project`` ``times`` as many, and release them; the number there are then."""
    data = project / "data"
    core = {source["source_id"] for source in read(data / "sources.csv") if source["tier"] == "core"}
    claims = more_claims(read(data / "claims.csv"), core, times)
    write(data / "claims.csv", claims)
    write(data / "entities.csv", more_entities(read(data / "entities.csv"), times))
    write(data / "properties.csv", more_properties(read(data / "properties.csv"), times))
    publish(data, ("claims", "entities", "properties"), VERSION)
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
