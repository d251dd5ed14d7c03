"""One thing of every kind, each at the stage that some command or page needs: built once, only looked at after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from onewindow.cases.commands.decide import propose
from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.extend import request_extension
from onewindow.cases.commands.receive import receive
from onewindow.cases.commands.special import Arrangement, start_special
from onewindow.cases.intake import Line
from onewindow.cases.models import Paper, Request, Submission
from onewindow.core.calendar import SHANGHAI
from onewindow.core.numbers.citizen_id import make_citizen_id
from onewindow.core.numbers.uscc import make_uscc
from onewindow.core.roles import Actor
from onewindow.documents.models import Document
from onewindow.handover.commands.give_back import send_back
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import hand_out, post, return_receipt
from onewindow.issuance.commands.make import make_result
from onewindow.issuance.commands.result_sheet import receive_results
from onewindow.issuance.models import Result
from onewindow.people.commands.appoint_deputy import appoint_deputy
from onewindow.people.models import Post, Staff
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import answer_urging, urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card
from tests.access.drafts import (
    author,
    batches,
    bundles,
    delegations,
    editions,
    intermediaries,
    library,
    negative,
    new_item,
)
from tests.stories.conftest import Cast, actor, at, edition, intake_of, with_line
from tests.stories.newer import newer, published
from tests.stories.steps import accepted, decided, noticed, received, sent, served, shelved
from tests.web.desk.scans import photo

NOW = at(10, 10)
"""A Tuesday: everything on the stage can be acted on at this moment."""
WORDS = "材料齐全，符合法定要求。"


@dataclass(frozen=True)
class Stage:
    """Case numbers, sheet numbers and ids, by what can be done with them."""

    no: dict[str, str]
    key: dict[str, object]

    def barcodes(self, name: str, stage: str) -> list[str]:
        papers = Paper.objects.filter(case__no=self.no[name], stage=stage)
        return list(papers.order_by("barcode").values_list("barcode", flat=True))


Stead = Callable[[Actor], Actor]
"""Who acts for somebody: himself, or a deputy of his."""


def in_person(by: Actor) -> Actor:
    return by


def by_deputy(by: Actor) -> Actor:
    """Somebody who stands in for this person alone."""
    assert by.staff_id is not None
    return replace(by, staff_id=deputy_of(by.staff_id), stands_for=by.staff_id, name=f"代理（代{by.name}）")


def deputy_of(principal: UUID) -> UUID:
    return uuid5(principal, "deputy")


@contextmanager
def stage(acts: Stead = in_person) -> Iterator[Stage]:
    """The stage, and nothing of it left behind."""
    with transaction.atomic():
        yield _build(_cast(acts), company(), acts(author()))
        transaction.set_rollback(True)


def _cast(acts: Stead) -> Cast:
    names = ("wang", "he", "zhao", "sun", "zhou", "qian", "wu", "zheng", "chen", "jiang", "shen")
    return Cast(chen_reviewer=acts(actor("chen2")), **{name: acts(actor(name)) for name in names})


def company() -> PartyFacts:
    return PartyFacts(
        kind="organisation", name="江州市李家小馆餐饮有限公司", number=make_uscc("990102", 7), phone="13900000001",
        address="江州市临江区渡口街12号", legal_person="李秀英",
    )  # fmt: skip


def applicant_of(slug: str) -> PartyFacts:
    """Somebody who may apply for this matter."""
    return elder() if edition(slug).guide.audience == "person" else company()


def elder() -> PartyFacts:
    number = make_citizen_id("990102", datetime(1951, 5, 6, tzinfo=SHANGHAI).date(), 11)
    return PartyFacts(kind="person", name="李秀英", number=number, phone="13900000001", address="渡口街12号")


def _build(cast: Cast, party: PartyFacts, compiler: Actor) -> Stage:
    no: dict[str, str] = {}
    key: dict[str, object] = {}
    _late(cast, party, no, key)
    _answering(cast, party, no, key)
    _deciding(cast, party, no, key)
    _leaving(cast, party, no, key)
    _oversight(cast, no, key)
    _people(key)
    editions(key, compiler)
    library(key, compiler)
    bundles(key, compiler)
    delegations(key, compiler)
    batches(key, compiler)
    _twice(key)
    intermediaries(key, party, cast.wang, compiler)
    _on_the_older_edition(cast, party, no, key)
    return Stage(no, key)


def _late(cast: Cast, party: PartyFacts, no: dict[str, str], key: dict[str, object]) -> None:
    """Cards of all three sides; swept before anything else is there that could lapse."""
    no["overdue"], no["handed out"] = received(cast, party), shelved(cast, party)
    hand_out(
        no["handed out"],
        receiver="李秀英",
        relationship="本人",
        identity_seen=True,
        by=cast.qian,
        at=at(6, 9),
    )
    sweep(at(10, 9))
    for side, case, clock in (
        ("agency", "overdue", "intake_answer"),
        ("window", "overdue", "handover"),
        ("counter", "handed out", "receipt_return"),
    ):
        key[f"{side} card"] = Card.objects.get(case__no=no[case], clock__name=clock, level="red").pk


def _answering(cast: Cast, party: PartyFacts, no: dict[str, str], key: dict[str, object]) -> None:
    no["fresh"] = received(cast, party, when=at(9, 15))
    no["listed"] = received(cast, party, when=at(9, 15))
    papers = Paper.objects.filter(case__no=no["listed"]).values_list("barcode", flat=True)
    no["sheet"] = open_sheet(list(papers), by=cast.wang, at=at(9, 16))["sheet"]
    no["noticed"], notice = noticed(cast, party)
    key["notice"] = notice.pk
    no["served"] = served(cast, party)
    full = intake_of("shipin-jingying", party)
    later = next(m for m in full.guide.requirements(full.answers) if m.deferrable)
    key["deferred"] = later.id
    promised = replace(with_line(full, later.id, state="deferred"), commitment_signed=True)
    no["deferred"] = receive(promised, by=cast.wang, at=at(9, 15))["case"]
    no["withdrawn"] = _withdrawn(cast, party)
    no["sent back"] = _withdrawn(cast, party)
    send_back(no["sent back"], by=cast.zhao, at=at(10, 9))


def _withdrawn(cast: Cast, party: PartyFacts) -> str:
    no = received(cast, party, when=at(9, 9))
    papers = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    sign_sheet(open_sheet(papers, by=cast.wang, at=at(9, 10))["sheet"], by=cast.zhao, at=at(9, 11))
    withdraw(no, reason="暂不经营", by=cast.wang, at=at(9, 12))
    return no


def _deciding(cast: Cast, party: PartyFacts, no: dict[str, str], key: dict[str, object]) -> None:
    no["accepted"] = accepted(cast, party, lines=_with_photo(party))
    key["acceptance"] = Document.objects.get(case_no=no["accepted"], kind="acceptance_notice").pk
    key["evidence"] = _evidence(no["accepted"])
    no["proposed"] = accepted(cast, party)
    propose(no["proposed"], verdict="grant", opinion=WORDS, by=cast.zhao, at=at(4, 10))
    no["extending"] = accepted(cast, party)
    request_extension(no["extending"], reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    key["extension"] = Request.objects.get(case__no=no["extending"], what="extension").pk
    no["visited"] = accepted(cast, party)
    start_special(no["visited"], visit(), by=cast.zhao, at=at(9, 10))
    key["special"] = Request.objects.get(case__no=no["visited"], what="special_procedure").pk


def _with_photo(party: PartyFacts) -> tuple[Line, ...]:
    """A complete intake's lines, the licence with a picture of it."""
    lines = intake_of("shipin-jingying", party).lines
    return tuple(
        replace(line, upload=photo(), upload_type="image/jpeg") if line.material == "licence" else line
        for line in lines
    )


