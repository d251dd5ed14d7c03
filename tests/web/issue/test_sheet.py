"""核对 on screen: the sheet is scanned, every field stands beside its intake, what is wrong goes back named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.cases.models import Case
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import send_results
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import clock as newest
from tests.stories.steps import decided, sent
from tests.web.review.reading import checked, plain, text, value

WRONG = {"经营场所": "江州市临江区渡口街21号"}


def sent_with(cast: Cast, party: PartyFacts, fields: dict[str, str]) -> tuple[str, str, Result]:
    """A result that differs from its intake in these fields, on its sheet."""
    no = decided(cast, party)
    make_result(no, {"licence": fields}, by=cast.zhao, at=at(5, 11))
    result = Result.objects.get(case__no=no)
    return no, send_results([result.pk], by=cast.zhao, at=at(5, 15))["sheet"], result


def test_scanning_a_sheet_a_result_or_a_case_opens_the_sheet(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no, sheet = sent(cast, restaurant)
    result = Result.objects.get(case__no=no).no
    for code in (sheet, sheet.lower(), result, no, f"http://localhost/track/?no={no}"):
        answer = qian.get(reverse("issue"), {"q": code})
        assert (answer.status_code, answer["Location"]) == (302, reverse("issue-sheet", args=[sheet])), code
    missed = qian.get(reverse("issue"), {"q": "JG0000000000000000X"})
    assert missed.status_code == 404
    assert value(missed.content.decode(), "q") == "JG0000000000000000X"


@pytest.mark.seeds("W61")
def test_a_result_that_agrees_is_signed_for_with_a_shelf_and_one_key(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no, sheet = sent(cast, restaurant)
    address = reverse("issue-sheet", args=[sheet])
    page = qian.get(address).content.decode()
    result = Result.objects.get(case__no=no)
    assert checked(page, f"check-{result.id}") == ["right"]
    assert 'class="differs"' not in page
    signed = {f"check-{result.id}": "right", "shelf": "A-03", "submission": "1"}
    assert qian.post(address, signed)["Location"] == f"{address}?done=signed"
    result.refresh_from_db()
    assert (result.stage, result.shelf, Case.objects.get(no=no).stage) == ("shelved", "A-03", "closed")
    afterwards = text(qian, address)
    assert "货架 A-03" in afterwards
    assert "双方已签" in afterwards


@pytest.mark.seeds("W61", "W62")
def test_a_difference_stands_side_by_side_and_is_not_taken_for_right(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    _, sheet, result = sent_with(cast, restaurant, WRONG)
    page = qian.get(reverse("issue-sheet", args=[sheet])).content.decode()
    differing = [plain(row) for row in re.findall(r"<tr>(?:(?!</tr>).)*differs.*?</tr>", page, re.S)]
    assert differing == ["经营场所 江州市临江区渡口街12号 江州市临江区渡口街21号 ，不一致"]
    assert checked(page, f"check-{result.id}") == []
    assert checked(page, f"fault-{result.id}") == ["经营场所"]


def test_nothing_is_signed_before_every_result_was_looked_at(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    _, sheet, result = sent_with(cast, restaurant, WRONG)
    address = reverse("issue-sheet", args=[sheet])
    unmarked = qian.post(address, {"shelf": "A-03", "submission": "1"})
    assert unmarked.status_code == 422
    assert f'href="#id_check-{result.id}"' in unmarked.content.decode()
    nameless = qian.post(
        address, {f"check-{result.id}": "wrong", f"note-{result.id}": " ", "shelf": "B-9", "submission": "2"}
    )
    assert nameless.status_code == 422
    page = nameless.content.decode()
    assert "哪里有误" in plain(page)
    assert (checked(page, f"check-{result.id}"), value(page, "shelf")) == (["wrong"], "B-9")
    shelfless = qian.post(address, {f"check-{result.id}": "right", "submission": "3"})
    assert (shelfless.status_code, 'href="#id_shelf"' in shelfless.content.decode()) == (422, True)
    result.refresh_from_db()
    assert result.stage == "sheet"


@pytest.mark.seeds("W62", "W63")
def test_what_is_wrong_goes_back_named_and_comes_again_corrected(
    qian: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    no, sheet, result = sent_with(cast, restaurant, WRONG)
    key = result.id
    refused = {
        f"check-{key}": "wrong", f"fault-{key}": "经营场所", f"note-{key}": "门牌号应为12号", "submission": "1",
    }  # fmt: skip
    qian.post(reverse("issue-sheet", args=[sheet]), refused)
    result.refresh_from_db()
    assert (result.stage, result.mismatch) == ("correcting", ["经营场所", "门牌号应为12号"])
    assert newest(no, "correction").due_at == at(6, 17)
    waiting = text(qian, reverse("issue"))
    assert "门牌号应为12号" in waiting
    assert "最晚 3月6日（星期五）" in waiting
    correct_result(key, {"经营场所": "江州市临江区渡口街12号"}, by=cast.zhao, at=at(6, 9))
    again = send_results([key], by=cast.zhao, at=at(6, 10))["sheet"]
    clock(at(6, 10, 30))
    page = qian.get(reverse("issue-sheet", args=[again])).content.decode()
    assert "上次不予接收：经营场所、门牌号应为12号" in plain(page)
    assert checked(page, f"check-{key}") == ["right"]


def test_two_at_the_same_sheet_one_wins_and_the_other_is_told(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no, sheet = sent(cast, restaurant)
    key = Result.objects.get(case__no=no).id
    address = reverse("issue-sheet", args=[sheet])
    signed = {f"check-{key}": "right", "shelf": "A-03"}
    assert qian.post(address, signed | {"submission": "1"}).status_code == 302
    assert qian.post(address, signed | {"submission": "1"}).status_code == 302
    second = qian.post(address, signed | {"submission": "2"})
    assert (second.status_code, "双方已签" in plain(second.content.decode())) == (409, True)


def test_the_shelf_is_remembered_for_the_next_sheet(qian: Client, cast: Cast, restaurant: PartyFacts) -> None:
    (no, first), (_, second) = sent(cast, restaurant), sent(cast, restaurant)
    key = Result.objects.get(case__no=no).id
    qian.post(
        reverse("issue-sheet", args=[first]), {f"check-{key}": "right", "shelf": "C-07", "submission": "1"}
    )
    page = qian.get(reverse("issue-sheet", args=[second])).content.decode()
    assert value(page, "shelf") == "C-07"


@pytest.mark.seeds("W65")
def test_what_must_be_collected_is_seen_when_the_sheet_is_signed(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no, sheet = sent(cast, restaurant)
    Result.objects.filter(case__no=no).update(collect=[{"name": "原许可证", "requirement": "交回正本"}])
    assert "发证时收取：原许可证（交回正本）" in text(qian, reverse("issue-sheet", args=[sheet]))
