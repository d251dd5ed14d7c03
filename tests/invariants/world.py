"""A small city in which every invariant has something to look at: some cases of every kind, all in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.special import Arrangement, start_special
from onewindow.cases.commands.supplement import issue_supplement
from onewindow.cases.models import Case, Paper, Request
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import archive, hand_out, return_receipt
from onewindow.issuance.commands.make import make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.journal.once import once
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import explain_card
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card
from tests.batches.acts import announced
from tests.intermediaries.register import engaged, registered
from tests.stories.conftest import Cast, at, edition, intake_of, with_line
from tests.stories.steps import decided, flawed, received

EXPERTS = ("张三", "李四", "王五", "赵六", "孙七")


@dataclass(frozen=True)
class World:
    """The case numbers by what they show."""

    archived: str
    denied: str
    correcting: str
    refused: str
    silent: str
    waiting: str
    noticed: str
    deferred: str
    paused: str

    def case(self, name: str) -> Case:
        return Case.objects.select_related("application__party__key", "edition").get(no=getattr(self, name))


def build(cast: Cast, party: PartyFacts) -> World:
    """Bring all these cases to their places through the commands."""
    announced()
    engaged(registered(), party)
    archived = _archived(cast, party)
    correcting = _correcting(cast, party)
    silent = received(cast, party)
    denied = decided(cast, party, "deny")
    make_result(denied, {}, by=cast.zhao, at=at(5, 11))
    ids = list(Result.objects.filter(case__no=denied).values_list("pk", flat=True))
    send_results(ids, by=cast.zhao, at=at(5, 15))
    sweep(at(10, 12))
    card = Card.objects.filter(case__no=silent, level="red", clock__name="intake_answer").get()
    explain_card(card.id, text="当日材料较多，已加派人手。", by=cast.zhao, at=at(10, 14))
    world = World(
        archived=archived, denied=denied, correcting=correcting, silent=silent, refused=_refused(cast, party),
        waiting=_waiting(cast, party), noticed=_noticed(cast, party), deferred=_deferred(cast, party),
        paused=_paused(cast, party),
    )  # fmt: skip
    sweep(at(12, 16))
    return world


def _archived(cast: Cast, party: PartyFacts) -> str:
    no = decided(cast, party)
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    sheet = open_sheet(barcodes, by=cast.wang, at=at(5, 10, 10))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(5, 10, 20))
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    results = list(Result.objects.filter(case__no=no))
    sent = send_results([result.id for result in results], by=cast.zhao, at=at(5, 15))["sheet"]
    receive_results(sent, {}, shelf="A-03", by=cast.qian, at=at(5, 16))
    collected = [entry["name"] for entry in results[0].collect]
    hand_out(
        no, receiver="李秀英", relationship="法定代表人", identity_seen=True, collected=collected, by=cast.qian,
        at=at(6, 9),
    )  # fmt: skip
    return_receipt(no, by=cast.qian, at=at(6, 10))
    archive(no, by=cast.zhao, at=at(6, 11))
    document = Document.objects.select_related("subject").get(case_no=no, kind="paper_labels")
    pdf_of(document, at=at(6, 12))
    return no


def _correcting(cast: Cast, party: PartyFacts) -> str:
    no = decided(cast, party)
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    result = Result.objects.get(case__no=no)
    sent = send_results([result.id], by=cast.zhao, at=at(5, 15))["sheet"]
    receive_results(sent, {result.id: ["地址与申请不一致"]}, by=cast.qian, at=at(5, 16))
    return no


def _refused(cast: Cast, party: PartyFacts) -> str:
    no = received(cast, party, when=at(11, 9, 30))
    reasons = ["经营场所不符合食品经营的法定条件。"]
    refuse_acceptance(no, ground="not_admissible", reasons=reasons, by=cast.zhao, at=at(11, 15))
    return no


def _waiting(cast: Cast, party: PartyFacts) -> str:
    """Taken in with the scan of a material, by a form that is sent once; its papers are on their way."""
    intake = intake_of("shipin-jingying", party)
    scanned = next(m.id for m in intake.guide.materials if m.form in {"copy", "both"})
    intake = with_line(intake, scanned, upload=b"%PDF-1.7 scan", upload_type="application/pdf")
    take = lambda: {"case": received(cast, party, when=at(11, 9, 40), lines=intake.lines)}  # noqa: E731
    no = once("wang", "key-1", b"form", take)["case"]
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    open_sheet(barcodes[:1], by=cast.wang, at=at(11, 14))
    return no


def _noticed(cast: Cast, party: PartyFacts) -> str:
    no = received(cast, party, when=at(11, 9, 45))
    defects, fine = flawed(no)
    issue_supplement(no, defects=defects, fine=fine, by=cast.zhao, at=at(11, 10))
    notice = Document.objects.get(case_no=no, kind="supplement_notice")
    serve_notice(str(notice.id), method="window", receiver="李秀英", by=cast.wang, at=at(11, 15))
    return no


def _deferred(cast: Cast, party: PartyFacts) -> str:
    intake = intake_of("shipin-jingying", party)
    material = next(m for m in intake.guide.materials if m.deferrable)
    lines = with_line(intake, material.id, state="deferred", originals=0, copies=0, pages=0).lines
    no = received(cast, party, when=at(11, 9, 50), lines=lines, commitment_signed=True)
    accept(no, by=cast.zhao, at=at(12, 10))
    return no


def _paused(cast: Cast, party: PartyFacts) -> str:
    """A clinic's radiology matter: extended once, then at an expert review that stops both limits."""
    clinic = replace(party, name="江州市临江诊所有限公司")
    slug = "fangshe-zhenliao"
    guide = edition(slug).guide
    review = next(p for p in guide.special_procedures if p.kind == "expert_review")
    answers = {s.id: s.answers[0].id for s in guide.situations}
    answers |= {situation: wanted[0] for situation, wanted in (review.when or {}).items()}
    no = received(cast, clinic, slug, when=at(11, 10), answers=answers)
    accept(no, by=cast.jiang, at=at(12, 10))
    request_extension(no, reason="需要会同有关部门进一步核实情况。", by=cast.jiang, at=at(12, 11))
    request = Request.objects.get(case__no=no, what="extension")
    rule_on_extension(no, request.id, approve=True, note="同意", by=_head(cast), at=at(12, 14))
    start_special(no, _arranged(review), by=cast.jiang, at=at(12, 15))
    return no


def _arranged(procedure: Any) -> Arrangement:
    starts = at(13, 9).date()
    return Arrangement(procedure.id, 1, "需要专家评审机房防护", starts, people=EXPERTS, place="诊所")


def _head(cast: Cast) -> Any:
    return replace(cast.zhou, agency=cast.jiang.agency)
