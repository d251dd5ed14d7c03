"""制作结果文书或证件: the agency makes what it decided, and corrects what the counter found wrong."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from onewindow.cases.folder import Folder, open_folder
from onewindow.catalogue import schema
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.documents.models import Document
from onewindow.issuance.drafting import licence
from onewindow.issuance.models import Result
from onewindow.journal.commit import Answer
from onewindow.vault.subjects import lock


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
    if folder.case.stage != "decided":
        raise Refusal("wrong-stage", f"办件目前为“{folder.case.stage_label}”，作出决定后才能制作结果。")
    if folder.case.results.exists():
        raise Refusal("already-made", "本办件的结果已经制作。")
    make_results(folder, fields)
    return folder.write()


def make_results(folder: Folder, fields: dict[str, dict[str, str]]) -> list[Result]:
    """Make the results within this commit: licences on a grant, the written refusal on a denial."""
    if folder.case.verdict == "deny":
        refusal = next(d for d in folder.documents if d.kind == "denial_decision")
        return [
            _result(folder, refusal, refusal.title, refusal.no, {"申请人": folder.case.applicant_name}, [])
        ]
    return [_licence(folder, result, fields.get(result.id, {})) for result in folder.guide.results]


def _licence(folder: Folder, result: schema.Result, written: dict[str, str]) -> Result:
    drafted = draft_fields(folder, result)
    shown = {label: written.get(label, value).strip() for label, value in drafted.items()}
    empty = [label for label, value in shown.items() if not value and drafted[label]]
    if empty:
        raise Refusal(
            "fields-missing",
            "结果上的项目不能留空。",
            status=422,
            findings=[Finding(f"field.{result.id}.{label}", f"请填写{label}。") for label in empty],
        )
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


def correct_result(result_id: UUID, fields: dict[str, str], *, by: Actor, at: datetime) -> Answer:
    """Make a result anew after the counter refused it; the number stays, the paper is a new one.

    Raises Refusal `no-such-result` (404), `wrong-stage` (409).
    """
    result = Result.objects.filter(pk=result_id, agency_code=by.agency).select_related("case").first()
    if result is None:
        raise Refusal("no-such-result", "没有找到这份办理结果。", status=404)
    folder = open_folder(result.case.no, by=by, at=at)
    commit = folder.commit
    result.case = folder.case
    shown = {label: fields.get(label, value).strip() for label, value in result.fields().items()}
    commit.move(
        result,
        "correct",
        touches=[folder.case],
        body={"by_name": by.name},
        secret={"fields": shown},
        subject=folder.subject,
    )
    spec = next(spec for spec in folder.guide.results if folder.case.result_numbers.get(spec.id) == result.no)
    revision = folder.case.version + 1
    document = draw_up(
        commit,
        "licence",
        folder.matter,
        number=f"{result.no}(更正{revision})",
        data={**licence(folder, spec, shown)},
    )
    commit.change(result, sealed=lock(folder.key, shown), document_id=document.id, sheet_id=None, made_at=at)
    commit.record(folder.case, "result_corrected", touches=[result], body={"by_name": by.name})
    return folder.write()
