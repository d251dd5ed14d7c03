"""The order as a picture: a box a member, an arrow to whoever waits, everything inside the frame."""

from __future__ import annotations

from itertools import pairwise

from onewindow.bundles.merging import merge
from onewindow.bundles.picture import Picture, pictures
from tests.bundles.documents import bundle, item

ITEMS = {"one": item("one"), "two": item("two")}
MEMBERS = [
    {"id": "first", "item": "one"},
    {"id": "second", "item": "two", "after": ["first"]},
    {"id": "third", "item": "two", "after": ["first", "second"]},
    {"id": "alone", "item": "two"},
]
JOINT = [{"name": "联合核查", "kind": "site_visit", "members": ["first", "alone"]}]


def drawn() -> list[Picture]:
    merged = merge(bundle(members=MEMBERS, situations=[], joint=JOINT), ITEMS, {})
    return pictures(merged, {"scjg": "市场监督管理局"})


def test_every_member_has_its_box_inside_the_frame_and_none_covers_another() -> None:
    for picture in drawn():
        assert sorted(lane.member for lane in picture.lanes) == ["alone", "first", "second", "third"]
        edges = [(lane.y, lane.y + lane.height) for lane in picture.lanes]
        assert all(below >= bottom for (_, bottom), (below, _) in pairwise(edges))
        assert all(lane.x >= 0 and lane.right <= picture.width for lane in picture.lanes)
        assert edges[-1][1] <= picture.height


def test_an_arrow_leads_to_the_nearest_only_and_the_last_lead_to_the_collection() -> None:
    wide = drawn()[1]
    lane = {one.member: one for one in wide.lanes}
    into = {
        name: [path for path in wide.paths if path.endswith(f"V{one.middle}H{one.x}")]
        for name, one in lane.items()
    }
    assert {name: len(paths) for name, paths in into.items()} == {
        "first": 0,
        "second": 1,
        "third": 1,
        "alone": 0,
    }
    assert into["third"][0].startswith(f"M{lane['second'].right} {lane['second'].middle}")
    to_the_end = [path for path in wide.paths if path.endswith(f"H{wide.ends[1].x}")]
    assert len(to_the_end) == 2


def test_who_waits_for_different_members_has_a_track_of_its_own() -> None:
    waits = {"c": ["a"], "d": ["b"], "e": ["a"]}
    members = [{"id": one, "item": "one", "after": waits.get(one, [])} for one in "abcde"]
    wide = pictures(merge(bundle(members=members, situations=[]), ITEMS, {}), {"scjg": "市场监督管理局"})[1]
    turn = {lane.member: path.split("H")[1].split("V")[0] for lane in wide.lanes for path in wide.paths
            if path.endswith(f"V{lane.middle}H{lane.x}")}  # fmt: skip
    assert turn["c"] == turn["e"] != turn["d"]


def test_on_a_phone_the_box_says_after_whom_and_what_is_done_together() -> None:
    phone = drawn()[0]
    said = {lane.member: [words.text for words in lane.words] for lane in phone.lanes}
    assert "在one、two之后" in said["third"]
    assert ("联合核查" in said["first"], "联合核查" in said["second"]) == (True, False)
    assert [words.text for words in phone.headings] == ["第1步（2项同时）", "第2步", "第3步"]
    assert phone.description.startswith(
        "一次申请后，第1步，one（市场监督管理局）、two（市场监督管理局）同时办理；第2步"
    )


def test_nothing_is_drawn_while_nothing_applies() -> None:
    choice = [{"id": name, "item": name, "optional": True} for name in ITEMS]
    assert pictures(merge(bundle(members=choice, situations=[]), ITEMS, {}), {}) == []
