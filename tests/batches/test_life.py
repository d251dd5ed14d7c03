"""最多跑一次, from the first item to the public list: what each step does, what it refuses, and what the journal gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onewindow.batches.commands import (
    approve,
    circulate,
    discard,
    draw_up,
    edit,
    pledge,
    publish,
    return_,
    strike,
)
from onewindow.batches.models import Batch, Entry
from onewindow.batches.offices import listed_by, office_of
from onewindow.batches.standing import candidates
from onewindow.core.refusal import Refusal
from onewindow.invariants.entries import entries
from onewindow.invariants.replay import differences
from onewindow.journal.models import Event
from tests.batches.acts import (
    DAY,
    ITEMS,
    NUMBER,
    TITLE,
    announced,
    approved,
    circulated,
    drawn,
    pledged,
    twice,
    worse,
)
from tests.stories.conftest import actor, at, django_db_setup

__all__ = ["django_db_setup"]
pytestmark = pytest.mark.django_db


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}:")


def row_of(batch: UUID) -> Batch:
    return Batch.objects.get(pk=batch)


@pytest.mark.seeds("C9", "C13", "C50", "C52")
def test_a_batch_is_sorted_pledged_approved_and_then_published_on_its_day() -> None:
    batch = announced(on=date(2026, 3, 20))
    row = row_of(batch)
    assert (row.stage, row.ordinal_label, row.approval_no, row.approved_on) == (
        "published", "第一批", NUMBER, date(2026, 3, 5),
    )  # fmt: skip
    assert row.government == "江州市人民政府"
    assert row.pledges["scjg"] == {"name": "周正", "title": "局长", "on": "2026-03-04"}
    assert row.pledges["rsj"]["name"] == "郝仁"
    assert (row.drawer_name, row.recorder_name) == ("于洋", "廖晓燕")
    days = (date(2026, 3, 19), date(2026, 3, 20))
    assert [Batch.objects.public(day).filter(pk=batch).exists() for day in days] == [False, True]
    assert row_of(drawn(["qiye-zhuxiao"])).ordinal_label == "第二批"


def test_the_visits_promised_are_those_of_the_edition() -> None:
    lines = {one.slug: (one.visits, one.promise) for one in row_of(drawn()).entries.all()}
    assert lines == {
        "qiye-sheli": (0, "零跑动"), "shipin-jingying": (1, "到现场1次"), "renli-ziyuan": (0, "零跑动"),
    }  # fmt: skip


@pytest.mark.seeds("C9", "C13")
def test_what_needs_more_than_one_visit_cannot_enter_and_is_told_so_and_nothing_enters() -> None:
    item = twice(61)
    batch = drawn(["qiye-sheli"])
    with refused("batch-faulty") as caught:
        edit(
            batch, title=TITLE, publish_on=DAY, add=["qiye-zhuxiao", item.slug], by=actor("yu2"), at=at(6, 9)
        )
    (finding,) = caught.value.findings
    assert "要到现场2次，不能列入最多跑一次批次" in finding.message
    assert [one.slug for one in row_of(batch).entries.all()] == ["qiye-sheli"]


def test_an_item_stands_on_one_list_and_only_on_that_of_its_own_government() -> None:
    drawn(["qiye-sheli"])
    other = drawn(["qiye-zhuxiao"])
    for slug, words in (
        ("qiye-sheli", "已列入第一批"),
        ("jiuye-dengji", "不是本级现行的事项"),
        ("mei-you", "不是本级"),
    ):
        with refused("batch-faulty") as caught:
            edit(other, title=TITLE, publish_on=DAY, add=[slug], by=actor("yu2"), at=at(6, 9))
        assert words in caught.value.findings[0].message


def test_each_agency_is_listed_by_its_nearest_office() -> None:
    assert (office_of("scjg"), office_of("wsjk"), office_of("wjz"), office_of("cqsh")) == (
        "xzsp", "ljsp", "ljsp", "cqsp",
    )  # fmt: skip
    assert not listed_by("xzsp") & listed_by("ljsp")


def test_candidates_are_all_items_in_force_that_stand_nowhere_yet() -> None:
    item = twice(61)
    before = {one.slug for one in candidates("xzsp", at(6, 9).date())}
    batch = drawn(["qiye-sheli"])
    after = {one.slug for one in candidates("xzsp", at(6, 9).date())}
    assert before - after == {"qiye-sheli"}
    assert item.slug not in before
    edit(batch, title=TITLE, publish_on=DAY, remove=["qiye-sheli"], by=actor("yu2"), at=at(6, 9))
    assert {one.slug for one in candidates("xzsp", at(6, 9).date())} == before


@pytest.mark.seeds("C50")
def test_only_the_head_of_an_agency_in_the_batch_pledges_once_and_for_the_whole_of_it() -> None:
    batch = circulated(["qiye-sheli"])
    for stranger in (actor("hao"), actor("han"), replace(actor("zhou"), matters=frozenset({"qiye-sheli"}))):
        with refused("no-such-batch"):
            pledge(batch, title="局长", by=stranger, at=at(4, 9))
    with refused("pledge-incomplete"):
        pledge(batch, title=" ", by=actor("zhou"), at=at(4, 9))
    pledge(batch, title="局长", by=actor("zhou"), at=at(4, 9))
    with refused("pledged-already"):
        pledge(batch, title="局长", by=actor("zhou"), at=at(4, 10))


@pytest.mark.seeds("C52")
def test_nothing_is_approved_before_every_agency_has_pledged_nor_by_who_drew_it_up() -> None:
    batch = circulated()
    pledge(batch, title="局长", by=actor("zhou"), at=at(4, 9))
    given: dict[str, Any] = {"number": NUMBER, "approved_on": date(2026, 3, 5), "at": at(5, 15)}
    with refused("pledges-outstanding") as caught:
        approve(batch, by=actor("liao2"), **given)
    assert "江州市人力资源和社会保障局" in caught.value.message
    pledge(batch, title="局长", by=actor("hao"), at=at(4, 9))
    with refused("same-person"):
        approve(batch, by=actor("yu2"), **given)
    with refused("no-such-batch"):
        approve(batch, by=actor("wu3"), **given)
    approve(batch, by=actor("liao2"), **given)
    assert row_of(batch).recorder_name == "廖晓燕"


@pytest.mark.parametrize(
    ("number", "on", "fields"),
    [
        ("", None, ["number", "approved_on"]),
        ("江政发2026-12", date(2026, 3, 5), ["number"]),
        (NUMBER, date(2026, 3, 6), ["approved_on"]),
        (NUMBER, date(2026, 3, 2), ["approved_on"]),
    ],
)
def test_an_approval_without_number_or_date_is_told_at_its_field(
    number: str, on: date | None, fields: list[str]
) -> None:
    batch = pledged(["qiye-sheli"])
    with refused("approval-incomplete") as caught:
        approve(batch, number=number, approved_on=on, by=actor("liao2"), at=at(5, 15))
    assert [finding.field for finding in caught.value.findings] == fields


def test_the_brackets_of_a_document_number_are_put_right() -> None:
    batch = pledged(["qiye-sheli"])
    approve(batch, number=" 江政发[2026] 12号", approved_on=date(2026, 3, 5), by=actor("liao2"), at=at(5, 15))
    assert row_of(batch).approval_no == NUMBER


@pytest.mark.parametrize(("title", "day", "field"), [(" ", DAY, "title"), (TITLE, None, "publish_on"),
                                                     (TITLE, date(2026, 3, 2), "publish_on")])  # fmt: skip
def test_a_batch_without_title_or_day_is_told_at_its_field(title: str, day: date | None, field: str) -> None:
    with refused("batch-incomplete") as caught:
        draw_up("xzsp", title=title, publish_on=day, by=actor("yu2"), at=at(3, 9))
    assert [finding.field for finding in caught.value.findings] == [field]
    assert not Batch.objects.exists()


def test_only_an_office_draws_up_batches() -> None:
    for username, office in (("wen2", "scjg"), ("wen2", "xzsp"), ("yu2", "ljsp"), ("yu2", "")):
        with refused("no-such-agency"):
            draw_up(office, title=TITLE, publish_on=DAY, by=actor(username), at=at(3, 9))


def test_an_empty_batch_does_not_go_round_and_a_list_on_its_way_is_not_changed() -> None:
    with refused("batch-faulty"):
        circulate(drawn([]), by=actor("yu2"), at=at(4, 9))
    with refused("wrong-stage"):
        edit(circulated(), title=TITLE, publish_on=DAY, remove=["qiye-sheli"], by=actor("yu2"), at=at(4, 9))


@pytest.mark.parametrize("built", [circulated, approved])
def test_given_back_every_agency_pledges_anew(built: Callable[..., UUID]) -> None:
    batch = built(["qiye-sheli"])
    return_(batch, reason="清单有误，重新核对。", by=actor("zhou"), at=at(6, 9))
    row = row_of(batch)
    assert (row.stage, row.pledges, row.approval_no, row.reason) == ("draft", {}, "", "清单有误，重新核对。")
    circulate(batch, by=actor("yu2"), at=at(6, 10))
    with refused("pledges-outstanding"):
        approve(batch, number=NUMBER, approved_on=date(2026, 3, 5), by=actor("liao2"), at=at(6, 15))


def test_discarded_its_items_and_its_number_are_free_again() -> None:
    batch = circulated(["qiye-sheli"])
    discard(batch, reason="改革方案调整，另行编制。", by=actor("yu2"), at=at(6, 9))
    assert row_of(drawn(["qiye-sheli"])).ordinal == 1
    with refused("wrong-stage"):
        discard(announced(["qiye-zhuxiao"]), reason="公布以后不能作废。", by=actor("yu2"), at=at(6, 10))


@pytest.mark.seeds("C51")
def test_what_needs_more_visits_meanwhile_is_not_published() -> None:
    batch = approved(["tezhong-shebei"])
    worse("tezhong-shebei", day=6)
    with refused("batch-faulty") as caught:
        publish(batch, on=date(2026, 3, 6), by=actor("yu2"), at=at(6, 15))
    assert "列入时承诺到现场1次，现行清单要到现场2次" in caught.value.findings[0].message


def test_it_is_published_today_or_later() -> None:
    batch = approved(["qiye-sheli"])
    for day in (None, date(2026, 3, 5)):
        with refused("batch-incomplete") as caught:
            publish(batch, on=day, by=actor("yu2"), at=at(6, 9))
        assert [finding.field for finding in caught.value.findings] == ["on"]


def test_a_line_is_struck_off_with_a_name_and_a_reason_and_the_batch_stays() -> None:
    batch = announced()
    strike(batch, "qiye-sheli", reason="系统改造期间须到现场核验两次。", by=actor("liao2"), at=at(9, 9))
    line = Entry.objects.get(batch=batch, slug="qiye-sheli")
    assert (line.state, line.struck_on, line.struck_by) == ("struck", date(2026, 3, 9), "廖晓燕")
    assert (row_of(batch).stage, line.struck_reason) == ("published", "系统改造期间须到现场核验两次。")
    with refused("no-such-item"):
        strike(batch, "qiye-sheli", reason="再撤一次也没有。", by=actor("liao2"), at=at(9, 10))
    with refused("reason-missing"):
        strike(batch, "renli-ziyuan", reason="无", by=actor("liao2"), at=at(9, 10))
    assert row_of(drawn(["qiye-sheli"])).stage == "draft"


def test_what_is_refused_leaves_no_trace() -> None:
    batch = circulated(["qiye-sheli"])
    before = (Event.objects.count(), Entry.objects.count(), row_of(batch).version)
    refused: list[Callable[[], object]] = [
        lambda: approve(batch, number=NUMBER, approved_on=date(2026, 3, 4), by=actor("liao2"), at=at(5, 9)),
        lambda: publish(batch, on=DAY, by=actor("yu2"), at=at(5, 9)),
        lambda: return_(batch, reason="否", by=actor("zhou"), at=at(5, 9)),
        lambda: strike(batch, "qiye-sheli", reason="还没有公布。", by=actor("yu2"), at=at(5, 9)),
        lambda: edit(batch, title=TITLE, publish_on=DAY, add=["qiye-zhuxiao"], by=actor("yu2"), at=at(5, 9)),
    ]
    for refuse in refused:
        with pytest.raises(Refusal):
            refuse()
    assert (Event.objects.count(), Entry.objects.count(), row_of(batch).version) == before


LIVES: dict[str, Callable[[], UUID]] = {
    "draft": drawn, "pledging": pledged, "approved": approved, "published": announced,
}  # fmt: skip


@pytest.mark.parametrize("stage", sorted(LIVES))
def test_the_journal_alone_gives_the_row(stage: str) -> None:
    batch = LIVES[stage]()
    row = row_of(batch)
    assert row.stage == stage
    assert differences(row, entries("batch", [batch])[batch]) == []


def test_a_command_costs_at_most_ten_statements_however_many_items() -> None:
    many = [one.slug for one in candidates("xzsp", at(3, 9).date())]
    assert len(many) >= 30
    batch = drawn([])
    yu, liao, zhou, hao = map(actor, ("yu2", "liao2", "zhou", "hao"))
    acts: list[Callable[[], object]] = [
        lambda: edit(batch, title=TITLE, publish_on=DAY, add=many, by=yu, at=at(3, 10)),
        lambda: edit(batch, title=TITLE, publish_on=DAY, remove=sorted(set(many) - set(ITEMS)), by=yu, at=at(3, 10)),
        lambda: circulate(batch, by=yu, at=at(3, 11)),
        lambda: pledge(batch, title="局长", by=zhou, at=at(4, 9)),
        lambda: pledge(batch, title="局长", by=hao, at=at(4, 9)),
        lambda: approve(batch, number=NUMBER, approved_on=date(2026, 3, 5), by=liao, at=at(5, 15)),
        lambda: publish(batch, on=DAY, by=yu, at=at(6, 9)),
        lambda: strike(batch, "qiye-sheli", reason="须到现场两次。", by=yu, at=at(9, 9)),
    ]  # fmt: skip
    for number, act in enumerate(acts):
        with CaptureQueriesContext(connection) as counted:
            act()
        assert len(counted) <= 10, (number, [query["sql"][:90] for query in counted.captured_queries])
