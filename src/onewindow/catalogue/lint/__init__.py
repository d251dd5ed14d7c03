"""The check of items (事项检查): what keeps an edition from being published, and what should be better.

`examine` runs every rule over one document; docs/reference/lint.md lists the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onewindow.catalogue.lint import rules
from onewindow.catalogue.lint.examining import examine
from onewindow.catalogue.lint.gathering import (
    neighbours,
    stored_library,
    surroundings_in_files,
    surroundings_of,
)
from onewindow.catalogue.lint.rule import RULES, SEVERITIES, Mark, Rule, Severity
from onewindow.catalogue.lint.surroundings import Neighbour, Surroundings
from onewindow.core.refusal import Finding

__all__ = [
    "RULES",
    "SEVERITIES",
    "Mark",
    "Neighbour",
    "Rule",
    "Severity",
    "Surroundings",
    "blocking",
    "examine",
    "neighbours",
    "refusing",
    "rules",
    "stored_library",
    "surroundings_in_files",
    "surroundings_of",
]


def blocking(document: Mapping[str, Any]) -> list[Finding]:
    """Whatever keeps this document from being published, seen among what the database has; empty when nothing does."""
    return refusing(examine(document, surroundings_of(document)))


def refusing(marks: list[Mark]) -> list[Finding]:
    """The blocking ones among the marks, as a refusal names them."""
    return [Finding(mark.field, mark.message) for mark in marks if mark.severity == "blocking"]
