"""A Jupyter server as `make lab` starts it, and what JupyterLab asks of it while someone works."""

import json
import os
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import requests
import websocket
from borderreport import isolation
from borderreport.outputs import BUILDING
from nbformat.v4 import output_from_msg

PATIENCE = 120  # seconds until a server or a cell counts as stuck
OUTPUTS = ("stream", "display_data", "execute_result", "error")


class Kernel:
    """A running kernel, at the other end of the server's channel."""

    def __init__(self, channel: websocket.WebSocket):
        self.channel = channel

    def ask(self, kind: str, **content) -> tuple[dict, list[dict]]:
        """Send a message; the kernel's reply, and what it publishes until it is idle again."""
        sent, reply, published = uuid.uuid4().hex, None, []
        header = {"msg_id": sent, "msg_type": kind, "session": sent, "username": "", "version": "5.3"}
        message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}}
        self.channel.send(json.dumps(message | {"content": content}))
        while not (reply and published and published[-1]["content"].get("execution_state") == "idle"):
            answer = json.loads(self.channel.recv())
            if answer["parent_header"].get("msg_id") != sent:
                continue
            if answer["channel"] == "shell":
                reply = answer["content"]
            else:
                published.append(answer)
        return reply, published


class Lab:
    """The server over one folder of chapters, asked through its own interfaces alone."""

    def __init__(self, address: str, token: str):
        self.address = address
        self.token = {"Authorization": f"token {token}"}

    def ask(self, method: str, what: str, **content) -> dict:
        """One request, and its answer."""
        with requests.Session() as session:
            session.trust_env = False  # no proxy on the way to this machine
            answer = session.request(
                method,
                f"{self.address}api/{what}",
                headers=self.token,
                json=content or None,
                timeout=PATIENCE,
            )
        assert answer.ok, f"{method} {what}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else {}

    def open(self, name: str) -> dict:
        """A file as a notebook, as Open With > Notebook asks for it."""
        return self.ask("GET", f"contents/{name}?type=notebook&content=1")["content"]

    def save(self, name: str, notebook: dict) -> None:
        """Save a notebook, as Ctrl+S does."""
        self.ask("PUT", f"contents/{name}", type="notebook", format="json", content=notebook)

    def choose_kernel(self, notebook: dict) -> str:
        """Write into the notebook which kernel it has, as JupyterLab does when one starts; the kernel's name."""
        known = self.ask("GET", "kernelspecs")
        name = notebook["metadata"].get("kernelspec", {}).get("name", known["default"])
        spec = known["kernelspecs"][name]["spec"]
        chosen = {"name": name, "display_name": spec["display_name"], "language": spec["language"]}
        if notebook["metadata"].get("kernelspec") != chosen:  # an equal entry keeps its order
            notebook["metadata"]["kernelspec"] = chosen
        return name

    @contextmanager
    def kernel(self, name: str, notebook: dict):
        """A fresh kernel for a notebook, while the block lasts."""
        chosen = {"name": self.choose_kernel(notebook)}
        session = self.ask("POST", "sessions", path=name, name=name, type="notebook", kernel=chosen)
        kernel = session["kernel"]["id"]
        address = f"{self.address.replace('http', 'ws', 1)}api/kernels/{kernel}/channels"
        channel = websocket.create_connection(address, header=self.token, timeout=PATIENCE)
        try:
            yield Kernel(channel)
        finally:
            channel.close()
            self.ask("DELETE", f"sessions/{session['id']}")

    def run_all(self, name: str, notebook: dict) -> None:
        """Run all cells in a fresh kernel and put their outputs in, as Run > Run All Cells does."""
        with self.kernel(name, notebook) as kernel:
            notebook["metadata"]["language_info"] = kernel.ask("kernel_info_request")[0]["language_info"]
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    reply, published = kernel.ask("execute_request", code=cell["source"])
                    cell["execution_count"] = reply["execution_count"]
                    shown = [m for m in published if m["header"]["msg_type"] in OUTPUTS]
                    cell["outputs"] = [output_from_msg(message) for message in shown]


@contextmanager
def serving(project: Path):
    """JupyterLab's server over the chapters of ``project``, as `make lab` starts it."""
    launcher = [sys.executable, "-I", project / "book" / "borderreport" / "isolation.py"]
    command = [*launcher, "-m", "borderreport", "lab", "--", "--no-browser", "--ServerApp.port=0"]
    own = {name: value for name, value in os.environ.items() if name != BUILDING}
    with open(project / "lab.log", "w+", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=own, stdout=log, stderr=log)
        try:
            yield _when_up(server, project)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _when_up(server: subprocess.Popen, project: Path) -> Lab:
    """The server, once it answers."""
    home = isolation.environment(os.environ, str(project / "_build" / ".home"))
    said = Path(home["JUPYTER_RUNTIME_DIR"]) / f"jpserver-{server.pid}.json"
    given_up = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < given_up:
        try:
            info = json.loads(said.read_text())
            lab = Lab(info["url"], info["token"])
            lab.ask("GET", "status")
            return lab
        except (OSError, ValueError):  # not there yet, half written, or not answering yet
            time.sleep(0.05)
    raise AssertionError((project / "lab.log").read_text(encoding="utf-8"))
