"""办理结果交接表: the agency brings results to the counter; the counter compares before it signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from onewindow.cases.models import Case
from onewindow.cases.obstacles import clear
from onewindow.clocks.board import Board, Place
from onewindow.clocks.models import Clock
from onewindow.core.calendar import SHANGHAI
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.numbers.series import sheet_number
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.core.separation import why_not
from onewindow.documents.drawing import Matter, draw_up
from onewindow.handover.models import Sheet
from onewindow.issuance.commands.deliver import prepare_delivery
from onewindow.issuance.drafting import handed_result, sheet_head
from onewindow.issuance.models import Result
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.models import Thing
from onewindow.journal.writer import write
from onewindow.places.directory import hall
from onewindow.sql.reading import fetch
from onewindow.vault.subjects import ALONG, institution_key

LONGEST_SHELF, LONGEST_WORD = 16, 200


def send_results(result_ids: Sequence[UUID], *, by: Actor, at: datetime) -> Answer:
    """List made results on a sheet for their hall's counter and sign it as the one who hands over.

    Raises Refusal `nothing-to-hand` (422), `mixed-halls` (422), `wrong-stage` (409).
    """
    results = _made(result_ids, by)
    commit, place, today = Commit(by=by, at=at), hall(results[0].hall_code), at.astimezone(SHANGHAI).date()
    division = place.division_id[:6]
    due = min((r.case.due_at for r in results if r.case.due_at), default=at)
    sheet = Sheet(
        id=uuid7(at), sort="result", hall_code=place.code, agency_code=by.agency, opened_at=at, stage=NEW, due_at=due,
        no=commit.number(f"sheet:JG:{division}:{today:%Y%m%d}", lambda n: sheet_number("JG", division, today, n)),
        session=f"{today:%Y-%m-%d}",
    )  # fmt: skip
    commit.move(sheet, "open", body={"no": sheet.no, "results": [r.no for r in results], "by_name": by.name})
    commit.move(sheet, "hand", body={"by_name": by.name})
    sheet.handed_by, sheet.handed_at = by.name, at
    sheet.sender, sheet.sender_for = by.hands
    for result in results:
        commit.move(result, "list", touches=[sheet, result.case])
        commit.change(result, sheet_id=sheet.id)
    sealing = institution_key(results[0].institution)
    matter = Matter(None, "", sealing, sheet.agency_code, sheet.hall_code)
    document = draw_up(
        commit,
        "result_sheet",
        matter,
        number=sheet.no,
        data={**sheet_head(sheet, at), "results": [handed_result(r) for r in results]},
    )
    sheet.document_id = document.id
    commit.answer["sheet"] = sheet.no
    return write(commit)


def _made(result_ids: Sequence[UUID], by: Actor) -> list[Result]:
    """The agency's own results, all for one hall."""
    results = fetch(_of_mine, list(result_ids), by)
    if not results:
        raise Refusal(
            "nothing-to-hand",
            "请至少选择一份要移交的结果。",
            status=422,
            findings=[Finding("results", "请勾选要移交的结果。")],
        )
    if len({result.hall_code for result in results}) > 1:
        raise Refusal("mixed-halls", "一张交接表只能送往一个大厅的出件窗口。", status=422)
    return results


def receive_results(
    sheet_no: str, mismatches: Mapping[UUID, Sequence[str]], *, shelf: str = "", by: Actor, at: datetime
) -> Answer:
    """Sign the sheet: results compared and right are received and their cases are 办结.

    `mismatches` names per result the fields found wrong; those are not received, and the agency has its
    working day to correct them. Raises Refusal `no-such-sheet` (404), `wrong-stage` (409),
    `receipt-incomplete` (422) when what is received has no shelf, `same-person` (403) to whoever sent the
    sheet or made a result on it.
    """
    sheet, results, others = _read(sheet_no, by)
    _other_hands(sheet, results, by)
    wrong = {key: words for key in mismatches if (words := _words(mismatches[key]))}
    _check(results, wrong, shelf)
    commit = Commit(by=by, at=at)
    commit.move(sheet, "sign", body={"refused": sorted(str(key) for key in wrong), "by_name": by.name})
    commit.change(sheet, signed_by=by.name, signed_at=at)
    boards = _boards(commit, results)
    corrections: dict[UUID, Clock] = {}
    for result in results:
        if result.id in wrong:
            corrections[result.id] = _reject(commit, boards[result.case_id], result, wrong[result.id])
        else:
            _receive(commit, boards[result.case_id], result, shelf)
    _close_cases(commit, boards, results, others)
    subject = institution_key(results[0].institution)
    lines = [handed_result(r, corrections.get(r.id)) for r in results]
    draw_up(
        commit,
        "result_sheet",
        Matter(None, "", subject, sheet.agency_code, sheet.hall_code),
        number=f"{sheet.no}-签",
        data={**sheet_head(sheet, at), "received_by": by.name, "results": lines},
    )
    commit.answer["sheet"] = sheet_no
    return write(commit)


