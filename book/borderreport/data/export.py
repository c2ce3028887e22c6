"""Downloads of the data: one zip, a workbook, and JSON-LD.

Two exports of the same data are equal byte by byte.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zipfile
from pathlib import Path

import pandas as pd

from borderreport.data import CORE, DATA, Dataset, read_package, read_table
from borderreport.findings.finding import Finding

#: Earliest date a zip can hold; fixed, so that archives do not depend on the clock.
EPOCH = (1980, 1, 1, 0, 0, 0)


def write_all(target: Path, folder: Path = DATA) -> list[Path]:
    """Write zip, workbook, JSON-LD and BibTeX of the tables in ``folder`` into ``target``.

    Returns the files.
    """
    target.mkdir(parents=True, exist_ok=True)
    package = read_package(folder)
    stem = f"{package['name']}-{package['version']}"
    files = [target / f"{stem}{suffix}" for suffix in (".zip", ".xlsx", ".jsonld", ".bib")]
    write_zip(files[0], folder)
    write_workbook(files[1], folder)
    files[2].write_text(
        json.dumps(json_ld(Dataset(folder)), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    files[3].write_text(bibtex(Dataset(folder)), encoding="utf-8")
    return files


def bibtex(data: Dataset) -> str:
    """The core sources as BibTeX, by source_id.

    A source without an author is entered under its publisher, without a title as untitled.
    """
    entries = []
    for source in data.sources.itertuples():
        author = f"{{{source.publisher}}}" if pd.isna(source.author) else source.author
        fields = {
            "author": author,
            "title": f"{{{'(untitled article)' if pd.isna(source.title) else source.title}}}",
            "howpublished": source.publisher,
            "year": source.published[:4],
            "month": source.published[5:7],
            "url": source.url,
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        entries.append(f"@misc{{{source.source_id},\n{lines}}}\n")
    return "\n".join(entries)


def readme(package: dict) -> str:
    """Text of the README inside the zip: what each file holds, version, licence, how to cite."""
    tables = "\n".join(f"- {r['path']}: {r['description']}" for r in package["resources"])
    return (
        f"{package['title']}\nData version {package['version']}\n\n{package['description']}\n\n{tables}\n\n"
        "datapackage.json describes every table and column (Data Package, version 2). "
        "Tables are CSV in UTF-8; an empty cell is a\n"
        "missing value. SHA256SUMS lists the hash of every file.\n\n"
        f"Licence: {package['licenses'][0]['title']}, {package['licenses'][0]['path']}\n"
        "The articles themselves belong to their publishers and are not included.\n"
    )


def write_zip(path: Path, folder: Path) -> None:
    """Write tables, datapackage.json, README.txt and SHA256SUMS into one zip."""
    package = read_package(folder)
    names = sorted(["datapackage.json", *(r["path"] for r in package["resources"])])
    contents = {name: (folder / name).read_bytes() for name in names} | {
        "README.txt": readme(package).encode("utf-8")
    }
    sums = "".join(f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in sorted(contents.items()))
    contents["SHA256SUMS"] = sums.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, raw)


def write_workbook(path: Path, folder: Path) -> None:
    """Write every table as a sheet.

    Numbers are written as numbers, dates as dates, truth values as such, text as text.
    """
    import xlsxwriter

    package = read_package(folder)
    # Text that looks like a formula, number or link stays text.
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties(
            {
                "title": package["title"],
                "comments": f"Data version {package['version']}",
                "created": dt.datetime(*EPOCH),
            }
        )
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for entry in package["resources"]:
            sheet = book.add_worksheet(entry["name"])
            frame = read_table(entry["name"], folder)
            for column, name in enumerate(frame.columns):
                sheet.write_string(0, column, name, bold)
                for row, value in enumerate(frame[name], 1):
                    if pd.isna(value):
                        continue
                    if isinstance(value, pd.Timestamp):
                        sheet.write_datetime(row, column, value.to_pydatetime(), day)
                    elif isinstance(value, bool) or frame[name].dtype == "boolean":
                        sheet.write_boolean(row, column, bool(value))
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value)
                    else:
                        sheet.write_number(row, column, float(value))
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def json_ld(data: Dataset) -> dict:
    """The data as a schema.org Dataset whose parts are Claims and findings.

    A claim has its place in the source, as Web Annotation selectors: position in code points, and the words
    as printed. A finding is a ClaimReview of the claims that bear on it.
    """
    package = read_package(data.folder)
    sources = [
        {
            "@type": "Article",
            "@id": f"#source-{s.source_id}",
            "name": s.short_name,
            "headline": s.title,
            "author": s.author,
            "publisher": s.publisher,
            "datePublished": s.published,
            "url": s.url,
            "inLanguage": s.language,
            "sha256": s.text_sha256,
        }
        for s in data.all_sources.itertuples()
    ]
    claims = [
        {
            "@type": "Claim",
            "@id": f"#{c.claim_id}",
            "identifier": c.claim_id,
            "text": c.statement,
            "about": c.subject,
            "appearance": {"@id": f"#source-{c.source_id}"},
            "author": c.credited,
            "prov:wasAttributedTo": {"@id": f"#origin-{c.origin_id}", "name": c.origin},
            "temporalCoverage": c.date_edtf,
            "prov:wasDerivedFrom": {
                "oa:hasSource": {"@id": f"#source-{c.source_id}"},
                "oa:hasSelector": _selectors(c),
            },
        }
        for c in data.all_claims.itertuples()
    ]
    names = data.entities.set_index("entity_id")["name"].to_dict()
    return _without_gaps(
        {
            "@context": {
                "@vocab": "https://schema.org/",
                "prov": "http://www.w3.org/ns/prov#",
                "oa": "http://www.w3.org/ns/oa#",
            },
            "@type": "Dataset",
            "name": package["title"],
            "description": package["description"],
            "version": package["version"],
            "license": package["licenses"][0]["path"],
            "creator": [{"@type": "Organization", "name": c["title"]} for c in package["contributors"]],
            "citation": sources,
            "hasPart": claims + [_review(finding, names) for finding in data.settled.values()],
        }
    )


def _review(finding: Finding, names: dict[str, str]) -> dict:
    """A finding: its question, our sentence, how well it is known, and what each claim does to it, in order.

    What a claim does is the name of its role.
    """
    return {
        "@type": "ClaimReview",
        "@id": f"#finding-{finding.finding_id}",
        "identifier": finding.finding_id,
        "name": finding.question,
        "claimReviewed": finding.sentence or None,
        "about": names[finding.row["subject_id"]],
        "temporalCoverage": finding.date or finding.row["period"],
        "reviewRating": {"@type": "Rating", "alternateName": finding.standing},
        "itemReviewed": [
            {
                "@type": "Role",
                "roleName": claim["bearing"],
                "position": claim["order"],
                "description": claim["reason"],
                "itemReviewed": {"@id": f"#{claim['claim_id']}"},
            }
            for claim in finding.evidence
        ],
    }


def _selectors(claim) -> list[dict]:
    """The words, and for a core claim their position; nothing of a page of the record is held to count in."""
    quote = {"@type": "oa:TextQuoteSelector", "oa:exact": claim.as_stated}
    if claim.tier != CORE:
        return [quote]
    return [
        {
            "@type": "oa:TextPositionSelector",
            "oa:start": int(claim.char_start),
            "oa:end": int(claim.char_end),
        },
        quote,
    ]


def _without_gaps(value):
    if isinstance(value, dict):
        return {
            k: _without_gaps(v)
            for k, v in value.items()
            if not (isinstance(v, float) and v != v) and v is not None
        }
    return [_without_gaps(v) for v in value] if isinstance(value, list) else value
