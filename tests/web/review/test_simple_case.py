"""A simple case goes from the inbox to the decision in six actions and two pages a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from onewindow.cases.models import Case
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received
from tests.web.conftest import signed_in
from tests.web.review.reading import checked, ticks, value


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
    accepted = reviewer.post(
        f"/review/cases/{no}/acceptance/", {"submission": value(page, "submission")}
    )  # 2
    assert (accepted.status_code, accepted["Location"]) == (302, f"/review/cases/{no}/?done=accepted")
    page = reviewer.get(accepted["Location"]).content.decode()
    assert "已受理。" in page
    words = value(page, "opinion-grant")
    assert "拟准予食品经营许可" in words
    opinion = {"verdict": "grant", "opinion-grant": words, **ticks(no)}  # 3: all in order
    proposed = reviewer.post(f"/review/cases/{no}/proposal/", opinion)  # 4
    assert proposed["Location"] == f"/review/cases/{no}/?done=proposed"
    decider = signed_in(Client(), "sun")
    assert decider.get("/review/next/")["Location"] == f"/review/cases/{no}/"  # 5: open it with one key
    page = decider.get(f"/review/cases/{no}/").content.decode()
    decision = {"verdict": checked(page, "verdict")[0], "opinion-grant": value(page, "opinion-grant")}
    decided = decider.post(f"/review/cases/{no}/decision/", decision)  # 6
    assert decided["Location"] == f"/review/cases/{no}/?done=decided"
    case = Case.objects.get(no=no)
    assert (case.stage, case.verdict) == ("decided", "grant")
