"""收件: take a matter in at the window and hand out the 收件通知书."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.cases.commands.materials import keep_evidence, label_papers
from onewindow.cases.drafting.intake import deferral_commitment, intake_notice, labels
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder
from onewindow.cases.intake import Intake, Line, check
from onewindow.cases.models import Application, Case, Request, Submission
from onewindow.cases.obstacles import clear
from onewindow.catalogue import schema
from onewindow.clocks.board import Board, Place
from onewindow.clocks.rules import LocalLimit
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Unit
from onewindow.core.ids import query_code, uuid7
from onewindow.core.life import NEW, why_not
from onewindow.core.lives import APPLICATION, DEFERRAL
from onewindow.core.numbers.series import case_number
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor, person
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer, Commit
from onewindow.people.models import Party
from onewindow.people.register import know
from onewindow.places.directory import agency, hall
from onewindow.vault.cipher import blind_index
from onewindow.vault.subjects import lock, subject


def receive(intake: Intake, *, by: Actor, at: datetime) -> Answer:
    """Take a promised matter in (收件), push it to the agency, and give the receipt.

    Raises Refusal `intake-incomplete` (422) naming every fault, `not-your-step` (403) for another role,
    `instant-at-once` (409) for an instant matter, which is never only taken in.
    """
    if intake.guide.is_instant:
        raise Refusal("instant-at-once", "本事项是即办件，请由授权窗口收件并当场办结。")
    folder = take_in(intake, by=by, at=at)
    return folder.write()


def take_in(intake: Intake, *, by: Actor, at: datetime) -> Folder:
    """Build the intake as a commit that is not yet written, so that an instant matter can go on in it."""
    clear(why_not(APPLICATION, "bring", NEW, by.role))
    check(intake)
    if not by.window:
        raise Refusal("no-window", "请先在窗口岗位登录后再收件。", status=403)
    if by.hall not in intake.guide.halls:
        places = "、".join(hall(code).name for code in intake.guide.halls)
        raise Refusal("other-hall", f"本事项在{places}办理，本厅不能收件。")
    commit = Commit(by=by, at=at)
    party = know(commit, intake.party)
    code = query_code()
    application = _application(commit, intake, party, code)
    folder = _open_case(commit, intake, application)
    lines = [_submission(folder, line) for line in intake.lines if line.state != "missing"]
    keep_evidence(folder, intake, lines)
    folder.submissions = lines
    commit.insert(*lines)
    folder.papers = label_papers(folder, lines)
    _begin(folder, intake, has_paper=bool(folder.papers))
    deferrals = [_defer(folder, line) for line in lines if line.state == "deferred"]
    folder.requests = deferrals
    _give_receipt(folder, intake, code, deferrals)
    return folder


def _application(commit: Commit, intake: Intake, party: Party, code: str) -> Application:
    application = Application(
        id=uuid7(commit.at), party=party, channel=intake.channel, answers=intake.answers, stage=NEW,
        return_by=intake.return_by, query_index=blind_index("query code", code), brought_at=commit.at,
        hall_code=commit.by.hall, window_code=commit.by.window,
        sealed=lock(party.key, {
            "form": intake.form, "contact": intake.contact or intake.party.name,
            "phone": intake.contact_phone or intake.party.phone, "agent": intake.agent,
            "post_address": intake.post_address,
        }),
    )  # fmt: skip
    commit.move(
        application, "bring",
        body={"channel": intake.channel, "answers": intake.answers, "return_by": intake.return_by},
        secret={"form": intake.form}, subject=subject(party.key), touches=[party],
    )  # fmt: skip
    return application


def _open_case(commit: Commit, intake: Intake, application: Application) -> Folder:
    guide, by = intake.guide, commit.by
    department = agency(guide.agency)
    today = commit.at.astimezone(SHANGHAI).date()
    division = department.division_id[:6]
    case = Case(
        id=uuid7(commit.at), no=commit.number(f"case:{division}:{today:%Y%m%d}", lambda n: case_number(division, today, n)),
        application=application, edition=intake.edition, item_name=guide.name, applicant_name=intake.party.name,
        division=department.division_id, agency_code=guide.agency, hall_code=by.hall, window_code=by.window,
        instant=guide.is_instant, received_at=commit.at, received_by=person(by), received_for=by.stands_for, completed_at=commit.at,
        green_ground=intake.green_ground, stage=NEW,
    )  # fmt: skip
    place = Place(case.id, case.no, case.agency_code, case.hall_code)
    return Folder(case, commit, Board(commit, place))


def _submission(folder: Folder, line: Line) -> Submission:
    material = next(m for m in folder.guide.materials if m.id == line.material)
    return Submission(
        id=uuid7(folder.commit.at), case=folder.case, material=line.material, name=material.name, state=line.state,
        originals=line.originals, copies=line.copies, pages=line.pages, note=line.note.strip(),
        checked=list(line.checked), evidence_id=line.held,
    )  # fmt: skip


def _begin(folder: Folder, intake: Intake, *, has_paper: bool) -> None:
    case = folder.case
    step = folder.commit.move(
        case, "receive",
        body={
            "no": case.no, "item": folder.guide.code, "edition": folder.guide.edition, "window": case.window_code,
            "materials": {line.material: line.state for line in folder.submissions},
            "confirmed": {line.material: line.note for line in folder.submissions if line.state == "defective"},
            "green": intake.green_ground,
        },
        touches=[case.application],
    )  # fmt: skip
    folder.board.apply(step.clocks, case, without=() if has_paper else ("handover",))


def _defer(folder: Folder, line: Submission) -> Request:
    """容缺: a promise with its day and consequence; the limit is the material's own."""
    material = _material(folder.guide, line.material)
    request = Request(
        id=uuid7(folder.commit.at), what=DEFERRAL.name, case=folder.case, opened_at=folder.commit.at,
        opened_by=folder.commit.by.staff_id, opened_for=folder.commit.by.stands_for, stage=NEW,
        data={"material": line.material, "name": line.name, "days": material.defer_days, "way": "到窗口补交或邮寄补交"},
    )  # fmt: skip
    step = folder.commit.move(
        request,
        "promise",
        body=request.data,
        touches=[folder.case],
    )
    length = LocalLimit(
        n=material.defer_days or 1, unit=Unit.WORKING_DAY, basis="容缺受理承诺书载明的补齐期限"
    )
    folder.board.apply(step.clocks, request, limits={"deferral": length})
    request.due_at = folder.board.clocks[-1].due_at
    return request


def _material(guide: schema.Edition, material_id: str) -> schema.Material:
    return next(material for material in guide.materials if material.id == material_id)


def _give_receipt(folder: Folder, intake: Intake, code: str, deferrals: list[Request]) -> None:
    answer = next(clock for clock in folder.board.clocks if clock.name == "intake_answer")
    number = _hall_number(folder, "SJ")
    data = intake_notice(folder, query_code=code, answer=answer, deferrals=deferrals)
    receipt = draw_up(folder.commit, "intake_notice", folder.matter, number=number, data=data)
    folder.commit.answer |= {"case": folder.case.no, "query_code": code, "receipt": str(receipt.id)}
    if deferrals:
        draw_up(
            folder.commit,
            "deferral_commitment",
            folder.matter,
            number=_hall_number(folder, "RQ"),
            data=deferral_commitment(folder, deferrals),
        )
    if folder.papers:
        draw_up(
            folder.commit,
            "paper_labels",
            folder.matter,
            number=_hall_number(folder, "BQ"),
            data=labels(folder, folder.papers),
        )


def _hall_number(folder: Folder, word: str) -> Any:
    return numbered(folder, {"SJ": "收", "RQ": "容缺", "BQ": "签"}[word], issuer="hall")
