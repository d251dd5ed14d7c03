"""The engine: every rule over one document, the gravest mark first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from onewindow.catalogue import schema
from onewindow.catalogue.lint.rule import RULES, SEVERITIES, Mark, Rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.core.refusal import Finding

SCHEMA = Rule(
    "schema", "填写不合格", "blocking", "实施清单要素",
    "按提示填写或者改正这一项；写法见事项清单的填写说明。",
)  # fmt: skip
"""What the schema refuses and no rule has a name for."""
PARTS = {part: n for n, part in enumerate(schema.Edition.model_fields)}
GRAVITY = {severity: n for n, severity in enumerate(SEVERITIES)}


def examine(document: Mapping[str, Any], surroundings: Surroundings) -> list[Mark]:
    """All that is wrong with a document, complete or not, the gravest first and then in the document's order.

    Of a document that is no edition yet only what keeps it from being one is said. Never raises.
    """
    try:
        guide = schema.read(document)
    except schema.EditionInvalid as invalid:
        return sorted(map(_refused, invalid.findings), key=_place)
    return sorted(_marks(guide, surroundings), key=_place)


def _marks(guide: schema.Edition, surroundings: Surroundings) -> Iterator[Mark]:
    for one in RULES.values():
        if one.check is not None:
            yield from map(one.mark, one.check(guide, surroundings))


def _refused(finding: Finding) -> Mark:
    said = f"{finding.field}: {finding.message}"
    named = (one for one in RULES.values() if one.refused is not None and one.refused.search(said))
    return next(named, SCHEMA).mark(finding)


def _place(mark: Mark) -> tuple[int, int, tuple[tuple[int, str], ...]]:
    """Where a mark stands: numbers in the path are compared as numbers."""
    steps = tuple(
        (int(step), "") if step.isdecimal() else (0, step) for step in re.split(r"[.\[\]]+", mark.field)
    )
    return GRAVITY[mark.severity], PARTS.get(steps[0][1], len(PARTS)), steps
