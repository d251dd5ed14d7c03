"""The numbers on the tests are numbers of sentences, and the page made from them leaves nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seed_marks import Mark, Sentence, marks, page, sentences

KNOWN = {
    "W1": Sentence("W1", "do", "B1", "Take in at one window."),
    "W2": Sentence("W2", "do", "B2", "Hand papers over."),
    "W3": Sentence("W3", "context", "", ""),
}
TESTS = """
import pytest
pytestmark = pytest.mark.seeds("W3")

@pytest.mark.seeds("W1", "W2")
def test_the_window_takes_in():
    assert True

@pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.seeds("W1"))])
def test_a_case_of_many(n):
    assert n
"""


def test_every_number_on_a_test_is_a_sentence() -> None:
    unknown = [mark for mark in marks() if mark.number not in sentences()]
    assert not unknown, f"{unknown}: the numbers are in docs/reference/seed_sentences.tsv."


def test_markers_are_found_on_files_tests_and_parameters(tmp_path: Path) -> None:
    file = tmp_path / "tests" / "stories" / "test_window.py"
    file.parent.mkdir(parents=True)
    file.write_text(TESTS)
    path = "tests/stories/test_window.py"
    assert marks(tmp_path) == [
        Mark("W3", path, ""),
        Mark("W1", path, "test_the_window_takes_in"),
        Mark("W2", path, "test_the_window_takes_in"),
        Mark("W1", path, "test_a_case_of_many"),
    ]


def test_the_page_links_tests_and_lists_what_nothing_shows() -> None:
    text = page(KNOWN, [Mark("W1", "tests/stories/test_window.py", "test_the_window_takes_in")])
    assert "1 of 2 are shown." in text
    link = "[the window takes in](../../tests/stories/test_window.py)"
    assert f"| W1 | Take in at one window. | B1 | {link} |" in text
    assert text.endswith("| W2 | Hand papers over. | B2 |\n")


def test_a_number_that_is_no_sentence_makes_no_page() -> None:
    with pytest.raises(KeyError):
        page(KNOWN, [Mark("W9", "tests/stories/test_window.py", "test_x")])
