"""OAuth 2.0 client credentials: who gets a token, for what, and how long it is good."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from onewindow.api.models import System, Token
from onewindow.api.systems import add_system, disable_system, renew_system
from onewindow.core.refusal import Refusal
from tests.api.program import Program, registered, urlencoded
from tests.stories.conftest import MONDAY

pytestmark = pytest.mark.django_db


def basic(code: str, secret: str) -> str:
    return "Basic " + b64encode(f"{code}:{secret}".encode()).decode()


def test_a_token_is_given_for_the_secret_by_basic_and_by_body(scjg: Program) -> None:
    grant = {"grant_type": "client_credentials"}
    by_header = urlencoded(Client(), grant, Authorization=basic(scjg.code, scjg.secret))
    by_body = urlencoded(Client(), grant | {"client_id": scjg.code, "client_secret": scjg.secret})
    for answer in (by_header, by_body):
        given = answer.json()
        assert (answer.status_code, given["token_type"], given["expires_in"]) == (200, "Bearer", 3600)
        assert "cases.read:*" in given["scope"].split()
        assert answer.headers["Cache-Control"] == "no-store"
    assert by_header.json()["access_token"] != by_body.json()["access_token"]


@pytest.mark.parametrize(
    ("asked", "status", "error"),
    [
        ({"grant_type": "client_credentials", "client_secret": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "nobody"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials", "scope": "everything"}, 400, "invalid_scope"),
        ({"grant_type": "client_credentials", "scope": "cases.decide:*"}, 400, "invalid_scope"),
        (
            {"grant_type": "client_credentials", "scope": "cases.review:tezhong-shebei"},
            400,
            "invalid_scope",
        ),
    ],
    ids=["secret", "client", "grant", "no grant", "no scope", "area", "item"],
)
def test_a_request_for_more_than_is_due_is_refused(asked: dict[str, str], status: int, error: str) -> None:
    system = registered("narrow", agency="scjg", scopes=("cases.read:*", "cases.review:shipin-jingying"))
    whole = {"client_id": "narrow", "client_secret": system.secret} | asked
    answer = urlencoded(Client(), whole)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert Token.objects.count() == 1


def test_an_unknown_system_and_a_wrong_secret_read_alike(scjg: Program) -> None:
    grant = {"grant_type": "client_credentials"}
    wrong = urlencoded(Client(), grant, Authorization=basic(scjg.code, "wrong"))
    unknown = urlencoded(Client(), grant, Authorization=basic("nobody", "wrong"))
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
    assert {**wrong.headers} == {**unknown.headers}


def test_nothing_is_read_from_the_address(scjg: Program) -> None:
    text = f"client_id={scjg.code}&client_secret={scjg.secret}&grant_type=client_credentials"
    answer = Client().post(
        f"/api/v1/oauth/token?{text}", "", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert "access_token" not in answer.json()


def test_less_than_the_system_has_may_be_asked_for() -> None:
    system = registered("wide", agency="scjg", ask="cases.read:shipin-jingying")
    assert system.get("system").json()["scopes"] == ["cases.read:shipin-jingying"]


def test_only_hashes_are_kept(scjg: Program) -> None:
    kept = [
        *System.objects.values_list("secret_hash", flat=True),
        *Token.objects.values_list("hash", flat=True),
    ]
    assert scjg.secret not in kept
    assert scjg.token not in kept
    assert all(len(one) == 64 for one in kept)


def test_a_token_is_good_for_an_hour(scjg: Program, clock: Callable[[datetime], None]) -> None:
    scjg.token_at = None
    clock(MONDAY + timedelta(minutes=59))
    assert scjg.get("system").status_code == 200
    clock(MONDAY + timedelta(minutes=60))
    answer = scjg.get("system")
    assert (answer.status_code, answer.json()["code"]) == (401, "token-not-good")
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("changed", "error", "hint"),
    [
        ({"client_secret": "x"}, "invalid_client", "another secret"),
        ({"client_id": "nobody"}, "invalid_client", "No such system"),
        ({"grant_type": "password"}, "unsupported_grant_type", "must be client_credentials"),
        ({"scope": "counter"}, "invalid_scope", "<area>:<item>"),
    ],
)
def test_an_error_says_what_to_send(scjg: Program, changed: dict[str, str], error: str, hint: str) -> None:
    asked = {"grant_type": "client_credentials", "client_id": scjg.code, "client_secret": scjg.secret}
    told = urlencoded(Client(), asked | changed).json()
    assert told["error"] == error
    assert hint in told["error_description"]


def test_old_tokens_are_forgotten(scjg: Program, clock: Callable[[datetime], None]) -> None:
    clock(MONDAY + timedelta(hours=2))
    scjg.sign_on()
    assert Token.objects.filter(system=scjg.code).count() == 1


def test_a_disabled_system_is_out_at_once(scjg: Program) -> None:
    disable_system(scjg.code)
    assert scjg.get("system").json()["code"] == "token-not-good"
    asked = {"grant_type": "client_credentials", "client_id": scjg.code, "client_secret": scjg.secret}
    assert urlencoded(Client(), asked).json()["error"] == "invalid_client"
    with pytest.raises(Refusal, match="no-such-system"):
        disable_system("nobody")


def test_a_lost_secret_is_replaced_and_the_old_one_ends_with_its_tokens(scjg: Program) -> None:
    old, token = scjg.secret, scjg.token
    scjg.secret = renew_system(scjg.code)
    assert scjg.get("system").json()["code"] == "token-not-good"
    scjg.sign_on()
    assert scjg.get("system").status_code == 200
    assert scjg.token != token
    asked = {"grant_type": "client_credentials", "client_id": scjg.code, "client_secret": old}
    assert urlencoded(Client(), asked).json()["error"] == "invalid_client"
    with pytest.raises(Refusal, match="no-such-system"):
        renew_system("nobody")


def test_a_new_secret_brings_back_a_system_that_was_ended(scjg: Program) -> None:
    disable_system(scjg.code)
    scjg.secret = renew_system(scjg.code)
    scjg.sign_on()
    assert scjg.get("system").status_code == 200


@pytest.mark.parametrize(
    ("code", "agency", "hall", "scopes", "field"),
    [
        ("X", "scjg", "", ["cases.read:*"], "code"),
        ("x-system", "scjg", "lj-hall", ["cases.read:*"], "agency"),
        ("x-system", "", "", ["cases.read:*"], "agency"),
        ("x-system", "nowhere", "", ["cases.read:*"], "agency"),
        ("x-system", "scjg", "", ["cases.read"], "scopes"),
        ("x-system", "scjg", "", ["everything:*"], "scopes"),
        ("x-system", "scjg", "", [], "scopes"),
    ],
)
def test_a_system_is_of_one_place_and_for_something(
    code: str, agency: str, hall: str, scopes: list[str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        add_system(code, name="系统", agency=agency, hall=hall, scopes=scopes, at=MONDAY)
    assert [finding.field for finding in refused.value.findings] == [field]
    assert not System.objects.exists()


def test_a_code_is_given_once(scjg: Program) -> None:
    with pytest.raises(Refusal):
        add_system(scjg.code, name="另一个", agency="wsjk", scopes=["cases.read:*"], at=MONDAY)
    assert System.objects.get(pk=scjg.code).agency_id == "scjg"
