"""The texts belong to their publishers: no run of twelve of their words stands in the project.

The column as_stated, phrases of at most twelve words, is what the project does quote.
"""

import csv
import re
import subprocess

import pytest
from borderreport.checks.evidence import read_texts
from borderreport.data import ROOT, Dataset, texts_folder

RUN = 12


def words(text):
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.casefold())


def runs(text):
    found = words(text)
    return {" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def shared(text, sources):
    """Runs of twelve words that ``text`` shares with the sources."""
    return sorted(runs(text) & sources)


def own_words(path):
    """Text of a file of the project, without the phrases it quotes."""
    if path.name == "claims.csv":
        with path.open(encoding="utf-8", newline="") as file:
            return "\n".join(
                " | ".join(v for k, v in row.items() if k != "as_stated") for row in csv.DictReader(file)
            )
    return path.read_text(encoding="utf-8")


def test_no_run_of_twelve_words_is_shared():
    folder = texts_folder()
    if not folder.is_dir():
        pytest.skip("no source texts here: set SOURCE_TEXTS")
    sources = set().union(*(runs(text) for text in read_texts(Dataset().sources, folder)[0].values()))
    assert len(sources) > 5000
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    kept = [
        ROOT / name
        for name in listed
        if name.endswith((".md", ".csv", ".py", ".json", ".yml", ".cff", ".js", ".css", ".txt"))
    ]
    assert len(kept) > 30
    found = {
        str(p.relative_to(ROOT)): hits
        for p in kept
        if p.is_file() and (hits := shared(own_words(p), sources))
    }
    assert found == {}


def test_a_copied_sentence_is_found():
    sentence = "one two three four five six seven eight nine ten eleven twelve"
    assert shared(f"before {sentence} after", runs(sentence)) == [sentence]
    assert shared("one two three", runs(sentence)) == []
