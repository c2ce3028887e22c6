"""The data dictionary and the downloads, made from datapackage.json and the tables."""

from __future__ import annotations

import hashlib
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from borderreport.data import export
from borderreport.words import wording
from borderreport.data import read_package, read_table
from borderreport.sphinxext.assets.scripts import copying
from borderreport.sphinxext.figures.outputs import paragraph
from borderreport.sphinxext.figures.tables import build_table

FOLDER = "downloads"
MEANING = {
    ".zip": "all tables as CSV, with datapackage.json, README and checksums",
    ".xlsx": "all tables as a workbook with typed cells",
    ".jsonld": "schema.org Dataset: every claim with its source and place",
    ".bib": "the five articles as BibTeX",
}


def _constraints(field: dict) -> str:
    rules = field.get("constraints", {})
    words = []
    if rules.get("required"):
        words.append("required")
    if rules.get("unique"):
        words.append("unique")
    if "enum" in rules:
        words.append("one of " + ", ".join(rules["enum"]))
    if "minimum" in rules:
        words.append(f"at least {wording.number(rules['minimum'])}")
    if "maximum" in rules:
        words.append(f"at most {wording.number(rules['maximum'])}")
    if "pattern" in rules:
        words.append(f"of the form {rules['pattern']}")
    return "; ".join(words)


class DataDictionary(SphinxDirective):
    """``{data-dictionary}`` lists every table with its key, its references and its columns."""

    def run(self):
        return [self.section(entry) for entry in read_package()["resources"]]

    def section(self, entry: dict) -> nodes.section:
        name, schema = entry["name"], entry["schema"]
        section = nodes.section(ids=[f"table-{name}"], names=[f"table-{name}"])
        self.state.document.note_explicit_target(section, section)
        section += nodes.title(entry["title"], entry["title"])
        count = wording.counted(len(read_table(name)), "row")
        section += paragraph(
            f"{entry['description']} {entry['path']}, {count}; key: {', '.join(schema['primaryKey'])}.",
            "table-summary",
        )
        for key in schema.get("foreignKeys", []):
            target = key["reference"]["resource"] or name
            section += paragraph(f"{', '.join(key['fields'])} refers to {target}.", "table-summary")
        rows = [[f["name"], f["type"], f["description"], _constraints(f)] for f in schema["fields"]]
        content = {"columns": ["Column", "Type", "Meaning", "Rules"], "numeric": [False] * 4, "rows": rows}
        section += build_table(content)
        return section


class DataDownloads(SphinxDirective):
    """``{data-downloads}`` offers the downloads with size and hash."""

    def run(self):
        files = export.write_all(Path(self.env.app.outdir).parent / FOLDER)
        listing = nodes.bullet_list(classes=["downloads"])
        for path in files:
            item, line = nodes.list_item(), nodes.paragraph()
            line += nodes.reference("", path.name, refuri=f"../_static/{FOLDER}/{path.name}", internal=False)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            line += nodes.Text(
                f": {MEANING[path.suffix]}; {path.stat().st_size / 1024:,.0f} kB, sha256 {digest[:16]}…"
            )
            item += line
            listing += item
        package = read_package()
        about = paragraph(
            f"Data version {package['version']}, {package['licenses'][0]['title']}.", "table-summary"
        )
        return [about, listing]


class DataChanges(SphinxDirective):
    """``{data-changes}`` lists every change of the data, newest first, as changelog.csv keeps them."""

    def run(self):
        table = read_table("changelog").iloc[::-1].fillna("")
        rows = []
        for change in table.itertuples():
            where = [part for part in (change.table, change.key, change.field) if part != "*"]
            rows.append(
                [
                    f"{change.data_version}, {change.changed_on:%Y-%m-%d}",
                    " ".join(where) or "all",
                    change.old,
                    change.new,
                    change.reason,
                ]
            )
        content = {
            "columns": ["Version", "Where", "Old", "New", "Reason"],
            "numeric": [False] * 5,
            "rows": rows,
        }
        return [build_table(content)]


def setup(app):
    """Register the directives and copy the downloads beside the pages."""
    app.add_directive("data-dictionary", DataDictionary)
    app.add_directive("data-downloads", DataDownloads)
    app.add_directive("data-changes", DataChanges)
    app.connect("build-finished", copying(FOLDER))
