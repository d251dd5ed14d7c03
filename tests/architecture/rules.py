"""The rules of style that a program can see. Each knows an example that breaks it and one that keeps it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture.sources import Source

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NAMELESS = {
    "util", "utils", "helper", "helpers", "misc", "common", "base", "service", "services", "manager",
    "managers",
}  # fmt: skip
ASKS_THE_TIME = {
    "datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now", "datetime.date.today",
    "date.today", "timezone.now", "timezone.localdate", "timezone.localtime", "time.time", "time.time_ns",
    "time.localtime",
}  # fmt: skip
STAMPS_ITSELF = {"auto_now", "auto_now_add"}
CATCHES_ALL = {"Exception", "BaseException"}

Fault = tuple[int, str]


@dataclass(frozen=True)
class Rule:
    """`find` yields line and fault; `where` says which paths it looks at; `advice` what to do instead."""

    name: str
    where: str
    find: Callable[[Source], Iterator[Fault]]
    advice: str
    broken: str
    kept: str

    def __str__(self) -> str:
        return self.name

    def applies_to(self, path: str) -> bool:
        return re.search(self.where, path) is not None


def long_file(source: Source) -> Iterator[Fault]:
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield LONGEST_FILE, f"{lines} lines"


def long_function(source: Source) -> Iterator[Fault]:
    for function in source.functions:
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield function.lineno, f"{function.name} has {lines} lines"


def nameless_module(source: Source) -> Iterator[Fault]:
    for part in source.path.removesuffix(".py").split("/"):
        if part in NAMELESS:
            yield 1, part


def catch_all(source: Source) -> Iterator[Fault]:
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler):
            caught = {"BaseException"} if node.type is None else {ast.unparse(n) for n in ast.walk(node.type)}
            if caught & CATCHES_ALL:
                yield node.lineno, "catches everything"


def refusal_caught(source: Source) -> Iterator[Fault]:
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and node.type and "Refusal" in ast.unparse(node.type):
            yield node.lineno, "except Refusal"


def late_import(source: Source) -> Iterator[Fault]:
    for function in source.functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node.lineno, f"{function.name}: {ast.unparse(node)}"


def mock(source: Source) -> Iterator[Fault]:
    for node in source.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom) and re.search(r"\bmock\b", ast.unparse(node)):
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.arg) and node.arg == "mocker":
            yield node.lineno, "the fixture mocker"
        elif isinstance(node, ast.Attribute) and ast.unparse(node) == "monkeypatch.setattr":
            yield node.lineno, "monkeypatch.setattr"


def clock_reading(source: Source) -> Iterator[Fault]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ASKS_THE_TIME:
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.keyword) and node.arg in STAMPS_ITSELF:
            yield node.value.lineno, f"{node.arg}="


def loose_status(source: Source) -> Iterator[Fault]:
    for node in source.nodes:
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare):
            left, operator = ast.unparse(node.test.left), node.test.ops[0]
            if left.endswith("status_code") and isinstance(operator, ast.In):
                yield node.lineno, ast.unparse(node)


def pattern(expression: str) -> Callable[[Source], Iterator[Fault]]:
    """A finder for what one regular expression can see."""
    compiled = re.compile(expression, re.IGNORECASE | re.MULTILINE)

    def find(source: Source) -> Iterator[Fault]:
        for match in compiled.finditer(source.text):
            yield source.text.count("\n", 0, match.start()) + 1, match.group()[:60]

    return find


FORTY_ONE_LINES = "def long():\n" + "    x = 1\n" * LONGEST_FUNCTION
PYTHON = r"\.py$"
NAMED_BY_US = r"^(?!src/onewindow/sql/backend/base\.py$).*\.py$"
"""Django looks for a database backend under this name."""
OF_THE_PROGRAM = r"^src/.*\.py$"
OF_THE_TESTS = r"^tests/.*\.py$"
TEMPLATE = r"\.html$"

RULES = (
    Rule(
        "no file has more than 300 lines", r"\.(py|html|js)$", long_file,
        "Split it before adding: one noun per door file, one verb per function, one life per table.",
        broken="x = 1\n" * (LONGEST_FILE + 1), kept="x = 1\n" * LONGEST_FILE,
    ),
    Rule(
        "no function has more than 40 lines", PYTHON, long_function,
        "Name the parts: functions stand below the one that calls them, in the order of the calls.",
        broken=FORTY_ONE_LINES, kept=FORTY_ONE_LINES.replace("    x = 1\n", "", 1),
    ),
    Rule(
        "a module is called after what it knows", NAMED_BY_US, nameless_module,
        "Say what it knows (calendar, acceptance, handover) instead of what pattern it follows.",
        broken="src/onewindow/cases/utils.py", kept="src/onewindow/cases/acceptance.py",
    ),
    Rule(
        "nothing catches everything", PYTHON, catch_all,
        "Catch what you can put right and name it; let the rest crash. A Refusal is for the middleware.",
        broken="try:\n    pass\nexcept (ValueError, Exception):\n    pass",
        kept="try:\n    pass\nexcept ValueError:\n    pass",
    ),
    Rule(
        "imports stand at the top", r"^(?!src/onewindow/config/cli/).*\.py$", late_import,
        "If that makes a ring, the noun lives in the wrong place: move it to a lower floor. (Only the "
        "command line imports late: it says which data directory before Django reads its settings.)",
        broken="def f():\n    import json", kept="import json\ndef f():\n    pass",
    ),
    Rule(
        "nothing is mocked", OF_THE_TESTS, mock,
        "Use the real thing on a temporary database or folder, or a small real server; pass in what varies.",
        broken="from unittest import mock", kept="def test_x(monkeypatch):\n    monkeypatch.setenv('A', 'b')",
    ),
    Rule(
        "nobody asks the time", OF_THE_PROGRAM, clock_reading,
        "Take `now` (an aware datetime) as an argument; the door passes request.now, and the one place that "
        "asks the clock is config/clock.py.",
        broken="from datetime import datetime\nnow = datetime.now(tz)",
        kept="def f(now):\n    return now.date()",
    ),
    Rule(
        "the browser is driven in tests/e2e", r"^tests/(?!e2e/).*\.py$",
        pattern(r"^(from|import) playwright"),
        "Move it to tests/e2e: the other tests run without a browser, and `make e2e` runs only that folder.",
        broken="from playwright.sync_api import Page", kept="from django.test import Client",
    ),
    Rule(
        "doors do not catch refusals", r"^src/onewindow/web/(?!(middleware|answering)\.py).*\.py$",
        refusal_caught,
        "Let it rise: web/answering.py shows a form again with its findings, the middleware other pages.",
        broken="try:\n    pass\nexcept Refusal:\n    pass", kept="raise Refusal('late', '…')",
    ),
    Rule(
        "there are no signals", OF_THE_PROGRAM, pattern(r"\bdjango\.(db\.models\.signals|dispatch)\b"),
        "Say it where it happens, in the command or the door; what others need they read in the journal.",
        broken="from django.db.models.signals import post_save", kept="from django.db.models import Q",
    ),
    Rule(
        "a test expects one exact status", OF_THE_TESTS, loose_status,
        "Name the one status that is right.",
        broken="assert page.status_code in (200, 302)", kept="assert page.status_code == 200",
    ),
    Rule(
        "templates hold no script", TEMPLATE,
        pattern(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on[:=-]|[\"']js:"),
        "The content security policy refuses it. Put it into a file under static/ and hook it to a data- "
        "attribute.",
        broken='<button onclick="go()">', kept='<script src="/static/desk.js" defer></script>',
    ),
    Rule(
        "templates hold no style", TEMPLATE, pattern(r"<style\b|\sstyle\s*=\s*[\"']"),
        "The content security policy refuses it. Give it a class, and the class a rule under static/.",
        broken='<p style="color: red">', kept='<p class="late">',
    ),
    Rule(
        "templates escape what people typed", TEMPLATE, pattern(r"\|\s*safe\b|autoescape\s+off"),
        "Escape it; mark_safe belongs where the markup is made, on text that no user wrote.",
        broken="{{ name|safe }}", kept="{{ name }}",
    ),
)  # fmt: skip

ALLOWED = {
    "nobody asks the time": {"src/onewindow/config/clock.py"},
}
"""The files in which a rule does not hold, and that are the reason for it."""
