"""What people type finds what they mean."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from onewindow.catalogue.commands import import_editions, load
from onewindow.catalogue.models import Edition
from onewindow.catalogue.search import fold
from onewindow.core.calendar import SHANGHAI
from tests.catalogue.documents import next_edition, other_item, promised

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=SHANGHAI)
DAY = date(2025, 3, 3)
ITEMS = Path(settings.CONTENT_DIR) / "items"


def found(text: str, on: date = DAY) -> list[str]:
    return [edition.slug for edition in Edition.objects.search(text, on)]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("食品经营许可（新办）", "shipin-jingying"),
        ("食品经营许可", "shipin-jingying"),
        ("spjyxk", "shipin-jingying"),
        ("SPJYXK", "shipin-jingying"),
        ("开饭店", "shipin-jingying"),
        ("shipinjingying", "shipin-jingying"),
        ("shipin-jingying", "shipin-jingying"),
        ("11990100MB9901024C3990131021001", "shipin-jingying"),
        ("食品 许可", "shipin-jingying"),
        ("许可 食品", "shipin-jingying"),
        ("食品经管许可", "shipin-jingying"),
        ("spjyxl", "shipin-jingying"),
        ("招牌", "huwai-zhaopai"),
        ("老年证", "laonian-youdai"),
        ("电梯", "tezhong-shebei"),
        ("消防检查", "xiaofang-jiancha"),
        ("lnz", "laonian-youdai"),
        ("外卖骑手", "linghuo-jiuye"),
    ],
)
def test_the_first_hit_is_what_is_meant(typed: str, slug: str) -> None:
    import_editions(ITEMS, at=NOW, checked=False)
    assert found(typed)[0] == slug


@pytest.mark.parametrize("typed", ["", "  ", "（）", "离婚", "vvv"])
def test_what_nobody_offers_is_not_found(typed: str) -> None:
    import_editions(ITEMS, at=NOW, checked=False)
    assert found(typed) == []


def test_a_name_goes_before_a_part_and_a_part_before_an_alias() -> None:
    load(other_item(1, "年度图书审查", aliases=["书店"]), at=NOW)
    load(other_item(2, "旧书店备案"), at=NOW)
    load(other_item(3, "书店经营许可变更"), at=NOW)
    load(other_item(4, "书店"), at=NOW)
    assert found("书店") == ["item-4", "item-1", "item-3", "item-2"]


def test_only_the_edition_in_force_is_found() -> None:
    load(promised(), at=NOW)
    load(next_edition(promised(), effective_from="2025-07-01", name="书店备案"), at=NOW)
    assert [e.name for e in Edition.objects.search("shudian", date(2025, 6, 30))] == ["书店经营许可"]
    assert [e.name for e in Edition.objects.search("shudian", date(2025, 7, 1))] == ["书店备案"]
    assert found("书店", date(2024, 1, 1)) == []


def test_what_is_published_or_withdrawn_is_known_to_the_next_search() -> None:
    load(promised(), at=NOW)
    assert found("书店") == ["shu-dian"]
    load(other_item(9, "旧书店备案"), at=NOW + timedelta(minutes=1))
    assert found("书店") == ["shu-dian", "item-9"]
    Edition.objects.filter(slug="shu-dian").update(stage="withdrawn", version=2)
    assert found("书店") == ["item-9"]


def test_a_search_reads_two_statements_however_many_items_there_are(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for serial in range(1, 60):
        load(other_item(serial, f"第{serial}类书店许可"), at=NOW)
    found("书店")
    with django_assert_num_queries(2):
        assert len(found("书店")) == 20


def test_width_case_and_punctuation_do_not_matter() -> None:
    assert fold("ＣＴ 许可（Ｘ射线）") == fold("ct许可x射线")
