"""Who may open the review desk, and that nobody there sees or does what is another's."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.cases.commands.decide import propose
from onewindow.cases.commands.extend import request_extension
from onewindow.cases.models import Case, Request
from onewindow.evidence.models import Evidence
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from onewindow.web.policy import POLICY
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, received, sent
from tests.web.conftest import signed_in
from tests.web.review.reading import plain, text, ticks

NOWHERE = UUID(int=7)
LISTS = ("review", "review-sheets", "review-results", "review-archive", "review-cards", "review-next")
OF_A_CASE = {
    "review-case": "GET", "review-accept": "POST", "review-refuse": "GET", "review-supplement": "GET",
    "review-special": "GET", "review-extension": "GET", "review-propose": "POST", "review-decide": "POST",
    "review-make": "GET", "review-filing": "POST", "review-return": "POST",
}  # fmt: skip


def every_address(no: str) -> dict[str, str]:
    """Each review URL by name, about a case, sheet or thing that exists nowhere or is another agency's."""
    of_requests = {
        name: reverse(name, args=[no, NOWHERE]) for name in ("review-special-end", "review-ruling")
    }
    of_things = {
        name: reverse(name, args=[NOWHERE])
        for name in ("review-correction", "review-card-explanation", "review-urging-answer", "evidence")
    }
    return {
        **{name: reverse(name) for name in (*LISTS, "review-sheet-find", "review-sending")},
        **{name: reverse(name, args=[no]) for name in OF_A_CASE},
        "review-sheet": reverse("review-sheet", args=["CL1"]),
        **of_requests,
        **of_things,
    }


def test_the_addresses_of_these_tests_are_all_there_are() -> None:
    ours = {name for name in POLICY if name == "evidence" or name.split("-")[0] == "review"}
    assert set(every_address("1")) == ours


@pytest.mark.parametrize("name", sorted(set(every_address("1")) - {"evidence"}))
def test_a_clerk_has_no_place_at_the_review_desk(cast: Cast, client: Client, name: str) -> None:
    send = getattr(signed_in(client, "wang"), "get" if "GET" in POLICY[name].methods else "post")
    assert send(every_address("1")[name]).status_code == 403


@pytest.mark.parametrize("name", sorted(n for n in every_address("1") if "POST" not in POLICY[n].methods))
def test_what_is_only_read_takes_no_post(cast: Cast, client: Client, name: str) -> None:
    response = signed_in(client, "zhao").post(every_address("1")[name])
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("name", sorted(n for n in every_address("1") if "GET" not in POLICY[n].methods))
def test_what_acts_takes_no_get(cast: Cast, client: Client, name: str) -> None:
    response = signed_in(client, "zhao").get(every_address("1")[name])
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize(("name", "method"), OF_A_CASE.items())
def test_a_case_of_another_district_does_not_exist_for_its_reviewer(
    cast: Cast, restaurant: PartyFacts, client: Client, name: str, method: str
) -> None:
    no = received(cast, restaurant)
    url = reverse(name, args=[no])
    chen = signed_in(client, "chen2")
    response = chen.get(url) if method == "GET" else chen.post(url, {"verdict": "grant", **ticks(no)})
    nowhere = reverse(name, args=["99010020260302999990"])
    missing = chen.get(nowhere) if method == "GET" else chen.post(nowhere, {"verdict": "grant"})
    assert (response.status_code, missing.status_code) == (404, 404)
    assert plain(response.content.decode()) == plain(missing.content.decode())
    assert Case.objects.get(no=no).stage == "received"


def test_nothing_of_another_district_is_listed_or_opened(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no, sheet = sent(cast, restaurant)
    extended = accepted(cast, restaurant)
    request_extension(extended, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    request = Request.objects.get(case__no=extended)
    chen = signed_in(client, "chen2")
    for name in LISTS[:-1]:
        page = text(chen, reverse(name))
        assert no not in page
        assert sheet not in page
        assert extended not in page
        assert restaurant.name not in page
    result = Result.objects.get(case__no=no)
    material = Sheet.objects.filter(sort="material").first()
    evidence = Evidence.objects.filter(case_no=no).first()
    assert evidence is not None
    addresses = [
        reverse("review-correction", args=[result.id]),
        reverse("review-sheet", args=[material.no if material else sheet]),
        reverse("review-sheet-find") + f"?no={sheet}",
        reverse("evidence", args=[evidence.id]),
    ]
    assert [chen.get(url).status_code for url in addresses] == [404] * 4
    ruling = reverse("review-ruling", args=[extended, request.id])
    assert chen.post(ruling, {"ruling": "approve"}).status_code == 404


def test_a_reviewer_cannot_decide_the_own_proposal(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant)
    propose(no, verdict="grant", opinion="材料齐全，符合要求。", by=cast.zhao, at=at(4, 10))
    zhao = signed_in(client, "zhao")
    page = text(zhao, f"/review/cases/{no}/")
    assert "作出决定 审查与决定须由两人分别作出。" in page
    response = zhao.post(f"/review/cases/{no}/decision/", {"verdict": "grant", "opinion-grant": "准予许可。"})
    assert response.status_code == 403
    assert "审查与决定须由两人分别作出。" in plain(response.content.decode())
    assert Case.objects.get(no=no).verdict == ""


@pytest.mark.parametrize(
    ("username", "step", "why"),
    [
        ("sun", "受理", "“受理”由部门审查人员、综合受理窗口人员办理，不是您当前岗位的步骤。"),
        ("zhou", "受理", "“受理”由部门审查人员、综合受理窗口人员办理，不是您当前岗位的步骤。"),
        ("sun", "不予受理", "“不予受理”由部门审查人员办理，不是您当前岗位的步骤。"),
    ],
)
def test_a_step_of_another_post_is_shown_with_whose_it_is(
    cast: Cast, restaurant: PartyFacts, client: Client, username: str, step: str, why: str
) -> None:
    no = received(cast, restaurant)
    page = signed_in(client, username).get(f"/review/cases/{no}/").content.decode()
    assert f"{step} {why}" in plain(page)
    assert f'action="/review/cases/{no}/acceptance/"' not in page


def test_the_head_and_the_decider_see_only_their_steps(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant)
    request_extension(no, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    request = Request.objects.get(case__no=no)
    ruling = f"/review/cases/{no}/extension/{request.id}/ruling/"
    assert f'action="{ruling}"' in signed_in(client, "zhou").get(f"/review/cases/{no}/").content.decode()
    seen = signed_in(Client(), "sun").get(f"/review/cases/{no}/").content.decode()
    assert f'action="{ruling}"' not in seen
    assert "“批准延期”由部门负责人办理，不是您当前岗位的步骤。" in plain(seen)
