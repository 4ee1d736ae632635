"""docs/cli.md says what the command line is: every command, option, default and exit code."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from timeline import errors
from timeline.cli import cli

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = {
    match[1]: match[2]
    for match in re.finditer(r"^## timeline (\w+)[^\n]*\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
}
OPTIONS = [
    (name, option)
    for name, command in cli.commands.items()
    for option in command.params
    if isinstance(option, click.Option) and option.name != "debug"
]


def test_every_command_has_its_section_and_every_section_its_command() -> None:
    assert sorted(SECTIONS) == sorted(cli.commands)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda value: str(value))
def test_every_option_is_explained(name: str, option: click.Option) -> None:
    for spelled in option.opts:
        assert f"`{spelled}" in SECTIONS[name]


def test_no_option_is_explained_that_is_not_there() -> None:
    for name, text in SECTIONS.items():
        spelled = set(re.findall(r"^\| `(--[a-z-]+)", text, re.M))
        known = {flag for param in cli.commands[name].params for flag in param.opts}
        assert spelled <= known


def test_every_exit_code_of_an_error_is_explained() -> None:
    kinds = [v for v in vars(errors).values() if isinstance(v, type)]
    codes = {k.exit_code for k in kinds if issubclass(k, errors.TimelineError)}
    assert {int(code) for code in re.findall(r"^\| (\d) \|", PAGE, re.M)} == codes | {0}
