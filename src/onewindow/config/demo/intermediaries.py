"""Who came onto the register of intermediaries (中介机构), and who engaged whom, through the same commands as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from onewindow.config.demo.course import Course, Then
from onewindow.config.demo.residents import REGION, Residents
from onewindow.core.calendar import local
from onewindow.core.numbers.uscc import make_uscc
from onewindow.core.roles import Actor
from onewindow.intermediaries.commands import (
    deliver,
    end,
    engage,
    rate,
    record,
    refuse,
    register,
    resume,
    strike_off,
    suspend,
)
from onewindow.intermediaries.commands.engaging import Choice
from onewindow.intermediaries.entry import Entry, Offer, Qualification, Tie
from onewindow.intermediaries.models import Engagement, Intermediary

FIRST_SERIAL = 900_000
KEPT_OUT: dict[str, Callable[..., object]] = {"refuse": refuse, "suspend": suspend, "strike_off": strike_off}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Held(Part):
    """A qualification that is valid for so many more `days`."""

    name: str
    number: str
    days: int


class Tied(Part):
    agency: str
    kind: str
    words: str


class Offered(Part):
    """`fee` in yuan, `by` which qualification."""

    service: str
    days: int
    fee: int
    per: str
    by: str = ""


class Act(Part):
    verb: Literal["record", "register", "refuse", "suspend", "resume", "strike_off"]
    by: str
    at: str
    ground: str = ""
    words: str = ""


class Body(Part):
    name: str
    address: str
    phone: str
    qualifications: tuple[Held, ...] = ()
    ties: tuple[Tied, ...] = ()
    offers: tuple[Offered, ...]
    acts: tuple[Act, ...]


class Turn(Part):
    """What came of an engagement; `words` are the report's number, the reason or those of the rating."""

    verb: Literal["deliver", "end", "rate"]
    at: str
    words: str = ""
    stars: int = 0
    own: bool = True


class Engaged(Part):
    """`fee` in yuan."""

    body: str
    client: str
    item: str
    service: str
    quantity: int
    fee: int
    clerk: str
    at: str
    acts: tuple[Turn, ...] = ()


class Register(Part):
    bodies: tuple[Body, ...]
    engagements: tuple[Engaged, ...]


def keep_register(document: object, residents: Residents, course: Course) -> None:
    """Put every body, every engagement and what became of them into the course."""
    read = Register.model_validate(document)
    for n, body in enumerate(read.bodies):
        number = make_uscc(REGION, FIRST_SERIAL + n)
        for act in body.acts:
            course.later(course.timeline.at(act.at), _kept(body, number, act, course))
    for one in read.engagements:
        begun: list[Engagement] = []
        course.later(course.timeline.at(one.at), _chosen(one, residents, begun, course))
        for turn in one.acts:
            course.later(course.timeline.at(turn.at), _turned(one, turn, begun, course))


def _kept(body: Body, number: str, act: Act, course: Course) -> Then:
    def then(at: datetime) -> None:
        by = course.cast.by_name[act.by]
        if act.verb == "record":
            record(by.agency, _entry(body, number, course), by=by, at=at)
            return
        key = Intermediary.objects.get(number=number).pk
        if act.verb == "register":
            register(key, by=by, at=at)
        elif act.verb == "resume":
            resume(key, words=act.words, by=by, at=at)
        else:
            KEPT_OUT[act.verb](key, ground=act.ground, words=act.words, by=by, at=at)

    return then


def _entry(body: Body, number: str, course: Course) -> Entry:
    today = local(course.timeline.as_of).date()
    return Entry(
        name=body.name, number=number, address=body.address, phone=body.phone, declared=True,
        qualifications=tuple(
            Qualification(one.name, one.number, today + timedelta(days=one.days)) for one in body.qualifications
        ),
        ties=tuple(Tie(one.agency, one.kind, one.words) for one in body.ties),
        offers=tuple(Offer(one.service, one.days, one.fee * 100, one.per, one.by) for one in body.offers),
    )  # fmt: skip


def _chosen(one: Engaged, residents: Residents, begun: list[Engagement], course: Course) -> Then:
    def then(at: datetime) -> None:
        chosen = Intermediary.objects.get(name=one.body)
        client, _ = residents.known[one.client]
        choice = Choice(
            one.item, one.service, chosen.pk, client, quantity=one.quantity, fee=one.fee * 100, own=True
        )
        answer = engage(choice, by=course.cast.by_name[one.clerk], at=at)
        begun.append(Engagement.objects.get(no=answer["engagement"]))

    return then


def _turned(one: Engaged, turn: Turn, begun: list[Engagement], course: Course) -> Then:
    def then(at: datetime) -> None:
        (row,), by = begun, course.cast.by_name[one.clerk]
        _take(row, turn, by, at)

    return then


def _take(row: Engagement, turn: Turn, by: Actor, at: datetime) -> None:
    match turn.verb:
        case "deliver":
            deliver(row.pk, report_no=turn.words, by=by, at=at)
        case "end":
            end(row.pk, reason=turn.words, by=by, at=at)
        case "rate":
            rate(row.pk, stars=turn.stars, words=turn.words, own_choice=turn.own, at=at)
