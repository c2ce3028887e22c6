"""Each check of the PDF finds the fault it looks for, in a document of a page that has it."""

import os
import subprocess
import sys

import printed as check
import pypdf
import pytest
from borderreport.pdf import figures, fonts, join, offer, pages, references, tables
from borderreport.pdf.paper import PAPERS
from borderreport.pdf.problem import Problem
from bs4 import BeautifulSoup
from projects import ROOT

pytestmark = pytest.mark.slow

#: Lays out the HTML of the first argument into the file of the second, tagged unless there is a third.
LAY_OUT = """
import sys
from pathlib import Path
from borderreport.pdf import fonts, write
path = Path(sys.argv[2])
fonts.configure(path.parent)
if len(sys.argv) > 3:
    write.load().HTML(string=sys.argv[1]).write_pdf(path)
else:
    try:
        write.write(sys.argv[1], ["p { font-family: 'Source Sans 3' }"], path)
    except write.Problem as problem:
        sys.exit(f"refused: {problem}")
"""
POINT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@pytest.fixture
def lay_out(tmp_path):
    """Makes a PDF of a body of HTML; returns its path, and what was said."""

    def make(body, *plain, head="<title>T</title>", lang=' lang="en"'):
        path = tmp_path / "small.pdf"
        html = f"<!DOCTYPE html><html{lang}><head>{head}</head><body>{body}</body></html>"
        done = subprocess.run(
            [sys.executable, "-c", LAY_OUT, html, str(path), *plain],
            env=os.environ | {"PYTHONPATH": str(ROOT / "book")},
            capture_output=True,
            text=True,
            check=False,
        )
        return path, done.stderr

    return make


def test_a_sound_page_has_no_fault(lay_out):
    path, said = lay_out(
        "<h1>A</h1><p id='b'>One <a href='#b'>link</a> and <a href='https://example.org/'>another</a>.</p>"
    )
    pdf = pypdf.PdfReader(path)
    assert said == ""
    assert (
        check.untagged(pdf) == check.dead_links(pdf) == check.foreign_fonts(pdf) == check.outside(path) == []
    )
    assert check.outline(pdf) == [(1, "A")] and check.pictures_of_points(pdf) == 0


def test_an_untagged_page_is_found(lay_out):
    path, _ = lay_out("<p>One</p>", "plain")
    assert "no structure" in check.untagged(pypdf.PdfReader(path))


def test_a_picture_of_points_is_found(lay_out):
    path, _ = lay_out(f"<p><img src='{POINT}' alt='a point'></p>")
    assert check.pictures_of_points(pypdf.PdfReader(path)) == 1


def test_a_picture_without_words_is_refused(lay_out):
    _, said = lay_out(f"<p><img src='{POINT}'></p>")
    assert "no required alt description" in said


def test_a_dead_link_is_refused_and_found(lay_out):
    _, said = lay_out("<p><a href='#nowhere'>link</a></p>")
    assert "nowhere" in said
    path, _ = lay_out("<p id='b'><a href='#b'>link</a></p>")
    pdf = pypdf.PdfWriter(clone_from=path)
    link = pdf.pages[0]["/Annots"][0].get_object()
    link[pypdf.generic.NameObject("/Dest")] = pypdf.generic.TextStringObject("nowhere")
    pdf.write(path)
    assert check.dead_links(pypdf.PdfReader(path)) == ["page 1: no place nowhere"]


def test_text_outside_its_page_is_found(lay_out):
    path, _ = lay_out(
        "<p style='margin-left: 170mm; white-space: nowrap'>A line that is longer than the page is wide</p>"
    )
    assert check.outside(path)


def test_a_foreign_font_is_found(tmp_path):
    pdf = pypdf.PdfWriter()
    page = pdf.add_blank_page(100, 100)
    font = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject(k): pypdf.generic.NameObject(v)
            for k, v in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"))
        }
    )
    fonts_of_page = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
    page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/Font"): fonts_of_page}
    )
    pdf.write(tmp_path / "small.pdf")
    assert check.foreign_fonts(pypdf.PdfReader(tmp_path / "small.pdf")) == [
        "Helvetica is not embedded",
        "Helvetica is not ours",
    ]


def test_other_families_are_set_in_ours(lay_out):
    path, _ = lay_out("<p style='font-family: Arial'>One</p><p style='font-family: \"No Such Font\"'>Two</p>")
    assert check.foreign_fonts(pypdf.PdfReader(path)) == []


def test_a_letter_that_no_font_has_is_refused():
    with pytest.raises(Problem, match=r"U\+4E2D"):
        fonts.check("<body><p>\u4e2d</p></body>")
    fonts.check("<body><p>Таджикистан, ۶۱ میلیون, 5⁼ † ¶</p></body>")


def test_numbers_that_differ_are_found():
    assert check.numbers("1,344 km in C012 of 2024") == {"1,344": 1, "2024": 1}


def page(name, body):
    return pages.Page(
        name,
        "",
        BeautifulSoup(f"<section id='one'><h1>{name}</h1>{body}</section>", "html.parser").section,
        ROOT / f"{name}.html",
    )


