"""What an act costs over what its command costs: the token, the post, the key. Places are in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from onewindow.vault.subjects import institution_key
from tests.api.program import Program
from tests.api.sent import body_of
from tests.stories.conftest import Cast, at, intake_of
from tests.stories.steps import received

MOST = 10
CARRIED = 2
"""The token with its system, and the person's post."""


def test_a_departments_acts(
    cast: Cast, restaurant: PartyFacts, scjg: Program, statements: Any, clock: Callable[[datetime], None]
) -> None:
    no = received(cast, restaurant)
    clock(at(3, 10))
    institution_key()
    scjg.get("system")
    counted: dict[str, int] = {}

    def act(path: str, body: object, person: str) -> None:
        with statements() as spent:
            answer = scjg.post(path, body, acting=person)
        assert answer.status_code == 201, answer.content
        counted[path.replace(no, "…")] = spent.count

    act(f"cases/{no}/acceptance", {}, "zhao")
    act(f"cases/{no}/proposal", {"verdict": "grant", "opinion": "符合许可条件，拟准予。"}, "zhao")
    act(f"cases/{no}/decision", {"verdict": "grant", "reasons": "符合许可条件，准予。"}, "sun")
    act(f"cases/{no}/results", {}, "zhao")
    act(
        "result-sheets",
        {"results": [str(one) for one in Result.objects.values_list("pk", flat=True)]},
        "zhao",
    )
    assert {path: n for path, n in counted.items() if n > MOST + CARRIED} == {}


def test_an_intake(cast: Cast, restaurant: PartyFacts, hall: Program, statements: Any) -> None:
    """Four reads (key, item, party twice) and at most one statement for each of ten tables."""
    received(cast, restaurant)
    body = body_of(intake_of("shipin-jingying", restaurant))
    hall.post("cases", body, acting="wang")
    with statements() as spent:
        assert hall.post("cases", body, acting="wang").status_code == 201
    assert spent.count <= CARRIED + 14


def test_a_refusal_at_the_door_reads_no_more_than_who_asks(
    cast: Cast, restaurant: PartyFacts, scjg: Program, statements: Any
) -> None:
    no = received(cast, restaurant)
    with statements() as stranger:
        scjg.client.post(f"/api/v1/cases/{no}/acceptance")
    with statements() as wrong_body:
        scjg.post(f"cases/{no}/proposal", {"verdict": "maybe"}, acting="zhao")
    assert (stranger.count, wrong_body.count) == (0, CARRIED)
