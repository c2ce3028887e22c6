"""What stands before the first chapter: cover, imprint, contents, lists of figures and tables."""

from __future__ import annotations

from html import escape
from itertools import groupby

from borderreport.data import edition as editions
from borderreport.data.edition import Edition
from borderreport.pdf.figures import Exhibit, exhibit
from borderreport.pdf.pages import Page, heading_text

#: The landing page under the name it has in the PDF, whose cover has its title.
SUMMARY = "Summary"


def cover(edition: Edition, subtitle: str) -> str:
    """The first page."""
    return (
        f'<section class="cover"><p class="cover-title">{escape(edition.title)}</p>'
        f'<p class="cover-subtitle">{escape(subtitle)}</p>'
        f'<p class="cover-authors">{escape(edition.authors)}</p>'
        f'<p class="cover-date">{escape(edition.released)}</p>'
        f'<p class="cover-edition">Report version {escape(edition.version)} · '
        f"Data version {escape(edition.data_version)}<br>"
        f"Evidence as of {escape(edition.newest_article)} (articles) "
        f"and {escape(edition.newest_record)} (public record)</p></section>"
    )


def imprint(edition: Edition) -> str:
    """Version, dates, licence and how to cite, on a page of its own."""
    address = editions.address()
    facts = [
        ("Version", f"Report {edition.version}, of {edition.released}. Data {edition.data_version}."),
        (
            "Evidence as of",
            f"{edition.newest_article} for the articles, "
            f"{edition.newest_record} for the newest page of the public record.",
        ),
        (
            "How to cite",
            f"{edition.citation(address=address)} For a single claim, add its identifier, such as C019.",
        ),
        (
            "Licence",
            f"Text and data: {edition.licence}, {edition.licence_address}. "
            "Code: MIT. Geometry: public domain.",
        ),
        (
            "Type",
            "Source Serif and Source Sans, © Adobe, SIL Open Font License 1.1.",
        ),
        (
            "This document",
            "It holds the same words and numbers as the HTML book, from the same run of its notebooks. Left "
            "out are the code, the explorer of the evidence, which is a page of script, and the downloads."
            + (f" They are at {address}." if address else " They are in the HTML book."),
        ),
    ]
    lines = "".join(f"<p><strong>{escape(name)}.</strong> {escape(text)}</p>" for name, text in facts)
    return (
        f'<section class="front imprint" id="imprint"><h1>About this document</h1>'
        f'<p class="imprint-title">{escape(edition.title)}</p>'
        f"<p>{escape(edition.authors)}</p>{lines}</section>"
    )


def _sections(page: Page) -> str:
    rows = "".join(
        f'<li><a href="#{section["id"]}">{escape(heading_text(section.h2))}</a></li>'
        for section in page.section.find_all("section", recursive=False)
        if section.h2 is not None and section.get("id")
    )
    return f"<ol>{rows}</ol>" if rows else ""


def contents(pages: list[Page], appendices: list[tuple[str, str]]) -> str:
    """Chapters and sections with their pages, by parts.

    ``appendices`` are identifiers and titles of what follows them.
    """
    made = ['<section class="front contents" id="contents"><h1>Contents</h1>']
    for part, own in groupby(pages, key=lambda page: page.part):
        made.append(f'<p class="contents-part">{escape(part)}</p>' if part else "")
        made.append("<ol>")
        made += [
            f'<li class="contents-chapter"><a href="#{page.name}">{escape(page.title)}</a>'
            f"{_sections(page)}</li>"
            for page in own
        ]
        made.append("</ol>")
    made.append('<p class="contents-part">Appendices</p><ol>')
    made += [
        f'<li class="contents-chapter"><a href="#{name}">{escape(title)}</a></li>'
        for name, title in appendices
    ]
    return "".join(made) + "</ol></section>"


def exhibits(pages: list[Page]) -> tuple[list[Exhibit], list[Exhibit]]:
    """The numbered figures and tables of all pages, in order."""
    figures = [
        exhibit(f, f.select_one(".figure-title"))
        for page in pages
        for f in page.section.select("figure.chart-figure[id]")
    ]
    tables = [
        exhibit(t, t.caption)
        for page in pages
        for t in page.section.select("table[id]")
        if t.caption is not None
    ]
    return figures, tables


def lists(pages: list[Page]) -> str:
    """The lists of figures and of tables, with their pages."""
    made = []
    for name, title, own in zip(("figures", "tables"), ("Figures", "Tables"), exhibits(pages)):
        rows = "".join(
            f'<li><a href="#{e.place}"><span class="caption-number">{escape(e.number)}</span>'
            f"{escape(e.title)}</a></li>"
            for e in own
        )
        made.append(
            f'<section class="front listing" id="list-of-{name}"><h1>{title}</h1><ol>{rows}</ol></section>'
        )
    return "".join(made)
