"""警示牌: explained by the responsible side, ruled on by a supervisor."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from ninja import Query, Router

from onewindow.api.call import Call
from onewindow.api.cursors import linked, page
from onewindow.api.door import act, read
from onewindow.api.fields import Asked, CardDone, Example, Flag, Given, Page, Text
from onewindow.cases.models import Case
from onewindow.journal.commit import Answer
from onewindow.supervision.commands.answer import explain_card, rule_on_card
from onewindow.supervision.models import Card

router = Router(tags=["监督"])
ID = "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f"


class CardOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "id": ID, "case": "99010220261120000127", "clock": "intake_answer", "clock_label": "受理答复时限", "level": "red",
        "level_label": "红牌", "stage": "fallen", "stage_label": "已发出", "fell_at": "2026-11-24T17:00:00+08:00",
        "explanation": "", "explained_by": "", "ruling": "",
    }  # fmt: skip
    id: UUID
    case: str
    clock: str
    clock_label: str
    level: str
    level_label: str
    stage: str
    stage_label: str
    fell_at: datetime
    explanation: str
    explained_by: str
    ruling: str


class Cards(Given):
    EXAMPLE: ClassVar[Example] = {"items": [CardOut.EXAMPLE], "next": ""}
    items: list[CardOut]
    next: str


class Wanted(Page):
    stage: Literal["fallen", "explained", "upheld", "lifted"] | None = None


class Explanation(Asked):
    EXAMPLE: ClassVar[Example] = {"text": "系统停电半日，已于次日上午补办。"}
    text: Text


class CardRuling(Asked):
    EXAMPLE: ClassVar[Example] = {"lift": False, "text": "理由不足，维持。"}
    lift: Flag
    text: Text


@read(router, "cards", name="cards", label="警示牌列表", answers=Cards)
def cards(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """The cards on the system's cases, or with a person named those that this post answers for or rules on."""
    found = Card.objects.for_actor(call.actor) if call.actor else Card.objects.filter(case__in=call.cases())
    if call.items is not None:
        found = found.filter(case__edition__slug__in=call.items)
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    rows, following = page(found.whole(), wanted.after, wanted.limit)
    return linked([_card(row) for row in rows], following)


@act(
    router, "cards/{uuid:card}/explanation", name="card-explanation", label="说明原因", answers=CardDone,
    command=explain_card, also=("wrong-stage",),
)  # fmt: skip
def explanation(call: Call, card: UUID, body: Explanation) -> Answer:
    """The responsible side says why the limit was not kept."""
    call.only(Case.objects.filter(cards=card), "no-such-card")
    return explain_card(card, text=body.text, by=call.by, at=call.at)


@act(
    router, "cards/{uuid:card}/ruling", name="card-ruling", label="维持或撤销", answers=CardDone, command=rule_on_card,
    also=("no-such-card", "text-missing", "wrong-stage"),
)  # fmt: skip
def ruling(call: Call, card: UUID, body: CardRuling) -> Answer:
    """A supervisor upholds or lifts a card; it is never deleted."""
    call.only(Case.objects.filter(cards=card), "no-such-card")
    return rule_on_card(card, lift=body.lift, text=body.text, by=call.by, at=call.at)


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id, "case": card.case.no if card.case else "", "clock": card.clock.name, "clock_label": card.clock.label,
        "level": card.level, "level_label": card.level_label, "stage": card.stage, "stage_label": card.stage_label,
        "fell_at": card.fell_at, "explanation": card.explanation, "explained_by": card.explained_by, "ruling": card.ruling,
    }  # fmt: skip
