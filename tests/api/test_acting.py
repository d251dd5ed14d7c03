"""A person acts, a system carries: which post of whom counts, on which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from onewindow.cases.models import Case
from onewindow.people.models import Post, Staff
from onewindow.people.register import PartyFacts
from onewindow.places.models import Agency
from tests.api.program import Program, registered
from tests.stories.conftest import Cast, at
from tests.stories.steps import received


@pytest.fixture
def no(cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]) -> str:
    number = received(cast, restaurant)
    clock(at(3, 10))
    return number


def post_of(username: str, role: str, **more: Any) -> Post:
    staff = Staff.objects.get(username=username)
    return Post.objects.create(
        staff=staff, role=role, agency=Agency.objects.get(code="scjg"), since=date(2026, 1, 1), **more
    )


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def test_a_post_that_is_over_is_none(scjg: Program, no: str) -> None:
    Post.objects.filter(staff__username="zhao").update(until=date(2026, 3, 2))
    assert code(scjg.post(f"cases/{no}/acceptance", acting="zhao")) == (403, "acting-not-entitled")
    Post.objects.filter(staff__username="zhao").update(until=date(2026, 3, 3))
    assert scjg.post(f"cases/{no}/acceptance", acting="zhao").status_code == 201


def test_a_post_that_has_not_begun_is_none(scjg: Program, no: str) -> None:
    Post.objects.filter(staff__username="zhao").update(since=date(2026, 3, 4))
    assert code(scjg.post(f"cases/{no}/acceptance", acting="zhao")) == (403, "acting-not-entitled")


def test_who_has_left_is_nobody(scjg: Program, no: str) -> None:
    Staff.objects.filter(username="zhao").update(is_active=False)
    assert code(scjg.post(f"cases/{no}/acceptance", acting="zhao")) == (403, "acting-not-entitled")


def test_of_two_fitting_posts_the_system_says_which(scjg: Program, no: str) -> None:
    post_of("zhao", "head")
    notice = {"defects": [{"material": "x", "problem": "缺少印章", "requirement": "请加盖印章"}]}
    path = f"cases/{no}/supplement-notices"
    assert code(scjg.post(path, notice, acting="zhao")) == (400, "acting-unclear")
    assert code(scjg.post(path, notice, acting="zhao; role=head")) == (422, "notice-incomplete")
    assert scjg.post(f"cases/{no}/acceptance", acting="zhao").status_code == 201


def test_a_deputy_acts_for_another_only_where_it_is_said(
    scjg: Program, no: str, clock: Callable[[datetime], None]
) -> None:
    principal = Post.objects.get(staff__username="sun")
    post_of("zhou", "decider", stands_in_for=principal, until=date(2026, 3, 10))
    scjg.post(f"cases/{no}/acceptance", acting="zhao")
    scjg.post(
        f"cases/{no}/proposal",
        {"verdict": "grant", "opinion": "符合许可条件，拟准予许可。"},
        acting="zhao",
    )
    clock(at(4, 10))
    decision = {"verdict": "grant", "reasons": "符合许可条件，准予许可。"}
    stranger = scjg.post(f"cases/{no}/decision", decision, acting="zhou; for=zhao")
    assert code(stranger) == (403, "acting-not-entitled")
    assert scjg.post(f"cases/{no}/decision", decision, acting="zhou; for=sun").status_code == 201
    assert Case.objects.get(no=no).stage == "decided"


def test_who_took_a_case_in_cannot_accept_it_by_program_either(cast: Cast, no: str, scjg: Program) -> None:
    post_of("wang", "reviewer")
    assert code(scjg.post(f"cases/{no}/acceptance", acting="wang")) == (403, "same-person")
    assert code(scjg.post(f"cases/{no}/acceptance", acting="wang; window=lj-01")) == (
        403,
        "acting-not-entitled",
    )


def test_a_system_carries_nobody_of_another_place(no: str) -> None:
    other = registered("cqsh-approval", agency="cqsh")
    assert code(other.post(f"cases/{no}/acceptance", acting="zhao")) == (403, "acting-not-entitled")
    assert code(other.post(f"cases/{no}/acceptance", acting="chen2")) == (404, "no-such-case")


def test_reading_as_a_person_is_reading_as_the_post(scjg: Program, no: str) -> None:
    assert code(scjg.get("cases", acting="chen2")) == (403, "acting-not-entitled")
    assert [line["no"] for line in scjg.get("cases", acting="zhou").json()["items"]] == [no]
