"""最多跑一次 in the browser: an office fills a batch, heads pledge, a second person enters the approval, everybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onewindow.batches.commands import draw_up
from onewindow.batches.models import Batch, Entry, NegativeEntry
from tests.batches.acts import (
    DAY,
    NEGATIVE,
    NUMBER,
    TITLE,
    announced,
    circulated,
    drawn,
    excluded,
    pledged,
    twice,
    worse,
)
from tests.stories.conftest import actor, at
from tests.web import hall_clock
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db

LIST, NEW, LISTS = reverse("batches"), reverse("batch-new"), reverse("negative-list")


@pytest.fixture(autouse=True)
def tuesday(demo_hall: None) -> None:
    hall_clock.set_to(at(10, 10))


def step(client: Client, batch: UUID, name: str, **typed: object) -> HttpResponse:
    return client.post(reverse("batch-step", args=[batch, name]), typed)  # type: ignore[return-value]


def page(client: Client, batch: UUID) -> str:
    return client.get(reverse("batch", args=[batch])).content.decode()


@pytest.mark.seeds("C9", "C13", "C50", "C52")
def test_a_batch_goes_from_the_office_to_the_public(client: Client) -> None:
    yu = signed_in(client, "yu2")
    where = yu.post(NEW, {"title": TITLE, "publish_on": "2026-03-20"}).headers["Location"]
    batch = Batch.objects.get().pk
    assert where == reverse("batch-candidates", args=[batch])
    offered = yu.get(where, {"agency": "scjg"}).content.decode()
    assert "企业设立登记" in offered
    assert "劳务派遣" not in offered
    yu.post(where, {"items": ["qiye-sheli", "renli-ziyuan"], "which": "ticked"})
    step(yu, batch, "circulation")
    for head, name in (("zhou", "周正"), ("hao", "郝仁")):
        assert "待承诺" in page(signed_in(client, head), batch)
        step(client, batch, "pledge", title="局长")
        assert f"{name}（局长）" in page(client, batch)
    yu = signed_in(client, "yu2")
    assert "登记审定</button>" not in page(yu, batch)
    liao = signed_in(client, "liao2")
    step(liao, batch, "approval", number=NUMBER, approved_on="2026-03-10")
    step(liao, batch, "publication", on="2026-03-10")
    client.logout()
    public = client.get(reverse("once")).content.decode()
    assert f"江州市人民政府{NUMBER}审定" in public
    lines = client.get(reverse("once-batch", args=["xzsp", 1])).content.decode()
    for words in ("局长 周正", "局长 郝仁", reverse("guide", args=["qiye-sheli"]), "零跑动"):
        assert words in lines


def test_all_candidates_of_a_filter_are_entered_at_once(client: Client) -> None:
    batch = UUID(draw_up("xzsp", title=TITLE, publish_on=DAY, by=actor("yu2"), at=at(9, 8))["batch"])
    yu = signed_in(client, "yu2")
    yu.post(reverse("batch-candidates", args=[batch]), {"agency": "scjg", "q": "", "which": "all"})
    listed = Entry.objects.filter(batch=batch)
    assert len(listed) >= 6
    assert {one.agency_code for one in listed} == {"scjg"}
    response = step(yu, batch, "terms", title=TITLE, publish_on="2026-03-21", items=["qiye-sheli"])
    assert response.status_code == 302
    assert not listed.filter(state="listed", slug="qiye-sheli").exists()


def test_what_cannot_enter_is_told_and_what_was_ticked_stays_ticked(client: Client) -> None:
    item = twice(61)
    batch = drawn([])
    yu = signed_in(client, "yu2")
    url = reverse("batch-candidates", args=[batch])
    response = yu.post(url, {"items": ["qiye-sheli", item.slug], "which": "ticked"})
    told = response.content.decode()
    assert response.status_code == 422
    assert 'value="qiye-sheli" id="item-qiye-sheli" checked' in told
    assert not Entry.objects.exists()
    assert yu.post(url, {"which": "ticked"}).status_code == 422


@pytest.mark.parametrize(
    ("built", "name", "typed", "kept"),
    [
        (drawn, "terms", {"title": "最", "publish_on": "2026-02-30"}, 'value="最"'),
        (pledged, "approval", {"number": "江政发12", "approved_on": ""}, 'value="江政发12"'),
        (circulated, "return", {"reason": "否"}, ">\n否</textarea>"),
        (announced, "strike", {"slug": "qiye-sheli", "reason": "否"}, '<option value="qiye-sheli" selected>'),
        (drawn, "discard", {"reason": "否"}, ">\n否</textarea>"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    client: Client, built: Callable[[], UUID], name: str, typed: dict[str, str], kept: str
) -> None:
    batch = built()
    stage = Batch.objects.get(pk=batch).stage
    response = step(signed_in(client, "liao2"), batch, name, **typed)
    assert response.status_code == 422
    told = response.content.decode()
    assert kept in told
    assert 'aria-invalid="true"' in told
    assert Batch.objects.get(pk=batch).stage == stage


def test_a_new_batch_without_a_day_keeps_its_title(client: Client) -> None:
    assert (
        signed_in(client, "wen2").post(NEW, {"title": TITLE, "publish_on": "2026-03-20"}).status_code == 403
    )
    response = signed_in(client, "yu2").post(NEW, {"title": TITLE, "publish_on": "明天"})
    assert response.status_code == 422
    told = response.content.decode()
    assert "请写明计划公布日期。" in told
    assert "江州市“最多跑一次”事项" in told


def test_a_step_that_does_not_exist_and_a_batch_of_others_are_not_there(client: Client) -> None:
    batch = circulated(["qiye-sheli"])
    assert step(signed_in(client, "yu2"), batch, "coronation").status_code == 404
    for stranger in ("wu3", "hao", "han"):
        assert signed_in(client, stranger).get(reverse("batch", args=[batch])).status_code == 404
        assert TITLE not in client.get(LIST).content.decode()
    assert TITLE in signed_in(client, "wen2").get(LIST).content.decode()
    assert "签字承诺</button>" not in page(client, batch)


@pytest.mark.seeds("C51")
def test_the_negative_list_is_kept_by_the_office_and_read_by_everybody(client: Client) -> None:
    item = twice(61)
    yu = signed_in(client, "yu2")
    bad = yu.post(LISTS, {**NEGATIVE, "slug": item.slug, "basis": "有关规定"})
    assert bad.status_code == 422
    assert NEGATIVE["reason"] in bad.content.decode()
    assert "请选择事项。" in yu.post(LISTS, NEGATIVE).content.decode()
    yu.post(LISTS, {**NEGATIVE, "slug": item.slug})
    row = NegativeEntry.objects.get()
    client.logout()
    public = client.get(reverse("once")).content.decode()
    for words in (row.item_name, row.ground_label, row.reason, row.basis):
        assert words in public
    yu = signed_in(client, "yu2")
    removal = reverse("negative-removal", args=[row.pk])
    assert yu.post(removal, {"reason": "好"}).status_code == 422
    yu.post(removal, {"reason": "已改为一次办。"})
    assert NegativeEntry.objects.get().stage == "removed"
    assert row.reason not in yu.get(reverse("once")).content.decode()


def test_differences_lead_to_where_they_are_put_right(client: Client) -> None:
    batch = announced(["tezhong-shebei"])
    worse("tezhong-shebei")
    yu = signed_in(client, "yu2")
    found = yu.get(reverse("batch-differences")).content.decode()
    assert "现行清单要到现场2次" in found
    assert f"{reverse('batch', args=[batch])}?item=tezhong-shebei#strike" in found
    step(yu, batch, "strike", slug="tezhong-shebei", reason="须到现场核验两次。")
    excluded("tezhong-shebei", day=10)
    assert "没有差异" in yu.get(reverse("batch-differences")).content.decode()
    client.logout()
    public = client.get(reverse("once-batch", args=["xzsp", 1])).content.decode()
    assert "已撤下" in public
    assert "须到现场核验两次。" in public


def test_who_would_pledge_what_was_just_given_back_is_told_so_and_still_sees_it(client: Client) -> None:
    batch = circulated(["qiye-sheli"])
    step(signed_in(client, "yu2"), batch, "return", reason="承诺时限刚刚调整，请核对。")
    response = step(signed_in(client, "zhou"), batch, "pledge", title="局长")
    assert response.status_code == 409
    told = response.content.decode()
    assert "承诺时限刚刚调整，请核对。" in told
    assert "签字承诺</button>" not in told
    assert TITLE in client.get(LIST).content.decode()


@pytest.mark.seeds("C9")
def test_items_are_sorted_by_type_and_narrowed_to_one(client: Client) -> None:
    url = reverse("batch-candidates", args=[drawn([])])
    yu = signed_in(client, "yu2")
    offered = yu.get(url).content.decode()
    assert "行政许可（" in offered
    assert "食品经营许可证变更" in offered
    assert "社会保障卡申领" in offered
    services = yu.get(url, {"type": "20"}).content.decode()
    assert "食品经营许可证变更" not in services
    assert "社会保障卡申领" in services


@pytest.mark.seeds("C11", "C13")
def test_everybody_reads_the_share_of_every_agency_beside_the_targets(client: Client) -> None:
    twice(61)
    announced(["qiye-sheli", "renli-ziyuan"])
    told = client.get(reverse("once")).content.decode()
    for words in ("不低于70%", "不低于95%", "不低于80%", f"{reverse('reform')}?list=first_batch#list"):
        assert words in told
    shares = client.get(reverse("once-shares")).content.decode()
    assert "江州市市场监督管理局" in shares
    assert "公共服务" in shares
    assert f"{reverse('matters')}?agency=rsj" in shares


def test_before_its_day_nobody_reads_a_batch(client: Client) -> None:
    announced(on=DAY)
    assert client.get(reverse("once-batch", args=["xzsp", 1])).status_code == 404
    assert NUMBER not in client.get(reverse("once")).content.decode()


def test_lists_cost_the_same_however_many_batches(client: Client) -> None:
    for slug in ("qiye-sheli", "qiye-zhuxiao", "shipin-biangeng", "yubaozhuang-beian"):
        announced([slug], on=at(6, 9).date())
    batch = announced(["shipin-jingying", "renli-ziyuan"])
    yu = signed_in(client, "yu2")
    pages = (
        LIST, reverse("batch", args=[batch]), reverse("batch-candidates", args=[drawn([])]),
        reverse("batch-differences"), LISTS, reverse("once"), reverse("once-batch", args=["xzsp", 1]), reverse("once-shares"),
    )  # fmt: skip
    for url in pages:
        yu.get(url)
        with CaptureQueriesContext(connection) as counted:
            yu.get(url)
        assert len(counted) <= 12, (url, len(counted))
