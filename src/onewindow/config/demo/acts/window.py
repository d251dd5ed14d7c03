"""What happens at the comprehensive intake window."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.receive import receive
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.supply import supply, supply_deferred
from onewindow.config.demo.acts.act import Step
from onewindow.config.demo.scene import Scene
from onewindow.config.demo.script import intake_of, line_of
from onewindow.documents.models import Document
from onewindow.handover.commands.material_sheet import cancel_sheet, open_sheet, sign_sheet
from onewindow.issuance.commands.instant import complete_instant


class Receive(Step):
    do: Literal["receive"]

    def play(self, scene: Scene, at: datetime) -> None:
        intake = intake_of(scene.script, scene.edition, scene.facts, scene.agent_number, at)
        answer = receive(intake, by=scene.clerk, at=at)
        scene.no, scene.query_code = answer["case"], answer["query_code"]


class Instant(Step):
    do: Literal["instant"]

    def play(self, scene: Scene, at: datetime) -> None:
        intake = intake_of(scene.script, scene.edition, scene.facts, scene.agent_number, at)
        answer = complete_instant(intake, by=scene.clerk, at=at)
        scene.no, scene.query_code = answer["case"], answer["query_code"]


class HandOver(Step):
    """The papers of this case alone on a sheet, when they do not go with the hall's rounds.

    `then`: signed by the agency, left unsigned, cancelled by the window, or signed with the first paper
    of the sheet declared missing.
    """

    do: Literal["hand_over"]
    then: Literal["signed", "unsigned", "cancelled", "short"] = "signed"

    def play(self, scene: Scene, at: datetime) -> None:
        barcodes = scene.barcodes("window", "missing")
        sheet = open_sheet(barcodes, by=scene.clerk, at=at)["sheet"]
        if self.then == "cancelled":
            cancel_sheet(sheet, by=scene.clerk, at=at)
        elif self.then != "unsigned":
            missing = sorted(barcodes)[:1] if self.then == "short" else []
            sign_sheet(sheet, missing=missing, by=scene.of_agency("reviewer"), at=at)


class Serve(Step):
    """The notices of this case that wait at the window are handed over or sent."""

    do: Literal["serve"]
    method: Literal["window", "electronic", "post"] = "electronic"

    def play(self, scene: Scene, at: datetime) -> None:
        for document in Document.objects.to_serve(scene.clerk.hall).filter(case_no=scene.no):
            serve_notice(str(document.id), method=self.method, receiver=scene.receiver, by=scene.clerk, at=at)


class Supply(Step):
    do: Literal["supply"]
    came: bool = True

    def play(self, scene: Scene, at: datetime) -> None:
        wanted = [defect["id"] for defect in scene.open_request("supplement").data["defects"]]
        lines = [line_of(scene.guide.material(material)) for material in wanted]
        supply(scene.no, lines=lines, came=self.came, by=scene.clerk, at=at)


class SupplyDeferred(Step):
    do: Literal["supply_deferred"]
    material: str
    came: bool = True

    def play(self, scene: Scene, at: datetime) -> None:
        line = line_of(scene.guide.material(self.material))
        supply_deferred(scene.no, line=line, came=self.came, by=scene.clerk, at=at)


class Withdraw(Step):
    do: Literal["withdraw"]
    reason: str

    def play(self, scene: Scene, at: datetime) -> None:
        withdraw(scene.no, reason=self.reason, by=scene.clerk, at=at)
