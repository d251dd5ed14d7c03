"""Every code with which anything in the program says no stands in the catalogue of problems."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from onewindow.api.problems import KINDS
from tests.architecture.sources import Source, all_sources

RAISERS = frozenset({"Refusal", "Problem", "_refuse", "nowhere"})


def codes(source: Source) -> Iterator[str]:
    """The first words of whatever raises a refusal, also where they are chosen between or set before."""
    assigned = {
        target.id: node.value
        for node in source.nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id == "code"
    }
    for node in source.nodes:
        if isinstance(node, ast.Call) and _raises(node, source) and node.args:
            given = node.args[0]
            if isinstance(given, ast.Name):
                given = assigned.get(given.id, given)
            yield from _words(given)


def _raises(call: ast.Call, source: Source) -> bool:
    name = ast.unparse(call.func)
    return name in RAISERS or (name == "super().__init__" and "(Refusal)" in source.text)


def _words(given: ast.expr) -> Iterator[str]:
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value
    elif isinstance(given, ast.IfExp):
        yield from _words(given.body)
        yield from _words(given.orelse)


def raised() -> set[str]:
    program = [
        source for source in all_sources() if source.path.startswith("src/") and source.path.endswith(".py")
    ]
    return {code for source in program for code in codes(source)}


def test_every_code_that_is_raised_is_explained() -> None:
    missing = raised() - set(KINDS)
    assert not missing, f"{sorted(missing)}: give each its line in src/onewindow/api/problems/catalogue.py."


def test_the_scan_sees_codes_however_they_are_written() -> None:
    text = (
        "code = 'later' if late else 'sooner'\nraise Refusal(code, '…')\n_refuse('third-way', '…')\n"
        "class Fault(Refusal):\n    def f(self): super().__init__('fourth-way', '…')\nother('not-this')\n"
    )
    assert set(codes(Source("example.py", text))) == {"later", "sooner", "third-way", "fourth-way"}
    assert {
        "second-notice",
        "notice-incomplete",
        "handing-incomplete",
        "upload-refused",
        "overtaken",
    } <= raised()


def test_no_line_of_the_catalogue_is_idle() -> None:
    """What nothing says any more is not promised either. The door's own table says the last four."""
    by_table = {"body-incomplete", "length-missing", "invalid-json", "unreadable"}
    assert set(KINDS) - raised() == by_table
