"""What goes to standard error: lines for people, progress, and how signals end a command."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING, Final, NoReturn

import click

from timeline.errors import DiskError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BETWEEN_LINES: Final = 5.0  # seconds, where nobody looks at a terminal
_BETWEEN_DRAWINGS: Final = 0.1


class Terminated(BaseException):
    """SIGTERM came; like KeyboardInterrupt it is no Exception, so that nothing swallows it."""


class Gone(BaseException):
    """Who read our output (head, less) has left: nothing is wrong, and nothing can be said."""


def terminate(_signal: int, _frame: object) -> NoReturn:
    """The handler of SIGTERM where there is nothing to finish first."""
    raise Terminated


def tell(line: str) -> None:
    """Prints one line for people, whatever characters a file name or a text brings."""
    click.echo("".join(c if c.isprintable() else ascii(c)[1:-1] for c in line), err=True)


def answer(text: str) -> None:
    """Writes to standard output; raises Gone where nobody reads it any more, and DiskError
    where there is none."""
    if sys.stdout is None:
        raise DiskError("the output cannot be written: standard output is closed")
    with _gone():
        sys.stdout.buffer.write(text.encode())


def flush() -> None:
    """Sends what was answered on its way; raises Gone where nobody reads it any more."""
    if sys.stdout is not None:
        with _gone():
            sys.stdout.flush()


@contextlib.contextmanager
def _gone() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # What is still in the buffer must not be tried again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Gone from None


class Progress:
    """A bar on a terminal, else a line every five seconds; ``total`` is bytes of input."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._count = 0
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._drawn = time.monotonic()
        self._stop = False

    def tell(self, line: str) -> None:
        """Prints a line above the bar."""
        self.clear()
        tell(line)

    def advance(self, size: int) -> None:
        """One more input is done, of so many bytes."""
        self._done += size
        self._count += 1
        if time.monotonic() - self._drawn < (
            _BETWEEN_DRAWINGS if self._terminal else _BETWEEN_LINES
        ):
            return
        self._drawn = time.monotonic()
        self._draw()

    def clear(self) -> None:
        """Takes the bar off the terminal."""
        if self._terminal:
            click.echo("\r\x1b[K", err=True, nl=False)

    def stopped(self) -> bool:
        """Whether a signal asked to finish the input at hand and end."""
        return self._stop

    @contextlib.contextmanager
    def stopping(self) -> Iterator[None]:
        """While this holds, SIGTERM only asks to stop; a second one ends at once."""

        def ask(_signal: int, _frame: object) -> None:
            self._stop = True
            signal.signal(signal.SIGTERM, terminate)

        former = signal.signal(signal.SIGTERM, ask)
        try:
            yield
        finally:
            signal.signal(signal.SIGTERM, former)

    def _draw(self) -> None:
        share = min(1.0, self._done / self._total) if self._total else None
        text = f"{self._count:,} done"
        if share is not None:
            text += f", {share:.0%}"
        if not self._terminal:
            click.echo(text, err=True)
            return
        if share is not None:
            width = max(10, min(40, shutil.get_terminal_size().columns - len(text) - 4))
            full = round(share * width)
            text = f"[{'#' * full}{'.' * (width - full)}] {text}"
        click.echo(f"\r\x1b[K{text}", err=True, nl=False)
