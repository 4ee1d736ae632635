"""The options that several commands have, so that each is spelled and explained once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from timeline.errors import BadDate
from timeline.read.fields import iso_day

if TYPE_CHECKING:
    from collections.abc import Callable

_Function = TypeVar("_Function", bound="Callable[..., None]")

DEFAULT_DB = "timeline.db"


def shared(*names: str) -> Callable[[_Function], _Function]:
    """A decorator that gives a command the named options, in this order."""

    def decorate(function: _Function) -> _Function:
        for name in reversed(names):
            function = _OPTIONS[name](function)
        return function

    return decorate


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The ISO day that an option names; raises BadDate."""
    day = None if value is None else iso_day(value)
    if value is not None and day is None:
        raise BadDate(f"{value!r} is not a date; write it as YYYY-MM-DD, for instance 2023-10-28")
    return day


def _debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        ctx.find_root().obj["debug"] = True


def debugging() -> bool:
    """Whether the command that runs was given ``--debug``."""
    return bool(click.get_current_context().find_root().obj["debug"])


_OPTIONS = {
    "db": click.option(
        "--db",
        type=click.Path(readable=False, path_type=Path),  # the store says why it cannot
        default=DEFAULT_DB,
        show_default=True,
        metavar="FILE",
        help="The database file.",
    ),
    "format": click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "jsonl"]),
        help="How to read the inputs. By default their ending tells: .jsonl is JSON Lines, else "
        "plain text.",
    ),
    "published": click.option(
        "--published",
        metavar="DATE",
        callback=_day,
        help="The publication date of articles that do not give their own.",
    ),
    "debug": click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=_debug,
        help="Show tracebacks instead of one line.",
    ),
}
