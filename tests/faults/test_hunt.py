"""The hunt can fail: what changes nothing, does not fit, breaks the program or is watched by nobody is no catch."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.hunt import Run, Verdict, hunt, judge, make_ground
from tests.faults.planted import ROOT, Fault, read_fault

pytestmark = pytest.mark.slow
PLACE = "src/onewindow/core/ids.py"
WATCHED_BY = "tests/core/test_ids.py"
LENGTH = "QUERY_LENGTH = 8\n"


@pytest.fixture(scope="module")
def ground() -> Iterator[Path]:
    with TemporaryDirectory(prefix="onewindow-faults-") as folder:
        yield make_ground(Path(folder))


@pytest.fixture
def verdict(tmp_path: Path, ground: Path, old: str, new: str, watched_by: str) -> Verdict:
    """What the hunt says of a patch that replaces one line of today's ids.py."""
    before = (ROOT / PLACE).read_text(encoding="utf-8")
    assert before.count(LENGTH) == 1
    was, will = before.replace(LENGTH, old), before.replace(LENGTH, new)
    diff = unified_diff(was.splitlines(True), will.splitlines(True), f"a/{PLACE}", f"b/{PLACE}", n=2)
    path = tmp_path / "99-ids.patch"
    head = f"Title: ids\nHarm: nobody\nBreaks: nothing\nCaught by: {watched_by}\n\n"
    path.write_text(head + "".join(diff), encoding="utf-8")
    return hunt(read_fault(path), ground)


@pytest.mark.parametrize(("old", "new", "watched_by"), [(LENGTH, "QUERY_LENGTH = 7\n", WATCHED_BY)])
def test_a_fault_that_a_test_sees_is_caught_by_it(verdict: Verdict) -> None:
    assert verdict.caught
    assert verdict.tests[0].startswith(f"{WATCHED_BY}::test_")


@pytest.mark.parametrize(
    ("old", "new", "watched_by", "words"),
    [
        (LENGTH, f"{LENGTH}# a word more\n", WATCHED_BY, "NOT CAUGHT"),
        ("QUERY_LENGTH = 9\n", "QUERY_LENGTH = 7\n", WATCHED_BY, "does not apply"),
        (LENGTH, "QUERY_LENGTH = (\n", WATCHED_BY, "no test failed"),
        (LENGTH, "QUERY_LENGTH = 7\n", "tests/core/test_nothing_at_all.py", "there is no test"),
    ],
)
def test_what_is_no_catch_is_told(verdict: Verdict, words: str) -> None:
    assert not verdict.caught
    assert words in verdict.why_not


@pytest.mark.parametrize(
    ("phase", "error", "module", "words"),
    [
        ("call", "AssertionError", "onewindow.core.ids", ""),
        ("call", "NameError", "onewindow.core.ids", "breaks the program"),
        ("setup", "AssertionError", "onewindow.core.ids", "did not begin"),
        ("call", "AssertionError", "onewindow.core.chain", "never import"),
    ],
)
def test_a_red_test_is_a_catch_only_if_it_ran_on_the_patched_file(
    tmp_path: Path, phase: str, error: str, module: str, words: str
) -> None:
    fault = Fault(tmp_path / "99-ids.patch", "ids", "nobody", "nothing", (WATCHED_BY,), (PLACE,))
    failed = [{"test": f"{WATCHED_BY}::test_x", "phase": phase, "error": error}]
    inside, elsewhere = (folder / "src" / "x.py" for folder in (tmp_path, ROOT))
    run = Run(1, "", {"ran": 1, "failed": failed, "modules": {module: str(inside)}}, 0.1)
    verdict = judge(fault, run, tmp_path)
    assert words in verdict.why_not
    assert verdict.caught is (not words)
    installed = Run(1, "", {"ran": 1, "failed": failed, "modules": {module: str(elsewhere)}}, 0.1)
    assert "was not what ran" in judge(fault, installed, tmp_path).why_not
