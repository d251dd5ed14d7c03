"""Pairs about paper, results, cards and urgings: what two people cannot both sign for, hand out or rule on."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from onewindow.cases.models import Case, Paper
from onewindow.handover.commands.material_sheet import cancel_sheet, open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import archive, hand_out, post, return_receipt
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import answer_urging, explain_card, rule_on_card, urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card
from tests.races.pairs import Act, Pair
from tests.stories.conftest import Cast, at
from tests.stories.steps import decided, received, sent, shelved

FAULT = "经营场所：门牌号应为12号"
WORDS = "已安排专人办理，情况属实。"


def barcodes(no: str) -> list[str]:
    return list(Paper.objects.filter(case__no=no).order_by("barcode").values_list("barcode", flat=True))


def result_of(no: str) -> UUID:
    return Result.objects.get(case__no=no).id


def handed(cast: Cast, party: PartyFacts) -> str:
    return open_sheet(barcodes(received(cast, party)), by=cast.wang, at=at(2, 14))["sheet"]


def same_paper_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    first, second, *_ = barcodes(received(cast, party))
    listing = partial(open_sheet, at=at(2, 14))
    return partial(listing, [first, second], by=cast.wang), partial(listing, [second], by=cast.wang)


def sign_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    sheet = handed(cast, party)
    signing = partial(sign_sheet, sheet, by=cast.zhao, at=at(2, 14, 30))
    return signing, signing


def sign_or_cancel(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    sheet = handed(cast, party)
    return partial(sign_sheet, sheet, by=cast.zhao, at=at(2, 14, 30)), partial(
        cancel_sheet, sheet, by=cast.wang, at=at(2, 14, 30)
    )


def make_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    making = partial(make_result, decided(cast, party), {}, by=cast.zhao, at=at(5, 11))
    return making, making


def make_denial_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    making = partial(make_result, decided(cast, party, "deny"), {}, by=cast.zhao, at=at(5, 11))
    return making, making


def send_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = decided(cast, party)
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    sending = partial(send_results, [result_of(no)], by=cast.zhao, at=at(5, 15))
    return sending, sending


def receive_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    _, sheet = sent(cast, party)
    taking = partial(receive_results, sheet, {}, by=cast.qian, at=at(5, 16))
    return partial(taking, shelf="A-01"), partial(taking, shelf="A-02")


def receive_or_reject(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no, sheet = sent(cast, party)
    signing = partial(receive_results, sheet, shelf="A-01", by=cast.qian, at=at(5, 16))
    return partial(signing, {}), partial(signing, {result_of(no): [FAULT]})


def correct_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no, sheet = sent(cast, party)
    receive_results(sheet, {result_of(no): [FAULT]}, by=cast.qian, at=at(5, 16))
    correcting = partial(correct_result, result_of(no), by=cast.zhao, at=at(6, 9))
    return partial(correcting, {"经营场所": "渡口街12号"}), partial(
        correcting, {"经营场所": "渡口街12号一层"}
    )


def correct_or_receive(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    """The sheet still lies at the counter; nothing may be corrected that was not refused."""
    no, sheet = sent(cast, party)
    receive_results(sheet, {result_of(no): [FAULT]}, by=cast.qian, at=at(5, 16))
    correcting = partial(correct_result, result_of(no), {"经营场所": "渡口街12号"}, by=cast.zhao, at=at(6, 9))
    correcting()
    again = send_results([result_of(no)], by=cast.zhao, at=at(6, 10))["sheet"]
    taking = partial(receive_results, again, {}, shelf="A-01", by=cast.qian, at=at(6, 11))
    refusing = partial(receive_results, again, {result_of(no): [FAULT]}, by=cast.qian, at=at(6, 11))
    return taking, refusing


def handing(cast: Cast, no: str) -> Act:
    return lambda: hand_out(
        no, receiver="李秀英", relationship="委托代理人", identity_seen=True, by=cast.qian, at=at(6, 10)
    )


def hand_out_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = shelved(cast, party)
    return handing(cast, no), handing(cast, no)


def hand_out_or_post(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = shelved(cast, party)
    return handing(cast, no), partial(post, no, tracking_no="EMS100200300", by=cast.qian, at=at(6, 10))


def return_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = shelved(cast, party)
    handing(cast, no)()
    returning = partial(return_receipt, no, by=cast.qian, at=at(6, 15))
    return returning, returning


def archive_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = shelved(cast, party)
    sheet = open_sheet(barcodes(no), by=cast.wang, at=at(6, 9))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(6, 10))
    handing(cast, no)()
    return_receipt(no, by=cast.qian, at=at(6, 15))
    filing = partial(archive, no, by=cast.zhao, at=at(9, 10))
    return filing, filing


def card_of(cast: Cast, party: PartyFacts) -> UUID:
    """The red card on the window for papers not handed over in time."""
    no = received(cast, party)
    sweep(at(2, 15, 1))
    return Card.objects.get(case__no=no, clock__name="handover", level="red").id


def explain_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    card = card_of(cast, party)
    explaining = partial(explain_card, card, by=cast.wang, at=at(2, 16))
    return partial(explaining, text="窗口人手不足，已补送。"), partial(
        explaining, text="车辆故障，已改由专人送达。"
    )


def uphold_or_lift(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    card = card_of(cast, party)
    explain_card(card, text="窗口人手不足，已补送。", by=cast.wang, at=at(2, 16))
    ruling = partial(rule_on_card, card, text="情况属实，不再追究。", by=cast.zheng, at=at(3, 9))
    return partial(ruling, lift=True), partial(ruling, lift=False)


def answer_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = received(cast, party)
    case = Case.objects.get(no=no)
    urging = UUID(urge(case.no, text="请尽快作出受理答复。", by=cast.zheng, at=at(3, 9, 30))["urging"])
    answering = partial(answer_urging, urging, by=cast.zhao, at=at(3, 10))
    return partial(answering, text=WORDS), partial(answering, text=f"{WORDS}今日办结。")


PAIRS_OF_THINGS = (
    Pair("same paper on two sheets", same_paper_twice, frozenset({"overtaken", "not-at-window"})),
    Pair("sheet signed twice", sign_twice),
    Pair("sheet signed / cancelled", sign_or_cancel),
    Pair("results made twice", make_twice, frozenset({"overtaken", "already-made"})),
    Pair("denial made a result twice", make_denial_twice, frozenset({"overtaken", "already-made"})),
    Pair("results sent twice", send_twice),
    Pair("results received twice", receive_twice),
    Pair("results received / rejected", receive_or_reject),
    Pair("result corrected twice", correct_twice),
    Pair("corrected result received / rejected again", correct_or_receive),
    Pair("handed out twice", hand_out_twice),
    Pair("handed out / posted", hand_out_or_post),
    Pair("receipt returned twice", return_twice),
    Pair("archived twice", archive_twice),
    Pair("card explained twice", explain_twice),
    Pair("card upheld / lifted", uphold_or_lift),
    Pair("urging answered twice", answer_twice),
)
