"""Findings are settled by rule: standing, articles, sentence, and what is left without a source."""

import minidata
import pandas as pd
import pytest
from borderreport.data import CORE, DATA, PUBLIC_PAGES, RECORD, Dataset, load, read_table
from borderreport.findings import answers, articles, standing, vocabulary

DAY = pd.Timestamp("2026-11-28")


def point(**cells):
    """A finding as it stands in findings.csv: an event of weight 2 that nothing settles."""
    return {"weight": 2, "mode": "happened", "settled_by": None, "good_until": None} | cells


def claim(voice="csto", bearing="gives", **cells):
    """A claim that bears on a finding: of a body, on a page that was read, credible."""
    return {
        "bearing": bearing,
        "voice": voice,
        "origin_id": voice,
        "origin_kind": "body",
        "reliability": "B",
        "credibility": 2,
        "own_act": None,
        "tier": RECORD,
        "verification": "page_read",
    } | cells


def stands(claims, adopted=True, given=True, **cells):
    return standing.standing(point(**cells), claims, adopted, given, DAY)


TWO = [claim(), claim("tajikistan", "agrees")]
OWN = [claim(own_act=True)]
#: what the case is -> its standing, claims and cells of the finding
STANDINGS = {
    "two voices": ("established", TWO, {}),
    "two voices that round and refine": ("established", [claim("a", "rounds"), claim("b", "refines")], {}),
    "an act told by who did it": ("established", OWN, {}),
    "one voice": ("reported", [claim()], {}),
    "one voice on two pages": ("reported", [claim(), claim(bearing="agrees")], {}),
    "two offices of one state": ("reported", [claim(), claim(origin_id="csto-pa")], {}),
    "a second voice that is not credible": ("reported", [claim(), claim("x", "agrees", credibility=4)], {}),
    "a second voice that is not reliable": ("reported", [claim(), claim("x", "agrees", reliability="D")], {}),
    "a second text that credits nobody": ("reported", [claim(), claim("x", origin_kind="uncredited")], {}),
    "a second voice that holds in part": ("reported", [claim(), claim("x", "partly")], {}),
    "a plan of two voices": ("reported", TWO, {"mode": "planned"}),
    "a reason of two voices": ("reported", TWO, {"mode": "reason"}),
    "a forecast told by who makes it": ("reported", OWN, {"mode": "forecast"}),
    "a state of affairs": ("established", TWO, {"mode": "holds"}),
    "the backbone on excerpts": (
        "reported",
        [claim(verification="excerpt_read"), claim("x", verification="excerpt_read")],
        {"weight": 3},
    ),
    "the backbone with a page that was read": (
        "established",
        [claim(verification="excerpt_read"), claim("x")],
        {"weight": 3},
    ),
    "the backbone with an article": (
        "established",
        [claim(verification="excerpt_read"), claim("x", tier=CORE, verification=None)],
        {"weight": 3},
    ),
    "a credible origin that differs": ("contested", [*TWO, claim("x", "differs")], {}),
    "another office that differs": ("contested", [claim(), claim(origin_id="other", bearing="differs")], {}),
    "an origin that supports and differs": ("established", [*TWO, claim(bearing="differs")], {}),
    "a difference that is settled": (
        "established",
        [*TWO, claim("x", "differs")],
        {"settled_by": "closer_measure"},
    ),
    "a difference that is not credible": ("established", [*TWO, claim("x", "differs", credibility=5)], {}),
    "a plan that was changed": ("established", [*TWO, claim("x", "superseded_plan")], {}),
    "a quantity whose day has passed": ("dated", TWO, {"good_until": "2025"}),
    "a quantity whose day has not passed": ("established", TWO, {"good_until": "2026"}),
    "contested and passed": ("contested", [*TWO, claim("x", "differs")], {"good_until": "2025"}),
}


@pytest.mark.parametrize("case", STANDINGS)
def test_standing(case):
    wanted, claims, cells = STANDINGS[case]
    assert stands(claims, **cells) == wanted


def test_standing_without_a_claim_that_gives_it():
    assert stands([claim(bearing="partly")], adopted=False, given=False) == "not known"
    assert stands([], adopted=False, given=True) == "withdrawn"


def test_every_standing_has_a_case():
    cases = {wanted for wanted, _, _ in STANDINGS.values()} | {"not known", "withdrawn"}
    assert cases == set(vocabulary.STANDINGS)


