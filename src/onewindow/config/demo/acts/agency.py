"""What the competent agency does."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.cases.commands.supplement import Defect, issue_supplement
from onewindow.config.demo.acts.act import Step
from onewindow.config.demo.residents import Part
from onewindow.config.demo.scene import Scene
from onewindow.core.calendar import local
from onewindow.issuance.commands.deliver import archive
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import send_results


class Accept(Step):
    do: Literal["accept"]

    def play(self, scene: Scene, at: datetime) -> None:
        accept(scene.no, by=scene.of_agency("reviewer"), at=at)


class Refuse(Step):
    do: Literal["refuse"]
    ground: Literal["not_required", "not_competent", "not_admissible"]
    reasons: tuple[str, ...]
    competent_body: str = ""

    def play(self, scene: Scene, at: datetime) -> None:
        refuse_acceptance(
            scene.no,
            ground=self.ground,
            reasons=list(self.reasons),
            competent_body=self.competent_body,
            by=scene.of_agency("reviewer"),
            at=at,
        )


class Wrong(Part):
    material: str
    problem: str
    requirement: str


class Supplement(Step):
    """The one-time notice; a second one is the head's, with his `reason`."""

    do: Literal["supplement"]
    defects: tuple[Wrong, ...]
    reason: str = ""

    def play(self, scene: Scene, at: datetime) -> None:
        wrong = {defect.material for defect in self.defects}
        fine = [
            material.id
            for material in scene.guide.requirements(scene.script.answers)
            if material.id not in wrong
        ]
        defects = [Defect(defect.material, defect.problem, defect.requirement) for defect in self.defects]
        by = scene.of_agency("head" if self.reason else "reviewer")
        issue_supplement(scene.no, defects=defects, fine=fine, reason=self.reason, by=by, at=at)


class Special(Step):
    do: Literal["special"]
    procedure: str
    length: int
    reason: str
    people: tuple[str, ...] = ()
    place: str = ""
    prepare: tuple[str, ...] = ()

    def play(self, scene: Scene, at: datetime) -> None:
        arrangement = Arrangement(
            procedure=self.procedure, length=self.length, reason=self.reason, starts_on=local(at).date(),
            people=self.people, place=self.place.replace("{address}", scene.facts.address), prepare=self.prepare,
        )  # fmt: skip
        start_special(scene.no, arrangement, by=scene.of_agency("reviewer"), at=at)


class EndSpecial(Step):
    do: Literal["end_special"]
    outcome: str

    def play(self, scene: Scene, at: datetime) -> None:
        running = scene.open_request("special_procedure")
        end_special(scene.no, running.id, outcome=self.outcome, by=scene.of_agency("reviewer"), at=at)


class AskExtension(Step):
    do: Literal["ask_extension"]
    reason: str

    def play(self, scene: Scene, at: datetime) -> None:
        request_extension(scene.no, reason=self.reason, by=scene.of_agency("reviewer"), at=at)


class RuleOnExtension(Step):
    do: Literal["rule_on_extension"]
    approve: bool
    note: str

    def play(self, scene: Scene, at: datetime) -> None:
        asked = scene.open_request("extension")
        rule_on_extension(
            scene.no, asked.id, approve=self.approve, note=self.note, by=scene.of_agency("head"), at=at
        )


class Propose(Step):
    do: Literal["propose"]
    verdict: Literal["grant", "deny"] = "grant"
    opinion: str = ""

    def play(self, scene: Scene, at: datetime) -> None:
        propose(
            scene.no,
            verdict=self.verdict,
            opinion=self.opinion or scene.opinion,
            checked=[material.id for material in scene.guide.requirements(scene.script.answers)],
            by=scene.of_agency("reviewer"),
            at=at,
        )


class Decide(Step):
    do: Literal["decide"]
    verdict: Literal["grant", "deny"] = "grant"
    reasons: str = ""

    def play(self, scene: Scene, at: datetime) -> None:
        decide(
            scene.no,
            verdict=self.verdict,
            reasons=self.reasons or scene.reasons,
            by=scene.signer(self.verdict, at),
            at=at,
        )


class Make(Step):
    """制作结果; `slip` is what the maker typed wrong: {label: value}."""

    do: Literal["make"]
    slip: dict[str, str] = {}

    def play(self, scene: Scene, at: datetime) -> None:
        fields = {result.id: dict(self.slip) for result in scene.guide.results}
        make_result(scene.no, fields, by=scene.of_agency("reviewer"), at=at)


class Correct(Step):
    do: Literal["correct"]
    fields: dict[str, str]

    def play(self, scene: Scene, at: datetime) -> None:
        for result in scene.results():
            correct_result(result.id, self.fields, by=scene.of_agency("reviewer"), at=at)


class Send(Step):
    """The results of this case alone on a sheet, when they do not go with the rounds."""

    do: Literal["send"]

    def play(self, scene: Scene, at: datetime) -> None:
        send_results([result.id for result in scene.results()], by=scene.of_agency("reviewer"), at=at)


class Archive(Step):
    do: Literal["archive"]

    def play(self, scene: Scene, at: datetime) -> None:
        archive(scene.no, by=scene.of_agency("reviewer"), at=at)
