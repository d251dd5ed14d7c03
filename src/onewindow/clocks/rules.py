"""Local rules (当地规定) that set what the law leaves open; read from content/rules, never coded."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict

from onewindow.core.clock import Limit, Unit


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalLimit(Part):
    n: int
    unit: Unit
    basis: str = ""

    @property
    def limit(self) -> Limit:
        return Limit(self.n, self.unit)


class Handover(Part):
    """上午收件 … 前移交, 下午收件 … 前移交."""

    noon: time
    morning_due: time
    afternoon_due: time
    basis: str


class EarlyWarning(Part):
    share: Decimal
    least: LocalLimit
    basis: str


class Pauses(Part):
    stops: tuple[Literal["statutory", "promised"], ...]
    basis: str


class Remedies(Part):
    """行政复议 in days, 行政诉讼 in months, as printed on every refusal."""

    reconsideration_days: int
    court_months: int
    basis: str


class Rules(Part):
    edition: str
    limits: dict[str, LocalLimit]
    handover: Handover
    early_warning: EarlyWarning
    pauses: dict[str, Pauses]
    remedies: Remedies

    def may_stop(self, procedure_kind: str, named: tuple[str, ...]) -> tuple[str, ...]:
        """Of the clocks an edition names for a procedure, those that law or local rule lets it stop."""
        rule = self.pauses.get(procedure_kind)
        return tuple(clock for clock in named if rule is not None and clock in rule.stops)


@lru_cache(maxsize=4)
def read_rules(path: Path) -> Rules:
    """The rules in one YAML document. Raises pydantic's ValidationError naming the field."""
    return Rules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def local_rules() -> Rules:
    return _rules_in(settings.CONTENT_DIR)


@lru_cache(maxsize=4)
def _rules_in(content: Path) -> Rules:
    return read_rules(content / "rules" / "local.yaml")
