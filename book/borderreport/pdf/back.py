"""What stands after the last chapter: the rows behind the figures, and an index of claims by page."""

from __future__ import annotations

from html import escape

from bs4 import Tag

from borderreport.pdf.figures import ROWS, Exhibit, rows_place
from borderreport.pdf.pages import Page

ROWS_TITLE, CLAIMS, CLAIMS_TITLE = "Rows behind the figures", "claims", "Index of claims"


def rows(taken: list[tuple[Page, list[tuple[Exhibit, Tag]]]]) -> str:
    """The appendix of plotted rows, by chapter; each table leads back to its figure."""
    made = [
        f'<section class="chapter page-rows" id="{ROWS}"><h1>{ROWS_TITLE}</h1>',
        "<p>Each table holds what a chart draws. Its last column names the claims that carry the row.</p>",
    ]
    for page, own in taken:
        made.append(f'<section id="{ROWS}.{page.name}"><h2>{escape(page.title)}</h2>')
        for shown, table in own:
            table["id"] = rows_place(shown.place)
            caption = (
                f'<caption>Rows of <a href="#{shown.place}">'
                f'<span class="caption-number">{escape(shown.number)}</span></a> '
                f"{escape(shown.title)}</caption>"
            )
            made.append(str(table).replace("<thead>", f"{caption}<thead>", 1))
        made.append("</section>")
    return "".join(made) + "</section>"


def claims(pages: list[Page]) -> str:
    """Every claim with the page of its entry, for readers of paper."""
    own = sorted(box["id"] for page in pages for box in page.section.select(".claim-entry[id]"))
    if not own:
        return ""
    rows = "".join(f'<li><a href="#{claim}">{claim}</a></li>' for claim in own)
    return (
        f'<section class="chapter page-claims" id="{CLAIMS}"><h1>{CLAIMS_TITLE}</h1>'
        "<p>The page on which the entry of each claim stands.</p>"
        f'<ol class="claim-index">{rows}</ol></section>'
    )
