"""Processes that play lives, and rounds of theirs as figures."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

PATIENCE_SECONDS = 60


class PlayerFailed(Exception):
    """A player ended before it answered; its own error stands above on the screen."""


@dataclass
class Player:
    process: subprocess.Popen[str]

    def tell(self, what: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise PlayerFailed(f"{self.process.args!r}")
        answered: dict[str, Any] = json.loads(line)
        return answered


@contextmanager
def players(module: str, count: int, *arguments: str, surroundings: dict[str, str]) -> Iterator[list[Player]]:
    """`count` processes of one module, each with its seat as first argument, warm and waiting for rounds."""
    with ExitStack() as stack:
        found = []
        for seat in range(1, count + 1):
            command = [sys.executable, "-m", module, str(seat), *arguments]
            process = subprocess.Popen(
                command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            stack.callback(_end, process)
            found.append(Player(process))
        for player in found:
            player.answer()
        yield found


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


@dataclass
class Tally:
    """What players did in the rounds of one kind."""

    rates: list[float] = field(default_factory=list)
    """Lives a second, one a round."""
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    here: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    backend: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def round(self, playing: Sequence[Player], seconds: float) -> None:
        for player in playing:
            player.tell(str(seconds))
        answers = [player.answer() for player in playing]
        self.rates.append(sum(answer["lives"] / answer["seconds"] for answer in answers))
        for answer in answers:
            for name, (took, here, backend) in answer["commands"].items():
                self.took[name] += took
                self.here[name] += here
                self.backend[name] += backend

    @property
    def played(self) -> int:
        """Whole lives in all rounds."""
        return min((len(took) for took in self.took.values()), default=0)

    @property
    def lives(self) -> float:
        """Lives a second, the median of the rounds."""
        return median(self.rates)

    @property
    def commands(self) -> float:
        return self.lives * len(self.took)

    def micros(self, name: str) -> tuple[float, float]:
        """Processor µs of one such command: in the client, in its backend."""
        count = len(self.took[name])
        return self.here[name] / count * 1e6, self.backend[name] / count * 1e6

    def all_took(self) -> list[float]:
        return [one for took in self.took.values() for one in took]
