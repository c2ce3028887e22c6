"""What workers share is made once and whole, a failed build is told once, and tests that share stay together."""

import pytest
import workers
from projects import Build
from shared import FAILED, build_once, failed_builds, folder_of_run, once


@pytest.fixture
def factory(tmp_path, monkeypatch):
    """A run of its own, with a folder of its own."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)

    class Factory:
        @staticmethod
        def getbasetemp():
            return tmp_path

    return Factory


def test_it_is_made_once(factory):
    made = []

    def make(folder):
        made.append(folder.name)
        (folder / "file").write_text("whole")

    assert once(factory, "thing", make) == once(factory, "thing", make)
    assert made == ["thing.part"] and (factory.getbasetemp() / "thing" / "file").read_text() == "whole"


def test_half_of_it_is_never_found(factory):
    """Neither after a fault, nor by the next, which begins anew."""

    def breaks_off(folder):
        (folder / "half").write_text("")
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        once(factory, "thing", breaks_off)
    assert not (factory.getbasetemp() / "thing").exists()
    folder = once(factory, "thing", lambda folder: (folder / "file").touch())
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_a_worker_shares_the_folder_above_its_own(factory, monkeypatch):
    assert folder_of_run(factory) == factory.getbasetemp()
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    assert folder_of_run(factory) == factory.getbasetemp().parent


def test_a_failed_build_is_not_tried_again_and_told_once(factory):
    tried = []

    def build(folder):
        tried.append(folder)
        return Build(2, "the reason", folder / "html")

    for _ in range(2):
        with pytest.raises(pytest.fail.Exception, match="book was not built") as told:
            build_once(factory, "book", build)
        assert "the reason" not in str(told.value)
    assert len(tried) == 1 and failed_builds(factory.getbasetemp()) == [("book", "the reason")]
    assert (factory.getbasetemp() / "book" / FAILED).is_file()


@pytest.mark.parametrize(
    "name,together",
    [
        ("tests/browser/test_x.py::test_one[1280-visit index]", "visit index"),
        ("tests/browser/test_y.py::test_two[visit index]", "visit index"),
        ("tests/browser/test_y.py::test_two[arrive index 375]", "arrive index"),
        ("tests/book/test_pages.py::test_three[programme]", "parsed pages"),
        ("tests/book/test_build.py::test_an_unknown_form_fails_the_build", "faulty"),
        ("tests/data/test_z.py::test_four", "tests/data/test_z.py::test_four"),
    ],
)
def test_tests_that_share_stay_together(name, together):
    assert workers.unit(name) == together


def test_what_is_named_is_there():
    """A file or test that has another name now would no longer stay together, and nobody would see it."""
    folder = workers.TESTS
    for place in (*workers.TOGETHER, *workers.LONGEST_FIRST):
        assert (folder / place).exists(), place
    written = (folder / "book" / "test_build.py").read_text(encoding="utf-8")
    assert all(f"def {start}" in written for starts in workers.BUILDS.values() for start in starts)
