"""A session counts while it lasts, and only for an account that is active and has the password it began with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client

from onewindow.people.models import Staff
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
DESK = "/desk/"
SIGN_IN = "/signin/?next=/desk/"


@pytest.fixture
def wang(demo_hall: Any, client: Client) -> Client:
    signed = signed_in(client, "wang")
    assert signed.get(DESK).status_code == 200
    return signed


def is_sent_to_sign_in(client: Client) -> bool:
    answer = client.get(DESK)
    return (answer.status_code, answer.headers.get("Location")) == (302, SIGN_IN)


def test_a_session_that_ended_is_nobodys(wang: Client) -> None:
    Session.objects.update(expire_date=F("expire_date") - timedelta(days=1))
    assert is_sent_to_sign_in(wang)


def test_a_session_key_that_nobody_was_given_is_nobodys(wang: Client) -> None:
    wang.cookies["sessionid"] = "x" * 32
    assert is_sent_to_sign_in(wang)


def test_an_account_that_was_closed_is_let_in_no_more(wang: Client) -> None:
    Staff.objects.filter(username="wang").update(is_active=False)
    assert is_sent_to_sign_in(wang)


def test_a_new_password_ends_the_sessions_of_the_old_one(wang: Client) -> None:
    staff = Staff.objects.get(username="wang")
    staff.set_password("一个很长的新口令 2026")
    staff.save()
    assert is_sent_to_sign_in(wang)
