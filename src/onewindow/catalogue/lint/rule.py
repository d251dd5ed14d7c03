"""What a rule of the check of items (事项检查) is, and the registry of all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition
from onewindow.core.refusal import Finding

Severity = Literal["blocking", "warning", "note"]
SEVERITIES: dict[Severity, str] = {"blocking": "必须改正", "warning": "建议改进", "note": "提示"}
"""The worst first. Only a blocking mark keeps an edition from being published."""
Check = Callable[[Edition, Surroundings], Iterable[Finding]]
CODE = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to be mended: `field` is its place (`materials[2].name`), `remedy` what to do about it."""

    rule: str
    severity: Severity
    field: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule. `source` is the sentence of the plan or the article of the law that asks for it.

    `check` looks at an edition that can be read. `refused` matches "field: message" of what the schema itself
    refuses, so that it carries the rule's name and remedy as well.
    """

    code: str
    title: str
    severity: Severity
    source: str
    remedy: str
    check: Check | None = None
    refused: re.Pattern[str] | None = None

    def mark(self, finding: Finding) -> Mark:
        return Mark(self.code, self.severity, finding.field, finding.message, self.remedy)


RULES: dict[str, Rule] = {}
"""By code, in the order in which the files of rules are read."""


def rule(
    code: str, title: str, severity: Severity, *, source: str, remedy: str, refused: str | None = None
) -> Callable[[Check], Check]:
    """Register the function below as the check of a new rule."""

    def register(check: Check) -> Check:
        _register(Rule(code, title, severity, source, remedy, check, _pattern(refused)))
        return check

    return register


def schema_rule(code: str, title: str, *, source: str, remedy: str, refused: str) -> None:
    """Register a rule that the schema already keeps: the edition cannot be read while it is broken."""
    _register(Rule(code, title, "blocking", source, remedy, None, _pattern(refused)))


def _register(new: Rule) -> None:
    if not CODE.fullmatch(new.code) or new.code in RULES:
        raise ValueError(f"a rule's code is its own, in lower-case words joined by -: {new.code!r}")
    RULES[new.code] = new


def _pattern(refused: str | None) -> re.Pattern[str] | None:
    return None if refused is None else re.compile(refused)
