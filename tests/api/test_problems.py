"""Every way in which a request can fail is a problem: never a page, never a traceback."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.api.policy import LARGE, SMALL
from onewindow.cases.models import Application
from onewindow.people.register import PartyFacts
from tests.api.program import Program
from tests.stories.conftest import Cast
from tests.stories.steps import received

pytestmark = pytest.mark.django_db


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "code", "findings", "instance"}
    assert body["status"] == answer.status_code
    return answer.status_code, body["code"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/", "/api/v1", "/api/v1//", "/api/v2/cases", "/api/v1/nothing", "/api/v1/cases/", "/api/v1/cases/123",
        "/api/v1/cases/9901022026112000012７", "/api/v1/cases/%00", "/api/v1/cards/not-a-uuid/ruling",
        "/api/v1/matters/..%2f..", "/api/v1/problems/no-such-code",
    ],
)  # fmt: skip
def test_what_is_no_address_is_404(path: str) -> None:
    assert problem(Client().get(path)) == (404, "not-found")


def test_head_is_get_without_its_body(scjg: Program) -> None:
    headers = {"Authorization": f"Bearer {scjg.token}"}
    answer = scjg.client.head("/api/v1/system", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")


def test_another_host_is_refused() -> None:
    assert problem(Client().get("/api/v1/problems", HTTP_HOST="evil.example")) == (400, "bad-host")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [(400, "body-incomplete"), (411, "length-missing"), (413, "body-too-large")],
)
def test_a_body_that_did_not_arrive_whole_is_a_problem(fault: int, expected: str) -> None:
    """config/bodies.py, before Django, leaves what it found in the environment of the request."""
    found: dict[str, Any] = {"onewindow.body_fault": fault}
    answer = Client().post("/api/v1/tracking", b"{}", content_type="application/json", **found)
    assert problem(answer) == (fault, expected)


def test_each_address_has_its_own_longest_body(scjg: Program) -> None:
    long = b'{"reason": "' + b"x" * SMALL + b'"}'
    refused = scjg.post("cases/99010220261120000127/withdrawal", long, acting="zhao")
    assert problem(refused) == (413, "body-too-large")
    assert LARGE > 20 * 1024 * 1024 * 4 / 3


def test_a_fault_of_ours_tells_nothing(
    cast: Cast, restaurant: PartyFacts, scjg: Program, caplog: pytest.LogCaptureFixture
) -> None:
    """A sealed field was damaged: the log says what happened, the answer does not."""
    no = received(cast, restaurant)
    Application.objects.update(sealed=b"x" * 64)
    answer = scjg.get(f"cases/{no}")
    assert problem(answer) == (500, "broken")
    assert b"InvalidTag" not in answer.content
    assert "InvalidTag" in caplog.text


def test_findings_do_not_repeat_what_was_sent(scjg: Program) -> None:
    body = {"verdict": "secret-word", "opinion": 5, "strange\x00name": 1}
    answer = scjg.post("cases/99010220261120000127/proposal", body, acting="zhao")
    assert problem(answer) == (422, "invalid-body")
    assert b"secret-word" not in answer.content
    assert {finding["field"] for finding in answer.json()["findings"]} == {
        "verdict",
        "opinion",
        "strange�name",
    }


def test_a_form_that_nobody_can_read_is_no_fault_of_ours(scjg: Program) -> None:
    answer = scjg.client.post(
        "/api/v1/oauth/token",
        "grant_type=client_credentials",
        content_type="application/x-www-form-urlencoded; charset=utf-16",
    )
    assert problem(answer) == (400, "unreadable")
    many = "&".join(f"a{n}=1" for n in range(1200))
    answer = scjg.client.post("/api/v1/oauth/token", many, content_type="application/x-www-form-urlencoded")
    assert problem(answer) == (400, "unreadable")
