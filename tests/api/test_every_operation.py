"""What holds for every operation alike: the token, the scope, the person, the key, the body."""

from __future__ import annotations

import pytest
from django.test import Client

from onewindow.api.policy import POLICY
from onewindow.api.scopes import AREAS
from tests.api.operations import ACTS, ALL, READS, Operation
from tests.api.people import carrier
from tests.api.program import registered
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
EVERY_ACT = pytest.mark.parametrize("act", ACTS, ids=str)
EVERY_CLOSED = pytest.mark.parametrize("one", [*ACTS, *READS], ids=str)


def refused(answer: object, status: int, code: str) -> None:
    body = answer.json()  # type: ignore[attr-defined]
    assert (answer.status_code, body["code"]) == (status, code)  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/problem+json"  # type: ignore[attr-defined]
    assert body["type"] == f"/api/v1/problems/{code}"


def test_the_document_tells_every_row_of_the_policy_and_no_more() -> None:
    told = {f"api:{one.name}" for one in ALL}
    assert told == set(POLICY) - {"api:api-root", "api:document"}


@EVERY_CLOSED
def test_without_a_token_nothing_is_told(one: Operation) -> None:
    answer = Client().generic(one.method, f"/api/v1/{one.path}")
    refused(answer, 401, "token-missing")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


@EVERY_CLOSED
def test_a_browser_that_is_signed_in_is_nobody_here(one: Operation) -> None:
    answer = signed_in(Client(), "zhao").generic(one.method, f"/api/v1/{one.path}")
    refused(answer, 401, "token-missing")
    assert not answer.cookies


@EVERY_CLOSED
def test_without_the_area_the_answer_is_the_same_for_everything(one: Operation) -> None:
    area = one.way.area(one.method)
    if not area:
        return
    other = next(name for name in AREAS if name != area)
    role = next(iter(one.way.acting), "reviewer")
    program, person = carrier(role, f"{other}:*")
    answer = (
        program.post(one.path, one.body, acting=person) if one.method == "POST" else program.get(one.path)
    )
    refused(answer, 403, "insufficient-scope")


@EVERY_ACT
def test_an_act_needs_a_person(act: Operation) -> None:
    program, _ = carrier(sorted(act.way.acting)[0])
    refused(program.post(act.path, act.body), 400, "acting-missing")


@EVERY_ACT
def test_who_holds_no_fitting_post_at_the_place_cannot_act(act: Operation) -> None:
    program, _ = carrier(sorted(act.way.acting)[0])
    for person in ("nobody", "yu2", "chen2", "zhao\x00", "赵明", "zhao; drop=1"):
        refused(program.post(act.path, act.body, acting=person), 403, "acting-not-entitled")


@EVERY_ACT
def test_an_act_needs_a_key(act: Operation) -> None:
    program, person = carrier(sorted(act.way.acting)[0])
    answer = program.post(act.path, act.body, acting=person, headers={"Idempotency-Key": ""})
    refused(answer, 400, "idempotency-key-missing")


NO_BODIES: dict[bytes, tuple[int, str]] = {
    b"{": (400, "invalid-json"),
    b"\xff\xfe{}": (400, "invalid-json"),
    b'{"a": NaN}': (400, "invalid-json"),
    b'{"reason": "x", "reason": "y"}': (400, "invalid-json"),
    b"[" * 100_000: (400, "invalid-json"),
    b"[]": (422, "invalid-body"),
    b'"words"': (422, "invalid-body"),
    b'{"stranger": 1}': (422, "invalid-body"),
}


@EVERY_ACT
def test_a_body_that_is_none_is_refused(act: Operation) -> None:
    program, person = carrier(sorted(act.way.acting)[0])
    for content, (status, code) in NO_BODIES.items():
        refused(program.post(act.path, content, acting=person), status, code)


@EVERY_ACT
def test_another_kind_of_body_is_refused(act: Operation) -> None:
    program, person = carrier(sorted(act.way.acting)[0])
    answer = program.client.post(
        f"/api/v1/{act.path}",
        {"reason": "x"},
        headers={
            "Authorization": f"Bearer {program.token}",
            "OneWindow-Acting": person,
            "Idempotency-Key": "k" * 9,
        },
    )
    takes_forms = "multipart/form-data" in act.way.takes
    refused(answer, *((422, "invalid-body") if takes_forms else (415, "media-type")))


@pytest.mark.parametrize("one", [one for one in [*ACTS, *READS] if not one.bare], ids=str)
def test_what_does_not_exist_is_404(one: Operation) -> None:
    role = sorted(one.way.acting)[0] if one.method == "POST" else "reviewer"
    program, person = carrier(role)
    answer = (
        program.post(one.path, one.body, acting=person) if one.method == "POST" else program.get(one.path)
    )
    assert answer.status_code == 404, answer.content
    assert answer.json()["code"].startswith("no-such-")
    assert answer.json()["instance"] == f"/api/v1/{one.path}"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_with_those_there_are(method: str) -> None:
    for one in ALL:
        answer = Client().generic(method, f"/api/v1/{one.path}")
        refused(answer, 405, "method-not-allowed")
        assert answer.headers["Allow"] == ", ".join(one.way.methods), str(one)


@pytest.mark.parametrize("one", READS, ids=str)
def test_a_strange_parameter_is_refused(one: Operation) -> None:
    if not one.bare or one.name == "system":
        return
    program = registered("scjg-approval", agency="scjg")
    refused(program.get(one.path, stranger="1"), 422, "invalid-query")
    refused(program.get(one.path, limit="1000"), 422, "invalid-query")