PAGE = claim("ministry")
#: bearings of the articles' claims -> what they say, where a public page bears on the finding
SAID = {
    (): "silent",
    ("looks_alike",): "silent",
    ("gives",): "right",
    ("agrees", "refines"): "right",
    ("rounds",): "rounded",
    ("rounds", "agrees"): "right",
    ("partly",): "partly right",
    ("partly", "agrees"): "partly right",
    ("differs",): "wrong",
    ("outdated",): "outdated",
    ("superseded_plan",): "outdated",
    ("outdated", "agrees"): "partly right",
    ("differs", "agrees"): "split",
    ("differs", "partly"): "split",
    ("differs", "looks_alike"): "wrong",
}


@pytest.mark.parametrize("bearings", SAID)
def test_what_the_articles_say(bearings):
    claims = [claim(bearing=bearing, tier=CORE) for bearing in bearings]
    word = SAID[bearings]
    assert articles.of_all([*claims, PAGE], True, True) == word
    alone = "alone" if word in ("right", "rounded") else word
    assert articles.of_all([*claims, PAGE | {"bearing": "looks_alike"}], True, True) == alone
    assert articles.of_all(claims, True, True) == alone
    assert articles.of_all(claims, False, True) == ("silent" if word == "silent" else "open")
    unsettled = "otherwise" if word == "wrong" else word
    assert articles.of_all([*claims, PAGE], True, False) == unsettled


def test_every_word_on_the_articles_has_a_case():
    assert {*SAID.values(), "alone", "open", "otherwise"} == set(vocabulary.ARTICLES)


def test_articles_are_wrong_only_where_something_settles_it():
    assert articles.settled(point(differ_kind="number", settled_by="closer_measure"))
    assert articles.settled(point(differ_kind=None))
    assert not articles.settled(point(differ_kind="number"))


def test_slots_of_an_answer():
    answer = "{word} gave {value} ({date:other-finding}), a {value:x1}."
    assert answers.slots(answer) == [("word", ""), ("value", ""), ("date", "other-finding"), ("value", "x1")]
    told = answers.fill(answer, lambda slot, other: f"the {slot} of {other or 'its own'}")
    assert told == (
        "The word of its own gave the value of its own (the date of other-finding), a the value of x1."
    )


def filled(**cells):
    empty = "value_low value_best value_high qualifier unit currency date_edtf as_of word".split()
    return answers.fillings(dict.fromkeys(empty) | {"datatype": "quantity", "as_stated": "x"} | cells)


def test_what_a_claim_fills():
    assert filled() == {}
    assert filled(value_best=1344, qualifier="about", unit="km") == {"value": "about 1,344\u00a0km"}
    assert filled(date_edtf="2014", as_of="2025-05") == {"date": "2014", "as_of": "May 2025"}
    assert filled(date_edtf="2014", datatype="date") == {"date": "2014", "value": "2014"}
    assert filled(word="lifted", datatype="text") == {"word": "lifted"}


@pytest.fixture
def mini(tmp_path):
    """`Dataset` of the small tables without the sources named."""
    data, _ = minidata.write_dataset(tmp_path)
    return lambda *without: Dataset(data, without)


def test_a_finding_is_settled(mini):
    found = mini().finding("border-length")
    assert (found.adopted, found.by, found.fell_back) == ("C006", "The Ministry", False)
    assert (found.value, found.unit, found.date) == (1344, "km", "2022")
    assert found.standing == "established" and found.articles == "split"
    assert found.sentence.startswith(
        "Line 7 is 1,344\u00a0km long (2022), and the treasury promised USD\u00a01.5"
    )
    assert [c["claim_id"] for c in found.evidence] == ["C006", "C001", "C004"]
    assert found.article("notice-2021") == "split" and found.article("rewrite-2021") == "silent"
    assert list(found.claims["bearing"]) == ["gives", "agrees", "differs"]


def test_a_finding_that_nobody_gives_is_not_known(mini):
    found = mini().finding("gate-opened")
    assert (found.standing, found.adopted, found.value) == ("not known", None, None)
    assert found.articles == "silent" and found.sentence == "No day of the opening was found."


def test_without_its_source_a_finding_falls_back(mini):
    for without in ("ministry-2022", PUBLIC_PAGES):
        found = mini(without).finding("border-length")
        assert (found.adopted, found.fell_back, found.by) == ("C001", True, "The Notice")
        assert (found.value, found.qualifier, found.date) == (1344, "about", "2021-05-03")
        assert found.standing == "reported" and "about 1,344" in found.sentence


def test_without_its_last_source_a_finding_is_withdrawn(mini):
    data = mini("notice-2021")
    assert data.finding("state-ready").standing == "withdrawn"
    assert data.finding("state-ready").sentence == "The state [left out]."
    assert data.finding("border-length").standing == "established"
    assert "promised [left out]" in data.finding("border-length").sentence
    assert data.finding("gate-opened").standing == "not known"


