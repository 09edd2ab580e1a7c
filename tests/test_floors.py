"""The house stands as docs/house.md draws it: imports go down only, rooms do not see one another, files stay short."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "casus"
FLOORS = {
    "model": 0,
    "errors": 0,
    "text": 1,
    "reference": 1,
    "read": 2,
    "extract": 2,
    "ground": 2,
    "link": 2,
    "weigh": 2,
    "store": 2,
    "export": 2,
    "pipeline": 3,
    "derived": 3,
    "shards": 3,
    "engines": 3,
    "cli": 4,
    "": 5,  # casus itself and `python -m casus`: they stand before the house
    "__main__": 5,
}
ONE_ANOTHER = {("text", "reference")}  # of one floor, and allowed
LINES_OF_A_FUNCTION, LINES_OF_A_FILE, PARAMETERS = 60, 500, 7

# What is longer than that, each with its reason.
LONG_FUNCTIONS: dict[str, str] = {}
LONG_FILES: dict[str, str] = {}


@dataclass(frozen=True)
class Import:
    """One import of a module of ours, or of somebody else's."""

    by: str
    module: str
    line: int
    when_called: bool = False
    for_types: bool = False

    @property
    def ours(self) -> bool:
        return self.module == "casus" or self.module.startswith("casus.")


@cache
def trees() -> dict[str, ast.Module]:
    files = sorted(SOURCE.rglob("*.py"))
    return {dotted(path): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in files}


def dotted(path: Path) -> str:
    parts = ["casus", *path.relative_to(SOURCE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@cache
def imports() -> tuple[Import, ...]:
    return tuple(one for module, tree in trees().items() for one in imports_of(module, tree))


def imports_of(module: str, tree: ast.Module) -> Iterator[Import]:
    inside = {child for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for child in ast.walk(node)}
    typing = {child for node in ast.walk(tree) if is_type_checking(node) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            # `from casus.export import words` names a module, `from casus.export.words import day` does not
            names = sorted({part if part in trees() else str(node.module) for part in parts_of(node)})
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            yield Import(module, name, node.lineno, node in inside, node in typing)


def parts_of(node: ast.ImportFrom) -> list[str]:
    return [f"{node.module}.{alias.name}" for alias in node.names]


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def test_every_room_is_on_the_plan() -> None:
    assert {room(module) for module in trees()} <= FLOORS.keys()


def test_imports_go_down_only() -> None:
    upward = [
        f"{one.by}:{one.line} (floor {FLOORS[room(one.by)]}) imports {one.module} (floor {FLOORS[room(one.module)]})"
        for one in imports()
        if one.ours and one.module != "casus" and FLOORS[room(one.module)] > FLOORS[room(one.by)]
    ]
    assert upward == []


def test_no_room_imports_another_of_its_floor() -> None:
    across = [
        f"{one.by}:{one.line} imports {one.module}"
        for one in imports()
        if one.ours
        and FLOORS[room(one.by)] in (1, 2)
        and FLOORS[room(one.module)] == FLOORS[room(one.by)]
        and room(one.module) != room(one.by)
        and (room(one.by), room(one.module)) not in ONE_ANOTHER
    ]
    assert across == []


def test_the_ground_floor_stands_on_the_standard_library() -> None:
    foreign = [
        f"{one.by}:{one.line} imports {one.module}"
        for one in imports()
        if FLOORS[room(one.by)] == 0 and not one.ours and one.module.split(".")[0] not in sys.stdlib_module_names
    ]
    assert foreign == []


def test_only_the_store_speaks_sql_and_only_fetch_opens_a_socket() -> None:
    sql = {one.by for one in imports() if one.module.split(".")[0] in ("sqlalchemy", "alembic")}
    assert {room(module) for module in sql} <= {"store"}
    sockets = {"socket", "http", "urllib.request", "ssl", "ftplib", "smtplib", "asyncio", "urllib3", "requests"}
    opening = {one.by for one in imports() if one.module in sockets or one.module.startswith("http.")}
    assert opening <= {"casus.read.fetch"}


def test_no_cycle_of_imports() -> None:
    needs: dict[str, set[str]] = {module: set() for module in trees()}
    for one in imports():
        if one.module in needs and one.module != one.by and not one.for_types and not one.when_called:
            needs[one.by].add(one.module)
    while free := {module for module, others in needs.items() if not others}:
        needs = {module: others - free for module, others in needs.items() if module not in free}
    assert needs == {}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield f"{module}.{node.name}", node


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    long = {name for name, node in functions() if length(node) > LINES_OF_A_FUNCTION}
    assert long == LONG_FUNCTIONS.keys()


def test_functions_are_short_as_a_rule() -> None:
    lengths = sorted(length(node) for _, node in functions())
    assert lengths[len(lengths) // 2] <= 8


def test_functions_take_few_parameters() -> None:
    """The commands of the command line take one for each option, which click hands over by name."""
    many = [
        name
        for name, node in functions()
        if len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs) > PARAMETERS
        and not name.startswith("casus.cli.")
    ]
    assert many == []


def test_files_are_short() -> None:
    files = {str(path.relative_to(SOURCE)): path.read_text("utf-8").count("\n") for path in SOURCE.rglob("*.py")}
    assert {name for name, lines in files.items() if lines > LINES_OF_A_FILE} == LONG_FILES.keys()


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{module}:{node.lineno}"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and room(module) != "cli"
    ]
    assert printing == []


@pytest.mark.parametrize("source", ["import casus.cli.main", "from casus.export import words\nimport os"])
def test_the_test_sees_imports(source: str) -> None:
    assert next(one.module for one in imports_of("casus.model.x", ast.parse(source))).startswith("casus.")
