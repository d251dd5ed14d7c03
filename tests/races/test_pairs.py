"""Of two acts that exclude each other exactly one has its effect, and the other one is told what happened."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.races.conftest import COMMAND, ROUNDS, Race
from tests.races.pairs import PAIRS
from tests.races.pairs_of_batches import PAIRS_OF_BATCHES
from tests.races.pairs_of_the_register import PAIRS_OF_THE_REGISTER
from tests.races.pairs_of_things import PAIRS_OF_THINGS
from tests.results import record

NAMES = [pair.name for pair in (*PAIRS, *PAIRS_OF_THINGS, *PAIRS_OF_BATCHES, *PAIRS_OF_THE_REGISTER)]
BATCHES = [NAMES] if ROUNDS <= 10 else [[name] for name in NAMES]
"""In the long run each pair has an installation of its own, which stays small enough to be looked at whole."""


@pytest.mark.slow
def test_every_pair_has_one_winner_and_leaves_what_the_winner_alone_leaves(race: Race) -> None:
    runs = [race(str(ROUNDS), *names, program="duel") for names in BATCHES]
    pairs = {name: pair for run in runs for name, pair in run["pairs"].items()}
    faults = {name: pair["faults"][:3] for name, pair in pairs.items() if pair["faults"]}
    assert not faults, json.dumps(faults, ensure_ascii=False, indent=1)
    assert [fault for run in runs for fault in run["faults"]] == []
    assert list(pairs) == NAMES
    assert {pair["rounds"] for pair in pairs.values()} == {ROUNDS}
    told = sum((Counter(pair["told"]) for pair in pairs.values()), Counter())
    record(
        "race pairs",
        command=COMMAND,
        figures={
            "pairs": len(pairs), "rounds of each": ROUNDS, "races": len(pairs) * ROUNDS,
            "won by the first": sum(pair["first"] for pair in pairs.values()),
            "both, one after the other": sum(pair["in_turn"] for pair in pairs.values()),
            "losers overtaken while writing": told["overtaken"],
            "losers refused while reading": told.total() - told["overtaken"],
            "two winners, none, or anything half-done": 0,
        },
    )  # fmt: skip
