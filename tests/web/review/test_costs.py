"""What the agency's commands and pages cost in statements, session and permission look-ups of commands apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.cases.commands.supplement import issue_supplement
from onewindow.cases.models import Case, Paper, Request
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import answer_urging, explain_card, urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card, Urging
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, decided, flawed, received, sent
from tests.web.conftest import signed_in

VISIT = Arrangement(
    "site_visit", 3, "需核查操作间布局", date(2026, 3, 5), people=("赵明", "江雪"), place="经营场所"
)
MOST = 10
Act = Callable[[], Any]


def answering(cast: Cast, party: PartyFacts) -> Iterator[tuple[str, Act]]:
    first, second, third = (received(cast, party) for _ in range(3))
    defects, fine = flawed(first)
    yield "accept", lambda: accept(second, by=cast.zhao, at=at(3, 10))
    yield (
        "supplement",
        lambda: issue_supplement(first, defects=defects, fine=fine, by=cast.zhao, at=at(3, 10)),
    )
    reasons = ["经营场所位于住宅内，不符合条件。"]
    yield (
        "refuse",
        lambda: refuse_acceptance(
            third, ground="not_admissible", reasons=reasons, by=cast.zhao, at=at(3, 10)
        ),
    )


def reviewing(cast: Cast, party: PartyFacts) -> Iterator[tuple[str, Act]]:
    no = accepted(cast, party)
    yield "special", lambda: start_special(no, VISIT, by=cast.zhao, at=at(4, 10))
    running = Request.objects.get(case__no=no)
    yield (
        "special ends",
        lambda: end_special(no, running.id, outcome="布局符合要求", by=cast.zhao, at=at(5, 10)),
    )
    asked = "需要更多时间核对全部资料。"
    yield "extension", lambda: request_extension(no, reason=asked, by=cast.zhao, at=at(5, 11))
    request = Request.objects.get(case__no=no, what="extension")
    yield "ruling", lambda: rule_on_extension(no, request.id, approve=True, by=cast.zhou, at=at(5, 14))
    lines = [line.material for line in Case.objects.get(no=no).submissions.all()]
    words = "材料齐全，符合要求。"
    yield (
        "propose",
        lambda: propose(no, verdict="grant", opinion=words, checked=lines, by=cast.zhao, at=at(6, 10)),
    )
    yield "decide", lambda: decide(no, verdict="grant", reasons=words, by=cast.sun, at=at(6, 11))
    yield "make", lambda: make_result(no, {}, by=cast.zhao, at=at(6, 14))
    ids = list(Result.objects.filter(case__no=no).values_list("pk", flat=True))
    yield "send", lambda: send_results(ids, by=cast.zhao, at=at(6, 15))


def handing(cast: Cast, party: PartyFacts) -> Iterator[tuple[str, Act]]:
    no = received(cast, party)
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    sheet = open_sheet(barcodes, by=cast.wang, at=at(2, 14))["sheet"]
    yield "sign", lambda: sign_sheet(sheet, missing=barcodes[:1], by=cast.zhao, at=at(2, 14, 30))
    wrong, results = sent(cast, party)
    result = Result.objects.get(case__no=wrong)
    receive_results(results, {result.id: ["经营场所：门牌号有误"]}, by=cast.qian, at=at(5, 16))
    yield "correct", lambda: correct_result(result.id, {}, by=cast.zhao, at=at(5, 16, 30))


def explaining(cast: Cast, party: PartyFacts) -> Iterator[tuple[str, Act]]:
    no = received(cast, party)
    sweep(at(5, 9))
    urge(no, text="请尽快办理这个件。", by=cast.zheng, at=at(5, 9, 30))
    card = Card.objects.get(clock__name="intake_answer", level="red")
    yield "explain", lambda: explain_card(card.id, text="当日系统停电，已补办。", by=cast.zhao, at=at(5, 10))
    urging = Urging.objects.get()
    yield "answer", lambda: answer_urging(urging.id, text="今日受理该件。", by=cast.zhao, at=at(5, 10))


@pytest.mark.parametrize("life", [answering, reviewing, handing, explaining], ids=lambda life: life.__name__)
def test_a_command_of_the_agency_costs_at_most_ten_statements(
    cast: Cast,
    restaurant: PartyFacts,
    statements: Any,
    life: Callable[[Cast, PartyFacts], Iterator[tuple[str, Act]]],
) -> None:
    costs = {}
    for name, act in life(cast, restaurant):
        with statements() as counted:
            act()
        costs[name] = counted.count
    assert {name: cost for name, cost in costs.items() if cost > MOST} == {}
    assert len(costs) > 1


@pytest.mark.parametrize("username", ["zhao", "sun", "zhou"])
@pytest.mark.parametrize("stage", [received, accepted, decided], ids=lambda stage: stage.__name__)
def test_a_page_about_a_case_costs_at_most_twelve_statements(
    cast: Cast, restaurant: PartyFacts, client: Client, statements: Any, stage: Any, username: str
) -> None:
    no = stage(cast, restaurant)
    person = signed_in(client, username)
    person.get(f"/review/cases/{no}/")
    with statements() as counted:
        assert person.get(f"/review/cases/{no}/").status_code == 200
    assert counted.count <= 12
