"""Search finds findings, claims and entities: a Sphinx domain whose objects they are, each with its anchor.

The builder puts the objects of every domain into the search index, so the reader's search is Sphinx's own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import ClassVar

import pandas as pd
from sphinx.domains import Domain, ObjType
from sphinx.search.en import SearchEnglish

from borderreport.sphinxext.evidence import claims, findings

#: Sphinx's ranks: entities come before findings and claims, and all before words of the text.
FIRST, NEXT = 0, 1
SCRIPT = "search-on-disk.js"
#: Words of a claim's statement in its name: enough to tell it, as every page's index holds all of them.
WORDS = 12


def entity_anchor(entity_id: str) -> str:
    """Identifier of the row of an entity."""
    return f"entity-{entity_id}"


def claim_name(claim_id: str, statement: str) -> str:
    """``C356: first words of the statement …``."""
    words = statement.split()
    return shown(f"{claim_id}: {' '.join(words[:WORDS])}{' …' if len(words) > WORDS else ''}")


def entity_name(name: str, aliases) -> str:
    """The name of an entity with its other names, by which it is found as well."""
    return shown(name if pd.isna(aliases) else f"{name} ({', '.join(aliases.split(';'))})")


def shown(name: str) -> str:
    """``name`` without full stops, for the index takes what stands before one for a module; a number keeps
    a raised point.
    """
    return re.sub(r"(?<=\d)\.(?=\d)", "·", name).replace(".", "")


class ReportDomain(Domain):
    """Findings and claims on the evidence pages, and entities where a list of actors shows them."""

    name = "report"
    label = "Report"
    object_types: ClassVar = {
        "finding": ObjType("Finding"),
        "claim": ObjType("Claim"),
        "entity": ObjType("Actor, place or thing"),
    }
    initial_data: ClassVar = {"entities": {}}  # entity_id: page whose list shows it

    def get_type_name(self, type, primary=False):
        return type.lname  # without the name of the domain, which a reader need not know

    def note_entity(self, entity_id: str) -> None:
        """Remember that the page being read lists an entity."""
        self.data["entities"][entity_id] = self.env.docname

    def clear_doc(self, docname):
        for entity_id in [e for e, page in self.data["entities"].items() if page == docname]:
            del self.data["entities"][entity_id]

    def merge_domaindata(self, docnames, otherdata):
        self.data["entities"].update(
            {e: page for e, page in otherdata["entities"].items() if page in docnames}
        )

    def resolve_any_xref(self, env, fromdocname, builder, target, node, contnode):
        return []

    def get_objects(self):
        # A full name that equals the anchor, or is its end, would make the index derive the anchor from the
        # shown name.
        for claim_id, claim in claims.rows().items():
            page = claims.PAGES[claim["tier"]]
            if page in self.env.found_docs:
                yield (
                    f"claim:{claim_id}",
                    claim_name(claim_id, claim["statement"]),
                    "claim",
                    page,
                    claim_id,
                    NEXT,
                )
        if findings.PAGE in self.env.found_docs:
            for finding_id, finding in findings.settled().items():
                name = shown(finding.question)
                yield f"finding:{finding_id}", name, "finding", findings.PAGE, finding_id, NEXT
        entities = claims.dataset().entities.set_index("entity_id")
        for entity_id, page in sorted(self.data["entities"].items()):
            if entity_id not in entities.index:  # left over from an older build
                continue
            entity = entities.loc[entity_id]
            name = entity_name(entity["name"], entity["aliases"])
            yield f"entity:{entity_id}", name, "entity", page, entity_anchor(entity_id), FIRST


class English(SearchEnglish):
    """Sphinx's English, which remembers the stems it has found: the book says most of its words many
    times.
    """

    def init(self, options: dict) -> None:
        super().init(options)
        self.stem = cache(super().stem)


def _forget_words(app) -> list:
    """Sphinx keeps words that no page has any more; without them an index is that of a build from nothing."""
    indexer = getattr(app.builder, "indexer", None)
    for mapping in (indexer._mapping, indexer._title_mapping) if indexer else ():
        for word in [word for word, pages in mapping.items() if not pages]:
            del mapping[word]
    return []


def _quiet_on_disk(app, pagename, templatename, context, doctree) -> None:
    if pagename == "search":
        app.add_js_file(SCRIPT, loading_method="defer")


def setup(app):
    """Register the domain, and what the search page needs to work from the file system."""
    app.add_domain(ReportDomain)
    app.add_search_language(English)
    app.connect("html-page-context", _quiet_on_disk)
    app.connect("html-collect-pages", _forget_words)
