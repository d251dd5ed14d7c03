"""即办件: the authorised window does everything while the applicant waits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onewindow.cases.commands.receive import receive
from onewindow.cases.models import Case
from onewindow.documents.models import Document
from onewindow.documents.printer import printer
from onewindow.issuance.commands.deliver import hand_out
from onewindow.issuance.commands.instant import complete_instant
from onewindow.issuance.models import Delivery
from onewindow.people.register import PartyFacts
from tests.documents.reading import pages
from tests.stories.conftest import MONDAY, Cast, intake_of
from tests.stories.steps import refused


@pytest.mark.seeds("W9", "W10", "W54")
def test_an_instant_matter_runs_to_its_printed_result_in_one_go(
    cast: Cast, li: PartyFacts, statements: Any
) -> None:
    intake = intake_of("laonian-youdai", li)
    with statements() as counted:
        answer = complete_instant(intake, by=cast.wang, at=MONDAY)
    case = Case.objects.get(no=answer["case"])
    assert (case.stage, case.verdict, case.deemed) == ("closed", "grant", False)
    assert Document.objects.get(pk=answer["result"]).kind == "instant_result"
    assert counted.count <= 18
    hand_out(case.no, receiver="李秀英", relationship="本人", identity_seen=True, by=cast.wang, at=MONDAY)
    assert Delivery.objects.get(case=case).stage == "delivered"


def test_a_matter_of_which_every_material_is_spared_is_done_without_any(
    cast: Cast, restaurant: PartyFacts
) -> None:
    intake = intake_of("dailiren-heyan", restaurant)
    asked = [line.name for line in intake.guide.requirements(intake.answers) if line.is_required]
    answer = complete_instant(intake, by=cast.wang, at=MONDAY)
    assert (asked, intake.lines) == ([], ())
    receipt = Document.objects.select_related("subject").get(pk=answer["receipt"])
    assert receipt.data()["materials"] == []
    assert "没有收取材料" in "".join(pages(printer().render(receipt.kind, receipt.data())))


@pytest.mark.seeds("W10")
def test_a_window_without_the_agencys_authorisation_cannot_decide(cast: Cast, li: PartyFacts) -> None:
    unauthorised = replace(cast.wang, items=frozenset())
    refusal = refused(lambda: complete_instant(intake_of("laonian-youdai", li), by=unauthorised, at=MONDAY))
    assert refusal.code == "not-authorised"
    assert not Case.objects.exists()


def test_an_instant_matter_is_never_only_taken_in(cast: Cast, li: PartyFacts) -> None:
    """It has no limits after acceptance, so nobody would wait for it."""
    refusal = refused(lambda: receive(intake_of("laonian-youdai", li), by=cast.wang, at=MONDAY))
    assert refusal.code == "instant-at-once"


def test_a_promised_matter_is_never_completed_at_the_window(cast: Cast, restaurant: PartyFacts) -> None:
    refusal = refused(
        lambda: complete_instant(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)
    )
    assert refusal.code == "not-instant"
