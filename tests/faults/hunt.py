"""Hunting one fault: a copy of the tree with the patch in it, the tests that must fail there, and the verdict."""

from __future__ import annotations

import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any

from tests.faults.planted import ROOT, Fault, apply

LONGEST_SECONDS = 900
LONGEST_SECONDS_WHOLE = 7200
FORMAL = ("tests/faults", "tests/architecture", "tests/config/test_generated_pages.py")
"""Tests that would notice any patch, because it is one: what they say proves nothing about behaviour."""
NOT_A_FAULT = frozenset(
    {"SyntaxError", "IndentationError", "ImportError", "ModuleNotFoundError", "NameError"}
)
"""A patch that breaks the program before it does anything is no realistic fault."""


@dataclass(frozen=True)
class Run:
    """One run of pytest in a copy; `seen` is what the witness wrote down."""

    status: int
    output: str
    seen: dict[str, Any]
    seconds: float


@dataclass(frozen=True)
class Verdict:
    """`why_not` is empty when the fault was caught: then `tests` failed on it, the first of them first."""

    fault: Fault
    why_not: str
    tests: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def caught(self) -> bool:
        return not self.why_not


def make_ground(folder: Path) -> Path:
    """A copy of the tree as it stands, compiled, from which the faulty copies are made."""
    ground = folder / "ground"
    ground.mkdir()
    for part in ROOT.iterdir():
        if part.name == ".ci" or not (part.name.startswith(".") or part.name == "var"):
            _copy(part, ground / part.name)
    # By content and not by time: a patched file can never be taken for the one it was copied from.
    compileall.compile_dir(ground / "src", quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return ground


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, target)


def hunt(fault: Fault, ground: Path, *, whole: bool = False) -> Verdict:
    """Apply the fault to a copy of the ground and see whether its tests fail; `whole` runs all tests."""
    try:
        tests = ["tests"] if whole else fault.tests(ground)
    except ValueError as missing:
        return Verdict(fault, str(missing))
    with tempfile.TemporaryDirectory(prefix="onewindow-fault-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ground, tree)
        why_not = apply(fault, tree)
        return Verdict(fault, why_not) if why_not else judge(fault, run_tests(tree, tests, whole=whole), tree)


def run_tests(tree: Path, tests: Sequence[str], *, whole: bool = False) -> Run:
    """Run tests of a copy with the copy's own package, on SQLite; the first failure ends it unless `whole`."""
    apart = ("DATABASE_URL", "PYTEST_ADDOPTS", "CI")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONEWINDOW_")}
    surroundings = {name: value for name, value in kept.items() if name not in apart}
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="onewindow-witness-") as folder:
        witness = Path(folder) / "seen.json"
        # First in the path: an installed or linked onewindow comes after the copy's.
        surroundings |= {"PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}", "ONEWINDOW_WITNESS": str(witness)}
        how = [f"--ignore={path}" for path in FORMAL] if whole else ["-x"]
        command = [sys.executable, "-m", "pytest", "-p", "tests.faults.witness", "--tb=short", *how, *tests]
        status, output = _ended(
            command, tree, surroundings, LONGEST_SECONDS_WHOLE if whole else LONGEST_SECONDS
        )
        seen = json.loads(witness.read_text(encoding="utf-8")) if witness.exists() else {}
    return Run(status, output, seen, time.monotonic() - began)


def _ended(command: list[str], tree: Path, surroundings: dict[str, str], longest: int) -> tuple[int, str]:
    """How a run ended and what it said; one that does not end is no failed test."""
    try:
        done = subprocess.run(
            command, cwd=tree, env=surroundings, capture_output=True, text=True, check=False, timeout=longest
        )
    except subprocess.TimeoutExpired:
        return -1, f"not ended after {longest} s"
    return done.returncode, done.stdout + done.stderr


def judge(fault: Fault, run: Run, tree: Path) -> Verdict:
    """Caught means: a test ran on the patched file, and failed for what the program did."""
    failed = run.seen.get("failed", [])
    why_not = strangers(fault, run, tree) or _why_not(run, failed)
    return Verdict(fault, why_not, tuple(one["test"] for one in failed), run.seconds)


def _why_not(run: Run, failed: list[dict[str, str]]) -> str:
    if run.status == 0:
        return f"NOT CAUGHT: {run.seen['ran']} tests are green with it"
    if run.status != 1 or not failed:
        return f"no test failed: pytest ended with {run.status}\n{run.output[-2000:]}"
    first = failed[0]
    if first["phase"] != "call":
        return f"{first['test']} did not begin: {first['error']} in its {first['phase']}"
    if first["error"] in NOT_A_FAULT:
        return (
            f"{first['test']} ended with {first['error']}: the patch breaks the program instead of bending it"
        )
    return ""


def strangers(fault: Fault, run: Run, tree: Path) -> str:
    """Whether anything but the copy was tested, or the patched file was not among it."""
    modules: dict[str, str] = run.seen.get("modules", {})
    inside = str((tree / "src").resolve())
    other = [
        f"{name} from {path}"
        for name, path in modules.items()
        if not str(Path(path).resolve()).startswith(inside)
    ]
    if other:
        return f"the copy was not what ran: {other[0]}"
    unread = [module for module in fault.modules if modules and module not in modules]
    return f"the tests never import {unread[0]}" if unread else ""