def test_equal_identifiers_of_two_pages_are_kept_apart():
    both = [
        page(
            "a",
            "<p id='limits'>A</p><p><a href='b.html#limits'>b</a> <a href='#limits'>a</a> "
            "<a href='evidence.html#C001'>c</a></p>",
        ),
        page("b", "<p id='limits'>B</p>"),
        page("evidence", "<div id='C001'></div>"),
    ]
    join.join(both)
    assert [a["href"] for a in both[0].section.select("a")] == ["#b.limits", "#a.limits", "#C001"]
    assert {"a.limits", "b.limits", "C001"} <= {e["id"] for p in both for e in p.section.select("[id]")}


def test_a_link_to_what_paper_cannot_hold_becomes_text():
    one = page(
        "a", "<p>See <a href='explorer.html'>the explorer</a> or <a href='../_static/x.zip'>x.zip</a>.</p>"
    )
    join.join([one])
    assert (
        one.section.p.get_text() == "See the explorer in the HTML book or x.zip."
        and not one.section.select("a")
    )


def test_a_value_is_named_once_and_not_where_a_bracket_names_it():
    html = (
        "<p><a href='#C1'><span class='claim-value'>one</span></a> and "
        "<a href='#C1'><span class='claim-value'>one</span></a>"
    )
    section = BeautifulSoup(
        f"<section>{html} more</p>{html} <span class='evidence'>[<a href='#C1'>MEI</a>]</span></p></section>",
        "html.parser",
    )
    references.name_claims(section.section)
    assert [p.get_text().count("[C1]") for p in section.select("p")] == [1, 0]


def test_an_address_becomes_a_note_at_the_foot():
    section = BeautifulSoup(
        "<section><p>Read <a class='external' href='https://www.example.org/a/#x'>it</a>.</p></section>",
        "html.parser",
    )
    assert references.notes(section.section, 3) == 4
    assert (
        section.select_one(".note").get_text() == "example.org/a"
        and section.select_one(".note")["data-number"] == "3"
    )


def table(columns, words):
    head = "".join(f"<th>{words}</th>" for _ in range(columns))
    return BeautifulSoup(
        f"<section><table><thead><tr>{head}</tr></thead><tbody></tbody></table></section>", "html.parser"
    ).section


def test_only_a_wide_table_is_turned():
    for columns, words, turned in ((3, "word", False), (9, "word", True), (7, "WWWWWWWWWWWWWW", True)):
        section = table(columns, words)
        tables.fit(section, PAPERS["a4"])
        assert (section.select_one("div.turned > table") is not None) == turned
        assert len(section.select("col")) == columns and all(
            th["scope"] == "col" for th in section.select("th")
        )


def test_a_chart_without_an_image_is_refused():
    one = page("a", "<figure class='chart-figure'><div class='chart' data-figure='fig-x'></div></figure>")
    with pytest.raises(Problem, match="chart fig-x has no image.*chromium"):
        figures.fit(one)


#: The command in the environment of the test: started as usual, it would take no module from PYTHONPATH.
MAIN = "import sys; from borderreport.cli import main; sys.exit(main())"


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", MAIN, "pdf", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT / "book")} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_the_pages_one_line_says_what_to_do(tmp_path):
    done = run("--html", str(tmp_path / "none"), "--output", str(tmp_path))
    assert done.returncode == 1 and done.stderr.startswith("error: no page") and "make book" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_pango_one_line_names_its_packages(tmp_path):
    (tmp_path / "weasyprint.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0': no such file\")\n"
    )
    done = run("--output", str(tmp_path), PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT / 'book'}")
    assert done.returncode == 1 and "libpango" in done.stderr and "apt-get install" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def made(tmp_path):
    """A landing page and a PDF made of it; returns their folders."""
    html, folder = tmp_path / "html", tmp_path / "pdf"
    (html / "book").mkdir(parents=True)
    folder.mkdir()
    landing = html / "book" / "index.html"
    landing.write_text(
        '<article class="bd-article"><section><h1>A</h1><p>B</p><section>C</section></section></article>'
    )
    (folder / "report.pdf").write_bytes(b"%PDF" + bytes(1_500_000))
    offer.remember(folder / "report.pdf", html, 12)
    return html, folder, landing


def test_the_pdf_is_offered_with_its_size(made):
    html, folder, landing = made
    before = landing.read_text()
    offer.offer(folder, html)
    link = BeautifulSoup(landing.read_text(), "html.parser").select_one(".pdf-offer a")
    assert (
        landing.parent / link["href"]
    ).resolve().is_file() and "12 pages, 1.5 MB" in link.parent.get_text()
    offer.offer(folder, html)
    assert landing.read_text().count("pdf-offer") == 1
    (folder / "report.pdf").unlink()
    offer.offer(folder, html)
    assert landing.read_text() == before and not (html / "_static" / "pdf").exists()


def test_a_pdf_of_other_pages_is_not_offered(made):
    html, folder, landing = made
    landing.write_text(landing.read_text().replace("B", "changed"))
    offer.offer(folder, html)
    assert "pdf-offer" not in landing.read_text()
