"""The components: the same words everywhere, what was typed is kept, nothing is said by colour alone."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from onewindow.core.calendar import SHANGHAI
from onewindow.core.refusal import Finding
from onewindow.web.components import SHAPES, SIGNS, Answer, Entry, MaterialRow, Number, Task, Turn


class ShopForm(forms.Form):
    name = forms.CharField(label="经营者名称", help_text="与营业执照一致")
    phone = forms.CharField(
        label="联系电话",
        min_length=11,
        error_messages={"min_length": "请填写11位手机号码", "required": "请填写联系电话"},
    )
    kind = forms.ChoiceField(
        label="类型",
        choices=[("person", "个体工商户"), ("company", "企业")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择类型"},
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea)


def render(source: str, **context: object) -> str:
    return Template("{% load onewindow %}" + source).render(Context(context))


def text_of(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def test_summary_and_field_say_the_error_in_the_same_words() -> None:
    form = ShopForm({"name": "望江小馆", "phone": "138"})
    html = render("{% error_summary form %}{% render_form form %}", form=form)
    assert html.count("请填写11位手机号码") == 2
    assert html.count("请选择类型") == 2


def test_every_link_of_the_error_summary_leads_to_something_on_the_page() -> None:
    html = render("{% error_summary form %}{% render_form form %}", form=ShopForm({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_name", "id_phone", "id_kind"]
    assert all(f'id="{target}"' in html for target in targets)


def test_a_field_in_error_keeps_what_was_typed() -> None:
    html = render("{% render_field form.phone %}", form=ShopForm({"phone": "138 0000"}))
    assert 'value="138 0000"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_points_to_its_hint_and_its_error() -> None:
    html = render("{% render_field form.name %}", form=ShopForm({}))
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert described.group(1) == "id_name-hint id_name-error"
    assert 'id="id_name-hint"' in html
    assert 'id="id_name-error"' in html


def test_only_what_may_be_left_out_is_marked() -> None:
    html = render("{% render_form form %}", form=ShopForm())
    assert text_of(html).count("（选填）") == 1
    assert "说明（选填）" in text_of(html)


def test_findings_of_a_refusal_that_concern_no_field_are_not_links() -> None:
    html = render("{% error_summary findings %}", findings=[Finding("", "该办件已由他人受理")])
    assert "该办件已由他人受理" in html
    assert "<a" not in html


def test_no_error_no_summary() -> None:
    assert render("{% error_summary form %}", form=ShopForm()).strip() == ""


def test_the_title_says_error_first_when_the_form_came_back() -> None:
    assert render("{% title_prefix %}", form=ShopForm({})) == "错误："
    assert render("{% title_prefix %}", form=ShopForm()) == ""
    assert render("{% title_prefix %}", findings=[Finding("name", "请填写")]) == "错误："


@pytest.mark.parametrize("sign", SIGNS)
def test_a_state_is_a_word_and_a_shape_besides_its_colour(sign: str) -> None:
    html = render("{% state sign %}", sign=sign)
    assert text_of(html) == SIGNS[sign].word
    assert SHAPES[SIGNS[sign].shape] in html


def test_cards_and_pauses_do_not_share_a_shape() -> None:
    shapes = [SIGNS[name].shape for name in ("yellow", "red", "paused", "open", "done")]
    assert shapes == ["triangle", "square", "bars", "dot", "tick"]


def test_grades_are_written_in_their_squares() -> None:
    html = render('{% grade "A" %}{% grade "B" %}{% grade "C" %}{% grade "D" %}')
    assert text_of(html) == "证A核B传C诺D"


def test_a_task_that_cannot_start_is_not_a_link() -> None:
    html = render(
        "{% task_list tasks %}", tasks=[Task(name="领取结果", note="决定作出后才能开始", sign="waiting")]
    )
    assert "<a" not in html
    assert "决定作出后才能开始" in html


def test_the_stage_bar_says_in_words_what_is_done_and_what_is_going_on() -> None:
    words = text_of(render('{% stage_bar "审查" %}'))
    assert words.startswith("收件（已完成）受理（已完成）审查（正在进行）决定（未开始）")
    assert words.count("（未开始）") == 4


def test_a_finished_case_has_every_stage_done() -> None:
    html = render('{% stage_bar "归档" finished=True %}')
    assert html.count("is-done") == 7
    assert "aria-current" not in html


def test_an_unknown_stage_is_a_mistake_and_not_an_empty_bar() -> None:
    with pytest.raises(ValueError):
        render('{% stage_bar "不存在" %}')


def test_the_timeline_tells_who_did_what_and_when() -> None:
    entry = Entry(at=datetime(2026, 5, 7, 15, 40, tzinfo=SHANGHAI), title="受理", who="赵敏")
    words = text_of(render("{% timeline entries %}", entries=[entry]))
    assert words == "受理5月7日（星期四）15:40·赵敏"


def test_the_material_row_keeps_state_ticks_and_note() -> None:
    row = MaterialRow(
        id="plan", number=1, name="平面布局图", value="defect", checkpoints=("有比例尺", "标明用途"),
        faults=("有比例尺",), note="缺方向",
        answers=[Answer(value=value, label=value) for value in ("original", "defect")],
    )  # fmt: skip
    html = render("{% material_row row %}", row=row)
    assert re.findall(r'value="([^"]+)"[^>]* checked', html) == ["defect", "有比例尺"]
    assert ">缺方向</textarea>" in html


def test_every_number_of_the_board_opens_the_list_behind_it() -> None:
    html = render(
        "{% number_board numbers %}", numbers=[Number(label="红牌", value=3, url="/watch/red/", sign="red")]
    )
    assert '<a href="/watch/red/">红牌</a>' in html
    assert text_of(html) == "红牌3"


def test_a_list_of_one_page_has_no_page_turning() -> None:
    assert render("{% pagination turn %}", turn=Turn()).strip() == ""
    assert "下一页" in render("{% pagination turn %}", turn=Turn(next_url="?after=9"))


def test_charts_carry_their_numbers_as_text() -> None:
    assert "43件，共128件，占34%" in render('{% ring_chart "网上受理" 43 128 %}')
    assert "市监局46件" in text_of(render('{% bar_chart "在办" rows %}', rows=[("市监局", 46)]))


def test_a_share_of_nothing_is_zero() -> None:
    assert "0%" in render('{% ring_chart "按时办结" 0 0 %}')


def test_an_upload_lists_the_files_already_there() -> None:
    files = [{"name": "布局图.pdf", "size": "1.2 MB", "url": "/files/1"}]
    html = render('{% upload_field "plan" "布局图" files=files %}', files=files)
    assert '<a href="/files/1">布局图.pdf</a>' in html


def test_what_people_write_is_never_markup() -> None:
    evil = "<script>alert(1)</script>"
    row = MaterialRow(id="a", number=1, name=evil, answers=(), held=evil, note=evil)
    html = render(
        "{% page_header evil %}{% definitions facts %}{% material_row row %}{% state 'open' evil %}"
        "{% notice title=evil %}{{ evil }}{% endnotice %}{% error_summary findings %}",
        evil=evil, facts=[(evil, evil)], row=row, findings=[Finding("x", evil)],
    )  # fmt: skip
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 10


def test_the_confirm_page_names_the_act_shows_the_facts_and_posts_once() -> None:
    html = render_to_string(
        "components/confirm.html",
        {
            "desk": {"staff": "王芳"}, "heading": "受理", "facts": [("办件编号", "990100-2026-000123")],
            "action": "/desk/cases/1/acceptance/", "button": "作出受理决定", "back_url": "/desk/cases/1/",
        },
    )  # fmt: skip
    assert '<form method="post" action="/desk/cases/1/acceptance/" novalidate>' in html
    assert "990100-2026-000123" in html
    assert re.search(r'data-key="Ctrl\+Enter">作出受理决定', html)
    assert 'href="/desk/cases/1/"' in html
