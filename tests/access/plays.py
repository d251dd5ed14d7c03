"""How each command of the registry is called: on a thing that is there, and on one that is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from onewindow.bundles.commands import composing, rolling_out
from onewindow.bundles.models import BundleEdition
from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.receive import receive
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.repin import repin
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.special import end_special, start_special
from onewindow.cases.commands.supplement import issue_supplement
from onewindow.cases.commands.supply import supply, supply_deferred
from onewindow.cases.intake import Line
from onewindow.cases.models import Request
from onewindow.catalogue.commands import (
    begin,
    claim,
    copy,
    discard,
    edit,
    edit_and_submit,
    publish,
    resume,
    return_,
    revise,
    submit,
    suspend,
)
from onewindow.catalogue.commands import (
    withdraw as withdraw_edition,
)
from onewindow.catalogue.models import Edition
from onewindow.core.roles import Actor
from onewindow.delegation.commands import asking, granting
from onewindow.handover.commands.give_back import give_back, send_back
from onewindow.handover.commands.material_sheet import cancel_sheet, open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import (
    Posting,
    archive,
    confirm_post,
    hand_out,
    mail_returned,
    post,
    post_batch,
    return_receipt,
)
from onewindow.issuance.commands.instant import complete_instant
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.people.commands.appoint_deputy import appoint_deputy, revoke_deputy
from onewindow.people.commands.grant_post import PostFacts, end_post, grant_post
from onewindow.supervision.commands.answer import answer_urging, end_urging, explain_card, rule_on_card, urge
from tests.access.drafts import ASKED, CLAIMABLE, new_bundle, new_item
from tests.access.play import NOTHING, Play, played
from tests.access.play import of_key as _of_key
from tests.access.plays_of_batches import OF_BATCHES
from tests.access.plays_of_library import OF_LIBRARY
from tests.access.plays_of_the_register import OF_THE_REGISTER
from tests.access.stage import NOW, WORDS, Stage, applicant_of, visit
from tests.stories.conftest import intake_of
from tests.stories.steps import flawed

NOBODYS_NO, NOBODYS_SHEET, NOBODYS_BARCODE = "99010020260302999990", "CL99010226030999990", "999999999999"
NO_POST = 99_999_999
REASON = "所申报的事项依法不需要取得许可。"
SIGNED = {"receiver": "李秀英", "relationship": "本人", "identity_seen": True}


def _of_case(name: str, act: Callable[..., object], **given: Any) -> Play:
    return played(act, lambda stage, role: stage.no[name], NOBODYS_NO, **given)


def _of_pair(command: Callable[..., Any], own: Callable[[Stage], object], absent: object) -> Play:
    """A command on a thing and the agency that is to have it."""
    return Play(lambda pair, by: command(*pair, by=by, at=NOW), lambda stage, role: own(stage), absent)


def _card(stage: Stage, role: str) -> object:
    return stage.key[{"clerk": "window card", "issuer": "counter card"}.get(role, "agency card")]


def _urging(stage: Stage, role: str) -> object:
    return stage.key["counter urging" if role == "issuer" else "urging"]


def _notice(no: str, by: Actor) -> object:
    defects, fine = flawed(no) if no != NOBODYS_NO else ([], [])
    return issue_supplement(no, defects=defects, fine=fine, by=by, at=NOW)


def _supply(no: str, by: Actor) -> object:
    asked = Request.objects.filter(case__no=no, what="supplement").first()
    wanted = [defect["id"] for defect in asked.data["defects"]] if asked else []
    lines = [Line(material, "original_seen", originals=1, copies=0, pages=1) for material in wanted]
    return supply(no, lines=lines, by=by, at=NOW)


def _supply_deferred(pair: tuple[str, str], by: Actor) -> object:
    return supply_deferred(pair[0], line=Line(pair[1], "original_seen", originals=1, pages=1), by=by, at=NOW)


def _of_request(case: str, key: str, act: Callable[..., object], **given: Any) -> Play:
    """A request within a case; another's and an absent one are asked for in a case that is not there."""
    return Play(
        lambda pair, by: act(pair[0], pair[1], **given, by=by, at=NOW),
        lambda stage, role: (stage.no[case], stage.key[key]),
        (NOBODYS_NO, NOTHING),
    )


def _edit(edition_id: UUID, by: Actor) -> object:
    row = Edition.objects.filter(pk=edition_id).first()
    document = {**row.document, "visits": 0} if row else {}
    return edit(edition_id, document, version=row.version if row else 0, by=by, at=NOW)


def _edit_bundle(bundle_id: UUID, by: Actor) -> object:
    row = BundleEdition.objects.filter(pk=bundle_id).first()
    document = {**row.document, "visits": 0} if row else {}
    return composing.edit(bundle_id, document, version=row.version if row else 0, by=by, at=NOW)


