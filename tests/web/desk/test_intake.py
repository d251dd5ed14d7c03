"""收件 through the page: one screen, everything known filled in, everything wrong said at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Case, Paper
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.people.models import Party
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.web.conftest import signed_in
from tests.web.desk.posting import chosen_in, field_of, intake_post, opened, send, taken_in, words_of

FOOD = "shipin-jingying"


@pytest.fixture
def wang(client: Client, cast: Cast) -> Client:
    return signed_in(client, "wang")


@pytest.mark.seeds("W32", "W46")
def test_a_complete_intake_ends_at_the_receipt_with_its_two_numbers(
    wang: Client, restaurant: PartyFacts
) -> None:
    no = taken_in(wang, FOOD, restaurant)
    case = Case.objects.get(no=no)
    page = wang.get(f"/desk/cases/{no}/received/")
    receipt = Document.objects.select_related("subject").get(case_no=no, kind="intake_notice")
    assert (case.stage, case.applicant_name, case.window_code) == ("received", restaurant.name, "lj-01")
    assert no in words_of(page)
    assert receipt.data()["query_code"] in words_of(page)
    assert f"/papers/{receipt.id}.pdf" in page.content.decode()


def test_a_usual_copy_is_labelled_once_and_a_card_that_goes_back_is_not(wang: Client, li: PartyFacts) -> None:
    no = taken_in(wang, "laonian-youdai", li)
    assert set(Paper.objects.filter(case__no=no).values_list("name", "form")) == {
        ("一寸免冠彩色照片", "original")
    }


@pytest.mark.seeds("W46")
def test_everything_wrong_is_said_at_once_and_everything_typed_is_kept(
    wang: Client, restaurant: PartyFacts
) -> None:
    post = intake_post(wang, FOOD, restaurant)
    broken = post | {
        "party.number": "91990102MA00000000", "party.phone": "12", "party.name": "望江小馆",
        "state-application": "missing", "state-layout": "", "form.area": "很大", "answers.premises": "",
        "return_by": "post", "post_address": "近", "agent.name": "张三", "copies-licence": "两份",
    }  # fmt: skip
    page = send(wang, FOOD, broken)
    words = words_of(page)
    assert page.status_code == 422
    for part in ("统一社会信用代码", "11 位手机号", "缺少《食品经营许可申请书》", "缺少《经营场所布局和操作流程图》",
                 "经营面积（平方米）请填写数字", "请选择：经营场所是自有的还是租来的", "完整的收件地址", "代理人须填写",
                 "复印件份数请填写 0 到 999 的整数"):  # fmt: skip
        assert part in words, part
    assert field_of(page, "party.name") == "望江小馆"
    assert field_of(page, "party.phone") == "12"
    assert field_of(page, "form.area") == "很大"
    assert field_of(page, "copies-licence") == "两份"
    assert chosen_in(page, "state-licence") == "original_seen"
    assert chosen_in(page, "return_by") == "post"
    assert not Case.objects.exists()
    assert not Party.objects.exists()


def test_every_message_leads_to_a_place_on_the_page(wang: Client, restaurant: PartyFacts) -> None:
    page = send(wang, FOOD, opened(wang, FOOD) | {"act": "finish"})
    html = page.content.decode()
    links = [part.split('"')[0] for part in html.split('href="#id_')[1:]]
    assert len(links) > 10
    assert [link for link in links if f'id="id_{link}"' not in html] == []


@pytest.mark.seeds("W46")
def test_a_known_applicant_is_filled_in_masked_and_what_is_held_need_not_be_handed_in(
    wang: Client, restaurant: PartyFacts
) -> None:
    first = taken_in(wang, FOOD, restaurant)
    fresh = opened(wang, FOOD)
    page = send(wang, FOOD, fresh | {"act": "party", "party.number": restaurant.number})
    words = words_of(page)
    assert restaurant.name in words
    assert "139****0001" in words
    assert restaurant.phone not in page.content.decode()
    assert chosen_in(page, "state-licence") == "held"
    assert f"办件尾号 {first[-6:]}" in words
    assert field_of(page, "form.projects") == "按规定填写"
    assert "这位申请人在办" in words


def test_a_persons_number_never_stands_on_the_page_once_it_was_read(wang: Client, li: PartyFacts) -> None:
    taken_in(wang, "laonian-youdai", li)
    page = send(
        wang, "laonian-youdai", opened(wang, "laonian-youdai") | {"act": "party", "party.number": li.number}
    )
    assert li.number not in page.content.decode()
    assert f"{li.number[:6]}**********{li.number[-2:]}" in words_of(page)


def test_the_second_matter_of_a_known_applicant_needs_no_number_phone_or_field_again(
    wang: Client, restaurant: PartyFacts
) -> None:
    taken_in(wang, FOOD, restaurant)
    fresh = opened(wang, FOOD)
    page = send(wang, FOOD, fresh | {"act": "party", "party.number": restaurant.number})
    known = fresh | {"act": "finish", "party.known": field_of(page, "party.known"), "return_by": "window"}
    known |= {f"answers.{name}": answer for name, answer in
              (("premises", "owned"), ("format", "catering"), ("special_food", "none"))}  # fmt: skip
    for name in ("premises_address", "projects", "area", "staff", "safety_officer"):
        known[f"form.{name}"] = field_of(page, f"form.{name}")
    known |= {"form.business_format": "餐饮服务经营者", "state-application": "original_seen"}
    for name in ("layout", "equipment", "rules", "premises_owned"):
        known[f"state-{name}"] = "held"
    answer = send(wang, FOOD, known)
    assert answer.status_code == 302
    assert Case.objects.count() == 2
    assert Party.objects.count() == 1


def test_a_new_applicant_is_told_apart_from_a_wrong_number(wang: Client, restaurant: PartyFacts) -> None:
    new = send(wang, FOOD, opened(wang, FOOD) | {"act": "party", "party.number": restaurant.number})
    wrong = send(
        wang, FOOD, opened(wang, FOOD) | {"act": "party", "party.number": restaurant.number[:-1] + "A"}
    )
    assert "平台还没有这位申请人的记录" in words_of(new)
    assert "校验不通过" in words_of(wrong)
    assert field_of(wrong, "party.number") == restaurant.number[:-1] + "A"


@pytest.mark.seeds("W46")
def test_the_legal_person_of_a_company_stays_when_the_number_was_a_persons(
    wang: Client, restaurant: PartyFacts, li: PartyFacts
) -> None:
    """The clerk laid the agent's card on the reader instead of scanning the licence."""
    post = intake_post(wang, FOOD, restaurant) | {"party.number": li.number}
    page = send(wang, FOOD, post)
    assert page.status_code == 422
    assert field_of(page, "party.legal_person") == restaurant.legal_person != ""
    assert "个人没有法定代表人（负责人）。请核对号码，或者删去这一项。" in words_of(page)
    assert send(wang, FOOD, post | {"party.number": restaurant.number}).status_code == 302


