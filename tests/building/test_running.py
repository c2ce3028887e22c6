"""Cells run apart from each other, and whatever becomes of one chapter is told with its page, line and cell."""

import json

import pytest
from borderreport.building import running
from borderreport.building.chapters import Chapter
from borderreport.building.store import Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "kept")


def chapter(name, *cells):
    return Chapter(name, cells, tuple(range(10, 10 + 5 * len(cells), 5)))


def outputs(store, chapter):
    return json.loads(store.get(chapter.key))


def test_outputs_are_those_of_a_notebook(store):
    code = "print('out')\ndisplay({'text/plain': 'shown'}, raw=True)\n6 * 7"
    page = chapter("page", code, "x = 1", "x;", "import sys; print('err', file=sys.stderr)")
    running.run([page], store, 1)
    shown, nothing, quiet, error = outputs(store, page)
    assert [(o["output_type"], o.get("text") or o["data"]["text/plain"]) for o in shown] == [
        ("stream", "out\n"),
        ("display_data", "shown"),
        ("display_data", "42"),
    ]
    assert nothing == quiet == []
    assert [(o["name"], o["text"]) for o in error] == [("stderr", "err\n")]


def test_chapters_do_not_see_each_other(store):
    names = "sorted(n for n in globals() if n.startswith('my_'))"
    first, second = chapter("a", "my_a = 1", names), chapter("b", "my_b = 1", names)
    running.run([first, second], store, 1)
    shown = [outputs(store, page)[1][0]["data"]["text/plain"] for page in (first, second)]
    assert shown == ["['my_a']", "['my_b']"]


def test_a_change_of_the_data_in_one_chapter_reaches_no_other(store):
    spoil = "from borderreport import data\ndata.load().claims['statement'] = 'spoilt'"
    look = "from borderreport import data\nset(data.load().claims['statement']) == {'spoilt'}"
    again = chapter("c", spoil, look)
    running.run([chapter("a", spoil), page := chapter("b", look), again], store, 2)
    assert outputs(store, page)[0][0]["data"]["text/plain"] == "False"
    assert outputs(store, again)[1][0]["data"]["text/plain"] == "False"


def test_every_failing_chapter_is_told_and_the_others_are_kept(store):
    good = chapter("book/good", "1")
    pages = [
        chapter("book/one", "x = 1", "def f():\n    raise RuntimeError('no such number')\nf()"),
        good,
        chapter("book/two", "a = ("),
    ]
    with pytest.raises(running.Failed) as failed:
        running.run(pages, store, 2)
    told = str(failed.value)
    assert "book/one.md, line 16, cell 2: RuntimeError: no such number" in told
    assert "line 2 of the cell: raise RuntimeError('no such number')" in told
    assert "book/two.md, line 11, cell 1: SyntaxError: " in told
    assert store.get(good.key) is not None


def test_a_chapter_that_hangs_is_ended_and_named(store):
    with pytest.raises(running.Failed, match=r"slow\.md: its cells did not end within 2 s"):
        running.run([chapter("slow", "import time\nwhile True: time.sleep(1)")], store, 1, limit=2)


def test_a_chapter_whose_process_is_killed_is_named(store):
    kill = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    with pytest.raises(running.Failed, match=r"gone\.md: its process was ended by SIGKILL"):
        running.run([chapter("gone", kill)], store, 1)
