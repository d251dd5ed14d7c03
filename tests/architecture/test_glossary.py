"""docs/glossary.md joins the words of the code with the official ones."""

from __future__ import annotations

import re

from onewindow.core.lives import ALL
from onewindow.core.roles import ROLES
from tests.architecture.sources import ROOT

ROW = re.compile(r"^\| (?P<identifier>\S+) \| (?P<official>[^|]+?) \| (?P<meaning>[^|]+?) \|$", re.MULTILINE)


def glossary() -> set[tuple[str, str]]:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return {(row["identifier"], row["official"]) for row in ROW.finditer(text)}


def words_of_the_lives() -> set[tuple[str, str]]:
    lives = {(life.name, life.label) for life in ALL}
    stages = {(f"{life.name}.{name}", label) for life in ALL for name, label in life.stages}
    verbs = {(f"{life.name}.{step.verb}", step.label) for life in ALL for step in life.steps}
    return lives | stages | verbs


def rows(words: set[tuple[str, str]]) -> str:
    return "\n".join(f"| {identifier} | {official} | … |" for identifier, official in sorted(words))


def test_the_glossary_explains_every_life_stage_and_verb_under_its_official_name() -> None:
    missing = words_of_the_lives() - glossary()
    assert not missing, f"Add to docs/glossary.md, with the meaning in a few words:\n{rows(missing)}"


def test_the_glossary_explains_every_role() -> None:
    missing = set(ROLES.items()) - glossary()
    assert not missing, f"Add to docs/glossary.md, with what the role does:\n{rows(missing)}"


def test_the_glossary_names_no_step_that_is_gone() -> None:
    names = {life.name for life in ALL}
    gone = {
        word for word in glossary() if "." in word[0] and word[0].split(".")[0] in names
    } - words_of_the_lives()
    assert not gone, f"No life has these any more; delete them from docs/glossary.md:\n{rows(gone)}"


def test_only_the_roles_of_the_platform_take_steps() -> None:
    strangers = {role for life in ALL for step in life.steps for role in step.by} - set(ROLES)
    assert not strangers, f"{sorted(strangers)}: name the role in core/roles.py or correct the step."


def test_every_step_leads_between_stages_of_its_own_life() -> None:
    loose = [
        f"{life.name}.{step.verb}: {stage}"
        for life in ALL
        for step in life.steps
        for stage in (*step.before, step.after)
        if stage not in {"new", *dict(life.stages)}
    ]
    assert not loose, "\n".join(loose)


def test_every_stage_can_be_reached() -> None:
    unreachable = [
        f"{life.name}.{stage}"
        for life in ALL
        for stage, _ in life.stages
        if stage not in {step.after for step in life.steps}
    ]
    assert not unreachable, f"{unreachable}: a stage to which no step leads is deleted."
