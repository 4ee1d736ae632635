"""The production server behind ``timeline serve``: waitress, one process, several threads."""

from __future__ import annotations

import errno
import logging
import signal
from typing import TYPE_CHECKING, Any, Final, NoReturn

from waitress.server import create_server

from timeline.errors import UsageError
from timeline.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

THREADS: Final = 8
CONNECTIONS: Final = 500


class Server:
    """A server that listens already; ``address`` is what a browser on this machine opens."""

    def __init__(self, server: Any, address: str) -> None:
        self._server = server
        self.address = address
        self._terminated = False

    def run(self) -> bool:
        """Serves until a signal ends it; returns whether that was SIGTERM (else Ctrl-C)."""
        former = signal.signal(signal.SIGTERM, self._end)
        try:
            self._server.run()
        finally:
            signal.signal(signal.SIGTERM, former)
            self._server.close()
        return self._terminated

    def _end(self, _signal: int, _frame: object) -> NoReturn:
        self._terminated = True
        raise SystemExit  # waitress lets it through, ends its threads and returns


def open_server(database: Path, host: str, port: int) -> Server:
    """A server of the database, bound to the port (0: a free one).

    Raises UsageError where it cannot listen there, and what `create_app` raises.
    """
    app = create_app(database)
    # Its warnings say that a request waited for a thread: no news to who runs it.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            ident=None,
        )
    except (OSError, ValueError) as error:
        raise UsageError(_refusal(error, host, port)) from error
    bound = getattr(server, "effective_port", None) or port
    return Server(server, f"http://{f'[{host}]' if ':' in host else host}:{bound}")


def _refusal(error: OSError | ValueError, host: str, port: int) -> str:
    """One line that says why it cannot listen, and what to do."""
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        return f"port {port} of {host} is in use; name another with --port, or 0 for a free one"
    if code in (errno.EACCES, errno.EPERM):
        return f"port {port} may not be opened by this user; name one above 1023 with --port"
    return f"cannot listen on {host} port {port} ({error}); name another with --host and --port"
