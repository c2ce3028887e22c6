"""A web server for the tests as a host would serve the book: compressed, over HTTP, with headers of the test's choice."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

#: Kinds of file that hosts compress; images and fonts in WOFF2 are compressed already.
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


class _Handler(http.server.SimpleHTTPRequestHandler):
    extra: dict[str, str] = {}

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        body, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(200)
        if kind.startswith(TEXT):
            body = gzip.compress(body, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        for name, value in (
            {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"} | self.extra
        ).items():
            self.send_header(name, value)
        self.end_headers()
        # A browser that leaves the page hangs up in the middle of a file.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing: the tests report."""


@contextlib.contextmanager
def serve(folder: Path, **headers: str) -> Iterator[str]:
    """Serve ``folder`` on a free port of this machine; yield its address. Underscores in names of ``headers`` are hyphens."""
    extra = {name.replace("_", "-"): value for name, value in headers.items()}
    handler = functools.partial(type("Handler", (_Handler,), {"extra": extra}), directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
