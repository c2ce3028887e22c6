"""The kernel of the lab is the report's own; the user's and the machine's configuration have no say."""

import os
import subprocess
import sys

import hostile
import pytest
from projects import ROOT

pytestmark = pytest.mark.slow

KERNEL = """
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="python3")
def show(message):
    content = message["content"]
    if message["msg_type"] in ("execute_result", "stream", "error"):
        print(str(content.get("text") or content.get("data") or content).strip())
cell = "1\\n2\\nimport borderreport, sys\\nprint(sys.prefix)\\n3"
client.execute_interactive(cell, output_hook=show, timeout=60)
client.stop_channels()
manager.shutdown_kernel(now=True)
"""


def isolated(code, folder, names):
    variables = {
        name: value
        for case in names
        for name, value in hostile.variables(hostile.HARMLESS_AT_START[case], folder).items()
    }
    return subprocess.run(
        [sys.executable, "-I", str(ROOT / "book" / "borderreport" / "isolation.py"), "-c", code],
        env={"PATH": os.environ["PATH"]} | variables,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()


def test_a_profile_and_a_foreign_kernel_change_nothing(tmp_path):
    folder = hostile.folder_of(tmp_path)
    names = ("IPython profile", "foreign kernel", "Jupyter prefers the user", "another home")
    assert isolated(KERNEL, folder, names) == [sys.prefix, "{'text/plain': '3'}"]


def test_the_machines_folders_are_out_of_the_search(tmp_path):
    """Those that no variable turns off. The libraries could rename what this relies on."""
    code = """
from IPython.core import application
from jupyter_core import paths
from jupyterlab import labapp
print(len(application.SYSTEM_CONFIG_DIRS), len(paths.SYSTEM_CONFIG_PATH))
import borderreport.kernel, borderreport.lab
labapp.main = lambda options: print(*paths.jupyter_config_path(), *paths.jupyter_path(), sep="\\n")
borderreport.lab.run([])
print(application.SYSTEM_CONFIG_DIRS)
"""
    counts, _, *folders, directories = isolated(code, tmp_path, ())
    assert min(map(int, counts.split())) > 0 and directories == "[]"
    assert folders and all(
        folder.startswith((str(ROOT), sys.prefix, os.path.realpath(sys.prefix))) for folder in folders
    ), folders