def test_what_was_said_of_a_number_is_gone_with_it(wang: Client, li: PartyFacts) -> None:
    """The applicant that was read is known, and what was typed before for somebody else is cleared."""
    taken_in(wang, "laonian-youdai", li)
    typed = {
        "act": "party",
        "party.number": li.number,
        "party.legal_person": "王大海",
        "party.name": "王" * 101,
    }
    page = send(wang, "laonian-youdai", opened(wang, "laonian-youdai") | typed)
    assert "王大海" not in words_of(page)
    assert "field__error" not in page.content.decode()


def test_a_person_is_told_at_once_that_the_item_is_for_organisations(wang: Client, li: PartyFacts) -> None:
    page = send(wang, FOOD, opened(wang, FOOD) | {"act": "party", "party.number": li.number})
    assert "本事项面向企业和组织办理" in words_of(page)


def test_without_scripts_an_answer_reloads_the_list_and_keeps_all_that_was_typed(
    wang: Client, restaurant: PartyFacts
) -> None:
    typed = opened(wang, FOOD) | {
        "act": "list", "party.name": "望江小馆", "form.area": "80", "state-application": "original_seen",
        "answers.premises": "rented", "confirm-layout": "赵明电话确认", "fault-layout": "1", "state-layout": "defective",
    }  # fmt: skip
    page = send(wang, FOOD, typed)
    words = words_of(page)
    assert page.status_code == 200
    assert "房屋租赁合同" in words
    assert 'id="state-premises_owned-' not in page.content.decode()
    assert field_of(page, "party.name") == "望江小馆"
    assert field_of(page, "form.area") == "80"
    assert field_of(page, "confirm-layout") == "赵明电话确认"
    assert chosen_in(page, "state-layout") == "defective"
    assert 'id="fault-layout-1" value="1" checked' in page.content.decode()


@pytest.mark.seeds("W46")
def test_a_flaw_is_taken_in_only_with_the_name_of_who_confirmed_it(
    wang: Client, restaurant: PartyFacts
) -> None:
    flawed = {"state-layout": "defective", "fault-layout": ["0", "2"]}
    refused = send(wang, FOOD, intake_post(wang, FOOD, restaurant, **flawed))
    no = taken_in(wang, FOOD, restaurant, **flawed, **{"confirm-layout": "市监局赵明"})
    line = Case.objects.get(no=no).submissions.get(material="layout")
    assert "经部门哪位同志确认" in words_of(refused)
    assert line.note.endswith("经部门确认：市监局赵明")
    assert line.checked == [1]


