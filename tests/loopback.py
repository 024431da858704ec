"""A web server on this machine, for tests of what the desk fetches."""

import contextlib
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answering = Callable[[BaseHTTPRequestHandler], None]


def answer(
    handler: BaseHTTPRequestHandler, body: bytes = b"", status: int = 200, length: int | None = None, **headers: str
) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


class Site:
    """A web server on loopback: each path is answered by a function, each request is remembered, and each body sent."""

    def __init__(self) -> None:
        self.routes: dict[str, Answering] = {}
        self.requests: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.origin = f"http://{self.host}"
        self.allowed = frozenset({self.origin})
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._note()
                self._answer()

            def do_POST(self) -> None:
                self._note()
                site.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self._answer()

            def _note(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.requests.append({"path": self.path, **headers})

            def _answer(self) -> None:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # being cut off is what is tested
                    site.routes[self.path](self)

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