def _evidence(no: str) -> object:
    given = Submission.objects.filter(case__no=no, evidence__key="business_licence").first()
    assert given is not None
    return given.evidence_id


def _leaving(cast: Cast, party: PartyFacts, no: dict[str, str], key: dict[str, object]) -> None:
    no["decided"] = decided(cast, party)
    no["made"] = decided(cast, party)
    make_result(no["made"], {}, by=cast.zhao, at=at(5, 11))
    key["made"] = Result.objects.get(case__no=no["made"]).pk
    no["sent"], no["result sheet"] = sent(cast, party)
    no["rejected"], sheet = sent(cast, party)
    result = Result.objects.get(case__no=no["rejected"])
    label = next(iter(result.fields()))
    receive_results(sheet, {result.pk: [f"{label}与申请不一致"]}, by=cast.qian, at=at(9, 16))
    key["rejected"] = result.pk
    no["shelved"], no["posted"] = shelved(cast, party), shelved(cast, party)
    post(no["posted"], tracking_no="EMS123", by=cast.qian, at=at(6, 9))
    no["returned"] = shelved(cast, party)
    hand_out(
        no["returned"], receiver="李秀英", relationship="本人", identity_seen=True, by=cast.qian, at=at(6, 9)
    )
    return_receipt(no["returned"], by=cast.qian, at=at(9, 9))
    Paper.objects.filter(case__no=no["returned"]).update(stage="agency")


def _oversight(cast: Cast, no: dict[str, str], key: dict[str, object]) -> None:
    text = "请尽快办理，并书面说明。"
    for name, case in (("urging", "fresh"), ("counter urging", "handed out"), ("answered urging", "overdue")):
        key[name] = urge(no[case], text=text, by=cast.wu, at=at(10, 9))["urging"]
    answer_urging(key["answered urging"], text=text, by=cast.zhao, at=at(10, 9))  # type: ignore[arg-type]


def _on_the_older_edition(cast: Cast, party: PartyFacts, no: dict[str, str], key: dict[str, object]) -> None:
    """A running case of an item of which a newer edition is in force meanwhile."""
    item = published({**new_item(25), "effective_from": "2026-03-05"}, at(5, 9))
    no["on the older edition"] = receive(intake_of(item.slug, party), by=cast.wang, at=at(9, 15))["case"]
    key["newer edition"] = newer(item.slug, at(10, 9)).pk


def _twice(key: dict[str, object]) -> None:
    """Two matters for which one has to come twice, one of them on the negative list."""
    for number in (26, 27):
        item = published({**new_item(number), "effective_from": "2026-03-05", "visits": 2}, at(5, 9))
    negative(key, item.slug)


def _people(key: dict[str, object]) -> None:
    decider = Post.objects.get(staff__username="sun").pk
    key["post"] = decider
    key["deputy"] = Staff.objects.get(username="yang").pk
    until = date(2026, 3, 20)
    given = appoint_deputy(
        decider, Staff.objects.get(username="zhu").pk, since=NOW.date(), until=until, reason="年休假期间代理。",
        by=actor("zhou"), at=NOW,
    )  # fmt: skip
    key["deputy post"] = Post.objects.get(appointment__pk=given["appointment"]).pk


def visit() -> Arrangement:
    """A site visit as the food licence knows it."""
    procedure = edition("shipin-jingying").guide.special_procedures[0]
    people = [f"核查人员{n}" for n in range(procedure.people_min or 0)]
    return Arrangement(procedure.id, 1, "现场布局需要核查。", NOW.date(), people, "经营场所")
