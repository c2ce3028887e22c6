"""What a command took: all its processes are counted, and shared memory once."""

import os
import sys
import textwrap

import pytest
from borderreport.bench import measure

linux = pytest.mark.skipif(
    not measure.COMPLETE, reason="only Linux tells of processes that outlive their parent"
)

#: Keeps a core busy until the process itself has used that much CPU time.
BUSY = """
def busy(seconds):
    import time
    while time.process_time() < seconds:
        pass
"""


def run(code, folder, **options):
    source = BUSY + textwrap.dedent(code)
    return measure.run([sys.executable, "-I", "-S", "-c", source], folder, dict(os.environ), **options)


def test_a_command_is_run_and_timed(tmp_path):
    took = run("busy(0.3); import os; print(os.getcwd()); raise SystemExit(3)", tmp_path)
    assert took.status == 3 and took.output == f"{tmp_path}\n" and not took.ended
    assert took.cpu >= 0.3 and took.wall >= 0.3


@linux
def test_cpu_of_a_grandchild_that_outlives_its_parent_counts(tmp_path):
    """The child ends at once; the grandchild begins its work only when it was left alone."""
    took = run(
        """
        import os
        if os.fork() == 0:
            child = os.getpid()
            if os.fork() == 0:
                while os.getppid() == child:
                    pass
                busy(1)
            os._exit(0)
        os.wait()
        """,
        tmp_path,
    )
    assert took.status == 0
    assert took.cpu >= 1


@linux
def test_memory_of_two_processes_that_share_pages_counts_once(tmp_path):
    """Parent and both children hold the same pages: thrice the size, if sharing were forgotten."""
    size = 200_000_000
    took = run(
        f"""
        import os
        held = bytearray(b"1") * {size}
        children = []
        for _ in range(2):
            child = os.fork()
            if child == 0:
                busy(1.0)
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        """,
        tmp_path,
    )
    assert size < took.peak < 1.5 * size


@linux
def test_memory_of_two_processes_that_share_nothing_counts_twice(tmp_path):
    size = 100_000_000
    took = run(
        f"""
        import os
        child = os.fork()
        held = bytearray(b"1") * {size}
        busy(1.0)
        if child == 0:
            os._exit(0)
        os.wait()
        """,
        tmp_path,
    )
    assert 2 * size < took.peak


def test_a_command_that_hangs_is_ended(tmp_path):
    took = run("import time; time.sleep(600)", tmp_path, limit=0.5)
    assert took.ended and took.status != 0 and took.wall < 60


def test_a_command_that_is_not_there(tmp_path):
    with pytest.raises(OSError, match="no-such-command"):
        measure.run([str(tmp_path / "no-such-command")], tmp_path, {})