@pytest.mark.seeds("W47", "W38")
def test_a_deferral_shows_its_day_and_consequence_and_needs_the_signed_promise(
    wang: Client, restaurant: PartyFacts
) -> None:
    refused = send(wang, FOOD, intake_post(wang, FOOD, restaurant, **{"state-layout": "deferred"}))
    no = taken_in(wang, FOOD, restaurant, **{"state-layout": "deferred", "commitment": "1"})
    words = words_of(refused)
    assert "须由申请人签署容缺受理承诺书" in words
    assert "请在 3 个工作日内补齐，最晚 3月5日（星期四）；逾期：撤销受理决定" in words
    assert Document.objects.filter(case_no=no, kind="deferral_commitment").count() == 1
    assert "容缺受理承诺书" in words_of(wang.get(f"/desk/cases/{no}/received/"))


@pytest.mark.seeds("W38", "W44", "W45")
def test_the_handbook_stands_beside_every_line_and_the_agencys_phone_beside_it_all(wang: Client) -> None:
    words = words_of(wang.get(f"/desk/intake/{FOOD}/"))
    for part in ("逐项填写，由法定代表人或负责人签字并加盖公章", "原料、成品、餐饮具回收的路线没有交叉",
                 "常见错误：只复印了有照片的一面", "0990-1234510", "还有 3 个情形没有选"):  # fmt: skip
        assert part in words, part


def test_nested_questions_follow_and_what_they_settle_is_said(wang: Client) -> None:
    birth = "chusheng-dengji"
    given = {"follows": "father", "married": "unmarried", "born_in": "mainland"}
    typed = (
        opened(wang, birth) | {"act": "list"} | {f"answers.{one}": answer for one, answer in given.items()}
    )
    asked = send(wang, birth, typed)
    assert "还有 1 个情形没有选" in words_of(asked)
    assert 'name="answers.named_father"' in asked.content.decode()
    settled = words_of(send(wang, birth, typed | {"answers.named_father": "missing"}))
    assert "按这个情形：承诺3个工作日" in settled
    assert "出生医学证明" in settled.split("免提交，不得向申请人要")[1]
    other = send(wang, birth, typed | {"answers.follows": "mother", "answers.named_father": "missing"})
    assert 'name="answers.named_father"' not in other.content.decode()
    assert "按这个情形：承诺1个工作日" in words_of(other)


def test_what_may_not_be_deferred_offers_no_deferral(wang: Client) -> None:
    html = wang.get(f"/desk/intake/{FOOD}/").content.decode()
    assert 'id="state-layout-deferred"' in html
    assert 'id="state-licence-deferred"' not in html


def test_two_presses_of_finish_take_the_matter_in_once(wang: Client, restaurant: PartyFacts) -> None:
    post = intake_post(wang, FOOD, restaurant)
    first, second = send(wang, FOOD, post), send(wang, FOOD, post)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert Evidence.objects.count() == Evidence.objects.values("key").distinct().count()


def test_a_form_that_was_cut_on_the_way_is_not_taken_in(wang: Client, restaurant: PartyFacts) -> None:
    post = intake_post(wang, FOOD, restaurant)
    del post["end"]
    page = send(wang, FOOD, post)
    assert page.status_code == 422
    assert "表单没有传完整" in words_of(page)
    assert not Case.objects.exists()


def test_an_item_of_another_hall_is_not_taken_in_here(wang: Client, restaurant: PartyFacts) -> None:
    page = wang.get("/desk/intake/renli-ziyuan/")
    assert "本事项在江州市政务服务中心" in words_of(page)
    assert "data-grid-next disabled" in page.content.decode()
    answer = send(wang, "renli-ziyuan", intake_post(wang, "renli-ziyuan", restaurant))
    assert answer.status_code == 409
    assert "本厅不能收件" in words_of(answer)
    assert not Case.objects.exists()


def test_an_unknown_item_is_not_found(wang: Client) -> None:
    assert wang.get("/desk/intake/no-such-item/").status_code == 404


def test_the_agent_is_named_and_checked(wang: Client, restaurant: PartyFacts, li: PartyFacts) -> None:
    wrong = intake_post(
        wang, FOOD, restaurant, **{"agent.name": "李秀英", "agent.number": "110101199001011234"}
    )
    assert "代理人：" in words_of(send(wang, FOOD, wrong))
    whole = {"agent.name": "李秀英", "agent.number": li.number, "agent.phone": li.phone, "agent.mandate": "1"}
    no = taken_in(wang, FOOD, restaurant, **whole)
    agent = Case.objects.whole().get(no=no).application.facts()["agent"]
    assert (agent["name"], agent["number"]) == ("李秀英", li.number)
    assert "代理人" in words_of(wang.get(f"/desk/cases/{no}/"))


def test_an_intake_takes_few_statements(wang: Client, restaurant: PartyFacts, statements: Any) -> None:
    post = intake_post(wang, FOOD, restaurant)
    with statements() as counted:
        assert send(wang, FOOD, post).status_code == 302
    session_and_post = 3
    edition_and_once = 2
    assert counted.count <= 18 + session_and_post + edition_and_once
