"""Explaining a card, ruling on it, urging and answering."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from onewindow.cases.folder import open_folder
from onewindow.cases.models import Case
from onewindow.cases.obstacles import clear
from onewindow.clocks.board import Board, Place
from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.core.separation import why_not
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.supervision.models import Card, Urging

SHORTEST, LONGEST = 6, 500


def explain_card(card_id: UUID, *, text: str, by: Actor, at: datetime) -> Answer:
    """The responsible side says why (说明原因). Raises Refusal `no-such-card` (404), `text-missing` (422)."""
    card, commit = _card(card_id, by), Commit(by=by, at=at)
    commit.check(card, "explain")
    _written(text, "explanation", "请说明原因")
    step = commit.move(card, "explain", body={"text": text.strip(), "by_name": by.name})
    commit.change(
        card,
        explanation=text.strip(),
        explained_by=by.name,
        explainer=by.staff_id,
        explainer_for=by.stands_for,
    )
    _clocks(commit, card.case, card.id).apply(step.clocks, card)
    commit.answer["card"] = str(card.id)
    return write(commit)


def rule_on_card(card_id: UUID, *, lift: bool, text: str, by: Actor, at: datetime) -> Answer:
    """A supervisor upholds or lifts a card; it is never deleted.

    Raises Refusal as `explain_card`, and `same-person` (403) to whoever explained it.
    """
    card, commit, verb = _card(card_id, by), Commit(by=by, at=at), "lift" if lift else "uphold"
    clear(why_not(f"card.{verb}", by, {"card.explain": (card.explainer, card.explainer_for)}))
    commit.check(card, verb)
    _written(text, "ruling", "请写明维持或者撤销的理由")
    step = commit.move(card, verb, body={"text": text.strip(), "by_name": by.name})
    commit.change(card, ruling=text.strip())
    _clocks(commit, card.case, card.id).apply(step.clocks, card)
    commit.answer["card"] = str(card.id)
    return write(commit)


def urge(no: str, *, text: str, by: Actor, at: datetime) -> Answer:
    """督办: tell those who have the case to move. Raises Refusal `no-such-case` (404), `text-missing` (422)."""
    folder = open_folder(no, by=by, at=at)
    case, commit = folder.case, folder.commit
    urging = Urging(
        id=uuid7(at), case=case, agency_code=case.agency_code, hall_code=case.hall_code, division=case.division,
        text=text.strip(), sent_by=by.name, sender=by.staff_id, sender_for=by.stands_for, sent_at=at,
        stage=NEW,
    )  # fmt: skip
    commit.check(urging, "send")
    _written(text, "text", "请写明督办要求")
    step = commit.move(urging, "send", touches=[case], body={"text": text.strip(), "by_name": by.name})
    folder.board.apply(step.clocks, urging)
    commit.record(case, "urged", touches=[urging], body={"by_name": by.name})
    commit.answer["urging"] = str(urging.id)
    return folder.write()


def answer_urging(urging_id: UUID, *, text: str, by: Actor, at: datetime) -> Answer:
    """The agency or window answers.

    Raises Refusal `no-such-urging` (404), `text-missing` (422), `same-person` (403) to whoever sent it.
    """
    urging = _urging(urging_id, by)
    clear(why_not("urging.answer", by, {"urging.send": (urging.sender, urging.sender_for)}))
    commit = Commit(by=by, at=at)
    commit.check(urging, "answer")
    _written(text, "answer", "请填写办理情况")
    step = commit.move(urging, "answer", body={"text": text.strip(), "by_name": by.name})
    commit.change(
        urging, answer=text.strip(), answered_by=by.name, answerer=by.staff_id, answerer_for=by.stands_for,
        answered_at=at,
    )  # fmt: skip
    _clocks(commit, urging.case, urging.id).apply(step.clocks, urging)
    commit.answer["urging"] = str(urging.id)
    return write(commit)


def end_urging(urging_id: UUID, *, by: Actor, at: datetime) -> Answer:
    """销号: the one who urged is satisfied, or a supervisor for him.

    Raises Refusal `no-such-urging` (404), `not-yours` (403) to a manager who did not urge, `wrong-stage` (409).
    """
    urging = _urging(urging_id, by)
    clear(why_not("urging.end", by, {"urging.answer": (urging.answerer, urging.answerer_for)}))
    if by.role == "manager" and not urging.is_from(by):
        raise Refusal("not-yours", f"这份督办由{urging.sent_by}发出，由其销号。", status=403)
    commit = Commit(by=by, at=at)
    commit.move(urging, "end", body={"by_name": by.name})
    commit.answer["urging"] = str(urging.id)
    return write(commit)


def _card(card_id: UUID, by: Actor) -> Card:
    card = Card.objects.whole().for_actor(by).filter(pk=card_id).first()
    if card is None:
        raise Refusal("no-such-card", "没有找到这张警示牌。", status=404)
    return card


def _urging(urging_id: UUID, by: Actor) -> Urging:
    urging = Urging.objects.select_related("case").for_actor(by).filter(pk=urging_id).first()
    if urging is None:
        raise Refusal("no-such-urging", "没有找到这份督办单。", status=404)
    return urging


def _written(text: str, field: str, message: str) -> None:
    length = len(text.strip())
    if SHORTEST <= length <= LONGEST:
        return
    size = f"不少于 {SHORTEST} 个字" if length < SHORTEST else f"最多 {LONGEST} 个字，现有 {length} 个字"
    finding = Finding(field, f"{message}，{size}。")
    raise Refusal("text-missing", finding.message, status=422, findings=[finding])


def _clocks(commit: Commit, case: Case | None, thing_id: UUID) -> Board:
    clocks = list(Clock.objects.open().filter(thing_id=thing_id))
    place = Place(case.id, case.no, case.agency_code, case.hall_code) if case else Place(None, "", "", "")
    return Board(commit, place, clocks)
