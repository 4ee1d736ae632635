"""The command ``timeline``: thin; every command is one function that calls the stages."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from timeline import __version__
from timeline.errors import BadDate, InputRejected, TimelineError
from timeline.read.fields import iso_day
from timeline.read.inputs import find_sources, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.read.inputs import Format

DEFAULT_DB = "timeline.db"


class Terminated(BaseException):
    """SIGTERM came; like KeyboardInterrupt it is no Exception, so that nothing swallows it."""


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise Terminated


def tell(line: str) -> None:
    """Prints one line for people, whatever characters a file name or a text brings."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
    click.echo(shown, err=True)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The ISO day that an option names; raises BadDate."""
    day = None if value is None else iso_day(value)
    if value is not None and day is None:
        raise BadDate(f"{value!r} is not a date; write it as YYYY-MM-DD, for instance 2023-10-28")
    return day


def _shared(*options: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that several commands have, so that each is spelled and explained once."""
    known = {
        "db": click.option(
            "--db",
            type=click.Path(path_type=Path),
            default=DEFAULT_DB,
            show_default=True,
            help="The database file.",
        ),
        "format": click.option(
            "--format",
            "format_",
            type=click.Choice(["text", "jsonl"]),
            help="How to read the inputs; by default their ending tells: .jsonl is JSON Lines, "
            "else plain text.",
        ),
        "published": click.option(
            "--published",
            metavar="DATE",
            callback=_day,
            help="The publication date of articles that do not give their own.",
        ),
        "debug": click.option(
            "--debug", is_flag=True, expose_value=False, callback=_debug, help="Show tracebacks."
        ),
    }

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            function = known[option](function)
        return function

    return decorate


def _debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        ctx.find_root().obj["debug"] = True


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="timeline")
@_shared("debug")
def cli() -> None:
    """Turn a pile of articles into a timeline that a reader can check."""


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option("--times-only", is_flag=True, help="Read the times alone, without a language model.")
@_shared("format", "published", "debug")
def extract(
    inputs: tuple[str, ...], times_only: bool, format_: Format | None, published: str | None
) -> None:
    """Print what is read out of each article, as JSON Lines; ``-`` is standard input."""
    from timeline.extract.output import as_json
    from timeline.ingest import Intake, extractions

    intake = Intake(tell, published=published)
    items = read_sources(find_sources(inputs, format_))
    articles = (read.article for read in intake.reads(items))
    for extraction in extractions(articles, times_only=times_only):
        for warning in extraction.warnings:
            tell(f"{extraction.article.id}: {warning}")
        _write_line(as_json(extraction))
    if intake.rejected:
        raise InputRejected(f"{len(intake.rejected)} inputs were rejected; see the lines above")


def _write_line(value: object) -> None:
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line; ends with the exit code that docs/cli.md lists."""
    signal.signal(signal.SIGTERM, _terminate)
    state = {"debug": "--debug" in (sys.argv[1:] if arguments is None else arguments)}
    sys.exit(_run(arguments, state))


def _run(arguments: list[str] | None, state: dict[str, bool]) -> int:
    """The exit code; every way to fail ends in one line on standard error."""
    try:
        cli.main(args=arguments, prog_name="timeline", standalone_mode=False, obj=state)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        tell("timeline: interrupted; what was loaded so far is kept")
        return 130
    except Terminated:
        tell("timeline: ended by a signal; what was loaded so far is kept")
        return 143
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if state["debug"]:
            raise
        if isinstance(error, TimelineError):
            tell(f"timeline: {error}")
            return error.exit_code
        tell(f"timeline: internal error: {type(error).__name__}: {error}; --debug shows where")
        return 1
    return 0
