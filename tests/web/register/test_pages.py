"""The register in the browser: one records, another decides; nothing typed is lost; others see no register at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onewindow.core.numbers.uscc import make_uscc
from onewindow.intermediaries.models import Intermediary
from onewindow.people.register import PartyFacts
from tests.intermediaries import exported
from tests.intermediaries.register import applied, engaged, registered
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db

LIST, NEW, NETWORK = reverse("register"), reverse("register-new"), reverse("register-network")
OTHER = {"service": "ZJ12", "days": 9, "fee": 1, "per": "份"}
"""On the province's list, and not on this city's."""
TYPED = {
    "name": "江州市清衡检测技术有限公司", "number": make_uscc("990102", 9500), "address": "外省某市文昌路1号",
    "phone": "0990-1239001", "declared": "on",
    "qualifications-0-name": "检验检测机构资质认定证书", "qualifications-0-number": "CMA-1",
    "qualifications-0-until": "2027-06-30",
    "offers-0-service": "hygiene_test", "offers-0-days": "7", "offers-0-fee": "680.5", "offers-0-per": "份",
    "offers-0-qualification": "CMA-1",
    "ties-0-agency": "wsjk", "ties-0-kind": "subordinate", "ties-0-words": "该委员会所属事业单位。",
}  # fmt: skip


def page_of(client: Client, row: Intermediary) -> str:
    return client.get(reverse("register-body", args=[row.pk])).content.decode()


def post(client: Client, door: str, row: Intermediary, **typed: str) -> Any:
    return client.post(reverse(door, args=[row.pk]), typed)


@pytest.mark.seeds("N37", "H76")
def test_one_registrar_records_what_another_decides(client: Client) -> None:
    yu = signed_in(client, "yu2")
    response = yu.post(NEW, TYPED)
    row = Intermediary.objects.get()
    assert response.headers["Location"] == f"{reverse('register-body', args=[row.pk])}?done=record"
    assert (row.offers[0]["fee"], row.qualifications[0]["until"]) == (68_050, "2027-06-30")
    assert "由另一名登记人员决定" in page_of(yu, row)
    assert post(yu, "register-decision", row, decision="register").status_code == 403
    liao = signed_in(client, "liao2")
    assert "登记入册" in page_of(liao, row)
    post(liao, "register-decision", row, decision="register")
    row.refresh_from_db()
    assert row.stage == "registered"
    assert (
        "已登记入册" in liao.get(f"{reverse('register-body', args=[row.pk])}?done=register").content.decode()
    )


def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(client: Client) -> None:
    """A blank row between two filled ones is passed over; the message stands at the row where it is shown."""
    yu = signed_in(client, "yu2")
    typed = {
        **TYPED, "qualifications-0-until": "2026-02-30", "offers-0-fee": "面议", "offers-0-days": "99",
        "offers-2-service": "water_test", "offers-2-days": "5", "offers-2-fee": "900", "offers-2-per": "份",
        "offers-2-qualification": "CMA-9",
    }  # fmt: skip
    response = yu.post(NEW, typed)
    page = response.content.decode()
    assert response.status_code == 422
    for field in ("qualifications-0-until", "offers-0-fee", "offers-0-days", "offers-1-qualification"):
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}-error"' in page
    for words in ("面议", "CMA-9", "99", "该委员会所属事业单位。", "外省某市文昌路1号"):
        assert words in page
    assert yu.post(NEW, {}).status_code == 422
    assert yu.post(NEW, {"name": "长" * 100_000, "offers-0-days": "9" * 5000}).status_code == 422
    assert not Intermediary.objects.exists()


def test_an_entry_is_amended_with_a_reason_and_the_page_shows_it(client: Client) -> None:
    row = registered()
    yu = signed_in(client, "yu2")
    form = yu.get(reverse("register-amendment", args=[row.pk])).content.decode()
    assert f'value="{row.name}"' in form
    assert 'value="600"' in form
    typed = {**TYPED, "name": row.name, "number": row.number}
    assert post(yu, "register-amendment", row, **typed).status_code == 422
    post(yu, "register-amendment", row, **typed, reason="补充披露关系，调整价格。")
    row.refresh_from_db()
    assert (row.ties[0]["agency"], row.offers[0]["fee"]) == ("wsjk", 68_050)
    assert "临江区卫生健康委员会：隶属关系" in page_of(yu, row)


@pytest.mark.seeds("H78")
def test_suspending_resuming_and_striking_off_need_a_ground_and_words(client: Client) -> None:
    row = registered()
    yu = signed_in(client, "yu2")
    again = post(yu, "register-suspension", row, ground="late", reason="拖")
    assert again.status_code == 422
    assert '<details class="more" open>' in again.content.decode()
    assert "拖</textarea>" in again.content.decode()
    assert post(yu, "register-suspension", row, ground="quota", reason="本地已有三家。").status_code == 422
    post(yu, "register-suspension", row, ground="late", reason="两次超过公布的时限。")
    post(yu, "register-resumption", row, reason="整改完成。")
    post(yu, "register-removal", row, ground="own", reason="机构申请退出。")
    row.refresh_from_db()
    assert (row.stage, row.ground) == ("struck_off", "own")
    assert "机构自己申请退出" in yu.get(f"{LIST}?stage=struck_off").content.decode()


def test_a_refusal_to_register_stays_on_the_page_when_it_says_too_little(client: Client) -> None:
    key = applied()
    liao = signed_in(client, "liao2")
    url = reverse("register-decision", args=[key])
    page = liao.post(url, {"decision": "refuse", "ground": "", "reason": "材料有假"})
    assert (page.status_code, "请选择依据的情形" in page.content.decode()) == (422, True)
    assert "材料有假" in page.content.decode()
    liao.post(url, {"decision": "refuse", "ground": "untrue", "reason": "证书附表不符。"})
    assert Intermediary.objects.get().stage == "refused"


def test_another_office_and_an_agency_keep_none_of_it(client: Client) -> None:
    row = registered()
    for name in ("wu3", "tang3", "wen2"):
        other = signed_in(client, name)
        assert row.name not in other.get(LIST).content.decode()
        assert other.get(reverse("register-body", args=[row.pk])).status_code == 404
    assert NEW in signed_in(client, "yu2").get(LIST).content.decode()
    wen = signed_in(client, "wen2")
    assert NEW not in wen.get(LIST).content.decode()
    assert "审批部门不设自己的名册" in wen.get(NEW).content.decode()
    refused = wen.post(NEW, TYPED)
    assert (refused.status_code, Intermediary.objects.count()) == (403, 1)


def test_the_list_is_read_in_few_statements_however_many_there_are(
    client: Client, restaurant: PartyFacts, statements: Any
) -> None:
    for serial in range(1, 31):
        engaged(registered(serial), restaurant)
    yu = signed_in(client, "yu2")
    with statements() as counted:
        page = yu.get(LIST).content.decode()
    assert page.count("委托1次") == 30
    assert counted.count <= 12


@pytest.mark.seeds("H77")
def test_a_file_of_the_network_is_brought_in_or_told_what_is_wrong(client: Client) -> None:
    def sent(*bodies: Any) -> dict[str, Any]:
        return {
            "file": SimpleUploadedFile("省网.json", exported.file(*bodies), content_type="application/json")
        }

    yu = signed_in(client, "yu2")
    assert "从省网带入" in yu.get(LIST).content.decode()
    wrong = yu.post(NETWORK, sent(exported.body(1), exported.body(2, phone="12")))
    assert wrong.status_code == 422
    assert "第2家（陵阳市第2检测有限公司）：业务电话" in wrong.content.decode()
    assert yu.post(NETWORK, {}).status_code == 422
    large = SimpleUploadedFile("省网.json", b" " * (1024 * 1024 + 1))
    assert "不能超过1 MB" in yu.post(NETWORK, {"file": large}).content.decode()
    assert not Intermediary.objects.exists()
    done = yu.post(NETWORK, sent(exported.body(1), exported.body(3, offers=[OTHER])), follow=True)
    assert "带入1家，由另一名登记人员决定。1家已经在册" in done.content.decode()
    assert [row.stage for row in Intermediary.objects.all()] == ["applied"]
    assert yu.get(LIST, {"recorded": "9" * 5000, "passed": "x"}).status_code == 200
    refused = signed_in(client, "wen2").post(NETWORK, sent(exported.body(4)))
    assert (refused.status_code, Intermediary.objects.count()) == (403, 1)
