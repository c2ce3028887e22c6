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
    assert "5 claims against 1 source texts" in outcome.checked[-1]


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
    "difference not declared": (
        "claims",
        "C004",
        "disagreement_id",
        "",
        "disagreement_id",
        "differences_are_declared",
    ),
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
    "disagreement that does not exist": (
        "claims",
        "C001",
        "disagreement_id",
        "D01;D77",
        "disagreement_id",
        "a key that exists in disagreements",
    ),
    "list of the wrong form": ("claims", "C001", "disagreement_id", "D01, D02", "disagreement_id", "pattern"),
    "disagreement of one claim": (
        "claims",
        "C004",
        "disagreement_id",
        "",
        "disagreement_id",
        "at least two claims",
    ),
    "used claim not preferred": ("claims", "C001", "rank", "normal", "used_claim_id", "rank is preferred"),
    "look-alike that does not exist": (
        "look_alikes",
        "A01",
        "claim_ids",
        "C001;C999",
        "claim_ids",
        "keys that exist in claims",
    ),
    "origin that nobody recorded": (
        "claims",
        "C001",
        "independence_group",
        "somebody",
        "independence_group",
        "derivations.csv records",
    ),
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
    "verdict on a record claim": ("verdicts", "C001", "claim_id", "C006", "claim_id", "a core claim"),
    "verdict that rests on the core": (
        "verdicts",
        "C001",
        "for_claim_ids",
        "C004",
        "for_claim_ids",
        "claims of the record",
    ),
    "verdict of an unknown kind": ("verdicts", "C001", "verdict", "plausible", "verdict", "enum"),
    "confirmed by nothing": (
        "verdicts",
        "C001",
        "for_claim_ids",
        "",
        "for_claim_ids",
        "at least one claim for the verdict confirmed",
    ),
    "contradicted by nothing": (
        "verdicts",
        "C001",
        "verdict",
        "contradicted",
        "against_claim_ids",
        "at least one claim for the verdict contradicted",
    ),
    "unsupported with support": (
        "verdicts",
        "C001",
        "verdict",
        "unsupported",
        "for_claim_ids",
        "none for the verdict unsupported",
    ),
    "verdict without a sentence": ("verdicts", "C001", "sentence", "", "sentence", "required"),
    "used claim elsewhere": (
        "disagreements",
        "D01",
        "used_claim_id",
        "C002",
        "used_claim_id",
        "a claim that takes part",
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
        "C003;C999",
        "basis",
        "keys that exist",
    ),
    "judgement for and against": (
        "judgements",
        "J01",
        "against",
        "C003",
        "against",
        "no claim that is also in the basis",
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
    "rating without a reason": ("consistency", "H01/C002", "reason", "", "reason", "a reason exactly where"),
    "rating of an unknown kind": ("consistency", "H01/C002", "rating", "maybe", "rating", "enum"),
    "rating under one explanation alone": (
        "consistency",
        "H01/C002",
        "claim_id",
        "C001",
        "claim_id",
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
        "seen_claim_ids",
        "",
        "seen_claim_ids",
        "because its state is partly",
    ),
    "unused claim of the record": ("unused_claims", "C005", "claim_id", "C006", "claim_id", "a core claim"),
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


def test_a_contradiction_by_a_weaker_claim_is_refused(dataset):
    claims = minidata.tables()["claims"]
    next(c for c in claims if c["claim_id"] == "C006")["credibility"] = 4
    minidata.write_table(dataset[0], "claims", claims)
    verdict = minidata.tables()["verdicts"][0] | {
        "verdict": "contradicted",
        "for_claim_ids": "",
        "against_claim_ids": "C006",
    }
    minidata.write_table(dataset[0], "verdicts", [verdict])
    assert any("no less credible than the one it contradicts" in p for p in problems(dataset))


def test_a_judgement_that_rests_on_a_contradicted_claim_is_refused(dataset):
    verdict = {
        "claim_id": "C003",
        "verdict": "contradicted",
        "against_claim_ids": "C006",
        "sentence": "No.",
        "reviewed_on": "2026-11-21",
    }
    minidata.write_table(dataset[0], "verdicts", [verdict])
    assert any(
        "data/judgements.csv, row 2 (J01), column basis" in p and "found C003" in p for p in problems(dataset)
    )


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
    path.write_bytes(path.read_bytes().replace(b"A plain sentence.", b"A plain \xe9 sentence.", 1))
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
