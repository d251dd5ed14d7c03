"""改按新版: a running case stays on its edition, unless a named person moves it where nothing more is asked of anybody."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.repin import repin
from onewindow.cases.models import Case, Request
from onewindow.cases.repinning import foreseen, repinnable
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.invariants.examine import examine_case
from onewindow.journal.models import Event
from onewindow.journal.verify import verify
from onewindow.people.register import PartyFacts
from tests.access.drafts import author
from tests.stories.conftest import Cast, at, edition
from tests.stories.newer import newer
from tests.stories.steps import accepted, clock, decided, noticed, received

SLUG = "shipin-jingying"
WHY = "新版缩短时限，在办的一并受益。"
NOW = at(4, 10)


def limits(promised: int) -> dict[str, Any]:
    """The promise as long as this, in working days, and steps that keep it."""
    document = deepcopy(edition(SLUG).document)
    document["limits"]["promised"]["n"] = promised
    for step in document["steps"]:
        step.pop("days", None)
    document["steps"][-2]["days"] = 1
    return {"limits": document["limits"], "steps": document["steps"]}


def promised_now() -> int:
    return int(edition(SLUG).guide.limits.promised.n)


def hindrances(no: str, row: Edition, by: Actor) -> str:
    (one,) = foreseen([no], row, by=by, at=NOW)
    return " ".join(finding.message for finding in one.findings)


def journal(no: str) -> list[dict[str, Any]]:
    case = Case.objects.get(no=no)
    events = Event.objects.filter(thing_id=case.id, verb="repin").order_by("version")
    return [json.loads(event.body) for event in events]


def test_a_case_that_lands_goes_over_with_its_clocks_and_the_journal_says_who_and_why(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, old = accepted(cast, restaurant), edition(SLUG)
    before = clock(no, "promised")
    row = newer(SLUG, at(4, 9), **limits(promised_now() - 2))
    assert repin([no], row.pk, reason=WHY, by=cast.zhou, at=NOW) == {
        "edition": str(row.pk), "landed": "1", "stayed": "0",
    }  # fmt: skip
    case, after = Case.objects.get(no=no), clock(no, "promised")
    assert (case.edition_id, case.stage) == (row.pk, "accepted")
    assert (after.amount, after.started_at) == (before.amount - 2, before.started_at)
    assert after.due_at is not None
    assert before.due_at is not None
    assert after.due_at < before.due_at
    assert case.due_at == after.due_at
    (event,) = journal(no)
    assert (event["from"]["id"], event["to"]["id"]) == (str(old.pk), str(row.pk))
    assert (event["from"]["edition"], event["to"]["edition"]) == (old.edition, row.edition)
    assert (event["reason"], event["by_name"]) == (WHY, cast.zhou.name)
    moved = {one["clock"]: one for one in event["clocks"]}
    assert datetime.fromisoformat(moved["promised"]["before"]["due"]) == before.due_at
    assert datetime.fromisoformat(moved["promised"]["after"]["due"]) == after.due_at
    assert verify().fault is None


@pytest.mark.parametrize("step", [received, accepted])
def test_every_invariant_holds_after_it(cast: Cast, restaurant: PartyFacts, step: Any) -> None:
    no = step(cast, restaurant)
    row = newer(SLUG, at(4, 9), **limits(promised_now() - 1))
    repin([no], row.pk, reason=WHY, by=cast.zhou, at=NOW)
    assert examine_case(Case.objects.get(no=no)) == []


def test_the_case_may_be_moved_past_the_writer_by_nobody(cast: Cast, restaurant: PartyFacts) -> None:
    """A pin that no event speaks of is found, also after a lawful one."""
    no, old = accepted(cast, restaurant), edition(SLUG)
    row = newer(SLUG, at(4, 9))
    repin([no], row.pk, reason=WHY, by=cast.zhou, at=NOW)
    Case.objects.filter(no=no).update(edition=old)
    assert "edition-pinned" in {breach.invariant for breach in examine_case(Case.objects.get(no=no))}


def test_the_dry_run_finds_the_same_and_writes_nothing(cast: Cast, restaurant: PartyFacts) -> None:
    good, waiting = accepted(cast, restaurant), noticed(cast, restaurant)[0]
    row = newer(SLUG, at(4, 9))
    before = Event.objects.count()
    found = foreseen([good, waiting], row, by=cast.zhou, at=NOW)
    assert [one.lands for one in found] == [True, False]
    assert Event.objects.count() == before
    answer = repin([good, waiting], row.pk, reason=WHY, by=cast.zhou, at=NOW)
    assert (answer["landed"], answer["stayed"]) == ("1", "1")
    assert Case.objects.get(no=good).edition_id == row.pk
    assert Case.objects.get(no=waiting).edition_id != row.pk
    assert journal(waiting) == []


def test_the_administrator_who_keeps_the_item_may_and_another_agency_sees_nothing(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    row = newer(SLUG, at(4, 9))
    with pytest.raises(Refusal) as refused:
        repin([no], row.pk, reason=WHY, by=replace(cast.zhou, agency="wsjk"), at=NOW)
    assert (refused.value.code, refused.value.status) == ("no-such-edition", 404)
    assert repin([no], row.pk, reason=WHY, by=author(), at=NOW)["landed"] == "1"


def test_a_material_that_was_never_handed_in_keeps_the_case_where_it_is(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    materials = deepcopy(edition(SLUG).document["materials"])
    next(one for one in materials if one["id"] == "premises_rented")["when"] = {"premises": ["owned"]}
    row = newer(SLUG, at(4, 9), materials=materials)
    assert "新版要求《房屋租赁合同》" in hindrances(no, row, cast.zhou)
    with pytest.raises(Refusal) as refused:
        repin([no], row.pk, reason=WHY, by=cast.zhou, at=NOW)
    assert refused.value.code == "nothing-lands"
    assert no in refused.value.findings[0].message
    assert Case.objects.get(no=no).edition_id != row.pk


def test_a_longer_limit_keeps_the_case_where_it_is(cast: Cast, restaurant: PartyFacts) -> None:
    started, fresh = accepted(cast, restaurant), received(cast, restaurant)
    row = newer(SLUG, at(4, 9), **limits(promised_now() + 1))
    assert "不得延长" in hindrances(started, row, cast.zhou)
    assert "不得延长" in hindrances(fresh, row, cast.zhou)


def test_a_limit_that_would_be_over_already_keeps_the_case_where_it_is(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    row = newer(SLUG, at(4, 9), **limits(1))
    (one,) = foreseen([no], row, by=cast.zhou, at=at(5, 10))
    assert "已经到期" in one.findings[0].message


def test_an_extension_that_was_granted_stays_on_top_of_the_new_limit(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    request_extension(no, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(3, 11))
    asked = Request.objects.get(case__no=no)
    row = newer(SLUG, at(4, 9), **limits(promised_now() - 1))
    assert "延期还没有了结" in hindrances(no, row, cast.zhou)
    rule_on_extension(no, asked.pk, approve=True, by=cast.zhou, at=at(4, 9))
    extended = clock(no, "promised").amount
    repin([no], row.pk, reason=WHY, by=cast.zhou, at=NOW)
    assert clock(no, "promised").amount == extended - 1
    assert examine_case(Case.objects.get(no=no)) == []


def test_what_is_decided_stays(cast: Cast, restaurant: PartyFacts) -> None:
    no = decided(cast, restaurant)
    row = newer(SLUG, at(6, 9))
    (one,) = foreseen([no], row, by=cast.zhou, at=at(6, 10))
    assert "只有在办的可以改按新版" in one.findings[0].message


def test_only_the_edition_in_force_is_gone_over_to(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    row = newer(SLUG, at(4, 9), effective_from="2026-04-01")
    with pytest.raises(Refusal) as refused:
        repin([no], row.pk, reason=WHY, by=cast.zhou, at=NOW)
    assert refused.value.code == "edition-not-in-force"


def test_a_reason_and_a_choice_are_asked_for(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    row = newer(SLUG, at(4, 9))
    for chosen, reason, code in (
        ([no], " ", "reason-missing"), ([], WHY, "nothing-chosen"), (["1"], WHY, "no-such-case"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            repin(chosen, row.pk, reason=reason, by=cast.zhou, at=NOW)
        assert refused.value.code == code
    assert list(repinnable(row, cast.zhou)) == [Case.objects.get(no=no)]


def test_many_cases_cost_no_more_statements_than_one(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    numbers = [accepted(cast, restaurant) for _ in range(6)]
    row = newer(SLUG, at(4, 9))
    counts = []
    for chosen in (numbers[:1], numbers):
        with statements() as counted:
            foreseen(chosen, row, by=cast.zhou, at=NOW)
        counts.append(counted.count)
    with statements() as counted:
        repin(numbers, row.pk, reason=WHY, by=cast.zhou, at=NOW)
    assert counts == [4, 4]
    if connection.vendor == "postgresql":
        assert counted.count == 7, "the edition and whether it is in force, the check, one write"
