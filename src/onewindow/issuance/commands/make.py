"""制作结果文书或证件: the agency makes what it decided, and corrects what the counter found wrong."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from onewindow.cases.drafting.decisions import denial_decision
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.obstacles import clear, not_a_windows, to_signature
from onewindow.catalogue import schema
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW, why_not
from onewindow.core.lives import RESULT
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.documents.models import Document
from onewindow.issuance.drafting import licence
from onewindow.issuance.models import Result
from onewindow.journal.commit import Answer
from onewindow.sql.reading import fetch
from onewindow.vault.subjects import lock

SHORTEST_EXPLANATION = 6


def draft_fields(folder: Folder, result: schema.Result) -> dict[str, str]:
    """What stands on a result unless its maker writes otherwise: {label: value} from the intake's form."""
    values = folder.case.application.facts()["form"]
    labels = {field.id: field.label for field in folder.guide.form}
    return {labels[name]: values.get(name, "") for name in result.fields}


def make_result(no: str, fields: dict[str, dict[str, str]], *, by: Actor, at: datetime) -> Answer:
    """Make every result of the decision; `fields` is {result id: {label: value}} as printed.

    Raises Refusal `wrong-stage` (409), `already-made` (409), `fields-missing` (422).
    """
    folder = open_folder(no, by=by, at=at)
    clear(not_a_windows(folder.case, by))
    if folder.case.stage != "decided":
        raise Refusal("wrong-stage", f"办件目前为“{folder.case.stage_label}”，作出决定后才能制作结果。")
    if fetch(_made_for, folder.case.id):
        raise Refusal("already-made", "本办件的结果已经制作。")
    made = make_results(folder, fields)
    # On the case as well: of two who make the results at once the other one is overtaken.
    folder.commit.record(folder.case, "results_made", touches=made, body={"by_name": by.name})
    return folder.write()


def _made_for(case_id: UUID) -> QuerySet[Result]:
    return Result.objects.filter(case=case_id).only("id")


def make_results(folder: Folder, fields: dict[str, dict[str, str]]) -> list[Result]:
    """Make the results within this commit: licences on a grant, the written refusal on a denial."""
    if folder.case.verdict == "deny":
        refusal = next(d for d in folder.documents if d.kind == "denial_decision")
        return [
            _result(folder, refusal, refusal.title, refusal.no, {"申请人": folder.case.applicant_name}, [])
        ]
    shown, findings = {}, []
    for result in folder.guide.results:
        drafted = draft_fields(folder, result)
        shown[result.id] = _as_written(drafted, fields.get(result.id, {}))
        findings += _emptied(drafted, shown[result.id], f"field.{result.id}.")
    _refuse_empty(findings)
    return [_licence(folder, result, shown[result.id]) for result in folder.guide.results]


def _as_written(before: dict[str, str], written: dict[str, str]) -> dict[str, str]:
    return {label: written.get(label, value).strip() for label, value in before.items()}


def _emptied(before: dict[str, str], shown: dict[str, str], prefix: str) -> list[Finding]:
    """What stood there and is gone; a field that the applicant left empty may stay so."""
    return [
        Finding(f"{prefix}{label}", f"请填写{label}。")
        for label, value in before.items()
        if value and not shown[label]
    ]


def _refuse_empty(findings: list[Finding]) -> None:
    if findings:
        raise Refusal("fields-missing", "结果上的项目不能留空。", status=422, findings=findings)


def _licence(folder: Folder, result: schema.Result, shown: dict[str, str]) -> Result:
    number = folder.case.result_numbers[result.id]
    document = draw_up(
        folder.commit, "licence", folder.matter, number=number, data=licence(folder, result, shown)
    )
    wanted = folder.guide.to_collect(folder.case.application.answers)
    collect = [entry.model_dump(exclude={"when"}) for entry in wanted]
    return _result(folder, document, result.name, number, shown, collect)


def _result(
    folder: Folder,
    document: Document,
    name: str,
    number: str,
    fields: dict[str, str],
    collect: list[dict[str, str]],
) -> Result:
    case, commit = folder.case, folder.commit
    result = Result(
        id=uuid7(commit.at), case=case, name=name, no=number, document=document, sealed=lock(folder.key, fields),
        agency_code=case.agency_code, hall_code=case.hall_code, collect=collect, made_at=commit.at, stage=NEW,
    )  # fmt: skip
    commit.move(
        result,
        "make",
        touches=[case],
        body={"no": number, "name": name, "by_name": commit.by.name},
        secret={"fields": fields},
        subject=folder.subject,
    )
    return result


def correct_result(
    result_id: UUID, fields: dict[str, str], *, explanation: str = "", by: Actor, at: datetime
) -> Answer:
    """Make a result anew after the counter refused it; the number stays, the paper is a new one.

    `explanation` is what the agency told the applicant where the error affected them (造成影响的，应及时向
    申请人作出解释说明); a correction after its working day always did.
    Raises Refusal `no-such-result` (404), `wrong-stage` (409), `fields-missing` (422), `explanation-missing` (422).
    """
    result = Result.objects.for_actor(by).filter(pk=result_id).select_related("case").first()
    if result is None:
        raise Refusal("no-such-result", "没有找到这份办理结果。", status=404)
    folder = open_folder(result.case.no, by=by, at=at)
    clear(why_not(RESULT, "correct", result.stage, by.role) or to_signature(folder, "correction"))
    commit = folder.commit
    result.case = folder.case
    before = result.fields()
    shown = _as_written(before, fields)
    _refuse_empty(_emptied(before, shown, "field."))
    _explained(folder, result, explanation)
    commit.move(
        result,
        "correct",
        touches=[folder.case],
        body={"by_name": by.name},
        secret={"fields": shown},
        subject=folder.subject,
    )
    document = _drawn_anew(folder, result, shown)
    commit.change(result, sealed=lock(folder.key, shown), document_id=document.id, sheet_id=None, made_at=at)
    commit.record(
        folder.case,
        "result_corrected",
        touches=[result],
        body={"text": explanation.strip(), "by_name": by.name},
    )
    return folder.write()


def _explained(folder: Folder, result: Result, explanation: str) -> None:
    """A correction that comes late has affected the applicant and is explained."""
    late = any(
        clock.name == "correction" and clock.is_open and clock.thing_id == result.id
        and clock.due_at is not None and folder.commit.at > clock.due_at
        for clock in folder.board.clocks
    )  # fmt: skip
    if late and len(explanation.strip()) < SHORTEST_EXPLANATION:
        message = "更正已超过1个工作日，请写明已向申请人作出的解释说明。"
        raise Refusal("explanation-missing", message, status=422, findings=[Finding("explanation", message)])


def _drawn_anew(folder: Folder, result: Result, shown: dict[str, str]) -> Document:
    """The licence or the refusal once more, under its number with the mark of the correction."""
    case = folder.case
    number = f"{result.no}(更正{case.version + 1})"
    if case.verdict == "deny":
        data = denial_decision(folder, case.opinion)
        return draw_up(folder.commit, "denial_decision", folder.matter, number=number, data=data)
    spec = next(spec for spec in folder.guide.results if case.result_numbers.get(spec.id) == result.no)
    return draw_up(folder.commit, "licence", folder.matter, number=number, data=licence(folder, spec, shown))
