"""Every planted fault still fits today's source, names tests that are there, and stands on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.page import PAGE, page, told
from tests.faults.planted import FOLDER, ROOT, apply, planted, read_fault

FEWEST = 24
NAMES = sorted(path.name for path in FOLDER.glob("*.patch"))
ADVICE = "run `make faults`, which hunts all faults and writes the page"


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_applies_and_names_tests_that_are_there(name: str) -> None:
    fault = read_fault(FOLDER / name)
    assert apply(fault, ROOT, dry=True) == ""
    assert fault.tests()
    assert all(place.startswith("src/") for place in fault.places)


def test_there_are_enough_of_them_and_no_two_share_a_number() -> None:
    assert len(NAMES) >= FEWEST
    assert len({name.partition("-")[0] for name in NAMES}) == len(NAMES)


def test_the_page_has_every_fault_and_names_a_test_that_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    caught, faults = told(text), planted()
    assert sorted(caught) == [fault.name for fault in faults], ADVICE
    assert page(faults, caught) == text, ADVICE
    gone = [test for test in caught.values() if not _is_there(test)]
    assert gone == [], ADVICE


def _is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    return (ROOT / path).is_file() and f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Title: x\nHarm: y\n\n--- a/src/x.py\n+++ b/src/x.py\n", "Breaks, Caught by"),
        ("Title: x\nHarm: y\nBreaks: z\nCaught by: t\n", "a diff"),
    ],
)
def test_a_patch_without_its_words_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "99-x.patch"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        read_fault(path)
