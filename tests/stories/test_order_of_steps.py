"""What comes first comes first: no decision before acceptance, no archive before the receipt; all of it journaled."""

from __future__ import annotations

import pytest
from django.apps import apps

from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.models import Case, Paper
from onewindow.core.life import NEW
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import archive, hand_out, return_receipt
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Event, LivingThing
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.fall import sweep
from tests.stories.conftest import Cast, at
from tests.stories.steps import received, refused, shelved

WORDS = "材料齐全，符合许可条件。"
FETCHED_BY = "顾念慈"


def delivered(cast: Cast, party: PartyFacts) -> str:
    """A case whose papers lie with the agency and whose result somebody fetched."""
    no = shelved(cast, party)
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    sheet = open_sheet(barcodes, by=cast.wang, at=at(5, 17))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(5, 17, 10))
    collected = [entry["name"] for entry in Result.objects.get(case__no=no).collect]
    hand_out(
        no, receiver=FETCHED_BY, relationship="委托代理人", identity_seen=True, collected=collected, by=cast.qian,
        at=at(6, 9),
    )  # fmt: skip
    return no


@pytest.mark.seeds("W55")
def test_nothing_is_judged_before_it_is_accepted(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    early = refused(lambda: propose(no, verdict="grant", opinion=WORDS, by=cast.zhao, at=at(3, 9)))
    Case.objects.filter(no=no).update(proposal="grant", handler=cast.zhao.staff_id)
    rash = refused(lambda: decide(no, verdict="grant", reasons=WORDS, by=cast.sun, at=at(3, 10)))
    assert (early.code, rash.code) == ("wrong-stage", "wrong-stage")


@pytest.mark.seeds("W68")
def test_nothing_is_archived_before_the_receipt_is_back(cast: Cast, restaurant: PartyFacts) -> None:
    no = delivered(cast, restaurant)
    assert refused(lambda: archive(no, by=cast.zhao, at=at(6, 10))).code == "wrong-stage"
    return_receipt(no, by=cast.qian, at=at(6, 15))
    archive(no, by=cast.zhao, at=at(9, 9))
    assert Delivery.objects.get(case__no=no).stage == "archived"


@pytest.mark.seeds("W59")
def test_the_journal_alone_tells_where_everything_is(cast: Cast, restaurant: PartyFacts) -> None:
    no = delivered(cast, restaurant)
    return_receipt(no, by=cast.qian, at=at(6, 15))
    archive(no, by=cast.zhao, at=at(9, 9))
    sweep(at(9, 10))
    told: dict[object, str] = {}
    things = {thing.id: thing for model in apps.get_models() if issubclass(model, LivingThing)
              for thing in model._default_manager.all()}  # fmt: skip
    for event in Event.objects.filter(thing_id__in=things).order_by("thing_id", "version"):
        steps = things[event.thing_id].life.steps
        before = told.get(event.thing_id, NEW)
        taken = [step for step in steps if step.verb == event.verb and before in step.before]
        told[event.thing_id] = taken[0].after if taken else before
    assert told == {thing.id: thing.stage for thing in things.values()}
    assert {thing.life.name for thing in things.values()} >= {"case", "paper", "sheet", "result", "delivery"}


def test_who_fetched_a_result_stands_nowhere_in_clear(cast: Cast, restaurant: PartyFacts) -> None:
    no = delivered(cast, restaurant)
    bodies = [event.body for event in Event.objects.all()]
    assert [body for body in bodies if FETCHED_BY in body] == []
    delivery = Delivery.objects.get(case__no=no)
    assert FETCHED_BY.encode() not in bytes(delivery.sealed or b"")
    assert FETCHED_BY not in str(Delivery.objects.values_list().get(pk=delivery.pk))
