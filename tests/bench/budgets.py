"""What the figures are judged by: budgets.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("budgets.yaml")


@dataclass(frozen=True)
class Judged:
    """One ratio beside its goal and its budget; `value` is None when this run did not measure it."""

    words: str
    value: float | None
    side: str
    goal: float
    budget: float
    far: float

    @property
    def meets_goal(self) -> bool:
        return self._good(self.goal)

    @property
    def meets_budget(self) -> bool:
        return self._good(self.budget)

    @property
    def far_off(self) -> bool:
        """So far from the budget that noise does not explain it."""
        slack = self.budget / self.far if self.side == "least" else self.budget * self.far
        return self.value is not None and not self._good(slack)

    def _good(self, bound: float) -> bool:
        if self.value is None:
            return False
        return self.value >= bound if self.side == "least" else self.value <= bound


def judge(figures: Mapping[str, Any]) -> list[Judged]:
    """Every ratio of budgets.yaml with the value that `figures` have for it."""
    held = yaml.safe_load(FILE.read_text("utf-8"))
    return [
        Judged(
            one["words"], _at(figures, one["where"]), one["side"], float(one["goal"]), float(one["budget"]), float(held["far"])
        )
        for one in held["ratios"]
    ]  # fmt: skip


def _at(figures: Mapping[str, Any], where: list[str]) -> float | None:
    found: Any = figures
    for name in where:
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    return float(found)