def test_an_unknown_finding_names_near_ones(mini):
    with pytest.raises(KeyError, match="no finding 'border-lenght'; the nearest are border-length"):
        mini().finding("border-lenght")
    with pytest.raises(KeyError, match="the nearest are none"):
        mini().finding("qqq")


def test_findings_as_a_frame(mini):
    data = mini()
    assert list(data.findings()["finding_id"]) == list(data.points["finding_id"])
    assert list(data.findings("border", weight=3)["finding_id"]) == ["border-length"]
    assert list(data.findings(property_id="pledged")["value"]) == [1_500_000_000]
    with pytest.raises(ValueError, match="no topic 'weather'"):
        data.findings("weather")
    with pytest.raises(ValueError, match="no column colour"):
        data.findings(colour="red")


def test_verdicts_and_differences_follow(mini):
    verdicts = mini().verdicts.set_index("claim_id")
    assert verdicts.loc["C001", ["finding_id", "verdict"]].to_list() == ["border-length", "confirmed"]
    assert verdicts.loc["C004", "verdict"] == "contradicted" and verdicts.loc["C004", "against_claims"] == [
        "C006"
    ]
    assert verdicts.loc["C002", "verdict"] == "not_checkable"
    assert list(mini().differences["finding_id"]) == ["border-length"]


#: Frames of a Dataset; `all_bearings` is that of the full data, for what depends on who gave a finding first.
FRAMES = [
    name
    for name in dir(Dataset)
    if not name.startswith("_") and name != "all_bearings" and hasattr(getattr(Dataset, name), "attrname")
]


#: Columns with keys of entities and origins: who knew a thing first stays, though the page is left out.
OTHER_KEYS = {*"subject_id object_id attributed_to entity_id parent_id origin_id voice speaks_for".split()}


def strings(cell):
    """What stands in a cell: itself, parts of a list in it, or the entries of a list."""
    if isinstance(cell, dict):
        return {*cell, *cell.values()}
    if isinstance(cell, (list, tuple, set)):
        return set(cell)
    return {cell, *cell.split(";")} if isinstance(cell, str) else set()


@pytest.mark.parametrize(
    "source", [*read_table("sources").query("tier == 'core'")["source_id"], PUBLIC_PAGES]
)
def test_nothing_names_a_source_that_is_left_out(source):
    whole, part = load(), load(without=source)
    out = set(whole.all_sources["source_id"]) - set(part.all_sources["source_id"])
    gone = out | set(whole.all_claims.loc[whole.all_claims["source_id"].isin(out), "claim_id"])
    assert source in gone or source == PUBLIC_PAGES
    for name in FRAMES:
        frame = getattr(part, name)
        if isinstance(frame, pd.DataFrame):
            for column in frame.columns.difference(OTHER_KEYS):
                found = gone & set().union(*map(strings, frame[column].dropna()))
                assert not found, f"{name}.{column} names {sorted(found)[:5]}"
    for finding in part.settled.values():
        assert not gone & {finding.adopted, *(c["claim_id"] for c in finding.evidence)}


@pytest.mark.parametrize(
    "source", [*read_table("sources").query("tier == 'core'")["source_id"], PUBLIC_PAGES]
)
def test_what_is_left_is_told_from_what_is_left(source):
    """Each finding has the same claim as before, a later one, or none; and only then is it withdrawn."""
    whole, part = load(), load(without=source)
    for key, found in part.settled.items():
        before = whole.finding(key)
        assert found.fell_back == (found.adopted not in (None, before.adopted))
        assert (found.standing == "withdrawn") == (found.adopted is None and before.adopted is not None)
        assert (found.standing == "not known") == (before.standing == "not known")


def test_each_source_gives_findings_of_its_own():
    for source in load().sources["source_id"]:
        lost = [f for f in load(without=source).settled.values() if f.standing == "withdrawn"]
        assert lost, f"nothing is withdrawn without {source}"


def test_every_sentence_is_whole():
    for found in load().settled.values():
        assert "{" not in found.sentence and "[left out]" not in found.sentence
        assert bool(found.sentence) == (found.weight > 1)
        assert found.sentence[:1] == found.sentence[:1].upper()


def test_the_package_is_one_that_others_can_read():
    """`checks.schema` is quick; this is what the description means to a stranger's tool."""
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(DATA / "datapackage.json")).validate()
    errors = [error for task in report.tasks for error in task.errors] + report.errors
    assert [e.message for e in errors if e.type not in ("hash-count", "byte-count")] == []
