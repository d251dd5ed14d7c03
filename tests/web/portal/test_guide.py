"""The guide of a matter: complete, begun by the person's situation, and printable."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from onewindow.catalogue import listing, schema
from onewindow.catalogue.models import Edition, edition
from onewindow.catalogue.schema.kinds import HANDLINGS
from onewindow.places.directory import forget
from onewindow.web.guides.handling import DOORS
from onewindow.web.guides.sheet import sheet_data
from onewindow.web.guides.situation import situation_of
from onewindow.web.guides.spelling import spell_limits
from tests.catalogue.documents import promised, with_at
from tests.stories.conftest import MONDAY

pytestmark = pytest.mark.django_db
RENTED = "premises=rented&format=catering&special_food=none"


def page_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


CHENGHAI = {
    "办理依据": "《中华人民共和国食品安全法》第三十五条",
    "受理单位": "江州市市场监督管理局",
    "基本流程": "食品经营许可（新办）办事流程图",
    "申请材料": "食品经营许可申请书",
    "表格下载": "/matters/shipin-jingying/form/",
    "示范文本": "80平方米餐馆布局图",
    "常见错误示例": "没有标尺寸",
    "收费依据及标准": "不收费",
    "办理时限": "10个工作日",
    "责任追究": "依法追究责任",
    "咨询方式": "0990-1234510",
    "办公时间": "工作日9:00至12:00",
    "办公地址": "江州市临江区滨江大道88号",
    "乘车线路": "地铁1号线到“滨江大道”站",
    "状态查询": "凭办件编号和查询密码查进度",
}


@pytest.mark.seeds("N13")
@pytest.mark.parametrize("field", CHENGHAI)
def test_the_guide_has_every_field_of_the_chenghai_list(client: Client, field: str) -> None:
    assert CHENGHAI[field] in page_of(client, "/matters/shipin-jingying/")


@pytest.mark.seeds("N14")
def test_every_matter_in_force_has_a_guide_a_form_and_a_sheet(client: Client) -> None:
    for slug in Edition.objects.in_force(MONDAY.date()).values_list("slug", flat=True):
        page = page_of(client, f"/matters/{slug}/")
        for anchor in ("materials", "process", "where", "fees", "bases", "faq", "supervision"):
            assert f'id="{anchor}"' in page
        page_of(client, f"/matters/{slug}/form/")
        guide = Edition.objects.get(slug=slug).guide
        assert sheet_data(situation_of(guide, {}))["name"] == guide.name


def test_unchecked_articles_are_marked(client: Client) -> None:
    bases = page_of(client, "/matters/shipin-jingying/").split('id="bases"')[1].split("</section>")[0]
    assert bases.count("待核</span>") == 4


def test_answers_choose_the_materials(client: Client) -> None:
    page = page_of(client, f"/matters/shipin-jingying/?{RENTED}")
    assert "房屋租赁合同" in page
    assert "不动产权证书</" not in page.replace("不动产权证书 ", "不动产权证书</")
    assert "要交 <strong>7</strong> 份材料，另外 3 份不用交" in page
    assert "<dd>租赁房屋" in page


def test_before_it_is_answered_no_material_is_left_out(client: Client) -> None:
    guide = Edition.objects.get(slug="shipin-jingying").guide
    some = situation_of(guide, {"premises": "rented"})
    assert [one.material.id for one in some.materials if one.when] == ["canteen_contract", "cold_room"]
    assert "选“单位食堂”的要交" in page_of(client, "/matters/shipin-jingying/?premises=rented")


def test_answers_the_guide_does_not_know_are_ignored(client: Client) -> None:
    guide = Edition.objects.get(slug="shipin-jingying").guide
    assert situation_of(guide, {"premises": "stolen", "evil": "1"}).answers == {}


def test_the_special_procedure_says_its_cap_and_what_it_does_not_count_in(client: Client) -> None:
    page = page_of(client, "/matters/shipin-jingying/")
    assert "最长5个工作日，所用时间不计入承诺时限，但计入法定时限。" in page
    assert "由2名以上工作人员进行" in page


def test_a_deferrable_material_says_days_and_consequence(client: Client) -> None:
    assert "3个工作日内补交；逾期没有补齐的，撤销受理" in page_of(client, "/matters/shipin-jingying/")


def test_an_unknown_matter_is_not_there(client: Client) -> None:
    assert client.get("/matters/no-such/").status_code == 404
    assert client.get("/matters/no-such/guide.pdf").status_code == 404


def test_a_guide_needs_six_statements_even_when_nothing_is_in_memory(client: Client, statements: Any) -> None:
    page_of(client, "/matters/shipin-jingying/")
    with statements() as counted:
        page_of(client, f"/matters/shipin-jingying/?{RENTED}")
    assert counted.count <= 2
    for slug in ("tezhong-shebei", "xiaofang-jiancha"):
        with statements() as counted:
            forget()
            edition._kept_guides.clear()
            listing._listing.cache_clear()
            page_of(client, f"/matters/{slug}/")
        assert counted.count <= 6


def test_one_question_is_asked_at_a_time_and_each_can_be_taken_back(client: Client) -> None:
    first = page_of(client, "/matters/shipin-jingying/")
    assert re.findall(r'type="radio" name="(\w+)"', first) == ["premises"] * 2
    second = page_of(client, "/matters/shipin-jingying/?premises=rented")
    assert set(re.findall(r'type="radio" name="(\w+)"', second)) == {"format"}
    assert '<input type="hidden" name="premises" value="rented">' in second
    done = page_of(client, f"/matters/shipin-jingying/?{RENTED}")
    assert 'type="radio"' not in done
    assert "?premises=rented&amp;special_food=none#situation" in done


def test_going_on_without_an_answer_says_so_at_the_question(client: Client) -> None:
    assert "请选一项，再点“下一步”" in page_of(client, "/matters/shipin-jingying/?asked=premises")
    went_on = page_of(client, "/matters/shipin-jingying/?asked=premises&premises=rented")
    assert "请选一项" not in went_on


def nested() -> schema.Edition:
    """场所是谁的 (自有, 租用) → 租期够不够, asked of tenants alone; the lease only where it is too short."""
    document = promised()
    asked = {
        "id": "term", "question": "租期够不够？", "when": {"premises": ["rented"]},
        "answers": [{"id": "long", "label": "够"}, {"id": "short", "label": "不够"}],
    }  # fmt: skip
    document = with_at(document, "situations", [*document["situations"], asked])
    return schema.read(with_at(document, "materials.1.when", {"term": ["short"]}))


def test_what_hangs_under_an_answer_not_given_is_no_longer_possible() -> None:
    names = [one.material.id for one in situation_of(nested(), {}).materials]
    assert names == ["licence", "lease"]
    owned = situation_of(nested(), {"premises": "owned"})
    assert owned.is_complete
    assert [one.material.id for one in owned.materials] == ["licence"]
    rented = situation_of(nested(), {"premises": "rented"})
    assert rented.next is not None
    assert rented.next.id == "term"
    assert [(one.material.id, one.when) for one in rented.materials][1] == ("lease", "选“不够”的")


def test_a_question_falls_away_with_what_it_hangs_under() -> None:
    told = situation_of(nested(), {"premises": "rented", "term": "short"})
    assert told.without("premises") == {}
    assert situation_of(nested(), {"premises": "owned", "term": "short"}).answers == {"premises": "owned"}


def test_limits_and_fees_follow_the_answers() -> None:
    case = {"when": {"premises": ["owned"]}, "promised": {"n": 1, "unit": "working_day"}}
    guide = schema.read(with_at(promised(), "limits.cases", [case]))
    assert [when for _, when in situation_of(guide, {}).limit_cases] == ["选“自有”的"]
    assert dict(spell_limits(situation_of(guide, {"premises": "owned"})))["多久办好（承诺）"] == "1个工作日"
    assert situation_of(guide, {"premises": "owned"}).limit_cases == []


def test_what_is_spared_is_listed_apart_and_says_how_the_agency_gets_it() -> None:
    guide = schema.read(with_at(promised(), "materials.0.spared", "licence"))
    situation = situation_of(guide, {"premises": "owned"})
    assert situation.materials == []
    assert [one.material.spared_label for one in situation.spared] == ["调用电子证照"]
    assert sheet_data(situation)["spared"] == [
        {"name": "营业执照", "way": "调用电子证照（市场监督管理部门）", "when": None}
    ]


def test_every_way_of_handling_says_what_to_do_and_none_says_soon() -> None:
    assert set(DOORS) == set(HANDLINGS)
    assert not any("即将" in meaning for meaning, _, _ in DOORS.values())
    assert {leads for _, leads, _ in DOORS.values()} <= {"halls", "phone", "form", "track"}


def test_the_sheet_lists_only_what_the_answers_ask() -> None:
    guide = Edition.objects.get(slug="shipin-jingying").guide
    data = sheet_data(situation_of(guide, dict(re.findall(r"(\w+)=(\w+)", RENTED))))
    listed = [one["name"] for one in data["materials"]]
    assert "房屋租赁合同" in listed
    assert "不动产权证书" not in listed
    assert data["qr_text"].endswith(f"/matters/shipin-jingying/editions/1/?{RENTED}")


def test_what_is_handed_back_for_the_result_depends_on_the_answers(client: Client) -> None:
    assert "移装、重新启用的收回旧证原件" in page_of(client, "/matters/tezhong-shebei/?reason=moved")
    assert "收回旧证原件" not in page_of(client, "/matters/tezhong-shebei/?reason=first")
