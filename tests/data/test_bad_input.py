"""Every kind of bad input is refused with file, row, column and what was expected."""

import csv

import minidata
import pytest
from borderreport.checks.run import run
from borderreport.cli import main


@pytest.fixture
def dataset(tmp_path):
    return minidata.write_dataset(tmp_path)


def problems(dataset):
    return [str(p) for p in run(*dataset).problems]


def test_the_unbroken_fixture_passes(dataset):
    outcome = run(*dataset)
    assert outcome.problems == []
    assert "5 claims against 2 source texts" in outcome.checked[-1]


# what is broken: (table, key, column, value) -> (row, column, part of the message)
BROKEN_CELLS = {
    "span moved off the phrase": (
        "claims",
        "C001",
        "char_start",
        "40",
        "as_stated",
        "words found inside the span",
    ),
    "span past the end": ("claims", "C001", "char_end", "99999", "char_end", "within the"),
    "span over two paragraphs": (
        "claims",
        "C001",
        "char_end",
        "130",
        "char_end",
        "a span inside one paragraph",
    ),
    "empty span": ("claims", "C001", "char_end", "16", "char_end", "span_not_empty"),
    "paragraph": ("claims", "C001", "paragraph", "9", "paragraph", "where the span lies"),
    "hash": ("sources", "notice-2021", "text_sha256", "0" * 64, "text_sha256", "the hash of notice-2021.txt"),
    "length of the text": ("sources", "notice-2021", "text_chars", "7", "text_chars", "found 7"),
    "text file": ("sources", "notice-2021", "text_file", "other.txt", "text_file", "no other.txt"),
    "phrase not in the text": (
        "claims",
        "C001",
        "as_stated",
        "about 1,344 miles",
        "as_stated",
        "words found inside the span",
    ),
    "phrase too long": (
        "claims",
        "C001",
        "as_stated",
        minidata.BORDER + " " + minidata.PLEDGE,
        "as_stated",
        "as_stated_is_short",
    ),
    "number differs from the phrase": (
        "claims",
        "C001",
        "value_best",
        "1345",
        "value_best",
        "a number printed in as_stated",
    ),
    "phrase holds a number of no column": (
        "claims",
        "C005",
        "as_stated",
        "3 May 2021",
        "as_stated",
        "only numbers that are the row's value",
    ),
    "bounds out of order": ("claims", "C004", "value_low", "1400", "value_best", "bounds_in_order"),
    "qualifier against bounds": (
        "claims",
        "C001",
        "qualifier",
        "exact",
        "qualifier",
        "qualifier_fits_bounds",
    ),
    "quantity without a value": ("claims", "C001", "value_best", "", "value_best", "value_where_expected"),
    "implausible": ("properties", "length", "plausible_high", "1200", "value_best", "plausible"),
    "date that is no date": ("claims", "C001", "date_edtf", "2021-13-45", "date_edtf", "edtf_gives_dates"),
    "date_start not from date_edtf": (
        "claims",
        "C001",
        "date_start",
        "2021-05-04",
        "date_edtf",
        "edtf_gives_dates",
    ),
    "date without basis": ("claims", "C001", "date_basis", "", "date_basis", "date_has_basis"),
    "as_of that is no date": ("claims", "C001", "as_of", "lately", "as_of", "as_of_is_edtf"),
    "unit": ("claims", "C001", "unit", "miles", "unit", "unit_of_property"),
    "money without stage": ("claims", "C002", "finance_stage", "", "finance_stage", "money_is_staged"),
    "money without currency": ("claims", "C002", "currency", "", "finance_stage", "money_is_staged"),
    "status code": ("claims", "C005", "value_text", "going well", "value_text", "coded_where_expected"),
    "relation without object": ("claims", "C003", "object_id", "", "object_id", "object_where_expected"),
    "rank without reason": ("claims", "C001", "rank_reason", "", "rank_reason", "rank_is_reasoned"),
    "key that exists twice": ("claims", "C002", "claim_id", "C001", "", "a key that no other row has"),
    "key of the wrong form": ("claims", "C005", "claim_id", "C5", "claim_id", "pattern"),
    "subject that does not exist": (
        "claims",
        "C001",
        "subject_id",
        "nowhere",
        "subject_id",
        "a key that exists in entities",
    ),
    "source that does not exist": (
        "claims",
        "C001",
        "source_id",
        "nobody",
        "source_id",
        "a key that exists in sources",
    ),
    "word outside the list": ("claims", "C001", "topic", "weather", "topic", "enum"),
    "number that is no number": ("claims", "C001", "value_best", "many", "value_best", "number"),
    "required cell empty": ("claims", "C001", "statement", "", "statement", "required"),
    "claim outside its paragraph": (
        "paragraphs",
        "notice-2021/2",
        "char_end",
        "30",
        "paragraph",
        "a span inside that paragraph",
    ),
    "paragraph not as in the text": (
        "paragraphs",
        "notice-2021/3",
        "char_end",
        "9999",
        "char_start",
        "a paragraph of the text",
    ),
    "paragraph of claims called furniture": (
        "paragraphs",
        "notice-2021/2",
        "kind",
        "furniture",
        "kind",
        "substance, because claims lie in it",
    ),
    "silent paragraph called substance": (
        "paragraphs",
        "notice-2021/1",
        "kind",
        "substance",
        "kind",
        "another kind than substance",
    ),
    "silent paragraph without a reason": (
        "paragraphs",
        "notice-2021/1",
        "reason",
        "",
        "reason",
        "a reason exactly where",
    ),
    "core claim without a place": ("claims", "C005", "char_start", "", "char_start", "core_has_a_place"),
    "record claim with a place": ("claims", "C006", "paragraph", "3", "char_start", "core_has_a_place"),
    "record claim without date read": ("claims", "C006", "date_read", "", "date_read", "record_was_read"),
    "record claim without verification": (
        "claims",
        "C006",
        "verification",
        "",
        "date_read",
        "record_was_read",
    ),
    "core claim said to be read": (
        "claims",
        "C001",
        "verification",
        "page_read",
        "date_read",
        "record_was_read",
    ),
    "record claim without a phrase": ("claims", "C006", "as_stated", "", "as_stated", "required"),
    "record source without an address": ("sources", "ministry-2022", "url", "", "url", "required"),
    "record claim whose number is not its phrase": (
        "claims",
        "C006",
        "as_stated",
        "1,345 km",
        "value_best",
        "a number printed in as_stated",
    ),
    "record claim that is a trap": (
        "claims",
        "C006",
        "as_stated",
        "1,444 km",
        "as_stated",
        "no statement that traps.csv names",
    ),
    "core source without a text": (
        "sources",
        "notice-2021",
        "text_file",
        "",
        "text_file",
        "because the source is core",
    ),
    "likelihood without a range": (
        "lexicon",
        "likely",
        "high",
        "",
        "low",
        "a range exactly where the term is a likelihood",
    ),
    "likelihoods that overlap": (
        "lexicon",
        "likely",
        "low",
        "40",
        "low",
        "a range that begins at 45 or above",
    ),
    "likelihood outside the lexicon": (
        "judgements",
        "J01",
        "likelihood",
        "plausible",
        "likelihood",
        "a key that exists in lexicon",
    ),
    "confidence as a likelihood": (
        "judgements",
        "J01",
        "likelihood",
        "high",
        "likelihood",
        "a likelihood of the lexicon",
    ),
    "judgement that rests on nothing known": (
        "judgements",
        "J01",
        "basis",
        "state-hosts-base;nobody",
        "basis",
        "keys that exist",
    ),
    "judgement for and against": (
        "judgements",
        "J01",
        "against",
        "state-hosts-base",
        "against",
        "also in the basis",
    ),
    "judgement with a vague word": (
        "judgements",
        "J01",
        "statement",
        "The base may stay.",
        "statement",
        "no vague word",
    ),
    "judgement that would change for nothing": (
        "judgements",
        "J01",
        "would_change",
        "",
        "would_change",
        "required",
    ),
    "explanation of no question": (
        "hypotheses",
        "H01",
        "question_id",
        "Q09",
        "question_id",
        "a key that exists in questions",
    ),
    "rating without a reason": (
        "consistency",
        "H01/pledge-sum",
        "reason",
        "",
        "reason",
        "a reason exactly where",
    ),
    "rating of an unknown kind": ("consistency", "H01/pledge-sum", "rating", "maybe", "rating", "enum"),
    "rating under one explanation alone": (
        "consistency",
        "H01/pledge-sum",
        "finding_id",
        "border-length",
        "finding_id",
        "under all 2 explanations",
    ),
    "indicator of no judgement": (
        "indicators",
        "I01",
        "judgement_ids",
        "J09",
        "judgement_ids",
        "keys that exist",
    ),
    "indicator seen by nobody": (
        "indicators",
        "I01",
        "seen_finding_ids",
        "",
        "seen_finding_ids",
        "because its state is partly",
    ),
    # Rules of claims and their sources
    "as_of without basis": ("claims", "C001", "as_of", "2021", "as_of_basis", "as_of_has_basis"),
    "basis without as_of": ("claims", "C001", "as_of_basis", "stated", "as_of_basis", "as_of_has_basis"),
    "stage of another property": (
        "properties",
        "pledged",
        "allowed_values",
        "frozen",
        "finance_stage",
        "stage_of",
    ),
    "statement with another number": (
        "claims",
        "C006",
        "statement",
        "The ministry measured 1,345 km.",
        "statement",
        "statement_prints_value",
    ),
    "statement with a number from nowhere": (
        "claims",
        "C005",
        "statement",
        "The officials called 12 units ready.",
        "statement",
        "only numbers that are the row's value",
    ),
    "year that cannot be": ("claims", "C005", "note", "Said in 2201.", "note", "years between 1900 and 2100"),
    "year that cannot be, of a finding": (
        "bearings",
        "border-length/C004",
        "reason",
        "Rounded since 1021.",
        "reason",
        "years between 1900 and 2100",
    ),
    "span that ends inside a word": ("claims", "C001", "char_end", "86", "char_end", "between words"),
    "span that begins inside a word": ("claims", "C005", "char_start", "17", "char_start", "between words"),
    "copy of a source that is not derived": (
        "claims",
        "C001",
        "follows_id",
        "rewrite-2021",
        "follows_id",
        "as derivations.csv says",
    ),
    "derivation from a page of the record": (
        "derivations",
        "rewrite-2021/notice-2021",
        "from_source_id",
        "ministry-2022",
        "from_source_id",
        "two core sources",
    ),
    "derivation from itself": (
        "derivations",
        "rewrite-2021/notice-2021",
        "from_source_id",
        "rewrite-2021",
        "from_source_id",
        "two core sources",
    ),
    "subject of the wrong kind": (
        "claims",
        "C001",
        "subject_id",
        "state",
        "subject_id",
        "border, as properties.csv",
    ),
    "object of the wrong kind": ("claims", "C003", "object_id", "pledge", "object_id", "border or base, as"),
    "finding on the wrong kind": (
        "findings",
        "border-length",
        "subject_id",
        "gate",
        "subject_id",
        "border, as",
    ),
    "origin that does not exist": (
        "claims",
        "C001",
        "origin_id",
        "who",
        "origin_id",
        "a key that exists in origins",
    ),
    "address without a host": (
        "sources",
        "ministry-2022",
        "url",
        "https://example/border",
        "url",
        "a web address",
    ),
    "address with a space": (
        "sources",
        "ministry-2022",
        "url",
        "https://example.org/a b",
        "url",
        "a web address",
    ),
    "address without https": (
        "sources",
        "ministry-2022",
        "url",
        "http://example.org/border",
        "url",
        "which other pages of this host have",
    ),
    "address of another source": (
        "sources",
        "ministry-2022",
        "url",
        "https://www.example.org/notice-2021/",
        "url",
        "that no other source has",
    ),
    "publication not as in the key": (
        "sources",
        "ministry-2022",
        "published",
        "2023-03",
        "published",
        "2022, as in",
    ),
    "publication that is no date": (
        "sources",
        "ministry-2022",
        "published",
        "2022-99",
        "published",
        "an EDTF date",
    ),
    "name with another date": (
        "sources",
        "ministry-2022",
        "short_name",
        "Ministry, May 2022",
        "short_name",
        "no other date than 2022-03",
    ),
    "place in another country": ("entities", "gate", "latitude", "48.5", "latitude", "a place in Tajikistan"),
    "place in no country": ("entities", "gate", "parent_id", "", "latitude", "a state as its parent"),
    "town told too exactly": (
        "entities",
        "gate",
        "longitude",
        "68.81234",
        "coordinate_precision",
        "2 to 3 decimals",
    ),
    "half a place": ("entities", "gate", "longitude", "", "coordinate_precision", "2 of the three"),
    # Findings and what bears on them
    "finding that nobody gives or looked for": (
        "bearings",
        "pledge-sum/C002",
        "order",
        "",
        "looked_for",
        "because no claim gives it",
    ),
    "finding that nobody gives, without queries": (
        "findings",
        "gate-opened",
        "queries",
        "",
        "looked_for",
        "because no claim gives it",
    ),
    "search of another day to come": (
        "findings",
        "gate-opened",
        "looked_for",
        "2999-01-01",
        "looked_for",
        "a day that has come",
    ),
    "finding of weight without a search": (
        "findings",
        "border-length",
        "looked_for",
        "",
        "looked_for",
        "because its weight is above 1",
    ),
    "finding of weight without an answer": (
        "findings",
        "gate-opened",
        "answer",
        "",
        "answer",
        "because its weight is above 1",
    ),
    "detail with an answer": (
        "findings",
        "pledge-sum",
        "answer",
        "It was much.",
        "answer",
        "because its weight is 1",
    ),
    "answer with a typed number": (
        "findings",
        "gate-opened",
        "answer",
        "It opened 12 times.",
        "answer",
        "no typed number",
    ),
    "answer with a number in words": (
        "findings",
        "gate-opened",
        "answer",
        "It opened twelve times.",
        "answer",
        "no typed number",
    ),
    "slot that is not known": (
        "findings",
        "gate-opened",
        "answer",
        "It opened {when}.",
        "answer",
        "slots among value",
    ),
    "brace that is no slot": (
        "findings",
        "gate-opened",
        "answer",
        "It opened {date.",
        "answer",
        "braces around a slot",
    ),
    "slot of a finding that is not there": (
        "findings",
        "gate-opened",
        "answer",
        "On {date:nowhere}.",
        "answer",
        "slots of findings that exist",
    ),
    "slot that no claim fills": (
        "findings",
        "gate-opened",
        "answer",
        "It opened on {date}.",
        "answer",
        "because no claim gives it",
    ),
    "slot that the first claim cannot fill": (
        "findings",
        "state-ready",
        "answer",
        "The state {value}.",
        "order",
        "fills the slot {value}",
    ),
    "slot that a later claim cannot fill": (
        "bearings",
        "border-length/C004",
        "order",
        "3",
        "order",
        "fills the slot {date}",
    ),
    "slot of another finding, not filled": (
        "findings",
        "border-length",
        "answer",
        "Line 7: {word:pledge-sum}.",
        "word",
        "fills the slot {word}",
    ),
    "claim without the word that is printed": (
        "bearings",
        "state-ready/C005",
        "word",
        "",
        "word",
        "fills the slot {word}",
    ),
    "turns with a gap": ("bearings", "border-length/C001", "order", "3", "order", "2: turns go from 1"),
    "turns that begin late": ("bearings", "pledge-sum/C002", "order", "2", "order", "1: turns go from 1"),
    "two claims in one turn": ("bearings", "border-length/C001", "order", "1", "order", "turns go from 1"),
    "claim that differs in the first turn": (
        "bearings",
        "pledge-sum/C002",
        "bearing",
        "differs",
        "bearing",
        "because the claim gives the value",
    ),
    "old claim in the first turn": (
        "bearings",
        "pledge-sum/C002",
        "bearing",
        "outdated",
        "bearing",
        "because the claim gives the value",
    ),
    "half a claim in the first turn": (
        "bearings",
        "pledge-sum/C002",
        "bearing",
        "partly",
        "bearing",
        "because the claim gives the value",
    ),
    "old plan in the first turn": (
        "bearings",
        "pledge-sum/C002",
        "bearing",
        "superseded_plan",
        "bearing",
        "because the claim gives",
    ),
    "another thing in the first turn": (
        "bearings",
        "pledge-sum/C002",
        "bearing",
        "looks_alike",
        "bearing",
        "because the claim gives",
    ),
    "another thing in a later turn": (
        "bearings",
        "state-ready/C003",
        "order",
        "2",
        "order",
        "about something else",
    ),
    "plan that proves an event": (
        "claims",
        "C002",
        "claim_kind",
        "plan",
        "bearing",
        "a plan or forecast proves no event",
    ),
    "forecast that proves an event": (
        "claims",
        "C002",
        "claim_kind",
        "forecast",
        "bearing",
        "a plan or forecast proves no event",
    ),
    "claim of weight in no finding": (
        "bearings",
        "border-length/C004",
        "claim_id",
        "C005",
        "claim_id",
        "a row of bearings.csv that names it",
    ),
    "difference without a reason": (
        "bearings",
        "border-length/C004",
        "reason",
        "",
        "reason",
        "because the claim bears differs",
    ),
    "other thing without a reason": (
        "bearings",
        "state-ready/C003",
        "reason",
        "",
        "reason",
        "because the claim bears looks_alike",
    ),
    "period that is no date": ("findings", "state-ready", "period", "lately", "period", "an EDTF date"),
    "good_until that is no date": (
        "findings",
        "state-ready",
        "good_until",
        "soon",
        "good_until",
        "an EDTF date",
    ),
    "old identifier replaced twice": (
        "findings",
        "pledge-sum",
        "was",
        "D01",
        "was",
        "that no other finding replaces",
    ),
    "old identifier of the wrong form": ("findings", "pledge-sum", "was", "D1", "was", "pattern"),
    "own act told by an outlet": (
        "bearings",
        "pledge-sum/C002",
        "own_act",
        "true",
        "own_act",
        "an origin that is a body",
    ),
    "bearing of an unknown kind": ("bearings", "pledge-sum/C002", "bearing", "proves", "bearing", "enum"),
    "bearing on no finding": (
        "bearings",
        "pledge-sum/C002",
        "finding_id",
        "pledge",
        "finding_id",
        "a key that exists in findings",
    ),
    "bearing of no claim": (
        "bearings",
        "pledge-sum/C002",
        "claim_id",
        "C999",
        "claim_id",
        "a key that exists in claims",
    ),
    "origin of an unknown kind": ("origins", "ministry", "kind", "oracle", "kind", "enum"),
    "formula": ("claims", "C001", "note", "=1+1", "note", "like a formula"),
    "override character": ("claims", "C001", "note", "left\u202eright", "note", "bidirectional-override"),
    "control character": ("claims", "C001", "note", "bell\x07", "note", "no control"),
    "space at the end": ("claims", "C001", "note", "words ", "note", "no space at either end"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", BROKEN_CELLS)
def test_a_broken_cell_is_refused(what, dataset):
    table, key, column, value, named, part = BROKEN_CELLS[what]
    minidata.set_cell(dataset[0], table, key, column, value)
    found = problems(dataset)
    hits = [p for p in found if part in p and (not named or f"column {named}" in p)]
    assert hits, found
    assert hits[0].startswith(tuple(f"data/{name}.csv, row " for name in minidata.tables()))


def with_row(dataset, table, **cells):
    """Problems when the last row of ``table`` is there a second time, with other ``cells``."""
    rows = minidata.tables()[table]
    minidata.write_table(dataset[0], table, [*rows, rows[-1] | cells])
    return problems(dataset)


def test_two_findings_on_one_point_are_refused(dataset):
    found = with_row(dataset, "findings", finding_id="state-ready-too", was="")
    assert any("row 7 (state-ready-too), column measure" in p and "from state-ready:" in p for p in found)


def test_two_claims_that_say_one_thing_at_one_place_are_refused(dataset):
    assert any("(C007), column statement" in p for p in with_row(dataset, "claims", claim_id="C007"))


def test_one_number_told_as_two_measures_is_refused(dataset):
    findings, bearings = (minidata.tables()[name] for name in ("findings", "bearings"))
    pledge = next(f for f in findings if f["finding_id"] == "pledge-sum")
    findings.insert(3, pledge | {"finding_id": "pledge-sum-cash", "measure": "in cash"})
    given = next(b for b in bearings if b["finding_id"] == "pledge-sum")
    bearings.insert(4, given | {"finding_id": "pledge-sum-cash"})
    minidata.write_table(dataset[0], "findings", findings)
    minidata.write_table(dataset[0], "bearings", bearings)
    assert any("(pledge-sum-cash/C002)" in p and "one number, one measure" in p for p in problems(dataset))


def test_a_time_after_publication_is_refused(dataset):
    claims = minidata.tables()["claims"]
    claims[0] |= {"as_of": "2021-06", "as_of_basis": "stated"}
    claims[3] |= {"as_of": "2021-04", "as_of_basis": "published"}
    minidata.write_table(dataset[0], "claims", claims)
    found = [p for p in problems(dataset) if "as_of_fits_publication" in p]
    assert [p.split("(")[1][:4] for p in found] == ["C001", "C004"]


def test_the_rules_of_the_description_are_known(dataset):
    """A constraint that no check knows is refused: it would pass everything."""
    path = dataset[0] / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"minimum"', '"least"'), encoding="utf-8")
    assert any("expected constraints among" in p and "found least" in p for p in problems(dataset))


def test_rows_that_are_no_csv(dataset):
    path = dataset[0] / "origins.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("The Notice", 'The "No"tice"x'), encoding="utf-8"
    )
    path.write_text(path.read_text(encoding="utf-8") + 'x,"y"z,body,\n', encoding="utf-8")
    assert any("data/origins.csv, row 4: expected rows of CSV" in p for p in problems(dataset))


def test_a_question_with_one_explanation_is_refused(dataset):
    minidata.write_table(dataset[0], "hypotheses", minidata.tables()["hypotheses"][:1])
    minidata.write_table(dataset[0], "consistency", minidata.tables()["consistency"][:1])
    assert any("a question with at least two explanations" in p for p in problems(dataset))


def test_the_row_number_is_the_line_of_the_file(dataset):
    minidata.set_cell(dataset[0], "claims", "C004", "unit", "miles")
    assert any(p.startswith("data/claims.csv, row 5 (C004), column unit") for p in problems(dataset))


def test_a_missing_table(dataset):
    (dataset[0] / "entities.csv").unlink()
    assert (
        "data/entities.csv: expected a table, as datapackage.json describes; found no such file"
        in problems(dataset)
    )


@pytest.mark.parametrize(
    "content,found",
    [
        ("", "an empty file"),
        (
            "entity_id,entity_type,name,aliases,parent_id,latitude,longitude,coordinate_precision,note\n",
            "a header row only",
        ),
    ],
)
def test_an_empty_table(dataset, content, found):
    (dataset[0] / "entities.csv").write_text(content, encoding="utf-8")
    assert any("data/entities.csv" in p and found in p for p in problems(dataset))


def rewrite(path, change):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(change(rows))


def test_a_missing_column(dataset):
    rewrite(dataset[0] / "claims.csv", lambda rows: [row[:5] + row[6:] for row in rows])
    assert "data/claims.csv, row 1, column as_stated: expected this column; found no such column" in problems(
        dataset
    )


def test_an_unknown_column(dataset):
    rewrite(dataset[0] / "claims.csv", lambda rows: [row + ["extra"] for row in rows])
    assert any("row 1, column extra" in p for p in problems(dataset))


def test_a_short_row(dataset):
    rewrite(dataset[0] / "claims.csv", lambda rows: rows[:2] + [rows[2][:-3]] + rows[3:])
    assert any("data/claims.csv, row 3" in p and "cells" in p for p in problems(dataset))


def test_rows_out_of_order(dataset):
    rewrite(dataset[0] / "claims.csv", lambda rows: [rows[0], rows[2], rows[1], *rows[3:]])
    assert any("rows sorted by key" in p for p in problems(dataset))


def test_an_unreadable_encoding(dataset):
    path = dataset[0] / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"is some 1,344", b"is som\xe9 1,344", 1))
    assert any("data/claims.csv, row 2: expected UTF-8 text; found byte 0xe9" in p for p in problems(dataset))


