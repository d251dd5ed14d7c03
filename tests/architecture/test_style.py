"""The guards of style: each failure says what to do instead."""

from __future__ import annotations

import pytest

from tests.architecture.rules import ALLOWED, RULES, Rule
from tests.architecture.sources import Source, all_sources


def faults(rule: Rule, source: Source) -> list[str]:
    if not rule.applies_to(source.path) or source.path in ALLOWED.get(rule.name, ()):
        return []
    return [f"  {source.path}:{line}: {what}" for line, what in rule.find(source)]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_sources_keep_the_rule(rule: Rule) -> None:
    found = [fault for source in all_sources() for fault in faults(rule, source)]
    if found:
        pytest.fail("\n".join([f"{rule.name}, but:", *found, rule.advice]), pytrace=False)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_guard_sees_what_breaks_the_rule_and_only_that(rule: Rule) -> None:
    broken, kept = example(rule, rule.broken), example(rule, rule.kept)
    assert len(list(rule.find(broken))) == 1
    assert list(rule.find(kept)) == []


def example(rule: Rule, text: str) -> Source:
    """The text as a file, or, for a rule about names, the file of that name."""
    return Source(text, "") if text.endswith(".py") else Source("example", text)


def test_what_is_allowed_still_exists() -> None:
    paths = {source.path for source in all_sources()}
    assert {path for allowed in ALLOWED.values() for path in allowed} <= paths
