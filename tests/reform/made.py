"""Small made editions and targets for the tests of measures."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from onewindow.reform.figures import Figure, Measured
from onewindow.reform.readings import Ground, Reading, reading
from onewindow.reform.targets import Target


def item(slug: str, **facts: Any) -> Measured:
    """A promised matter of 10 out of 20 days, one visit, offered at the window only."""
    numbers = {"days": 10, "statutory": 20, "visits": 1, "steps": 4, "materials": 3, "fees": 5}
    numbers |= {key: facts.pop(key) for key in list(facts) if key in numbers}
    figures = {key: Figure(Fraction(n)) for key, n in numbers.items()}
    same: dict[str, Any] = {
        "name": f"事项{slug}", "agency": "scjg", "base_code": slug, "level": 3, "edition": 1, "instant": False,
        "reach": "none", "ways": (), "handling": (), "owner": "agency", "audience": "both", "id_card_only": False,
    }  # fmt: skip
    return Measured(slug=slug, figures=figures, **(same | facts))


def target(measure: str | None, **changes: Any) -> Target:
    row = {
        "id": "one", "sentence": "H6", "group": "四办", "label": "目标", "measure": measure,
        "comparison": "at_least", "value": 70, "unit": "%",
    }  # fmt: skip
    return Target.model_validate(row | changes)


def read(measure: str, *editions: Measured, **changes: Any) -> Reading:
    return reading(target(measure, **changes), Ground(editions))
