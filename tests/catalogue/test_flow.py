"""The flow chart shows every step in its lane, what runs side by side, and which clock stands still."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from onewindow.catalogue.files import read_files
from onewindow.catalogue.flow import WIDE, WIDTH, Box, Chart, Line, flow_chart
from onewindow.catalogue.flow.course import course_of
from onewindow.catalogue.lettering import NEVER_FIRST, Lettering
from onewindow.catalogue.schema import Edition, read
from tests.catalogue.documents import instant, promised, with_at

SVG = "{http://www.w3.org/2000/svg}"
ACTORS = ("applicant", "window", "agency", "issuance")


def branching(seed: int) -> Edition:
    """An edition of 4 to 14 steps in random lanes, each after one to three of those before it."""
    dice = random.Random(seed)
    steps: list[dict[str, Any]] = [{"id": "s0", "name": "申请", "actor": "applicant"}]
    for n in range(1, dice.randint(4, 14)):
        after = dice.sample(range(n), min(n, dice.randint(1, 3)))
        name = "审查材料并核对" * dice.randint(1, 2)
        step: dict[str, Any] = {"id": f"s{n}", "name": name, "actor": dice.choice(ACTORS)}
        if dice.random() < 0.8:
            step["after"] = [f"s{one}" for one in after]
        if dice.random() < 0.5:
            step["days"] = dice.randint(1, 20)
        if dice.random() < 0.4:
            step["note"] = "核对无误后出具书面凭证，当日告知申请人"
        steps.append(step)
    steps.append({"id": "visit", "name": "核查", "actor": "agency", "special": "visit"})
    return read(with_at(promised(), "steps", steps))


EDITIONS = [
    file.guide for file in read_files(Path(settings.CONTENT_DIR) / "items", Path(settings.CONTENT_DIR))
]
BRANCHING = [branching(seed) for seed in range(120)]
LETTERING = Lettering(size=12, leading=16)
NAMES = Lettering(size=13, leading=17)
Rectangle = tuple[int, int, int, int]


def words(box: Box) -> str:
    return "".join(line.text for line in box.notes)


def box_of(chart: Chart, step: str) -> Box:
    return next(box for box in chart.boxes if box.step == step)


def frame(box: Box) -> Rectangle:
    return box.x, box.y, box.x + box.width, box.bottom


def ink(line: Line) -> Rectangle:
    """Where a note may be black: from the top of its letters to what hangs below."""
    left = line.x - 11 if line.marked else line.x
    return left, line.y - 11, line.x + LETTERING.width(line.text), line.y + 2


def apart(a: Rectangle, b: Rectangle) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def within(a: Rectangle, b: Rectangle) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


def check_layout(chart: Chart) -> None:
    """No box on another, no note on a box that is not its own, no line through either, nothing outside."""
    whole = (0, chart.header, chart.width, chart.height)
    for one, other in combinations(chart.boxes, 2):
        assert apart(frame(one), frame(other))
    for box in chart.boxes:
        lane = next(lane for lane in chart.lanes if lane.x <= box.middle < lane.x + lane.width)
        assert within(frame(box), (lane.x, chart.header, lane.x + lane.width, chart.height))
        for line in box.name:
            assert NAMES.width(line.text) <= box.width
        for line in box.notes:
            assert within(ink(line), whole)
            inside = "flow-full" in box.kinds
            assert within(ink(line), frame(box)) == inside
            assert all(
                apart(ink(line), frame(other)) for other in chart.boxes if other is not box or not inside
            )
    check_arrows(chart)


def check_arrows(chart: Chart) -> None:
    black = [ink(line) for box in chart.boxes for line in box.notes]
    for arrow in chart.arrows:
        source, target = box_of(chart, arrow.source), box_of(chart, arrow.target)
        (x, y), (end_x, end_y) = arrow.points[0], arrow.points[-1]
        assert (x, y) == (source.middle, source.bottom)
        assert target.x < end_x < target.x + target.width
        assert end_y == target.y
        for (ax, ay), (bx, by) in pairwise(arrow.points):
            assert ax == bx or ay == by
            stroke = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            assert within(stroke, (0, chart.header, chart.width, chart.height))
            shrunk = [(b.x + 1, b.y + 1, b.x + b.width - 1, b.bottom - 1) for b in chart.boxes]
            assert all(apart(stroke, one) for one in [*shrunk, *black])


@pytest.mark.seeds("N23")
@pytest.mark.parametrize("width", [WIDTH, WIDE])
@pytest.mark.parametrize("guide", EDITIONS, ids=lambda guide: guide.slug)
def test_every_step_is_drawn_whole_and_in_its_lane(guide: Edition, width: int) -> None:
    chart = flow_chart(guide, width=width)
    assert {box.step for box in chart.boxes} == {step.id for step in guide.steps}
    names = {"applicant": "申请人", "window": "综合窗口", "agency": "审批部门", "issuance": "出件窗口"}
    for step in guide.steps:
        box = box_of(chart, step.id)
        lane = next(lane for lane in chart.lanes if lane.x <= box.middle < lane.x + lane.width)
        assert lane.label == names[step.actor]
        assert "".join(line.text for line in box.name) == step.name
        assert (step.note or "") in words(box)


@pytest.mark.parametrize("width", [WIDTH, WIDE])
@pytest.mark.parametrize("guide", [*EDITIONS, *BRANCHING], ids=lambda guide: guide.slug)
def test_nothing_lies_on_anything_else_or_outside(guide: Edition, width: int) -> None:
    check_layout(flow_chart(guide, width=width))
    check_layout(flow_chart(guide, width=width, present=guide.steps[1].id))


@pytest.mark.parametrize("guide", BRANCHING[:40], ids=lambda guide: str(len(guide.steps)))
def test_every_line_that_two_arrows_share_joins_what_follows(guide: Edition) -> None:
    """Where arrows run into one, whoever follows the line from any of the sources comes to a step after it."""
    chart = flow_chart(guide)
    before = course_of(guide, None).before
    entered: dict[tuple[int, int], set[str]] = {}
    for arrow in chart.arrows:
        entered.setdefault(arrow.points[-2], set()).add(arrow.source)
    for arrow in chart.arrows:
        assert entered[arrow.points[-2]] == set(before[arrow.target])
        (x, top), (_, bottom) = arrow.points[0], arrow.points[1]
        for other in chart.arrows:
            (end_x, begins), (_, ends) = other.points[-2], other.points[-1]
            if arrow.source not in before[other.target]:
                assert x != end_x or bottom <= begins or ends <= top


def test_one_arrow_leads_from_each_step_to_each_that_follows() -> None:
    chart = flow_chart(read(promised()))
    assert [(arrow.source, arrow.target) for arrow in chart.arrows] == [
        ("apply", "intake"), ("intake", "visit"), ("visit", "decide"),
    ]  # fmt: skip


def parallel() -> dict[str, Any]:
    steps = [
        {"id": "apply", "name": "申请", "actor": "applicant"},
        {"id": "fire", "name": "消防审查", "actor": "agency", "after": ["apply"]},
        {
            "id": "pay",
            "name": "缴费",
            "actor": "applicant",
            "after": ["apply"],
            "when": {"premises": ["rented"]},
        },
        {"id": "visit", "name": "核查", "actor": "agency", "special": "visit", "after": ["pay"]},
        {"id": "decide", "name": "决定", "actor": "agency", "after": ["fire", "visit"]},
    ]
    return with_at(promised(), "steps", steps)


def test_what_runs_side_by_side_stands_side_by_side() -> None:
    chart = flow_chart(read(parallel()))
    assert box_of(chart, "fire").y == box_of(chart, "pay").y
    assert box_of(chart, "visit").y > box_of(chart, "fire").bottom
    assert "2、审批部门：消防审查（与缴费同时进行）" in chart.description


def test_whoever_follows_a_step_left_out_follows_what_came_before_it() -> None:
    chart = flow_chart(read(parallel()), answers={"premises": "owned"})
    assert [(arrow.source, arrow.target) for arrow in chart.arrows] == [
        ("apply", "fire"), ("apply", "visit"), ("fire", "decide"), ("visit", "decide"),
    ]  # fmt: skip


def test_only_what_must_come_before_the_present_step_is_done() -> None:
    chart = flow_chart(read(parallel()), present="visit")
    done = {box.step for box in chart.boxes if "flow-done" in box.kinds}
    assert done == {"apply", "pay"}


def test_a_conditional_step_is_marked_until_the_answers_are_known() -> None:
    assert "视情形" in words(box_of(flow_chart(read(parallel())), "pay"))
    answered = flow_chart(read(parallel()), answers={"premises": "rented"})
    assert "视情形" not in words(box_of(answered, "pay"))


def test_the_steps_where_a_matter_may_end_otherwise_say_so() -> None:
    decide = box_of(flow_chart(read(promised())), "decide")
    assert "或者不予许可" in words(decide)
    assert [line.marked for line in decide.notes] == [False, True]


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
    assert root.get("class") == "flow flow--phone"
    assert "style" not in {name for element in root.iter() for name in element.attrib}


def test_wrapped_lines_fit_are_even_and_begin_with_no_closing_mark() -> None:
    text = "核对材料，出具收件通知书，当日移交部门（含复印件）。"
    lines = LETTERING.wrap(text, 120)
    assert "".join(lines) == text
    assert max(map(LETTERING.width, lines)) <= 120 + LETTERING.size
    assert all(line[0] not in NEVER_FIRST for line in lines)
    assert LETTERING.wrap("消防安全检查", 60) == ["消防安", "全检查"]
