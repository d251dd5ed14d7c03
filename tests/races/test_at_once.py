"""Acting at once: one effect, one winner, nothing lost, whatever the threads do."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.races.conftest import COMMAND, KEYS, ROUNDS, Race
from tests.results import record


@pytest.mark.slow
def test_the_same_submission_from_32_threads_has_one_effect_and_one_answer(race: Race) -> None:
    counted = race("same", str(KEYS))
    assert (counted["effects"], counted["answers"]) == ([1] * KEYS, [1] * KEYS)
    assert counted["outcomes"] == {"done": 32 * KEYS}
    assert counted["others"] == {"key-reused 422": 2 * KEYS}
    record(
        "same key from 32 threads",
        command=COMMAND,
        figures={"keys": KEYS, "submissions": 32 * KEYS, "effects": KEYS},
    )


@pytest.mark.slow
def test_of_two_reviewers_at_once_exactly_one_wins_and_the_other_is_told(race: Race) -> None:
    for pair in race("either")["winners"]:
        tally = Counter(pair)
        assert tally["done"] == 1
        assert set(pair) - {"done"} <= {"overtaken", "wrong-stage"}


@pytest.mark.slow
def test_eight_windows_lose_and_double_nothing_and_the_journal_holds(race: Race) -> None:
    counted = race("many")
    assert set(counted["outcomes"]) == {"done"}
    assert (counted["cases"], counted["numbers"], counted["fault"]) == (80, 80, "")
    assert counted["events"] == counted["sealed"]


@pytest.mark.slow
def test_the_clock_ends_when_the_papers_on_two_sheets_are_signed_for_at_once(race: Race) -> None:
    counted = race("sheets", str(ROUNDS))
    assert counted["still running"] == 0
    assert set(counted["outcomes"]) <= {"done", "overtaken"}


@pytest.mark.slow
def test_an_applicant_whom_two_windows_register_at_once_is_known_once(race: Race) -> None:
    counted = race("newcomer", str(ROUNDS))
    assert counted["known"] == [1] * ROUNDS
    assert set(counted["outcomes"]) <= {"done", "just-registered"}
    assert counted["cases"] == counted["outcomes"]["done"] >= ROUNDS


@pytest.mark.slow
def test_two_sweeps_at_once_drop_each_card_once(race: Race) -> None:
    counted = race("sweeps", str(ROUNDS))
    assert (counted["outcomes"], counted["twice"], counted["left"]) == ({"done": 2}, 1, 0)
    assert counted["cards"] >= ROUNDS


@pytest.mark.slow
def test_a_paper_that_two_print_at_once_is_stored_once(race: Race) -> None:
    counted = race("printers", str(ROUNDS))
    assert (counted["outcomes"], counted["printed"]) == ({"done": 2 * ROUNDS}, [1] * ROUNDS)
