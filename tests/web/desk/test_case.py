"""One case at the window: what it waits for, and the actions its lives permit here."""

from __future__ import annotations

import pytest
from django.test import Client

from onewindow.cases.models import Case, Paper
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.stories.steps import accepted, decided, received, served
from tests.web.conftest import signed_in
from tests.web.desk.posting import field_of, taken_in, words_of


@pytest.fixture
def wang(client: Client, cast: Cast) -> Client:
    return signed_in(client, "wang")


def actions_on(client: Client, no: str) -> set[str]:
    html = client.get(f"/desk/cases/{no}/").content.decode()
    return {
        name
        for name in ("supplement", "withdrawal", "received", "deferrals")
        if f"/desk/cases/{no}/{name}/" in html
    }


def test_a_case_just_taken_in_can_be_withdrawn_and_printed_again(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    assert actions_on(wang, no) == {"withdrawal", "received"}


def test_a_served_notice_opens_the_supply(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    assert "supplement" in actions_on(wang, served(cast, restaurant))


def test_a_decided_case_can_no_longer_be_withdrawn(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    assert actions_on(wang, decided(cast, restaurant)) == {"received"}


def test_a_deferral_offers_to_bring_what_was_promised(wang: Client, restaurant: PartyFacts) -> None:
    no = taken_in(wang, "shipin-jingying", restaurant, **{"state-rules": "deferred", "commitment": "1"})
    assert f"/desk/cases/{no}/deferrals/rules/" in wang.get(f"/desk/cases/{no}/").content.decode()
    assert "容缺待补齐" in words_of(wang.get(f"/desk/cases/{no}/"))


def test_the_page_says_where_every_paper_is_and_masks_the_applicant(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    page = wang.get(f"/desk/cases/{no}/")
    for barcode in Paper.objects.filter(case__no=no).values_list("barcode", flat=True):
        assert barcode in words_of(page)
    assert "在受理窗口" in words_of(page)
    assert restaurant.phone not in page.content.decode()


def test_withdrawal_gives_the_papers_back_and_ends_the_case(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    asked = wang.get(f"/desk/cases/{no}/withdrawal/")
    post = {"submission": field_of(asked, "submission"), "reason": "经营地址变了"}
    answer = wang.post(f"/desk/cases/{no}/withdrawal/", post)
    assert "请当场退还" in words_of(asked)
    assert answer["Location"] == f"/desk/cases/{no}/"
    assert Case.objects.get(no=no).stage == "withdrawn"
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"applicant"}
    assert "已按申请人的要求撤回" in words_of(wang.get(f"/desk/cases/{no}/"))


def test_without_a_reason_nothing_is_withdrawn(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    page = wang.post(f"/desk/cases/{no}/withdrawal/", {"reason": "改"})
    assert page.status_code == 422
    assert field_of(page, "reason") == "改"
    assert Case.objects.get(no=no).stage == "received"


def test_two_clerks_withdrawing_at_once_one_wins_and_the_other_is_told(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    he = signed_in(Client(), "he")
    first = wang.post(f"/desk/cases/{no}/withdrawal/", {"reason": "不办了", "submission": "a"})
    second = he.post(f"/desk/cases/{no}/withdrawal/", {"reason": "不办了", "submission": "b"})
    assert (first.status_code, second.status_code) == (302, 409)
    assert "办件目前为“已撤回”" in words_of(second)
