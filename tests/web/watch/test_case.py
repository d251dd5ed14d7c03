"""One case as a watcher sees it: who is to act, why the date is what it is, and urging."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import answer_urging
from onewindow.supervision.models import Urging
from tests.stories.conftest import Cast
from tests.web.conftest import signed_in
from tests.web.review.reading import plain, text
from tests.web.watch.conftest import FRIDAY


def page_of(no: str) -> str:
    return reverse("watch-case", args=[no])


def urge_of(no: str) -> str:
    return reverse("watch-urge", args=[no])


def test_a_case_says_who_is_to_act_and_shows_nothing_to_change(
    zheng: Client, hall: dict[str, str], restaurant: PartyFacts
) -> None:
    page = zheng.get(page_of(hall["unanswered"])).content.decode()
    said = plain(page)
    assert "部门 受理答复（2个工作日）、一次性告知（法定5个工作日）" in said
    assert "受理窗口 纸质材料移交" in said
    assert "当日不计入" in said
    assert restaurant.number not in page
    assert [
        form for form in page.split("<form")[1:] if 'method="post"' in form and "/signout/" not in form
    ] == [form for form in page.split("<form")[1:] if urge_of(hall["unanswered"]) in form]
    assert "特别程序" in text(zheng, page_of(hall["visited"]))
    assert "待领取" in text(zheng, page_of(hall["shelved"]))


@pytest.mark.parametrize("who", ["zheng", "wu"])
def test_urging_goes_out_is_answered_and_is_ended(
    client: Client, cast: Cast, hall: dict[str, str], who: str
) -> None:
    no, watcher = hall["unanswered"], signed_in(client, who)
    short = watcher.post(urge_of(no), {"text": "快办", "submission": "1"})
    assert short.status_code == 422
    assert ">快办</textarea>" in short.content.decode()
    sent = watcher.post(urge_of(no), {"text": "请今天下班前作出受理答复。", "submission": "2"})
    assert sent["Location"] == f"{page_of(no)}?done=urged"
    urging = Urging.objects.get()
    listing = reverse("watch-urgings")
    assert "请今天下班前作出受理答复。" in text(watcher, f"{listing}?stage=sent")
    end = reverse("watch-urging-end", args=[urging.id])
    assert watcher.post(end, {"submission": "3"}).status_code == 409
    answer_urging(urging.id, text="已电话告知申请人。", by=cast.zhao, at=FRIDAY)
    assert "已答复待销号 1" in text(watcher, listing)
    assert "已电话告知申请人。" in text(watcher, page_of(no))
    assert watcher.post(end, {"submission": "4"})["Location"] == f"{listing}?stage=answered&done=ended"
    urging.refresh_from_db()
    assert urging.stage == "ended"
