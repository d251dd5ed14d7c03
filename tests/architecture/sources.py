"""The project's own files, read once for all guards."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "onewindow"


@dataclass(frozen=True)
class Source:
    """One file; `path` is relative to the project, with forward slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _read(paths: Iterator[Path]) -> list[Source]:
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(paths)
        if "migrations" not in path.parts
    ]


@cache
def all_sources() -> list[Source]:
    """Python, templates and scripts of the program and of its tests; migrations are left out."""
    folders = ("src", "tests", "requirements")
    return [
        source
        for kind in ("*.py", "*.html", "*.js")
        for folder in folders
        for source in _read((ROOT / folder).rglob(kind))
    ]


def domains() -> list[str]:
    """The packages directly under onewindow/."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
