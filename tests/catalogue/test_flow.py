"""The flow chart shows every step in its lane, and says which clock stands still."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from onewindow.catalogue.files import read_files
from onewindow.catalogue.flow import WIDTH, Box, Chart, flow_chart
from onewindow.catalogue.lettering import NEVER_FIRST, Lettering
from onewindow.catalogue.schema import Edition, read
from tests.catalogue.documents import instant, promised, with_at

SVG = "{http://www.w3.org/2000/svg}"
EDITIONS = [
    file.guide for file in read_files(Path(settings.CONTENT_DIR) / "items", Path(settings.CONTENT_DIR))
]
LETTERING = Lettering(size=11, leading=15)


def words(box: Box) -> str:
    return "".join(line.text for line in box.notes)


def box_of(chart: Chart, step: str) -> Box:
    return next(box for box in chart.boxes if box.step == step)


@pytest.mark.seeds("N23")
@pytest.mark.parametrize("guide", EDITIONS, ids=lambda guide: guide.slug)
def test_every_step_is_drawn_whole_and_in_its_lane(guide: Edition) -> None:
    chart = flow_chart(guide)
    assert [box.step for box in chart.boxes] == [step.id for step in guide.steps]
    lanes = {lane.middle: lane.label for lane in chart.lanes}
    names = {"applicant": "申请人", "window": "综合窗口", "agency": "审批部门", "issuance": "出件窗口"}
    for step, box in zip(guide.steps, chart.boxes, strict=True):
        assert lanes[box.middle] == names[step.actor]
        assert "".join(line.text for line in box.name) == step.name
        assert (step.note or "") in words(box)


@pytest.mark.parametrize("guide", EDITIONS, ids=lambda guide: guide.slug)
def test_nothing_lies_on_anything_else_or_outside(guide: Edition) -> None:
    chart = flow_chart(guide)
    for box, following in pairwise(chart.boxes):
        assert max([box.bottom, *(line.y for line in box.notes)]) < following.y
    for box in chart.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        for line in box.notes:
            right = line.x + LETTERING.width(line.text)
            assert line.x >= 0
            assert right <= WIDTH
            assert right <= box.x or box.x + box.width <= line.x
    assert chart.boxes[-1].bottom < chart.height


def test_one_arrow_leads_from_each_step_to_the_next() -> None:
    chart = flow_chart(read(promised()))
    assert [(arrow.tip_x, arrow.tip_y) for arrow in chart.arrows] == [
        (b.middle, b.y) for b in chart.boxes[1:]
    ]


def test_only_the_lanes_that_take_part_are_drawn() -> None:
    assert [lane.label for lane in flow_chart(read(promised())).lanes] == ["申请人", "综合窗口", "审批部门"]


def test_a_special_step_says_which_clock_stands_still_and_for_how_long() -> None:
    site_visit = read(promised())
    assert words(box_of(flow_chart(site_visit), "visit")) == "‖ 最长3个工作日暂停承诺时限"
    expert = with_at(promised(), "special_procedures.0.kind", "expert_review")
    both = read(with_at(expert, "special_procedures.0.stops", ["statutory", "promised"]))
    assert "暂停法定和承诺时限" in words(box_of(flow_chart(both), "visit"))
    neither = read(with_at(expert, "special_procedures.0.stops", []))
    assert "计入办理时限" in words(box_of(flow_chart(neither), "visit"))


def test_a_special_step_that_depends_on_an_answer_is_drawn_only_where_it_applies() -> None:
    guide = read(with_at(promised(), "special_procedures.0.when", {"premises": ["rented"]}))
    assert "视情形" in words(box_of(flow_chart(guide), "visit"))
    applied = flow_chart(guide, answers={"premises": "rented"})
    assert "视情形" not in words(box_of(applied, "visit"))
    spared = flow_chart(guide, answers={"premises": "owned"})
    assert [box.step for box in spared.boxes] == ["apply", "intake", "decide"]


def test_the_present_step_is_marked_and_those_before_it_are_done() -> None:
    chart = flow_chart(read(promised()), present="visit")
    assert [box.kinds for box in chart.boxes] == ["flow-done", "flow-done", "flow-special flow-now", ""]
    assert "当前环节" in words(box_of(chart, "visit"))


def test_a_step_that_is_not_drawn_cannot_be_the_present_one() -> None:
    with pytest.raises(ValueError, match="audit"):
        flow_chart(read(promised()), present="audit")


def test_the_picture_is_well_formed_named_and_described() -> None:
    svg = render_to_string("catalogue/flow.svg", {"chart": flow_chart(read(instant(name="茶<店>许可")))})
    root = ET.fromstring(svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "茶<店>许可办事流程图"
    assert description.text == "共3个环节。1、申请人：申请；2、综合窗口：收件；3、审批部门：决定。"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert len(root.findall(f"{SVG}g[@class='flow-step']")) == 3
    assert "style" not in {name for element in root.iter() for name in element.attrib}


def test_wrapped_lines_fit_are_even_and_begin_with_no_closing_mark() -> None:
    text = "核对材料，出具收件通知书，当日移交部门（含复印件）。"
    lines = LETTERING.wrap(text, 120)
    assert "".join(lines) == text
    assert max(map(LETTERING.width, lines)) <= 120 + LETTERING.size
    assert all(line[0] not in NEVER_FIRST for line in lines)
    assert LETTERING.wrap("消防安全检查", 60) == ["消防安", "全检查"]
