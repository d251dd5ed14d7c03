"""What can be done about a case now, read from the tables of the lives; and for what cannot, why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from onewindow.api.document import ROOT
from onewindow.api.fields import Example, Given
from onewindow.cases import obstacles
from onewindow.cases.folder import Folder
from onewindow.core.life import NEW, Life, Step
from onewindow.core.lives import CASE, DEFERRAL, EXTENSION, RESULT, SPECIAL_PROCEDURE, SUPPLEMENT
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor

Obstacle = Callable[[Folder], Refusal | None]
OF_CASE: dict[tuple[str, str], tuple[str, Obstacle | None]] = {
    ("case", "accept"): ("acceptance", obstacles.to_acceptance),
    ("case", "refuse_acceptance"): ("refusal", obstacles.to_refusal),
    ("case", "withdraw"): ("withdrawal", None),
    ("case", "propose"): ("proposal", obstacles.to_opinion),
    ("case", "decide"): ("decision", obstacles.to_decision),
    ("supplement", "issue"): ("supplement-notices", obstacles.to_notice),
    ("special_procedure", "start"): ("special-procedures", obstacles.to_special),
    ("extension", "request"): ("extension-requests", obstacles.to_extension),
    ("result", "make"): ("results", None),
}
"""Steps of the case, and those that bring something about it into being: the last part of the address."""
OF_REQUEST: dict[tuple[str, str], str] = {
    ("supplement", "supply"): "supplement",
    ("deferral", "supply"): "deferred-materials/{material}",
    ("special_procedure", "end"): "special-procedures/{id}/end",
    ("extension", "approve"): "extension-requests/{id}/ruling",
    ("extension", "reject"): "extension-requests/{id}/ruling",
}
BEGUN = {"received": (SUPPLEMENT,), "accepted": (SPECIAL_PROCEDURE, EXTENSION), "decided": (RESULT,)}
"""What may come into being while the case is in a stage."""
REQUESTS = {life.name: life for life in (SUPPLEMENT, DEFERRAL, SPECIAL_PROCEDURE, EXTENSION)}


class StepOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "life": "case", "verb": "accept", "label": "受理", "by": ["reviewer", "clerk"],
        "href": f"{ROOT}cases/99010220261120000127/acceptance", "why_not": "",
    }  # fmt: skip
    life: str
    verb: str
    label: str
    by: list[str]
    href: str
    why_not: str


def steps_of(folder: Folder, actor: Actor | None) -> list[dict[str, Any]]:
    """The steps from where the case and its requests are; with a person only those of the person's role."""
    base = f"{ROOT}cases/{folder.case.no}/"
    return [
        {
            "life": life.name, "verb": step.verb, "label": step.label, "by": list(step.by), "href": base + part,
            "why_not": _why(folder, obstacle) if actor else "",
        }
        for life, step, part, obstacle in _open(folder)
        if actor is None or actor.role in step.by
    ]  # fmt: skip


def _open(folder: Folder) -> Iterator[tuple[Life, Step, str, Obstacle | None]]:
    case = folder.case
    for life, stage in [(CASE, case.stage), *((life, NEW) for life in BEGUN.get(case.stage, ()))]:
        for step in life.steps:
            known = OF_CASE.get((life.name, step.verb))
            if known and stage in step.before:
                yield life, step, *known
    for request in folder.requests:
        for step in REQUESTS[request.what].steps:
            part = OF_REQUEST.get((request.what, step.verb))
            if part and request.stage in step.before:
                place = part.format(id=request.id, material=request.data.get("material", ""))
                yield REQUESTS[request.what], step, place, None


def _why(folder: Folder, obstacle: Obstacle | None) -> str:
    found = obstacle(folder) if obstacle else None
    return found.message if found else ""