def _edit_and_submit(edition_id: UUID, by: Actor) -> object:
    row = Edition.objects.filter(pk=edition_id).first()
    document = {**row.document, "visits": 0} if row else {}
    return edit_and_submit(
        edition_id, document, version=row.version if row else 0, reason=CHANGE, by=by, at=NOW
    )


REVIEWER_OF_FOOD = PostFacts(role="reviewer", agency="scjg", since=date(2026, 3, 10))
NOBODYS_ITEM = {"slug": "mei-you", "agency": "mei-you"}
CHANGE = "按上级要求修改办理时限。"
TERM = {"since": NOW.date(), "until": NOW.date() + timedelta(days=5), "reason": "外出学习期间代理。"}

PLAYS: dict[str, Play] = {
    "receive.receive": Play(
        lambda slug, by: receive(intake_of(slug, applicant_of(slug)), by=by, at=NOW),
        lambda stage, role: "shipin-jingying",
        None,
    ),
    "instant.complete_instant": Play(
        lambda slug, by: complete_instant(intake_of(slug, applicant_of(slug)), by=by, at=NOW),
        lambda stage, role: "laonian-youdai",
        None,
    ),
    "accept.accept": _of_case("fresh", accept),
    "refuse_acceptance.refuse_acceptance": _of_case(
        "fresh", refuse_acceptance, ground="not_required", reasons=[REASON]
    ),
    "supplement.issue_supplement": Play(_notice, lambda stage, role: stage.no["fresh"], NOBODYS_NO),
    "serve.serve_notice": _of_key("acceptance", serve_notice, method="window", receiver="李秀英"),
    "supply.supply": Play(_supply, lambda stage, role: stage.no["served"], NOBODYS_NO),
    "supply.supply_deferred": Play(
        _supply_deferred,
        lambda stage, role: (stage.no["deferred"], stage.key["deferred"]),
        (NOBODYS_NO, "layout"),
    ),
    "special.start_special": Play(
        lambda no, by: start_special(no, visit(), by=by, at=NOW),
        lambda stage, role: stage.no["accepted"],
        NOBODYS_NO,
    ),
    "special.end_special": _of_request("visited", "special", end_special, outcome="布局符合要求。"),
    "extend.request_extension": _of_case("accepted", request_extension, reason="需要更多时间核对全部资料。"),
    "extend.rule_on_extension": _of_request("extending", "extension", rule_on_extension, approve=True),
    "decide.propose": _of_case("accepted", propose, verdict="grant", opinion=WORDS),
    "decide.decide": _of_case("proposed", decide, verdict="grant", reasons=WORDS),
    "repin.repin": Play(
        lambda pair, by: repin([pair[0]], pair[1], reason=CHANGE, by=by, at=NOW),
        lambda stage, role: (stage.no["on the older edition"], stage.key["newer edition"]),
        (NOBODYS_NO, NOTHING),
    ),
    "ending.withdraw": _of_case("fresh", withdraw, reason="暂不经营"),
    "material_sheet.open_sheet": Play(
        lambda codes, by: open_sheet(codes, by=by, at=NOW),
        lambda stage, role: stage.barcodes("fresh", "window"),
        [NOBODYS_BARCODE],
    ),
    "material_sheet.cancel_sheet": Play(
        lambda no, by: cancel_sheet(no, by=by, at=NOW), lambda stage, role: stage.no["sheet"], NOBODYS_SHEET
    ),
    "material_sheet.sign_sheet": Play(
        lambda no, by: sign_sheet(no, by=by, at=NOW), lambda stage, role: stage.no["sheet"], NOBODYS_SHEET
    ),
    "give_back.send_back": _of_case("withdrawn", send_back),
    "give_back.give_back": _of_case("sent back", give_back),
    "make.make_result": _of_case("decided", make_result, fields={}),
    "make.correct_result": _of_key("rejected", correct_result, fields={}),
    "result_sheet.send_results": Play(
        lambda keys, by: send_results(keys, by=by, at=NOW),
        lambda stage, role: [stage.key["made"]],
        [NOTHING],
    ),
    "result_sheet.receive_results": Play(
        lambda no, by: receive_results(no, {}, shelf="A-01", by=by, at=NOW),
        lambda stage, role: stage.no["result sheet"],
        NOBODYS_SHEET,
    ),
    "deliver.hand_out": _of_case("shelved", hand_out, **SIGNED),
    "deliver.post": _of_case("shelved", post, tracking_no="EMS124"),
    "deliver.post_batch": Play(
        lambda no, by: post_batch([Posting(no, "EMS125")], by=by, at=NOW),
        lambda stage, role: stage.no["shelved"],
        NOBODYS_NO,
    ),
    "deliver.mail_returned": _of_case("posted", mail_returned, reason="地址查无此人"),
    "deliver.confirm_post": _of_case("posted", confirm_post, receiver="李秀英"),
    "deliver.return_receipt": _of_case("handed out", return_receipt),
    "deliver.archive": _of_case("returned", archive),
    "answer.explain_card": played(explain_card, _card, text="经办人员外出核查，已调整分工。"),
    "answer.rule_on_card": _of_key("agency card", rule_on_card, lift=True, text="情况属实，予以撤销。"),
    "answer.urge": _of_case("fresh", urge, text="请尽快办理，并书面说明。"),
    "answer.answer_urging": played(answer_urging, _urging, text="已经安排今日办结。"),
    "answer.end_urging": _of_key("answered urging", end_urging),
    "grant_post.grant_post": _of_key("deputy", grant_post, facts=REVIEWER_OF_FOOD),
    "grant_post.end_post": _of_key("post", end_post, absent=NO_POST, reason="调离本单位。"),
    "appoint_deputy.appoint_deputy": Play(
        lambda pair, by: appoint_deputy(*pair, **TERM, by=by, at=NOW),  # type: ignore[arg-type]
        lambda stage, role: (stage.key["post"], stage.key["deputy"]),
        (NO_POST, NOTHING),
    ),
    "appoint_deputy.revoke_deputy": _of_key(
        "deputy post", revoke_deputy, absent=NO_POST, reason="提前回岗。"
    ),
    "drafting.claim": _of_pair(claim, lambda stage: (CLAIMABLE, "scjg"), ("990131777999", "scjg")),
    "copying.copy": _of_pair(copy, lambda stage: (stage.key["edition to copy"], "csgl"), (NOTHING, "csgl")),
    "drafting.begin": Play(
        lambda document, by: begin(document, by=by, at=NOW),
        lambda stage, role: new_item(21),
        NOBODYS_ITEM,
    ),
    "drafting.revise": _of_key("published edition", revise),
    "drafting.edit": Play(_edit, lambda stage, role: stage.key["draft"], NOTHING),
    "drafting.edit_and_submit": Play(_edit_and_submit, lambda stage, role: stage.key["draft"], NOTHING),
    "drafting.submit": _of_key("draft", submit, reason=CHANGE),
    "drafting.discard": _of_key("draft", discard, reason=CHANGE),
    "reviewing.publish": _of_key("submitted edition", publish),
    "reviewing.return_": _of_key("submitted edition", return_, reason=CHANGE),
    "reviewing.suspend": _of_key("published edition", suspend, reason=CHANGE),
    "reviewing.resume": _of_key("suspended edition", resume, reason=CHANGE),
    "reviewing.withdraw": _of_key("published edition", withdraw_edition, reason=CHANGE),
    "composing.begin": Play(
        lambda document, by: composing.begin(document, by=by, at=NOW),
        lambda stage, role: new_bundle(41),
        {"slug": "mei-you", "lead": "mei-you"},
    ),
    "composing.revise": _of_key("published bundle", composing.revise),
    "composing.edit": Play(_edit_bundle, lambda stage, role: stage.key["draft bundle"], NOTHING),
    "composing.submit": _of_key("draft bundle", composing.submit, reason=CHANGE),
    "composing.discard": _of_key("draft bundle", composing.discard, reason=CHANGE),
    "rolling_out.publish": _of_key("submitted bundle", rolling_out.publish),
    "rolling_out.return_": _of_key("submitted bundle", rolling_out.return_, reason=CHANGE),
    "rolling_out.suspend": _of_key("published bundle", rolling_out.suspend, reason=CHANGE),
    "rolling_out.resume": _of_key("suspended bundle", rolling_out.resume, reason=CHANGE),
    "rolling_out.withdraw": _of_key("published bundle", rolling_out.withdraw, reason=CHANGE),
    "asking.ask": Play(
        lambda pair, by: asking.ask(*pair, **ASKED, by=by, at=NOW),  # type: ignore[arg-type]
        lambda stage, role: ("shipin-jingying", "yjj"),
        ("shipin-jingying", "mei-you"),
    ),
    "asking.withdraw": _of_key("asked delegation", asking.withdraw, reason=CHANGE),
    "granting.grant": _of_key("asked delegation", granting.grant, words="具备承接条件。"),
    "granting.refuse": _of_key("asked delegation", granting.refuse, words="承接人员不足。"),
    "granting.take_back": _of_key(
        "granted delegation", granting.take_back, ends_on=date(2026, 6, 1), reason=CHANGE
    ),
    **OF_BATCHES,
    **OF_THE_REGISTER,
    **OF_LIBRARY,
}
"""By module and name, which are unique among all commands."""
