"""The documents say what is there: commands, modules, routes, dependencies, links."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from timeline import __version__
from timeline.cli import cli

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").glob("*.md"))]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [target.split("#")[0] for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_exists(page: Path) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.M))
    made = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    assert sorted(named - made) == []


def test_the_two_commands_stand_in_the_readme() -> None:
    assert re.search(r"^make demo\b", read("README.md"), re.M)
    assert re.search(r"^make test\b", read("README.md"), re.M)
    assert "make test" in read(".ci/run")


def test_every_page_is_reached_from_the_readme() -> None:
    pages = [page.relative_to(ROOT).as_posix() for page in PAGES if page.parent != ROOT]
    assert [page for page in pages if f"({page})" not in read("README.md")] == []


def test_every_module_that_the_architecture_names_exists() -> None:
    named = set(
        re.findall(r"(?<![\w./])((?:[a-z_]+/)*[a-z_]+\.py)\b", read("docs/architecture.md"))
    )
    assert len(named) > 15
    paths = ["/" + path.relative_to(ROOT).as_posix() for path in ROOT.glob("t*/**/*.py")]
    missing = [name for name in named if not any(path.endswith("/" + name) for path in paths)]
    assert sorted(missing) == []


def test_every_route_stands_in_the_architecture(seed_database: Path) -> None:
    from timeline.web import create_app

    routes = {rule.rule for rule in create_app(seed_database).url_map.iter_rules()}
    text = read("docs/architecture.md")
    named = {re.sub(r"<[^>]*>.*", "", route) for route in routes}
    assert sorted(route for route in named if f"`{route}" not in text) == []


def test_every_command_stands_in_the_readme() -> None:
    commands = [name for name, command in cli.commands.items() if not command.hidden]
    assert commands
    assert [name for name in commands if f"`timeline {name}" not in read("README.md")] == []


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_explains_itself(name: str) -> None:
    options = [p for p in cli.commands[name].params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []
    assert cli.commands[name].help


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\d+\.\d+\.\d+) — \d{4}-\d{2}-\d{2}$", read("CHANGELOG.md"), re.M)
    assert versions[0] == __version__


def test_every_setting_stands_in_the_deployment_guide() -> None:
    settings = set(re.findall(r"^(TIMELINE_[A-Z_]+)  ", read("timeline/web/config.py"), re.M))
    assert settings
    assert sorted(name for name in settings if f"`{name}`" not in read("docs/deployment.md")) == []


def dependencies() -> list[str]:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    stated = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return [re.split(r"[>=;\s]", requirement)[0] for requirement in stated]


@pytest.mark.parametrize("name", dependencies())
def test_every_dependency_has_its_reason_and_its_pin(name: str) -> None:
    assert f"| `{name}` |" in read("docs/development.md")
    pinned = re.findall(r"^([\w.-]+)==", read("constraints.txt"), re.M)
    assert name.replace("_", "-").lower() in {pin.replace("_", "-").lower() for pin in pinned}


def test_constraints_are_exact_versions_and_nothing_else() -> None:
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def claims_of(page: str) -> list[str]:
    """The rows of a page's tables without their heads."""
    lines = read(page).splitlines()
    heads = {lines[number - 1] for number, line in enumerate(lines) if line.startswith("|---")}
    return [line for line in lines if line.startswith("| ") and line not in heads]


@pytest.mark.parametrize("page", ["docs/complaints.md", "docs/page.md"])
def test_every_row_names_tests_that_exist(page: str) -> None:
    rows = claims_of(page)
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", row)
        assert named, row
        for file, test in named:
            assert re.search(rf"^def {test}\(", read(f"tests/{file}"), re.M), (file, test)


def test_every_complaint_is_cited() -> None:
    for row in claims_of("docs/complaints.md"):
        assert re.search(r"[\w-]+#\d+", row), row


def test_every_file_that_the_page_s_table_names_exists() -> None:
    for row in claims_of("docs/page.md"):
        place = row.split("|")[2]
        for name in re.findall(r"`([\w/-]+(?:\.(?:py|html|css|js|toml)|/))`", place):
            folders = (ROOT, ROOT / "timeline", ROOT / "static", ROOT / "static/vendor")
            assert any((folder / name).exists() for folder in folders), (name, row)
