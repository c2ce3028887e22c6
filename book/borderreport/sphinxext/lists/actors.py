"""Who and what the claims speak of: entities by type, with their other names and how often they appear."""

from __future__ import annotations

from functools import cache

import pandas as pd
from sphinx.util.docutils import SphinxDirective

from borderreport.data import CORE, RECORD
from borderreport.sphinxext.evidence import claims, search
from borderreport.sphinxext.figures.tables import build_table

ROLES = ("subject_id", "object_id", "attributed_to")


@cache
def _claims_of() -> dict[str, list[str]]:
    """Claims that name an entity as subject, object or speaker, by entity, in order of identifiers."""
    found: dict[str, list[str]] = {}
    for claim_id, claim in claims.rows().items():
        for entity in {claim[role] for role in ROLES if pd.notna(claim[role])}:
            found.setdefault(entity, []).append(claim_id)
    return found


class ActorList(SphinxDirective):
    """``{actor-list} person`` lists the entities of one type: its arguments are entity types."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        entities = claims.dataset().entities
        wanted = self.arguments[0].split()
        own = entities[entities["entity_type"].isin(wanted)]
        if own.empty:
            raise self.error(f"actor-list: no entity of the type {self.arguments[0]!r}")
        names = entities.set_index("entity_id")["name"]
        tiers = claims.table()["tier"]
        rows = []
        listed = own.sort_values("name")
        for entity in listed.itertuples():
            ids = _claims_of().get(entity.entity_id, [])
            counts = [str(sum(tiers[i] == tier for i in ids) or "") for tier in (CORE, RECORD)]
            also = "" if pd.isna(entity.aliases) else entity.aliases.replace(";", ", ")
            part = "" if pd.isna(entity.parent_id) else names[entity.parent_id]
            rows.append([entity.name, also, part, *counts, ids[:1]])
        content = {
            "columns": ["Name", "Also called", "Part of", "Core claims", "Record claims", "First claim"],
            "numeric": [False, False, False, True, True, False],
            "rows": rows,
            "anchors": [search.entity_anchor(entity_id) for entity_id in listed["entity_id"]],
        }
        for entity_id in listed["entity_id"]:
            self.env.get_domain("report").note_entity(entity_id)
        return [build_table(content)]


def setup(app):
    """Register the directive."""
    app.add_directive("actor-list", ActorList)
