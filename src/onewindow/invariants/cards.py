"""Cards: each at its moment, one a clock and level, none too early, none left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onewindow.clocks.models import Clock
from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.reading import CaseFile
from onewindow.supervision.models import Card

MOVES_A_LIMIT = ("extension_approved", "recomputed", "repin", "special_started", "special_ended")
"""What moves a due time lawfully after a card fell for the one before."""


@case_invariant("card-once", "I-15")
def once(file: CaseFile) -> Iterator[Fault]:
    """每个时限每级警示只发一张,日志所记发牌次数与牌数一致。"""
    told = Counter((e.body["clock"], e.body["level"]) for e in file.happened(file.case, "alerted"))
    there = Counter((_clock(file, card).name, card.level) for card in file.cards if _known(file, card))
    for which in sorted(told.keys() | there.keys()):
        if told[which] != there[which]:
            yield "card", f"{which[0]} {which[1]}:日志 {told[which]} 张,现有 {there[which]} 张"


@case_invariant("card-not-early", "I-15")
def not_early(file: CaseFile) -> Iterator[Fault]:
    """未到时不发牌:黄牌不早于预警之时,红牌不早于到期之时。"""
    moved = [entry.at for entry in file.happened(file.case, *MOVES_A_LIMIT)]
    for card in file.cards:
        fallen = file.happened(card, "fall")
        if not fallen or not _known(file, card):
            yield "card", "没有发牌的日志,或没有所指的时钟"
            continue
        clock = _clock(file, card)
        meant = clock.due_at if card.level == "red" else clock.yellow_at
        if fallen[0].at < card.fell_at:
            yield "card", f"{clock.label}的牌发在应发之前"
        elif card.fell_at != meant and not any(at >= card.fell_at for at in moved):
            yield "card", f"{clock.label}的牌所记时间不是{'到期' if card.level == 'red' else '预警'}之时"
        elif card.level == "red" and clock.stopped_at is not None and clock.stopped_at < card.fell_at:
            yield "card", f"{clock.label}在到期之前已经完成,不应有红牌"


@case_invariant("card-owed", "I-15")
def owed(file: CaseFile) -> Iterator[Fault]:
    """到时必发牌:超过时限的都有红牌,到了预警之时还在走的都有黄牌或红牌。"""
    seen = file.batch.swept_until
    levels: dict[object, set[str]] = {}
    for card in file.cards:
        levels.setdefault(card.clock_id, set()).add(card.level)
    for clock in file.clocks:
        if not clock.kind.carded or seen is None or clock.due_at is None:
            continue
        mine, until = levels.get(clock.id, set()), clock.stopped_at or seen
        overdue = clock.state in {"running", "paused", "late"} and until > clock.due_at and seen > until
        if "red" not in mine and (overdue or (clock.is_open and seen > clock.due_at)):
            yield "clock", f"{clock.label}已超期,没有红牌"
        elif clock.state == "running" and clock.yellow_at and seen > clock.yellow_at and not mine:
            yield "clock", f"{clock.label}已到预警之时,没有黄牌"


@case_invariant("card-known-to-clock", "I-15")
def known_to_clock(file: CaseFile) -> Iterator[Fault]:
    """时钟所记的警示就是它最高的一张牌,责任单位与时钟一致。"""
    for clock in file.clocks:
        mine = [card for card in file.cards if card.clock_id == clock.id]
        highest = min((card.level for card in mine), default="")  # "red" < "yellow"
        if clock.alert != highest:
            yield "clock", f"{clock.label}记“{clock.alert}”,牌为“{highest}”"
        for card in mine:
            if (card.agency_code, card.hall_code) != (clock.agency_code, clock.hall_code):
                yield "card", f"{clock.label}的牌发给了别的单位"


@case_invariant("card-ruled-by-superior", "I-15")
def ruled_by_superior(file: CaseFile) -> Iterator[Fault]:
    """牌只由效能监督人员维持或撤销,并写明理由。"""
    for card in file.cards:
        rulings = file.happened(card, "uphold", "lift")
        if card.stage in {"upheld", "lifted"} and not (rulings and card.ruling):
            yield "card", "牌已裁定,没有理由或日志"
        elif any(entry.role != "supervisor" for entry in rulings):
            yield "card", "牌不是由效能监督人员裁定的"


def _known(file: CaseFile, card: Card) -> bool:
    return any(clock.id == card.clock_id for clock in file.clocks)


def _clock(file: CaseFile, card: Card) -> Clock:
    return next(clock for clock in file.clocks if clock.id == card.clock_id)
