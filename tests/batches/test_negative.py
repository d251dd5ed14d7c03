"""负面清单, and where the lists and the catalogue disagree."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from onewindow.batches.commands import edit, list_negative, remove_negative
from onewindow.batches.models import NegativeEntry
from onewindow.batches.standing import differences as at_odds
from onewindow.catalogue.commands import suspend
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.invariants.entries import entries
from onewindow.invariants.replay import differences
from tests.batches.acts import DAY, NEGATIVE, TITLE, announced, drawn, excluded, twice, worse
from tests.stories.conftest import actor, at, django_db_setup
from tests.stories.newer import newer

__all__ = ["django_db_setup"]
pytestmark = pytest.mark.django_db


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}:")


def said(day: int = 10) -> list[tuple[str, str]]:
    return [(one.slug, one.what) for one in at_odds("xzsp", at(day, 10).date())]


@pytest.mark.seeds("C51")
def test_what_needs_two_visits_goes_on_the_negative_list_with_ground_words_and_law() -> None:
    item = twice(61)
    assert said() == [(item.slug, "要到现场2次，没有列入负面清单")]
    key = excluded(item.slug)
    row = NegativeEntry.objects.get(pk=key)
    assert (row.visits, row.ground_label, row.basis, row.lister_name) == (
        2, "法定须本人多次到场", "《行政许可法》第三十四条", "于洋",
    )  # fmt: skip
    assert said() == []
    assert differences(row, entries("negative_entry", [key])[key]) == []
    with refused("listed-already"):
        excluded(item.slug)


@pytest.mark.seeds("C51")
def test_what_needs_one_visit_does_not_hide_on_the_negative_list() -> None:
    with refused("within-one-visit"):
        excluded("shipin-jingying")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"ground": "busy"}, "ground"), ({"reason": "不便"}, "reason"), ({"basis": "有关规定"}, "basis")],
)
def test_a_line_without_ground_words_or_law_is_told_at_its_field(changes: dict[str, str], field: str) -> None:
    item = twice(61)
    with refused("negative-incomplete") as caught:
        list_negative(item.slug, **{**NEGATIVE, **changes}, by=actor("yu2"), at=at(6, 10))
    assert [finding.field for finding in caught.value.findings] == [field]
    assert not NegativeEntry.objects.exists()


def test_only_the_office_of_that_level_keeps_it() -> None:
    item = twice(61)
    with refused("no-such-item"):
        list_negative(item.slug, **NEGATIVE, by=actor("wu3"), at=at(6, 10))
    key = excluded(item.slug)
    for stranger in ("wu3", "wen2"):
        with refused("no-such-negative"):
            remove_negative(key, reason="已改为一次办。", by=actor(stranger), at=at(9, 10))


def test_once_the_visits_are_down_it_is_to_be_removed_and_only_then_enters_a_batch() -> None:
    item = twice(61)
    key = excluded(item.slug)
    newer(item.slug, at(9, 9), visits=1)
    assert said() == [(item.slug, "在负面清单上，现行清单只要到现场1次")]
    batch = drawn(["qiye-sheli"])
    with refused("batch-faulty") as caught:
        edit(batch, title=TITLE, publish_on=DAY, add=[item.slug], by=actor("yu2"), at=at(9, 11))
    assert "已列入负面清单，请先移出" in caught.value.findings[0].message
    remove_negative(key, reason="已改为一次办。", by=actor("liao2"), at=at(9, 12))
    edit(batch, title=TITLE, publish_on=DAY, add=[item.slug], by=actor("yu2"), at=at(9, 13))
    row = NegativeEntry.objects.get(pk=key)
    assert (row.stage, row.remover_name) == ("removed", "廖晓燕")
    assert differences(row, entries("negative_entry", [key])[key]) == []


@pytest.mark.seeds("C9", "C52")
def test_a_published_promise_that_the_catalogue_no_longer_keeps_is_found() -> None:
    announced(["tezhong-shebei", "shipin-jingying", "qiye-sheli"])
    assert said() == []
    worse("tezhong-shebei")
    suspend(
        UUID(str(Edition.objects.get(slug="qiye-sheli").pk)),
        reason="系统改造。",
        by=actor("zhou"),
        at=at(9, 12),
    )
    assert sorted(said()) == [
        ("qiye-sheli", "这个事项已不办理（暂停、撤下或者到期）"),
        ("tezhong-shebei", "列入时承诺到现场1次，现行清单要到现场2次"),
        ("tezhong-shebei", "要到现场2次，没有列入负面清单"),
    ]
