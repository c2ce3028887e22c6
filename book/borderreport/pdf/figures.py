"""Figures on paper.

The wide chart as vector graphics, and the rows behind each in an appendix, linked both ways.
"""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from borderreport.pdf.pages import Page
from borderreport.pdf.problem import Problem

#: Identifier of the appendix, and of the rows of one figure in it.
ROWS = "rows"


@dataclass(frozen=True)
class Exhibit:
    """A figure or table as the lists name it: where it stands, its number and its title."""

    place: str
    number: str
    title: str


def rows_place(figure: str) -> str:
    """The identifier of the rows behind a figure."""
    return f"{ROWS}.{figure}"


def exhibit(element: Tag, title: Tag) -> Exhibit:
    """Number and title of a figure or table."""
    number = title.select_one(".caption-number")
    words = title.get_text().removeprefix(number.get_text()) if number else title.get_text()
    return Exhibit(element["id"], number.get_text(strip=True) if number else "", words.strip())


def fit(page: Page) -> None:
    """Give each figure of a page its image alone. Raises Problem for a chart without one."""
    for chart in page.section.select(".chart"):
        image = chart.select_one("img")
        if image is None:
            raise Problem(
                f"the chart {chart['data-figure']} has no image: charts are drawn by Chromium when the book "
                "is built; install it (Debian: apt-get install chromium) or set BROWSER_PATH, "
                "then run `make clean book`"
            )
        file = (page.path.parent / image["src"]).resolve()
        if not file.is_file():
            raise Problem(f"no file {file}: run `make clean book`")
        sizes = {f"data-{side}": image[side] for side in ("width", "height")}
        image.attrs = {"src": file.as_uri(), "alt": image["alt"], **sizes}
        chart.replace_with(
            image.wrap(BeautifulSoup("", "html.parser").new_tag("p", attrs={"class": "chart"}))
        )
    for figure in page.section.select("figure.chart-figure"):
        caption = figure.select_one(".figure-title")
        if figure.figcaption is None:  # a figure of another page shown again
            continue
        figure.figcaption.append(figure.select_one(".figure-subtitle").extract())
        caption["class"] = "figure-title"


def take_rows(pages: list[Page]) -> list[tuple[Page, list[tuple[Exhibit, Tag]]]]:
    """Take the rows out of the figures, page by page, and leave a link to them."""
    taken = []
    for page in pages:
        own = []
        for figure in page.section.select("figure.chart-figure[id]"):
            shown = exhibit(figure, figure.select_one(".figure-title"))
            table = figure.select_one("div > table")
            box = table.parent
            own.append((shown, table.extract()))
            box.decompose()
            where = (
                f'<a class="rows-link" href="#{rows_place(shown.place)}">'
                "The rows behind this chart, with their evidence</a>"
            )
            figure.select_one(".source-line").append(BeautifulSoup(f" {where}.", "html.parser"))
        if own:
            taken.append((page, own))
    return taken
