"""Text that systems send is kept as text that people type is: composed, and without what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime

import pytest

from onewindow.cases.models import Case
from onewindow.core.calendar import SHANGHAI
from onewindow.people.register import PartyFacts
from tests.api.program import Program
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, received

WRITTEN = "符合许可条件\u200b，准予许可。\ufeff Cafe\u0301 \uf900"
KEPT = "符合许可条件，准予许可。 Café 豈"


def test_an_opinion_is_kept_composed_and_visible(
    cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Callable[[datetime], None]
) -> None:
    no = accepted(cast, restaurant)
    clock(at(4, 10))
    body = {"verdict": "grant", "opinion": WRITTEN}
    assert scjg.post(f"cases/{no}/proposal", body, acting="zhao").status_code == 201
    assert scjg.get(f"cases/{no}").json()["opinion"] == KEPT
    assert unicodedata.is_normalized("NFC", Case.objects.get(no=no).opinion)


@pytest.mark.parametrize(
    "text", ["准予\0许可，条件符合。", "准予\ud800许可，条件符合。", "准予\x1b[2J许可，条件符合。"]
)
def test_what_is_no_text_is_refused(cast: Cast, restaurant: PartyFacts, scjg: Program, text: str) -> None:
    no = accepted(cast, restaurant)
    answer = scjg.post(f"cases/{no}/proposal", {"verdict": "grant", "opinion": text}, acting="zhao")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body")
    assert Case.objects.get(no=no).proposal == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    ["client_id=%00&client_secret=a", "client_id=a%00&client_secret=%ED%A0%80", "scope=%00&client_id=b"],
)
def test_a_token_asked_for_with_nuls_is_refused_as_any_other(scjg: Program, asked: str) -> None:
    answer = scjg.client.post(
        "/api/v1/oauth/token",
        f"grant_type=client_credentials&{asked}",
        content_type="application/x-www-form-urlencoded",
    )
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_answers_are_legible_and_at_shanghai_time(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    """Chinese stands as it is written; every instant is the same instant at +08:00, as the examples show it."""
    no = received(cast, restaurant)
    for path in ("cases", f"cases/{no}", "system"):
        content = scjg.get(path).content
        assert b"\\u" not in content
        assert not re.search(rb'"\d{4}-\d\d-\d\dT[^"]*Z"', content)
    (line,) = scjg.get("cases").json()["items"]
    assert line["received_at"] == Case.objects.get(no=no).received_at.astimezone(SHANGHAI).isoformat()
    assert line["received_at"].endswith("+08:00")
