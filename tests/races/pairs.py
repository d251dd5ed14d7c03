"""Pairs of acts of which only one may have an effect, each on a matter of its own, brought where they meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.lapse import lapse_answer, lapse_request
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.cases.commands.supplement import issue_supplement
from onewindow.cases.commands.supply import supply, supply_deferred
from onewindow.cases.intake import Line
from onewindow.cases.models import Case, Request
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at, intake_of, with_line
from tests.stories.steps import accepted, flawed, noticed, received, served

Act = Callable[[], Any]
Prepare = Callable[[Cast, PartyFacts], tuple[Act, Act]]
GRANT, DENY = "材料齐全，符合条件，准予许可。", "经营场所与所申报的地址不符，不符合许可条件。"
REASON = "场所面积较大，需补充核对消防与排油烟资料。"
VISIT = Arrangement("site_visit", 3, "核查经营场所", date(2026, 3, 5), ("赵明", "钱多"), "渡口街12号")
WRONG_STAGE = frozenset({"overtaken", "wrong-stage"})


@dataclass(frozen=True)
class Pair:
    """`told` are the codes of the refusals that tell the loser what happened.

    Where `in_turn`, the second may also have its effect, if it has seen what the first one did.
    """

    name: str
    prepare: Prepare
    told: frozenset[str] = WRONG_STAGE
    in_turn: bool = False


def accepting(cast: Cast, no: str) -> Act:
    return lambda: accept(no, by=cast.zhao, at=at(3, 10))


def withdrawing(cast: Cast, no: str) -> Act:
    return lambda: withdraw(no, reason="不再开店。", by=cast.wang, at=at(4, 11))


def deciding(cast: Cast, no: str, verdict: str) -> Act:
    words = GRANT if verdict == "grant" else DENY
    return lambda: decide(no, verdict=verdict, reasons=words, by=cast.sun, at=at(5, 10))


def proposing(cast: Cast, no: str, verdict: str) -> Act:
    words = GRANT if verdict == "grant" else DENY
    return lambda: propose(no, verdict=verdict, opinion=words, by=cast.zhao, at=at(4, 10))


def proposed(cast: Cast, party: PartyFacts) -> str:
    no = accepted(cast, party)
    proposing(cast, no, "grant")()
    return no


def open_request(no: str, what: str) -> Request:
    return Request.objects.get(case__no=no, what=what, ended_at=None)


def accept_or_refuse(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = received(cast, party)
    refusing = partial(
        refuse_acceptance, no, ground="not_admissible", reasons=[DENY], by=cast.zhao, at=at(3, 10)
    )
    return accepting(cast, no), refusing


def accept_or_withdraw(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = received(cast, party)
    return accepting(cast, no), withdrawing(cast, no)


def accept_or_ask(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = received(cast, party)
    defects, fine = flawed(no)
    return accepting(cast, no), partial(
        issue_supplement, no, defects=defects, fine=fine, by=cast.zhao, at=at(3, 10)
    )


def propose_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = accepted(cast, party)
    return proposing(cast, no, "grant"), proposing(cast, no, "deny")


def grant_or_deny(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = proposed(cast, party)
    return deciding(cast, no, "grant"), deciding(cast, no, "deny")


def decide_or_withdraw(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = proposed(cast, party)
    return deciding(cast, no, "grant"), withdrawing(cast, no)


def extend_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = accepted(cast, party)
    asking = partial(request_extension, no, reason=REASON, by=cast.zhao, at=at(5, 10))
    return asking, asking


def approve_or_reject(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = accepted(cast, party)
    request_extension(no, reason=REASON, by=cast.zhao, at=at(4, 9))
    ruling = partial(rule_on_extension, no, open_request(no, "extension").id, by=cast.zhou, at=at(5, 11))
    return partial(ruling, approve=True), partial(ruling, approve=False)


def approve_or_decide(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = proposed(cast, party)
    request_extension(no, reason=REASON, by=cast.zhao, at=at(4, 11))
    request = open_request(no, "extension").id
    return partial(rule_on_extension, no, request, approve=True, by=cast.zhou, at=at(5, 9)), deciding(
        cast, no, "grant"
    )


def visit_or_propose(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = accepted(cast, party)
    return partial(start_special, no, VISIT, by=cast.zhao, at=at(4, 10)), proposing(cast, no, "grant")


def end_visit_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = accepted(cast, party)
    start_special(no, VISIT, by=cast.zhao, at=at(3, 14))
    request = open_request(no, "special_procedure").id
    ending = partial(end_special, no, request, outcome="现场符合要求", by=cast.zhao, at=at(5, 10))
    return ending, ending


def serve_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    _, notice = noticed(cast, party)
    telling = partial(serve_notice, str(notice.id), receiver="李秀英", by=cast.wang, at=at(3, 15))
    return partial(telling, method="window"), partial(telling, method="post")


def supplying(cast: Cast, no: str) -> Act:
    asked = open_request(no, "supplement").data["defects"]
    lines = [Line(defect["id"], "original_seen", originals=1, copies=1, pages=2) for defect in asked]
    return lambda: supply(no, lines=lines, by=cast.wang, at=at(10, 9, month=6))


def supply_or_lapse(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = served(cast, party)
    request = open_request(no, "supplement").id
    return supplying(cast, no), lambda: lapse_request(request, at=at(10, 9, month=6))


def supply_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = served(cast, party)
    return supplying(cast, no), supplying(cast, no)


def promised(cast: Cast, party: PartyFacts) -> str:
    """An accepted case of which one material was promised for later."""
    intake = with_line(intake_of("shipin-jingying", party), "layout", state="deferred", originals=0)
    return accepted(cast, party, lines=intake.lines, commitment_signed=True)


def keep_promise_or_lapse(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    no = promised(cast, party)
    request, line = (
        open_request(no, "deferral").id,
        Line("layout", "original_seen", originals=1, copies=1, pages=2),
    )
    keeping = partial(supply_deferred, no, line=line, by=cast.wang, at=at(10, 9, month=6))
    return keeping, lambda: lapse_request(request, at=at(10, 9, month=6))


def silence_or_serve(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    """The law accepts after five working days of silence; at that moment the window hands over the notice."""
    no, notice = noticed(cast, party)
    case, late = Case.objects.get(no=no).id, at(9, 17, 1)
    telling = partial(serve_notice, str(notice.id), method="window", receiver="李秀英", by=cast.wang, at=late)
    return lambda: lapse_answer(case, at=late), telling


PAIRS = (
    Pair("accept / refuse", accept_or_refuse, WRONG_STAGE),
    Pair("accept / withdraw", accept_or_withdraw, in_turn=True),
    Pair("accept / one-time notice", accept_or_ask, WRONG_STAGE | {"supplement-open"}),
    Pair("propose / propose", propose_twice, in_turn=True),
    Pair("decide grant / decide deny", grant_or_deny),
    Pair("decide / withdraw", decide_or_withdraw),
    Pair("extension asked twice", extend_twice, frozenset({"overtaken", "extension-used"})),
    Pair("extension approved / rejected", approve_or_reject, frozenset({"overtaken", "no-such-request"})),
    Pair(
        "extension approved / decided",
        approve_or_decide,
        frozenset({"overtaken", "no-such-request"}),
        in_turn=True,
    ),
    Pair(
        "site visit begun / proposed",
        visit_or_propose,
        frozenset({"overtaken", "procedure-running"}),
        in_turn=True,
    ),
    Pair("site visit ended twice", end_visit_twice, frozenset({"overtaken", "no-such-request"})),
    Pair("notice served twice", serve_twice),
    Pair("supply / lapse", supply_or_lapse, frozenset({"overtaken", "nothing-asked", "settled"})),
    Pair("supply twice", supply_twice, frozenset({"overtaken", "nothing-asked"})),
    Pair("promise kept / lapsed", keep_promise_or_lapse, frozenset({"overtaken", "not-deferred", "settled"})),
    Pair("accepted by silence / served", silence_or_serve, WRONG_STAGE | {"settled"}, in_turn=True),
)
