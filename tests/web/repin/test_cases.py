"""The page on which running cases are tried and put on the edition in force."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.cases.models import Case
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.newer import newer
from tests.stories.steps import accepted, noticed
from tests.web.conftest import signed_in

WHY = "新版缩短时限，在办的一并受益。"


@pytest.fixture
def zhou(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(4, 10))
    return signed_in(client, "zhou")


@pytest.fixture
def scene(cast: Cast, restaurant: PartyFacts) -> tuple[str, str, str]:
    """One case that lands, one that waits for a supplement, and the page of the newer edition."""
    good, waiting = accepted(cast, restaurant), noticed(cast, restaurant)[0]
    return good, waiting, reverse("items-cases", args=[newer("shipin-jingying", at(4, 9)).pk])


def test_what_would_land_is_shown_before_anything_is_done(zhou: Client, scene: tuple[str, str, str]) -> None:
    good, waiting, url = scene
    page = zhou.get(url, {"try": "1", "cases": [good, waiting]}).content.decode()
    assert "可以改" in page
    assert "还没有了结" in page
    assert f'<input type="hidden" name="cases" value="{good}">' in page
    assert f'<input type="hidden" name="cases" value="{waiting}">' not in page
    assert Case.objects.get(no=good).edition.edition == 1


def test_it_is_done_with_a_reason_and_what_is_typed_is_not_lost(
    zhou: Client, scene: tuple[str, str, str]
) -> None:
    good, _, url = scene
    refused = zhou.post(url, {"cases": [good], "reason": "好"})
    assert refused.status_code == 422
    assert re.search(r"<textarea[^>]*>好</textarea>", refused.content.decode())
    done = zhou.post(url, {"cases": [good], "reason": WHY}, follow=True)
    assert "1 件已改按新版" in done.content.decode()
    assert Case.objects.get(no=good).edition.edition == 2


def test_ticking_nothing_and_ticking_what_is_not_there_are_told(
    zhou: Client, scene: tuple[str, str, str]
) -> None:
    nothing = zhou.get(scene[2], {"try": "1"})
    assert nothing.status_code == 200
    assert "请先选择办件" in nothing.content.decode()
    assert zhou.get(scene[2], {"try": "1", "cases": ["1"]}).status_code == 404


def test_the_page_costs_the_same_however_many_cases_it_lists(
    zhou: Client, scene: tuple[str, str, str], statements: Any, cast: Cast
) -> None:
    with statements() as counted:
        zhou.get(scene[2], {"try": "1", "cases": [scene[0], scene[1]]})
    assert counted.count <= 12
