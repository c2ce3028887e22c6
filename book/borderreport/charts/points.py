"""Points of a chart that stand for claims.

A point names them in its ``customdata``, and from there comes what it tells. A reader who rests on such a
point sees the claim, its value with the range, and the place in the source; a click opens the claim's
evidence card (assets/chart-points.js). Text of the chapter's own, such as a calculation, stands above.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator

import pandas as pd

from borderreport.words import wording

CLAIM = re.compile(r"C\d+")
WIDTH = 44  # letters in a line, which a phone has room for
MOST = 3  # claims told in full; the rest are counted


def _named(customdata) -> list[str]:
    """Claim ids that the customdata of one point hold: an id, or a list of some."""
    values = customdata if isinstance(customdata, (list, tuple)) else [customdata]
    return [v for v in values if isinstance(v, str) and CLAIM.fullmatch(v)]


def claim_ids(spec: dict) -> Iterator[str]:
    """Ids of the claims that points of the Plotly figure ``spec`` (plain data) name.

    They come in order, as often as they are named.
    """
    for trace in spec["data"]:
        for point in trace.get("customdata", []):
            yield from _named(point)


def _lines(text: str) -> str:
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(text, WIDTH))


def _range(claim: pd.Series) -> str:
    """Both ends of a claim that gives a best value, too: "1,300 to 1,400"; empty for others."""
    ends = [claim["value_low"], claim["value_high"]]
    if pd.isna(claim["value_best"]) or any(map(pd.isna, ends)) or ends[0] == ends[1]:
        return ""
    return f", range {wording.number(float(ends[0]))} to {wording.number(float(ends[1]))}"


def hover_text(ids: list[str], claims: pd.DataFrame) -> str:
    """Statement, value and place of each claim of ``ids``, as Plotly's markup.

    ``claims`` is by claim_id. Raises KeyError for an unknown id.
    """
    told = []
    for claim in (claims.loc[i] for i in ids[:MOST]):
        amount = (
            wording.value(claim) + _range(claim)
            if wording.central(claim) is not None
            else wording.quoted(claim)
        )
        told.append(
            "<br>".join(
                (_lines(claim["statement"]), f"<b>{_lines(amount)}</b>", _lines(wording.place(claim)))
            )
        )
    if len(ids) > MOST:
        told.append(f"and {wording.counted(len(ids) - MOST, 'more claim')}")
    return "<br><br>".join(told)


def with_claims(spec: dict, claims: pd.DataFrame) -> dict:
    """``spec`` with a hover text for every point that names claims; ``claims`` by claim_id.

    A chapter's own hover text stays above it. Points that name none are left as they are.
    """
    for trace in spec["data"]:
        points = [_named(p) for p in trace.get("customdata", [])]
        if not any(points):
            continue
        own = trace.get("hovertext", "")
        own = own if isinstance(own, list) else [own] * len(points)
        if len(own) != len(points):
            raise ValueError(
                f"a trace with {len(points)} points that name claims has {len(own)} hover texts of its own"
            )
        trace["hovertext"] = [
            "<br><br>".join(part for part in (_lines(text), hover_text(ids, claims) if ids else "") if part)
            for text, ids in zip(own, points)
        ]
        trace["hoverinfo"] = "text"
        trace.pop("hovertemplate", None)
    return spec