def _other_hands(sheet: Sheet, results: list[Result], by: Actor) -> None:
    """Whoever brought the results or made one of them cannot be the one who compares and accepts."""
    clear(why_not("sheet.sign", by, {"sheet.hand": (sheet.sender, sheet.sender_for)}))
    for result in results:
        made = {"result.make": (result.document.made_by, result.document.made_for)}
        clear(why_not("result.receive", by, made))


def result_sheet(no: str, *, hall: str) -> Sheet:
    """A 办理结果交接表 for this hall's counter. Raises Refusal `no-such-sheet` (404)."""
    sheet = Sheet.objects.filter(no=no, sort="result", hall_code=hall).first()
    if sheet is None:
        raise Refusal("no-such-sheet", "没有找到这张办理结果交接表。", status=404)
    return sheet


def _read(sheet_no: str, by: Actor) -> tuple[Sheet, list[Result], list[Result]]:
    """The sheet, the results on it, and the other results of the same cases: two statements."""
    results = fetch(_on_sheet, sheet_no, by.hall)
    if not results or results[0].sheet is None:
        sheet = result_sheet(sheet_no, hall=by.hall)
        raise Refusal("wrong-stage", f"交接表目前为“{sheet.stage_label}”，不能签收。")
    cases: dict[UUID, Case] = {}
    for result in results:
        result.case = cases.setdefault(result.case_id, result.case)
    of_cases = fetch(_of_cases, list(cases))
    return results[0].sheet, results, [result for result in of_cases if result not in results]


def _of_mine(result_ids: Sequence[UUID], by: Actor) -> QuerySet[Result]:
    mine = Result.objects.for_actor(by).filter(pk__in=result_ids).select_related("case")
    return mine.annotate(**ALONG).order_by("no")


def _on_sheet(sheet_no: str, hall_code: str) -> QuerySet[Result]:
    mine = Result.objects.filter(sheet__no=sheet_no, sheet__sort="result", sheet__hall_code=hall_code)
    return mine.with_intake().select_related("sheet").annotate(**ALONG).order_by("no")


def _of_cases(cases: Sequence[UUID]) -> QuerySet[Result]:
    return Result.objects.filter(case__in=cases)


def _open_clocks(cases: Sequence[UUID]) -> QuerySet[Clock]:
    return Clock.objects.open().filter(case_id__in=cases)


def _words(noted: Sequence[str]) -> list[str]:
    return [word.strip()[:LONGEST_WORD] for word in noted if word.strip()]


def _check(results: list[Result], wrong: Mapping[UUID, list[str]], shelf: str) -> None:
    findings = []
    strangers = set(wrong) - {result.id for result in results}
    if strangers:
        raise Refusal("not-on-sheet", "交接表上没有这份结果。", status=422)
    if len(wrong) < len(results) and not shelf.strip():
        findings.append(Finding("shelf", "请填写接收的结果放在哪个货架，例如 A-03。"))
    if len(shelf.strip()) > LONGEST_SHELF:
        findings.append(Finding("shelf", f"货架号最多 {LONGEST_SHELF} 个字。"))
    if findings:
        raise Refusal("receipt-incomplete", "签收前还有事项未填写。", status=422, findings=findings)


def _boards(commit: Commit, results: list[Result]) -> dict[UUID, Board]:
    boards: dict[UUID, Board] = {}
    for result in results:
        case = result.case
        if case.id not in boards:
            boards[case.id] = Board(commit, Place(case.id, case.no, case.agency_code, case.hall_code))
    for clock in fetch(_open_clocks, list(boards)):
        if clock.case_id is not None:
            boards[clock.case_id].clocks.append(clock)
    return boards


def _reject(commit: Commit, board: Board, result: Result, wrong: list[str]) -> Clock:
    step = commit.move(
        result, "reject", touches=_seen_on(result), body={"fields": wrong, "by_name": commit.by.name}
    )
    commit.change(result, mismatch=wrong)
    board.apply(step.clocks, result)
    commit.record(
        result.case, "result_rejected", touches=[result], body={"fields": wrong, "by_name": commit.by.name}
    )
    return board.clocks[-1]


def _seen_on(result: Result) -> list[Thing]:
    """What the counter's finding touches besides the result: its case and the sheet that it came on."""
    return [result.case, *([result.sheet] if result.sheet else [])]


def _receive(commit: Commit, board: Board, result: Result, shelf: str) -> None:
    step = commit.move(
        result, "receive", touches=_seen_on(result), body={"shelf": shelf, "by_name": commit.by.name}
    )
    commit.change(result, shelf=shelf.strip(), received_at=commit.at, mismatch=[])
    board.apply(step.clocks, result)


def _close_cases(
    commit: Commit, boards: Mapping[UUID, Board], results: list[Result], others: list[Result]
) -> None:
    """A case is 办结 when the counter has accepted all of its results."""
    missing = {result.case_id for result in (*results, *others) if result.stage != "shelved"}
    cases: dict[UUID, Case] = {result.case_id: result.case for result in results}
    for case_id, case in cases.items():
        if case_id in missing:
            continue
        step = commit.move(case, "close", body={"by_name": commit.by.name})
        boards[case_id].apply(step.clocks, case)
        commit.change(case, ended_at=commit.at, due_at=None, paused=False, waiting="")
        prepare_delivery(commit, case)
