"""What a chapter's cell ends in: a figure or a table, with the claims that carry it.

In the book an object becomes a directive of `borderreport.sphinxext`, which numbers and renders
it; in a notebook it shows itself. The class refuses an object that lacks a part.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

from borderreport.charts import points, template  # noqa: F401  the template registers itself
from borderreport.charts.edges import edged
from borderreport.charts.hatches import hatched
from borderreport.data import CORE, RECORD, shared
from borderreport.words import wording
from borderreport.analysis.witnesses import witnesses

#: Name of the last column of every table: ids of the claims that carry the row.
EVIDENCE = "Evidence"
#: Set by the Sphinx extension, so that cells answer with directives instead of notebook output.
BUILDING = "BORDERREPORT_BUILDING"
#: Marks an output as a value for the prose, for myst-nb.
GLUED = "application/papermill.record/"


def _claim_ids(cell) -> list[str]:
    return [cell] if isinstance(cell, str) else list(cell)


def _cell(value):
    if isinstance(value, float) and value != value or value is None or value is pd.NA:
        return ""
    return (
        wording.number(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else str(value)
    )


def _payload(rows: pd.DataFrame) -> dict:
    """Columns, alignment and cells of ``rows``; the evidence column as lists of claim ids."""
    numeric = [rows[c].dtype.kind in "iufIUF" for c in rows]
    body = [
        [_claim_ids(v) if c == EVIDENCE else _cell(v) for c, v in zip(rows.columns, values)]
        for values in rows.itertuples(index=False, name=None)
    ]
    return {"columns": [str(c) for c in rows.columns], "numeric": numeric, "rows": body}


def evidence_statement(claim_ids: Iterable[str]) -> str:
    """What a figure or table rests on, in words: claims, sources, and their voices where these are fewer."""
    claims = shared().all_claims
    claims = claims[claims["claim_id"].isin(set(claim_ids))]
    parts = []
    for tier, kind, origin in ((CORE, "claim", "source"), (RECORD, "claim of the record", "page")):
        own = claims[claims["tier"] == tier]
        if own.empty:
            continue
        sources, voices = own["source_id"].nunique(), witnesses(own)
        plural = "claims" + kind.removeprefix("claim")
        words = f"{wording.counted(len(own), kind, plural)} from {wording.counted(sources, origin)}"
        if voices < sources:
            words += f", but only {wording.counted(voices, 'independent voice')}"
        parts.append(words)
    return (
        f"Rests on {', and on '.join(parts)}."
        if parts
        else "Rests on no claim: it is computed from other data, named in the note."
    )


def source_line(claim_ids: Iterable[str]) -> str:
    """The sources of a figure by name, the pages of the record by name where they are few."""
    data = shared()
    found = data.all_claims[data.all_claims["claim_id"].isin(set(claim_ids))]
    names = [n for n in data.sources.sort_values("published")["short_name"] if n in set(found["source"])]
    pages = sorted(set(found.loc[found["tier"] == RECORD, "source"]))
    if pages:
        names.append(
            f"public record ({'; '.join(pages) if len(pages) <= 3 else wording.counted(len(pages), 'page')})"
        )
    return (
        f"Source{'s' * (len(names) > 1)}: {', '.join(names)}."
        if names
        else "Source: own calculation, see the note."
    )


@dataclass(frozen=True)
class _Output:
    name: str
    title: str
    rows: pd.DataFrame
    note: str = ""
    #: What must be true of the data for the title to be true. A cell whose data say otherwise fails the
    #: build.
    holds: bool | None = None

    directive = ""
    prefix = ""

    def __post_init__(self) -> None:
        kind = type(self).__name__.lower()
        if not self.name.startswith(self.prefix):
            raise ValueError(f"{kind} {self.name!r}: the name must begin with {self.prefix!r}")
        if not self.title.strip():
            raise ValueError(f"{kind} {self.name!r} has no title")
        if self.holds is None:
            raise ValueError(
                f"{kind} {self.name!r}: say in `holds` what must be true of the data for its title"
            )
        if not self.holds:
            raise ValueError(f"{kind} {self.name!r}: the data do not bear out its title: {self.title}")
        if self.rows.empty:
            raise ValueError(f"{kind} {self.name!r} has no rows")
        if self.rows.columns[-1] != EVIDENCE:
            raise ValueError(
                f"{kind} {self.name!r}: the last column of its rows must be {EVIDENCE!r}, "
                "the claims that carry the row"
            )

    @property
    def claim_ids(self) -> list[str]:
        """Ids of all claims that carry the rows, in order of first use."""
        return list(dict.fromkeys(i for cell in self.rows[EVIDENCE] for i in _claim_ids(cell)))

    def payload(self) -> dict:
        """Everything the directive needs, as plain data."""
        return {
            "name": self.name,
            "title": self.title,
            "note": self.note,
            "table": _payload(self.rows),
            "sources": source_line(self.claim_ids),
            "evidence": evidence_statement(self.claim_ids),
        }

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        if os.environ.get(BUILDING):
            # One line of JSON cannot close the fence, whatever the data hold.
            content = json.dumps(self.payload(), ensure_ascii=False)
            return {"text/markdown": f"```{{{self.directive}}}\n{content}\n```"}
        return self._in_notebook()

    def _in_notebook(self) -> dict:
        return {
            "text/html": self.rows.to_html(index=False),
            "text/plain": f"{self.title}\n{self.rows.to_string()}",
        }


@dataclass(frozen=True)
class Table(_Output):
    """A numbered table: ``rows`` as printed, the last column being the evidence. A long one may be
    ``folded``: it opens on demand.
    """

    folded: bool = False

    directive = "report-table"
    prefix = "tab-"

    def payload(self) -> dict:
        """Everything the directive needs, as plain data."""
        return super().payload() | {"folded": self.folded}


@dataclass(frozen=True)
class Figure(_Output):
    """A numbered chart with title (the finding), subtitle (measure, unit, place, period), alt text, note
    and its rows.

    ``chart`` is a plain Plotly figure with ``layout.height`` in px; ``rows`` are the plotted rows.
    """

    chart: go.Figure = field(default=None, repr=False)
    subtitle: str = ""
    alt: str = ""

    directive = "report-figure"
    prefix = "fig-"

    def __post_init__(self) -> None:
        super().__post_init__()
        for part in ("subtitle", "alt", "note"):
            if not getattr(self, part).strip():
                raise ValueError(f"figure {self.name!r} has no {part}")
        if self.chart is None or not self.chart.data:
            raise ValueError(f"figure {self.name!r} has no chart, or a chart with no data")
        if not self.chart.layout.height:
            raise ValueError(f"figure {self.name!r}: set layout.height of its chart")
        stray = set(points.claim_ids(json.loads(self._plain))) - set(self.claim_ids)
        if stray:
            raise ValueError(
                f"figure {self.name!r}: points of the chart name claims that no row does: "
                f"{', '.join(sorted(stray))}"
            )

    def payload(self) -> dict:
        """Everything the directive needs, as plain data."""
        claims = shared().all_claims.set_index("claim_id")
        spec = points.with_claims(edged(hatched(json.loads(self._plain))), claims)
        for number, trace in enumerate(spec["data"]):
            trace["uid"] = str(number)  # else Plotly draws lots, and no two builds are equal
        return super().payload() | {"subtitle": self.subtitle, "alt": self.alt, "spec": spec}

    @cached_property
    def _plain(self) -> str:
        """The chart as JSON. Made once: for a chart of many points that takes longer than all else here."""
        return pio.to_json(self.chart, validate=False)

    def _in_notebook(self) -> dict:
        shown = go.Figure(self.chart).update_layout(title=self.title, margin_t=60)
        return {"application/vnd.plotly.v1+json": json.loads(pio.to_json(shown)), "text/plain": self.title}


def calculated(**values) -> None:
    """Offer calculated values to the prose of the page: ``{glue:text}`name` `` prints one.

    Whole and decimal numbers get thousands separators; text is taken as it is. Raises ValueError
    for a value that is missing, so that no sentence has a hole.
    """
    from IPython.display import display

    for name, value in values.items():
        text = _cell(value)
        if not text.strip():
            raise ValueError(f"calculated value {name!r} is empty")
        # As myst-nb's own `glue` does it, whose import alone takes longer than most chapters.
        about = {"scrapbook": {"name": name, "mime_prefix": GLUED}}
        display({f"{GLUED}text/plain": repr(text)}, metadata=about, raw=True)
        if not os.environ.get(BUILDING):
            print(f"{name}: {text}")


def source_summary(claims: pd.DataFrame) -> None:
    """Offer the counts of a chapter's source summary: n_claims, n_sources, n_following, most_cited,
    most_share.

    ``claims`` are the claims the chapter rests on; n_following of them follow another source.
    ``most_share`` is the share in per cent of the source that gives most of them.
    """
    per_source = claims["source"].value_counts()
    calculated(
        n_claims=len(claims),
        n_sources=len(per_source),
        n_following=wording.spelled(int(claims["follows_id"].notna().sum())),
        most_cited=per_source.index[0],
        most_share=round(100 * per_source.iloc[0] / len(claims)),
    )
