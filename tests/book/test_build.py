"""The build fails when it should, and never shows old numbers."""

from projects import CELL


def test_a_failing_cell_fails_the_build(project):
    outcome = project(CELL.format("raise RuntimeError('no such number')"))
    assert outcome.status != 0
    assert "no such number" in outcome.log and "page" in outcome.log


def test_an_unknown_claim_fails_the_build(project):
    outcome = project("See {claim}`C99999` and {evidence}`C001 C88888`.\n")
    assert outcome.status != 0
    assert (
        "no claim 'C99999'" in outcome.log and "no claim C88888" in outcome.log and "page.md" in outcome.log
    )


def test_an_unknown_form_fails_the_build(project):
    outcome = project("See {claim}`C001:colour`.\n")
    assert outcome.status != 0 and "'colour' is none of" in outcome.log


def test_a_title_that_the_data_do_not_bear_out_fails_the_build(project):
    cell = (
        "import pandas as pd\nfrom borderreport.data import load\n"
        "from borderreport.outputs import EVIDENCE, Table\n"
        "n = len(load().sources)\n"
        "Table(name='tab-x', title='Six sources', "
        "rows=pd.DataFrame({'A': [n], EVIDENCE: [['C001']]}), holds=n == 6)"
    )
    outcome = project(CELL.format(cell))
    assert outcome.status != 0 and "the data do not bear out its title: Six sources" in outcome.log


def test_an_unknown_output_is_not_dropped_in_silence(project):
    outcome = project(CELL.format("import plotly.graph_objects as go\ngo.Figure(go.Bar(x=[1], y=[2]))"))
    assert outcome.status != 0 and "plotly" in outcome.log


def test_changed_data_are_computed_again(project):
    body = CELL.format(
        "from borderreport.data import load\n"
        "print('reserves called', load().entities.set_index('entity_id').loc['csto', 'name'])"
    )
    first = project(body)
    assert first.status == 0, first.log[-3000:]
    assert "reserves called Collective Security" in (first.html / "book" / "page.html").read_text()
    table = project.folder / "data" / "entities.csv"
    table.write_text(
        table.read_text().replace("Collective Security Treaty Organization", "Renamed Organization")
    )
    second = project(body)
    assert second.status == 0, second.log[-3000:]
    assert "reserves called Renamed Organization" in (second.html / "book" / "page.html").read_text()


def test_without_a_browser_charts_wait_to_be_drawn(project, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", "no-such-browser")
    cell = (
        "import pandas as pd, plotly.graph_objects as go\nfrom borderreport.outputs import EVIDENCE, Figure\n"
        "chart = go.Figure(go.Bar(x=[1], y=['a'])).update_layout(height=200)\n"
        "Figure(name='fig-x', title='A finding', subtitle='A measure', alt='A chart', note='A note', "
        "chart=chart, holds=True, rows=pd.DataFrame({'A': [1], EVIDENCE: [['C001']]}))"
    )
    outcome = project(CELL.format(cell) + "\nSee {claim}`C002`.\n")
    # The one-page book has no evidence page for the links to lead to, and nothing else to complain of.
    html = (outcome.html / "book" / "page.html").read_text()
    assert (
        'data-script="../_static/figures/fig-x.js"' in html
        and "<img" not in html.split('class="chart-static"')[1].split("chart-live")[0]
    )
