"""What a whole undertaking comes to: matters one after the other, those of a bundle together."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.bundles.schema import Bundle
from onewindow.catalogue.schema import Edition
from onewindow.reform import routes
from onewindow.reform.readings import Ground, Reading, reading
from onewindow.reform.routes import Stage, route
from tests.bundles.documents import bundle, document, item
from tests.catalogue.documents import promised, with_at
from tests.reform.made import target

ITEMS = {"permit": item("permit"), "sign": item("sign"), "plan": item("plan")}


def counted(measure: str, shop: Bundle, items: dict[str, Edition] | None = None) -> tuple[str, ...]:
    passed = route(measure, [Stage("开店一件事", "shop", "scjg", bundle=shop, items=items or ITEMS)])
    assert passed is not None
    return passed[0].figure.names


def read(measure: str, shop: Bundle | None, *, items: tuple[str, ...] = ("plan",), **changes: Any) -> Reading:
    on = Ground((), guides=ITEMS, bundles={"shop": shop} if shop else {})
    row = target(measure, items=items, bundles=["shop"], comparison="at_most", **changes)
    return reading(row, on)


def test_a_bundle_is_applied_for_once_and_each_member_goes_its_own_way() -> None:
    assert counted("route_steps", bundle()) == (
        "申请", "收件", "出件", "permit：现场核查", "permit：决定", "sign：现场核查", "sign：决定",
    )  # fmt: skip


def test_a_visit_that_members_make_together_is_one_step() -> None:
    together = bundle(
        joint=[{"name": "联合勘验", "kind": "site_visit", "members": ["permit", "large_sign", "small_sign"]}]
    )
    assert counted("route_steps", together) == (
        "申请",
        "收件",
        "出件",
        "联合勘验",
        "permit：决定",
        "sign：决定",
    )


def test_the_answers_that_need_most_count() -> None:
    assert counted("route_materials", bundle()) == ("营业执照", "租赁合同")
    spared = {
        **ITEMS,
        "permit": item("permit", materials=with_at(promised(), "materials.0.spared", "licence")["materials"]),
    }
    spared["sign"] = item("sign", materials=spared["permit"].document()["materials"])
    assert counted("route_materials", bundle(), spared) == ("租赁合同",)


def test_a_member_that_waits_for_a_result_is_another_round() -> None:
    assert counted("route_rounds", bundle()) == ("permit", "sign")
    members = document()["members"]
    members[1]["succession"] = "alongside"
    assert counted("route_rounds", bundle(members=members)) == ("permit",)


def paper(**changes: Any) -> dict[str, Any]:
    """A form that the applicant fills in for the sign."""
    form: dict[str, Any] = promised()["materials"][0] | {
        "id": "paper", "key": "sign_form", "name": "招牌申请表", "form": "form", "source": "applicant",
        "blank_form": "招牌申请表",
    }  # fmt: skip
    del form["issuer"], form["justification"]
    return form | changes


def test_a_form_of_a_member_counts_unless_the_one_form_replaces_it() -> None:
    items = {**ITEMS, "sign": item("sign", materials=[paper()], situations=[])}
    assert counted("route_forms", bundle(), items) == ("开店一件事申请表", "招牌申请表")
    members = document()["members"]
    for member in members[1:]:
        member["prints"] = ["paper"]
    assert counted("route_forms", bundle(members=members), items) == ("开店一件事申请表",)


def test_a_form_that_the_bundle_answers_away_does_not_count() -> None:
    asked = promised()["situations"][0]
    first, other = (answer["id"] for answer in asked["answers"][:2])
    form = paper(when={asked["id"]: [other]})
    items = {**ITEMS, "sign": item("sign", materials=[promised()["materials"][0], form], situations=[asked])}
    for answer, wanted in ((first, ()), (other, ("招牌申请表",))):
        members = document()["members"]
        for member in members[1:]:
            member["answers"] = {asked["id"]: {"fixed": answer}}
        assert counted("route_forms", bundle(members=members), items) == ("开店一件事申请表", *wanted)
    assert counted("route_forms", bundle(), items) == ("开店一件事申请表", "招牌申请表")


def test_a_matter_that_stands_twice_in_a_bundle_is_one() -> None:
    assert counted("route_matters", bundle()) == ("permit", "sign")


def test_limits_of_stages_are_added_up() -> None:
    found = read("route_days", bundle())
    assert found.value == 5 + 3
    assert [(one.slug, float(one.n or 0), one.is_bundle) for one in found.inside] == [
        ("plan", 5, False),
        ("shop", 3, True),
    ]


def test_steps_of_stages_are_added_up_whatever_they_are_called() -> None:
    assert read("route_steps", bundle()).value == 4 + 7
    assert read("route_steps", bundle(), items=("plan", "plan")).value == 4 + 4 + 7


@pytest.mark.seeds("N19")
def test_what_was_handed_in_at_an_earlier_stage_counts_once() -> None:
    found = read("route_materials", bundle())
    assert found.value == 2
    assert [one.names for one in found.inside] == [("营业执照", "租赁合同"), ()]


@pytest.mark.parametrize("measure", ["route_days", "route_materials", "route_forms"])
def test_without_one_of_its_stages_the_whole_has_no_number(measure: str) -> None:
    assert read(measure, None).value is None
    assert read(measure, bundle(), items=("plan", "gone")).value is None


def test_a_member_whose_item_is_not_offered_is_left_out() -> None:
    on = Ground((), guides={"permit": ITEMS["permit"]}, bundles={"shop": bundle()})
    row = target("route_matters", bundles=["shop"], comparison="at_most")
    assert reading(row, on).value == 1


def test_a_bundle_with_too_many_answers_has_no_number() -> None:
    asked, yes_or_no = document()["situations"], document()["situations"][0]["answers"]
    idle = [{"id": f"q{n}", "question": f"第{n}问？", "answers": yes_or_no} for n in range(10)]
    assert 2 ** len(idle) > routes.MOST_ANSWERS
    members = document()["members"]
    members[0]["when"] = {one["id"]: ["yes"] for one in idle}
    shop = bundle(situations=[*asked, *idle], members=members)
    assert read("route_materials", shop).value is None
    assert read("route_days", shop).value == 8
