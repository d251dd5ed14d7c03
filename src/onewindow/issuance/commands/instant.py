"""即办: the authorised window does the whole process and prints the result while the applicant waits."""

from __future__ import annotations

from datetime import datetime

from onewindow.cases.commands.accept import begin_acceptance
from onewindow.cases.commands.decide import make_decision
from onewindow.cases.commands.receive import take_in
from onewindow.cases.folder import Folder
from onewindow.cases.intake import Intake
from onewindow.cases.obstacles import clear, to_signature, unauthorised_window
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.issuance.commands.deliver import prepare_delivery
from onewindow.issuance.commands.make import draft_fields
from onewindow.issuance.drafting import instant_result
from onewindow.issuance.models import Result
from onewindow.journal.commit import Answer
from onewindow.vault.subjects import lock


def complete_instant(intake: Intake, *, by: Actor, at: datetime) -> Answer:
    """Take in, accept, decide and release an instant matter in one commit.

    Raises Refusal `not-instant` (409), `not-authorised` (403) when the agency has not authorised this
    window, and whatever the intake refuses.
    """
    if not intake.guide.is_instant:
        raise Refusal("not-instant", "本事项是承诺件,收件后由部门审批。")
    clear(unauthorised_window(intake.guide.slug, by))
    if any(line.state == "deferred" for line in intake.lines):
        raise Refusal("instant-needs-all", "即办件当场办结,材料须当场齐全,不能容缺。", status=422)
    folder = take_in(intake, by=by, at=at)
    clear(to_signature(folder, "grant"))
    begin_acceptance(folder)
    make_decision(folder, "grant", "材料齐全,符合条件,当场办结。")
    _release(folder)
    return folder.write()


def _release(folder: Folder) -> None:
    case, commit = folder.case, folder.commit
    for spec in folder.guide.results:
        number = case.result_numbers[spec.id]
        fields = draft_fields(folder, spec)
        document = draw_up(
            commit, "instant_result", folder.matter, number=number, data=instant_result(folder, spec, number)
        )
        result = Result(
            id=uuid7(commit.at), case=case, name=spec.name, no=number, document=document, made_at=commit.at,
            sealed=lock(folder.key, fields), agency_code=case.agency_code, hall_code=case.hall_code, stage=NEW,
        )  # fmt: skip
        commit.move(result, "make", touches=[case], body={"no": number, "name": spec.name})
        commit.move(result, "release", touches=[case])
        commit.answer["result"] = str(document.id)
    step = commit.move(case, "close", body={"by_name": commit.by.name})
    folder.board.apply(step.clocks, case)
    commit.change(case, ended_at=commit.at)
    prepare_delivery(commit, case)
