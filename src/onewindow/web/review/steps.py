"""What can be done about a case now, by this person; and for what cannot be done, why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from onewindow.cases import obstacles
from onewindow.cases.folder import Folder
from onewindow.cases.models.case import VERDICTS
from onewindow.core.life import NEW, why_not
from onewindow.core.lives import EXTENSION, RESULT, SPECIAL_PROCEDURE
from onewindow.core.refusal import Refusal


@dataclass(frozen=True)
class Action:
    """One step of the case; `why` says what stands in its way, and is empty when it can be taken."""

    name: str
    label: str
    why: str
    url: str = ""
    key: str = ""

    @property
    def is_open(self) -> bool:
        return not self.why


def actions(folder: Folder) -> dict[str, Action]:
    """The steps of the stage the case is in, by name."""
    if folder.case.stage == "received":
        return _named(
            _action(folder, "accept", "受理", obstacles.to_acceptance(folder), "Ctrl+Enter"),
            _action(folder, "supplement", "一次性告知补正", obstacles.to_notice(folder), "F9"),
            _action(folder, "refuse", "不予受理", obstacles.to_refusal(folder)),
        )
    if folder.case.stage == "accepted":
        return _named(
            _action(folder, "propose", "提出审查意见", obstacles.to_opinion(folder), "Ctrl+Enter"),
            *_decision(folder),
            _action(folder, "special", "启动特别程序", obstacles.to_special(folder), "F7"),
            _action(folder, "extension", "申请延期", obstacles.to_extension(folder)),
        )
    if folder.case.stage == "decided":
        return _named(
            _action(
                folder, "make", "制作结果", why_not(RESULT, "make", NEW, folder.commit.by.role), "Ctrl+Enter"
            )
        )
    return {}


def _decision(folder: Folder) -> list[Action]:
    """Deciding, and each verdict that this person has no authority to sign."""
    obstacle = obstacles.to_decision(folder)
    if obstacle is not None:
        return [_action(folder, "decide", "作出决定", obstacle, "Ctrl+Enter")]
    barred = {verdict: obstacles.to_signature(folder, verdict) for verdict in VERDICTS}
    nothing = barred["grant"] if all(barred.values()) else None
    unsigned = [
        Action(verdict, label, refusal.message)
        for verdict, label in VERDICTS.items()
        if (refusal := barred[verdict]) is not None and nothing is None
    ]
    return [_action(folder, "decide", "作出决定", nothing, "Ctrl+Enter"), *unsigned]


def ending(folder: Folder) -> Action:
    """Ending a running special procedure."""
    obstacle = why_not(SPECIAL_PROCEDURE, "end", "running", folder.commit.by.role)
    return Action("end", "结束特别程序", obstacle.message if obstacle else "")


def ruling(folder: Folder) -> Action:
    """The head's ruling on an extension that was asked for."""
    asked = next(iter(folder.open_requests(EXTENSION.name)), None)
    barred = obstacles.to_ruling(folder, asked) if asked else None
    obstacle = barred or obstacles.too_late(folder)
    return Action("rule", "批准延期", obstacle.message if obstacle else "")


def _action(folder: Folder, name: str, label: str, obstacle: Refusal | None, key: str = "") -> Action:
    url = reverse(f"review-{name}", kwargs={"no": folder.case.no})
    return Action(name, label, obstacle.message if obstacle else "", url, key)


def _named(*listed: Action) -> dict[str, Action]:
    return {action.name: action for action in listed}
