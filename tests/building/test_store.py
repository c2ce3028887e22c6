"""Kept results: a file that is not whole is no file."""

import os

import pytest
from borderreport.building.store import Store, digest, write_whole


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "kept")


def test_what_is_put_is_got(store):
    store.put("one", b"\n\x00 anything")
    assert store.get("one") == b"\n\x00 anything"
    assert store.get("two") is None
    assert store.missing(["one", "two"]) == ["two"]


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b + b".", lambda b: b"", lambda b: b[:70] + b"x"]
)
def test_a_file_that_was_cut_or_changed_counts_as_absent(store, spoil):
    store.put("one", b"content of some length")
    (path,) = store.folder.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert store.get("one") is None and store.missing(["one"]) == ["one"]


def test_only_what_is_wanted_stays(store):
    for key in ("one", "two"):
        store.put(key, b"content")
    (store.folder / ".two.kept.leftover").write_bytes(b"half")
    store.prune(["one"])
    assert [path.name for path in store.folder.iterdir()] == ["one.kept"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_whole(path, b"old")

    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_a_digest_tells_parts_apart():
    assert digest("ab", "c") != digest("a", "bc") and digest("a") == digest(b"a")
