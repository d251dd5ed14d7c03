"""From the request to the day on which competence moves, and back: what each form leaves, and what stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from onewindow.cases.commands.receive import receive
from onewindow.cases.drafting.parts import common
from onewindow.cases.folder import open_folder
from onewindow.cases.models import Case
from onewindow.catalogue.commands import publish, submit
from onewindow.catalogue.lint import blocking
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.delegation.commands import ask, grant, refuse, take_back, withdraw
from onewindow.delegation.models import Delegation
from onewindow.invariants.entries import entries
from onewindow.invariants.replay import differences
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, actor, at, cast, django_db_setup, intake_of, li, restaurant
from tests.stories.newer import newer
from tests.stories.steps import accepted, received

__all__ = ["cast", "django_db_setup", "li", "restaurant"]
pytestmark = pytest.mark.django_db

ITEM, FIRST = "shipin-jingying", date(2026, 3, 16)
CAPACITY = {
    "staff": "审查人员三名，均持证上岗。", "funds": "列入区级部门预算。", "network": "已接入市级审批专网。",
    "training": "已在市局跟班两周。",
}  # fmt: skip
WHY = "辖区餐饮店多，群众到市里办路远。"


@pytest.fixture
def duan() -> Actor:
    """段秋实, administrator of 临江区行政审批局."""
    return actor("duan2")


@pytest.fixture
def zhou() -> Actor:
    """周正, head of 江州市市场监督管理局, which holds the power."""
    return actor("zhou")


def asked(by: Actor, slug: str = ITEM, receiver: str = "ljsp", **changes: Any) -> UUID:
    given = {"form": "direct", "effective_from": FIRST, "capacity": CAPACITY, "reason": WHY, **changes}
    return UUID(ask(slug, receiver, **given, by=by, at=at(4, 9))["delegation"])


def granted(by: Actor, head: Actor, **changes: Any) -> Delegation:
    key = asked(by, **changes)
    grant(key, words="具备承接条件，同意。", by=head, at=at(5, 9))
    return Delegation.objects.get(pk=key)


def begun(row: Delegation) -> Edition:
    assert row.draft is not None
    return Edition.objects.get(pk=row.draft)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}:")


@pytest.mark.seeds("C39", "N31")
def test_what_is_granted_begins_as_a_draft_of_the_receiver_and_goes_its_way_to_publication(
    duan: Actor, zhou: Actor
) -> None:
    draft = begun(granted(duan, zhou))
    guide = draft.document
    assert (draft.stage, draft.agency_code, guide["level"], draft.effective_from) == (
        "draft", "ljsp", 4, FIRST,
    )  # fmt: skip
    assert guide["code"].startswith("1199010209901214XK4")
    assert guide["halls"] == ["lj-hall"]
    assert (guide["contact"]["phone"], "in_name_of" in guide) == ("0990-1235642", False)
    assert not blocking(guide)
    submit(draft.pk, reason=WHY, by=duan, at=at(5, 10))
    publish(draft.pk, by=actor("wu3"), at=at(5, 11))
    assert not Edition.objects.in_force(date(2026, 3, 15)).filter(slug=draft.slug).exists()
    assert Edition.objects.in_force(FIRST).get(slug=draft.slug).agency_code == "ljsp"


@pytest.mark.seeds("C39", "W14")
def test_an_entrusted_item_is_decided_in_the_name_of_who_entrusts_it(duan: Actor, zhou: Actor) -> None:
    draft = begun(granted(duan, zhou, form="entrusted"))
    assert (draft.agency_code, draft.document["in_name_of"]) == ("ljsp", "scjg")


@pytest.mark.seeds("C39", "W14")
def test_papers_of_an_entrusted_item_are_issued_by_who_entrusts_it(
    cast: Cast, restaurant: PartyFacts
) -> None:
    intake = intake_of(ITEM, restaurant)
    first = newer(ITEM, at(2, 9), in_name_of="xzsp")
    no = receive(replace(intake, edition=first), by=cast.wang, at=at(2, 10))["case"]
    folder = open_folder(no, by=cast.zhao, at=at(3, 9))
    assert (folder.guide.edition, folder.case.agency_code) == (first.edition, "scjg")
    paper = common(folder)
    assert (paper["issuer"], paper["seal"]["arc"]) == ("江州市行政审批局", "江州市行政审批局")
    assert paper["agency"] == "江州市市场监督管理局"
    assert common(folder, issuer="hall")["issuer"] == paper["hall"]["name"]


@pytest.mark.seeds("C39")
def test_a_forward_window_leaves_the_power_and_adds_the_hall(zhou: Actor) -> None:
    before = Edition.objects.in_force(FIRST).get(slug=ITEM)
    draft = begun(granted(actor("tang3"), zhou, form="forward", receiver="cqsp"))
    assert (draft.slug, draft.agency_code, draft.edition) == (ITEM, "scjg", before.edition + 1)
    assert set(draft.document["halls"]) == {*before.document["halls"], "cq-hall"}


@pytest.mark.seeds("L20", "N30", "N31")
def test_a_higher_level_takes_over_what_it_handles_already_without_a_new_draft() -> None:
    slug = "shipin-jingying-cqsh"
    row = granted(actor("yu2"), actor("zhuang2"), slug=slug, receiver="scjg", form="raise")
    assert (row.stage, row.draft) == ("granted", None)


@pytest.mark.seeds("N31", "H18")
def test_cases_under_way_stay_with_the_agency_and_the_edition_they_came_in_under(
    cast: Cast, restaurant: PartyFacts, duan: Actor, zhou: Actor
) -> None:
    no = received(cast, restaurant)
    before = Case.objects.get(no=no)
    row = granted(duan, zhou)
    take_back(row.pk, ends_on=date(2026, 6, 1), reason="机构调整，收回市级。", by=zhou, at=at(6, 9))
    after = Case.objects.get(no=no)
    assert (after.edition_id, after.agency_code) == (before.edition_id, "scjg")
    assert Case.objects.get(no=accepted(cast, restaurant)).agency_code == "scjg"


def test_it_is_in_effect_from_its_day_until_the_day_it_is_taken_back(duan: Actor, zhou: Actor) -> None:
    row = granted(duan, zhou)
    take_back(row.pk, ends_on=date(2026, 6, 1), reason="机构调整，收回市级。", by=zhou, at=at(6, 9))
    days = (date(2026, 3, 15), FIRST, date(2026, 5, 31), date(2026, 6, 1))
    effect = [Delegation.objects.in_effect(day).filter(pk=row.pk).exists() for day in days]
    assert effect == [False, True, True, False]


def test_nobody_answers_his_own_request_and_only_the_holder_answers(duan: Actor, zhou: Actor) -> None:
    key = asked(duan)
    with refused("same-person"):
        grant(key, words="同意承接。", by=replace(zhou, staff_id=duan.staff_id), at=at(5, 9))
    with refused("no-such-delegation"):
        grant(key, words="同意承接。", by=actor("wu3"), at=at(5, 9))
    with refused("no-such-delegation"):
        withdraw(key, reason="暂不具备条件。", by=actor("wen2"), at=at(5, 9))


def test_an_answer_comes_before_its_day_and_once(duan: Actor, zhou: Actor) -> None:
    key = asked(duan)
    with refused("delegation-overdue"):
        grant(key, words="同意承接。", by=zhou, at=at(16, 9))
    refuse(key, words="承接人员尚未持证。", by=zhou, at=at(5, 9))
    with refused("wrong-stage"):
        grant(key, words="同意承接。", by=zhou, at=at(5, 10))
    assert asked(duan) != key
    assert "临江区行政审批局" in str(Delegation.objects.get(pk=key))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"form": "gift"}, "form"),
        ({"form": "raise"}, "to_agency"),
        ({"effective_from": date(2026, 3, 4)}, "effective_from"),
        ({"effective_from": None}, "effective_from"),
        ({"capacity": {**CAPACITY, "network": " "}}, "network"),
        ({"reason": "好"}, "reason"),
    ],
)
def test_an_incomplete_request_is_told_at_its_field(duan: Actor, changes: dict[str, Any], field: str) -> None:
    with refused("delegation-incomplete") as caught:
        asked(duan, **changes)
    assert [finding.field for finding in caught.value.findings] == [field]


def test_nobody_asks_twice_nor_for_what_he_has(duan: Actor) -> None:
    asked(duan)
    with refused("delegation-incomplete"):
        asked(duan)
    with refused("delegation-incomplete"):
        asked(actor("tang3"), receiver="cqsh")


Ending = Callable[[UUID, Actor, Actor], object]
ENDS: dict[str, Ending] = {
    "withdrawn": lambda key, duan, zhou: withdraw(key, reason="暂不具备条件。", by=duan, at=at(5, 9)),
    "refused": lambda key, duan, zhou: refuse(key, words="承接人员尚未持证。", by=zhou, at=at(5, 9)),
    "granted": lambda key, duan, zhou: grant(key, words="同意承接。", by=zhou, at=at(5, 9)),
}


@pytest.mark.parametrize("stage", sorted(ENDS))
def test_the_journal_alone_gives_the_row(duan: Actor, zhou: Actor, stage: str) -> None:
    key = asked(duan)
    ENDS[stage](key, duan, zhou)
    row = Delegation.objects.get(pk=key)
    assert row.stage == stage
    assert differences(row, entries("delegation", [key])[key]) == []
