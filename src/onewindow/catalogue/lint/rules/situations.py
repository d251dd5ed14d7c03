"""The tree of situations (情形): every question counts, every branch can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.catalogue.lint.paths import implies, way
from onewindow.catalogue.lint.rule import rule, schema_rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Conditions, Edition
from onewindow.core.refusal import Finding

PARTS = {
    "situations": "问题",
    "steps": "环节",
    "special_procedures": "特别程序",
    "fees": "收费",
    "collect_on_issue": "收回的材料",
}

schema_rule(
    "idle-question", "白问的问题",
    source="N18", remedy="删去这个问题，或者写明它的回答影响哪份材料、哪个环节。",
    refused=r"^situations\[\d+\]: .*不必问",
)  # fmt: skip
schema_rule(
    "circle", "互为前提",
    source="W17", remedy="理清先后：问题由粗到细，环节由前到后，不能绕回自己。",
    refused=r"^(situations\[\d+\]\.when|steps\[\d+\]\.after): .*(互为前提|互为前后)",
)  # fmt: skip


@rule(
    "unreachable", "走不到的情形", "blocking",
    source="W17；N18", remedy="改正“适用情形”：所选的几个回答不可能同时出现。",
)  # fmt: skip
def unreachable(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Conditions that no way through the questions meets."""
    for field, noun in PARTS.items():
        for n, part in enumerate(getattr(guide, field)):
            if part.when is not None and way(guide, part.when) is None:
                name = part.question if field == "situations" else part.name
                yield Finding(f"{field}[{n}].when", f"怎样回答也走不到{noun}“{name}”")


@rule(
    "never-required", "永远用不到的材料", "blocking",
    source="N18", remedy="改正这份材料的“适用情形”，或者删去这份材料。",
)  # fmt: skip
def never_required(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, one in enumerate(guide.materials):
        if one.when is not None and way(guide, one.when) is None:
            yield Finding(f"materials[{n}].when", f"怎样回答也用不到“{one.name}”")


@rule(
    "idle-limit", "永远用不到的时限", "blocking",
    source="W17", remedy="改正“适用情形”，或者调整先后：列在前面的先适用。",
)  # fmt: skip
def idle_limit(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """A limit for certain answers that cannot be given, or for which one before it holds already."""
    before: list[Conditions] = []
    for n, case in enumerate(guide.limits.cases):
        found = way(guide, case.when)
        if found is None or any(implies(found, earlier) for earlier in before):
            yield Finding(f"limits.cases[{n}].when", "这一档时限永远用不到")
        before.append(case.when)


@rule(
    "same-answers", "选哪个都一样", "note",
    source="N18", remedy="合并这几个选项；要分别说明的，写在选项的提示里。",
)  # fmt: skip
def same_answers(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Two answers that no condition tells apart."""
    wanted = list(_conditions(guide))
    for n, situation in enumerate(guide.situations):
        seen: dict[tuple[bool, ...], str] = {}
        for m, answer in enumerate(situation.answers):
            effect = tuple(answer.id in one[situation.id] for one in wanted if situation.id in one)
            if effect in seen:
                place = f"situations[{n}].answers[{m}]"
                yield Finding(place, f"选“{answer.label}”和选“{seen[effect]}”没有区别")
            seen.setdefault(effect, answer.label)


def _conditions(guide: Edition) -> Iterator[Conditions]:
    for field in ("situations", "materials", "steps", "special_procedures", "fees", "collect_on_issue"):
        yield from (part.when for part in getattr(guide, field) if part.when is not None)
    yield from (case.when for case in guide.limits.cases)