@pytest.mark.parametrize(
    "change,part",
    [(lambda t: b"\xef\xbb\xbf" + t, "byte-order mark"), (lambda t: t.replace(b"\n", b"\r\n"), "CR LF")],
)
def test_another_line_end_or_mark(dataset, change, part):
    path = dataset[0] / "entities.csv"
    path.write_bytes(change(path.read_bytes()))
    assert any("data/entities.csv, row 1" in p and part in p for p in problems(dataset))


def test_an_unreadable_package(dataset):
    (dataset[0] / "datapackage.json").write_text("{", encoding="utf-8")
    assert any("data/datapackage.json" in p for p in problems(dataset))


def test_a_changed_text(dataset):
    path = dataset[1] / "notice-2021.txt"
    path.write_text(minidata.TEXT.replace("1,344", "1,345"), encoding="utf-8")
    assert any("data/sources.csv, row 3 (notice-2021), column text_sha256" in p for p in problems(dataset))


def test_without_texts_the_gap_is_named(dataset, tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_TEXTS", raising=False)
    outcome = run(dataset[0], tmp_path / "none")
    assert outcome.problems == [] and "SOURCE_TEXTS" in outcome.unchecked[0]


def test_texts_that_are_asked_for_are_required(dataset, tmp_path, monkeypatch):
    """As .ci/run does; a place that publishes the book has none, and asks for none."""
    monkeypatch.setenv("SOURCE_TEXTS", "none")
    assert any("a folder of source texts" in str(p) for p in run(dataset[0], tmp_path / "none").problems)


def test_the_command_exits_non_zero(dataset, capsys):
    minidata.set_cell(dataset[0], "claims", "C001", "value_best", "1345")
    assert main(["check", "--data", str(dataset[0]), "--texts", str(dataset[1])]) == 1
    assert "error: data/claims.csv, row 2 (C001), column value_best" in capsys.readouterr().err


def test_the_command_exits_zero(dataset, capsys):
    assert main(["check", "--data", str(dataset[0]), "--texts", str(dataset[1])]) == 0
    assert "no problem found" in capsys.readouterr().out
