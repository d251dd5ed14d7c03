"""What happens at the comprehensive issuance counter."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from onewindow.config.demo.acts.act import Step
from onewindow.config.demo.scene import Scene
from onewindow.issuance.commands.deliver import confirm_post, hand_out, mail_returned, post, return_receipt
from onewindow.issuance.commands.result_sheet import receive_results


class Counter(Step):
    """The counter compares the results of this case, when they did not come with the rounds; `wrong` names what differs."""

    do: Literal["counter"]
    wrong: tuple[str, ...] = ()

    def play(self, scene: Scene, at: datetime) -> None:
        results = scene.results()
        sheet = results[0].sheet
        if sheet is None:
            raise ValueError(f"{scene.no}: its results are on no sheet")
        mismatches = {results[0].id: self.wrong} if self.wrong else {}
        receive_results(sheet.no, mismatches, shelf=shelf_of(scene.no), by=scene.issuer, at=at)


def shelf_of(no: str) -> str:
    """Where the counter puts a result: a shelf by the last digits of the case number, e.g. B-07."""
    serial = int(no[-4:])
    return f"{'ABCD'[serial % 4]}-{1 + serial // 4 % 12:02}"


class HandOut(Step):
    do: Literal["hand_out"]
    receiver: str = ""
    relationship: str = ""
    by: Literal["issuer", "clerk"] = "issuer"

    def play(self, scene: Scene, at: datetime) -> None:
        wanted = [entry["name"] for result in scene.results() for entry in result.collect]
        own = "法定代表人（负责人）" if scene.facts.kind == "organisation" else "本人"
        hand_out(
            scene.no, receiver=self.receiver or scene.receiver, relationship=self.relationship or own, identity_seen=True,
            collected=wanted, by=scene.issuer if self.by == "issuer" else scene.clerk, at=at,
        )  # fmt: skip


class PostOut(Step):
    do: Literal["post"]
    tracking_no: str

    def play(self, scene: Scene, at: datetime) -> None:
        wanted = [entry["name"] for result in scene.results() for entry in result.collect]
        post(scene.no, tracking_no=self.tracking_no, collected=wanted, by=scene.issuer, at=at)


class MailReturned(Step):
    do: Literal["mail_returned"]
    reason: str

    def play(self, scene: Scene, at: datetime) -> None:
        mail_returned(scene.no, reason=self.reason, by=scene.issuer, at=at)


class ConfirmPost(Step):
    do: Literal["confirm_post"]
    receiver: str = ""

    def play(self, scene: Scene, at: datetime) -> None:
        confirm_post(scene.no, receiver=self.receiver or scene.receiver, by=scene.issuer, at=at)


class ReturnReceipt(Step):
    do: Literal["return_receipt"]

    def play(self, scene: Scene, at: datetime) -> None:
        return_receipt(scene.no, by=scene.issuer, at=at)
