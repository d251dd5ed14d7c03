"""代理: whoever comes for another shows a mandate, and the receipt names both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onewindow.cases.commands.receive import receive
from onewindow.core.numbers.citizen_id import make_citizen_id
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, intake_of
from tests.stories.steps import refused

AGENT = {
    "name": "顾念慈",
    "number": make_citizen_id("990102", date(1980, 2, 3), 12),
    "phone": "13900000009",
    "mandate": "授权委托书已核验",
}


@pytest.mark.parametrize("lacking", ["name", "number", "mandate"])
def test_an_agent_is_refused_without(cast: Cast, restaurant: PartyFacts, lacking: str) -> None:
    agent = {name: value for name, value in AGENT.items() if name != lacking}
    intake = replace(intake_of("shipin-jingying", restaurant), agent=agent)
    refusal = refused(lambda: receive(intake, by=cast.wang, at=MONDAY))
    assert [finding.field for finding in refusal.findings] == ["agent"]


def test_the_receipt_names_the_agent_with_a_masked_number(cast: Cast, restaurant: PartyFacts) -> None:
    intake = replace(intake_of("shipin-jingying", restaurant), agent=AGENT)
    answer = receive(intake, by=cast.wang, at=MONDAY)
    agent = Document.objects.select_related("subject").get(pk=answer["receipt"]).data()["agent"]
    assert agent["name"] == AGENT["name"]
    assert AGENT["number"] not in str(agent)
    assert (agent["id_no"][:6], agent["id_no"][-2:]) == (AGENT["number"][:6], AGENT["number"][-2:])
