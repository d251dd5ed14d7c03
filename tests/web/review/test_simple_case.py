"""A simple case goes from the inbox to the decision in six actions and two pages a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from onewindow.cases.models import Case
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received
from tests.web.conftest import signed_in


def ticks(no: str, state: str = "ok") -> dict[str, str]:
    """Every material judged alike."""
    return {f"state-{line.material}": state for line in Case.objects.get(no=no).submissions.all()}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found.group(1)


@pytest.mark.seeds("W50", "W55")
def test_a_simple_case_is_decided_in_six_actions_on_two_pages_a_person(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    no = received(cast, restaurant)
    clock(at(3, 10))
    reviewer = signed_in(client, "zhao")
    inbox = reviewer.get("/review/").content.decode()
    assert f"/review/cases/{no}/" in inbox  # action 1: open it
    page = reviewer.get(f"/review/cases/{no}/").content.decode()
    accepted = reviewer.post(f"/review/cases/{no}/acceptance/", {"submission": hidden(page, "submission")})  # 2
    assert (accepted.status_code, accepted["Location"]) == (302, f"/review/cases/{no}/?done=accepted")
    page = reviewer.get(accepted["Location"]).content.decode()
    assert "已受理。" in page
    words = re.search(r'name="opinion-grant"[^>]*>([^<]+)<', page)
    assert words is not None
    assert "拟准予食品经营许可" in words.group(1)
    opinion = {"verdict": "grant", "opinion-grant": words.group(1), **ticks(no)}  # 3: all in order
    proposed = reviewer.post(f"/review/cases/{no}/proposal/", opinion)  # 4
    assert proposed["Location"] == f"/review/cases/{no}/?done=proposed"
    decider = signed_in(Client(), "sun")
    assert decider.get("/review/next/")["Location"] == f"/review/cases/{no}/"  # 5: open it with one key
    page = decider.get(f"/review/cases/{no}/").content.decode()
    words = re.search(r'name="opinion-grant"[^>]*>([^<]+)<', page)
    assert words is not None
    decided = decider.post(f"/review/cases/{no}/decision/", {"verdict": "grant", "opinion-grant": words.group(1)})  # 6
    assert decided["Location"] == f"/review/cases/{no}/?done=decided"
    case = Case.objects.get(no=no)
    assert (case.stage, case.verdict) == ("decided", "grant")
