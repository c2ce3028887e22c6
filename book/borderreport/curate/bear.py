"""Let a claim bear on a finding: by itself, or together with the claim or the finding that is new."""

from __future__ import annotations

from borderreport.curate.refused import Refused
from borderreport.curate.workspace import Row, Workspace

#: In place of a bearing: the claim no longer bears on the finding.
NONE = "none"
#: Columns of bearings.csv that new claims and new findings may have, beside the key of the other.
COLUMNS = ("bearing", "order", "word", "own_act", "reason")


def bear(
    space: Workspace, finding_id: str, claim_id: str, bearing: str, order: int | None = None, **cells: str
) -> list[str]:
    """Let a claim bear on a finding, or change how it does.

    Returns the claims that may give the value, in turn. ``order`` is the turn of this one, 0 for never;
    those from there on move one further. ``cells`` are columns of bearings.csv by name. What is not named
    stays as it is. Every row that changes is logged. Raises Refused.
    """
    turns = _let_bear(space, finding_id, claim_id, bearing, order, cells)
    space.commit()
    return turns


def bear_at_once(space: Workspace, finding_id: str, claim_id: str, given: Row) -> None:
    """Let a claim bear on a finding as the `COLUMNS` in ``given`` say, one of the two being new.

    The caller commits. Raises Refused.
    """
    cells = {column: given[column] for column in COLUMNS if given.get(column)}
    bearing, order = cells.pop("bearing", ""), cells.pop("order", "")
    if order and not order.isdigit():
        raise Refused(f"order: expected a number; found {order!r}")
    _let_bear(space, finding_id, claim_id, bearing, int(order) if order else None, cells)


def _let_bear(
    space: Workspace, finding_id: str, claim_id: str, bearing: str, order: int | None, cells: Row
) -> list[str]:
    table = space.tables["bearings"]
    rows = [row for row in table if row["finding_id"] == finding_id]
    row = next((row for row in rows if row["claim_id"] == claim_id), None)
    if row is None:
        for name, column, key in (("findings", "finding_id", finding_id), ("claims", "claim_id", claim_id)):
            if not any(known[column] == key for known in space.tables[name]):
                raise Refused(f"data/{name}.csv: no row {key}")
        if bearing == NONE:
            raise Refused(f"{claim_id} does not bear on {finding_id}")
        row = space.blank("bearings", finding_id=finding_id, claim_id=claim_id)
        rows.append(row)
        table.append(row)
    before = {other["claim_id"]: dict(other) for other in rows}
    row |= {"bearing": bearing} | cells
    turns = _turns(rows, row, 0 if bearing == NONE else order)
    reason = cells.get("reason") or f"{claim_id} bears on it: {bearing}"
    if bearing == NONE:
        table.remove(row)
    for other in rows:
        old = before[other["claim_id"]]
        if other is row and NONE in (bearing, old["bearing"] or NONE):
            space.log("bearings", space.key_of("bearings", row), "*", old["bearing"], bearing, reason)
            continue
        for column in (column for column in other if other[column] != old[column]):
            why = reason if other is row else f"{claim_id} takes another turn"
            key = space.key_of("bearings", other)
            space.log("bearings", key, column, old[column], other[column], why)
    if before == {other["claim_id"]: other for other in rows}:
        raise Refused(f"{claim_id} bears so on {finding_id} already")
    return [other["claim_id"] for other in turns]


def _turns(rows: list[Row], row: Row, order: int | None) -> list[Row]:
    """The rows that may give the value, in turn, once ``row`` has its own: numbered from 1 without a gap."""
    others = [other for other in rows if other["order"] and (other is not row or order is None)]
    turns = sorted(others, key=lambda other: int(other["order"]))
    if order is not None:
        if not 0 <= order <= len(turns) + 1:
            raise Refused(f"order: expected 1 to {len(turns) + 1}, or 0 for never; found {order}")
        row["order"] = ""
        if order:
            turns.insert(order - 1, row)
    for number, other in enumerate(turns, 1):
        other["order"] = str(number)
    return turns
