"""The command ``timeline``: thin; every command is one function that calls the stages."""

from __future__ import annotations

import errno
import signal
import sys
from typing import NoReturn

import click

from timeline import __version__
from timeline.cli import articles, database
from timeline.cli.console import Gone, Terminated, flush, tell, terminate
from timeline.cli.options import shared
from timeline.errors import DiskError, InputRejected, TimelineError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="timeline")
@shared("debug")
def cli() -> None:
    """Turn a pile of articles into a timeline that a reader can check."""


for command in (
    articles.extract,
    articles.load,
    articles.explain,
    database.export,
    database.serve,
    database.stats,
    database.check,
    database.backup,
    database.restore,
):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line; ends with one of the exit codes that docs/cli.md lists."""
    former = signal.signal(signal.SIGTERM, terminate)
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
    finally:
        signal.signal(signal.SIGTERM, former)
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    """The exit code; every way to fail ends in one line on standard error."""
    state = {"debug": False}
    try:
        cli.main(args=arguments, prog_name="timeline", standalone_mode=False, obj=state)
        flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        tell(f"timeline: {error.format_message().rstrip('.')}; see: timeline --help")
        return 2
    except (KeyboardInterrupt, click.Abort):
        tell("timeline: interrupted")
        return 130
    except Gone:
        return 128 + signal.SIGPIPE
    except Terminated:
        tell("timeline: ended by a signal")
        return 143
    except Exception as error:
        if state["debug"] and not isinstance(error, InputRejected):
            raise
        return _explained(error)
    return 0


def _explained(error: Exception) -> int:
    """Says in one line what went wrong; returns the exit code for it."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        error = DiskError(f"the output cannot be written: {error.strerror}")
    if isinstance(error, TimelineError):
        tell(f"timeline: {error}")
        return error.exit_code
    tell(f"timeline: internal error: {type(error).__name__}: {error}; --debug shows where")
    return TimelineError.exit_code
