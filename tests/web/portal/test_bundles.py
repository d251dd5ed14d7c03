"""The pages of bundles: begun by the person's situation, everything once, the order as a picture."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onewindow.bundles.merging import merge
from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import items_in_force
from onewindow.catalogue.models import Edition
from onewindow.places.directory import forget
from tests.stories.conftest import MONDAY

pytestmark = pytest.mark.django_db
URL = "/bundles/kaiban-canyindian/"
WHOLE = {
    "premises": "rented", "size": "full", "crowd": "large", "fire_way": "ordinary", "sign": "with_sign", "food.special_food": "none",
    "facility": "manual", "sign.size": "small", "sign.lit": "unlit",
}  # fmt: skip
MOST_STATEMENTS = 8


def page_of(client: Client, url: str, **answers: str) -> str:
    answer = client.get(url, answers)
    assert answer.status_code == 200
    return answer.content.decode()


def section(page: str, name: str) -> str:
    return page.split(f'<section id="{name}">')[1].split("</section>")[0]


@pytest.mark.seeds("C35", "H26")
def test_bundles_are_listed_by_who_they_are_for(client: Client) -> None:
    page = page_of(client, "/bundles/")
    for row in BundleEdition.objects.in_force(MONDAY.date()):
        heading = "个人一件事" if row.audience == "person" else "企业和其他组织一件事"
        assert f'href="/bundles/{row.slug}/"' in page.split(heading)[1].split("</section>")[0]


@pytest.mark.seeds("H26")
def test_every_bundle_in_force_says_what_its_guide_must(client: Client) -> None:
    for row in BundleEdition.objects.in_force(MONDAY.date()):
        page = page_of(client, f"/bundles/{row.slug}/")
        for said in (
            "一起办哪些事",
            "什么条件能办",
            "申报方式",
            "一套材料",
            "受理模式",
            "审核程序",
            "发证方式",
            "牵头部门",
        ):
            assert said in page


def test_the_page_begins_with_the_questions_and_says_what_is_still_open(client: Client) -> None:
    page = page_of(client, URL)
    assert page.index("店面是自有的还是租来的？") < page.index('id="members"')
    assert "消防安全检查您选择哪种方式？" not in page
    assert section(page, "members").count("视情形") == 5
    some = page_of(client, URL, crowd="large", sign="no_sign")
    assert "消防安全检查您选择哪种方式？" in some
    assert "还有 4 个问题没有回答" in some
    assert section(some, "members").count("视情形") == 4


@pytest.mark.seeds("W15", "L23")
def test_a_material_stands_once_and_says_what_it_is_for(client: Client) -> None:
    materials = section(page_of(client, URL, **WHOLE), "materials")
    assert len(re.findall(r"<h3>营业执照 ", materials)) == 1
    licence = materials.split("<h3>营业执照 ")[1].split("</li>")[0]
    for member in ("食品经营许可（新办）", "公众聚集场所消防安全检查（一般程序）", "户外招牌设施设置许可"):
        assert f'<span class="tag tag--act">{member}</span>' in licence
    assert "<strong>食品经营许可申请书</strong>：由一张表单生成" in materials.split("这些不用您交")[1]


def test_the_counts_are_those_of_the_merger(client: Client) -> None:
    row = BundleEdition.objects.in_force(MONDAY.date()).get(slug="kaiban-canyindian")
    merged = merge(row.bundle, items_in_force(row.bundle.items, MONDAY.date()), WHOLE)
    alone = sum(len(part.guide.requirements(part.answers)) for part in merged.parts)
    fields = sum(len(part.guide.form) for part in merged.parts)
    page = re.sub(r"</?strong>", "", page_of(client, URL, **WHOLE))
    assert merged.is_complete
    assert f"办 4 个事项，填 1 张表（{len(merged.form)} 项），交 {len(merged.materials.asked)} 份材料" in page
    assert f"少填 {fields - len(merged.form)} 项、少交 {alone - len(merged.materials.asked)} 份" in page
    assert section(page, "materials").count('class="bundle-uses"') == len(merged.materials.asked)


def test_the_picture_has_a_box_a_member_and_tells_the_order_in_words(client: Client) -> None:
    order = section(page_of(client, URL, **WHOLE), "order")
    assert order.count('class="order-box"') == 2 * 4
    told = "第1步，企业营业执照信息核验（江州市市场监督管理局）、食品经营许可（新办）（江州市市场监督管理局）、公众聚集场所消防安全检查（一般程序）（临江区消防救援大队）"
    assert told in order
    assert order.count("联合现场核查") >= 2 * 2
    assert "style=" not in order


def test_the_figures_before_and_after_are_shown_with_their_source(client: Client) -> None:
    effect = section(page_of(client, URL), "effect")
    for words in ("37个工作日", "4个工作日", "32份", "10份", "5次", "1次", "数字来源：湖南省"):
        assert words in effect


def test_strange_answers_change_nothing_and_are_not_echoed(client: Client) -> None:
    page = page_of(client, URL, premises="<script>", nothing="x" * 5000, crowd="large")
    assert "<script>" not in page
    assert "x" * 100 not in page
    assert client.get("/bundles/mei-you/").status_code == 404


def test_a_member_that_is_suspended_is_named_and_the_rest_goes_on(client: Client) -> None:
    Edition.objects.filter(slug="huwai-zhaopai").update(stage="suspended")
    page = page_of(client, URL, **WHOLE)
    assert "目前暂停办理，其余照常" in page
    assert "户外招牌设施设置许可" not in section(page, "members")
    assert "食品经营许可（新办）" in section(page, "members")


@pytest.mark.parametrize("url", ["/bundles/", URL])
def test_a_page_takes_few_statements(client: Client, url: str) -> None:
    forget()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page_of(client, url, **WHOLE)
    assert len(captured) <= MOST_STATEMENTS


def test_the_search_finds_bundles_by_everyday_words(client: Client) -> None:
    page = page_of(client, "/search/", q="开饭店")
    assert 'href="/bundles/kaiban-canyindian/"' in page
    assert page.index("/bundles/kaiban-canyindian/") < page.index("/matters/shipin-jingying/")
    assert 'href="/bundles/"' in page_of(client, "/")
