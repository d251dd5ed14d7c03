"""Acting at once: one effect, one winner, nothing lost, whatever the threads do."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.races.conftest import Race


@pytest.mark.slow
def test_the_same_submission_from_32_threads_has_one_effect_and_one_answer(race: Race) -> None:
    counted = race("same")
    assert (counted["cases"], counted["answers"], set(counted["outcomes"])) == (1, 1, {"done"})


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
