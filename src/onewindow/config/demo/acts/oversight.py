"""What those do who watch the clocks, and those who must answer them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from onewindow.config.demo.acts.act import Step
from onewindow.config.demo.scene import Scene
from onewindow.core.clock_kinds import KINDS
from onewindow.core.roles import Actor
from onewindow.supervision.commands.answer import answer_urging, end_urging, explain_card, urge
from onewindow.supervision.models import Card, Urging


class Explain(Step):
    """The side whose clock it was says why; the plot names clock and level of the card."""

    do: Literal["explain"]
    clock: str
    level: Literal["yellow", "red"]
    text: str

    def play(self, scene: Scene, at: datetime) -> None:
        explain_card(
            _card(scene, self.clock, self.level).id, text=self.text, by=_owner(scene, self.clock), at=at
        )


class Urge(Step):
    do: Literal["urge"]
    text: str
    by: Literal["supervisor", "manager"] = "supervisor"

    def play(self, scene: Scene, at: datetime) -> None:
        urge(scene.no, text=self.text, by=_who_urges(scene, self.by), at=at)


class AnswerUrging(Step):
    do: Literal["answer_urging"]
    text: str

    def play(self, scene: Scene, at: datetime) -> None:
        answer_urging(_urging(scene).id, text=self.text, by=scene.of_agency("reviewer"), at=at)


class EndUrging(Step):
    do: Literal["end_urging"]
    by: Literal["supervisor", "manager"] = "supervisor"

    def play(self, scene: Scene, at: datetime) -> None:
        end_urging(_urging(scene).id, by=_who_urges(scene, self.by), at=at)


def _card(scene: Scene, clock: str, level: str) -> Card:
    return Card.objects.get(case__no=scene.no, clock__name=clock, level=level)


def _owner(scene: Scene, clock: str) -> Actor:
    return scene.cast.responsible(KINDS[clock].owner, agency=scene.guide.agency, hall=scene.clerk.hall)


def _urging(scene: Scene) -> Urging:
    return Urging.objects.filter(case__no=scene.no).order_by("-sent_at")[0]


def _who_urges(scene: Scene, role: str) -> Actor:
    return scene.cast.role(role, hall=scene.clerk.hall) if role == "manager" else scene.cast.role(role)
