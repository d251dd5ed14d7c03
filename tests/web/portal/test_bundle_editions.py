"""Every edition of a bundle can be read for ever, as it stood when it counted, and says whether it still does."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from uuid import UUID

import pytest
from django.test import Client

from onewindow.bundles.commands import begin, publish, resume, submit, suspend, withdraw
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.models import Edition
from tests.stories.conftest import actor, at
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db
SLUG = "kaiban-canyindian"
URL = f"/bundles/{SLUG}/"
WHY = "牵头部门公布新的一版。"
MOST_STATEMENTS = 8


@pytest.fixture
def second() -> UUID:
    """The second edition, in force from 9 March 2026 on."""
    first = BundleEdition.objects.get(slug=SLUG)
    document = {
        **deepcopy(first.document),
        "effective_from": "2026-03-09",
        "plain": "第二版的说法，一张表一次办。",
    }
    wen, zhou = actor("wen2"), actor("zhou")
    draft = UUID(begin(document, by=wen, at=at(4, 9))["bundle"])
    submit(draft, reason=WHY, by=wen, at=at(4, 10))
    publish(draft, by=zhou, at=at(4, 11))
    return draft


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def test_the_edition_before_stays_readable_and_says_so(
    client: Client, clock: Callable[[datetime], None], second: UUID
) -> None:
    clock(at(6, 9))
    assert "第二版的说法" not in read(client, URL)
    assert "2026年3月9日起按 第2版 办理" in read(client, URL)
    assert "这一版还没有施行" in read(client, f"{URL}editions/2/")
    clock(at(10, 9))
    assert "第二版的说法" in read(client, URL)
    old = read(client, f"{URL}editions/1/")
    assert "第二版的说法" not in old
    assert "施行到2026年3月8日" in old
    assert client.get(f"{URL}editions/3/").status_code == 404


def test_an_old_edition_keeps_its_items_as_they_were(
    client: Client, clock: Callable[[datetime], None], second: UUID
) -> None:
    Edition.objects.filter(slug="huwai-zhaopai").update(stage="withdrawn", ended_on=date(2026, 3, 10))
    clock(at(20, 9))
    assert (
        "户外招牌"
        not in read(client, f"{URL}?sign=with_sign#members").split("一套材料")[0].split("一起办哪些事")[1]
    )
    Edition.objects.filter(slug="huwai-zhaopai").update(
        stage="published", effective_to=date(2026, 3, 8), ended_on=None
    )
    assert "户外招牌" in read(client, f"{URL}editions/1/?sign=with_sign").split("一起办哪些事")[1]


def test_what_is_suspended_or_withdrawn_is_shown_as_such(
    client: Client, clock: Callable[[datetime], None]
) -> None:
    row, zhou = BundleEdition.objects.get(slug=SLUG), actor("zhou")
    clock(at(6, 9))
    suspend(row.pk, reason="系统升级，暂停一并办理。", by=zhou, at=at(5, 9))
    assert "暂停一并办理" in read(client, URL)
    assert SLUG not in client.get("/bundles/").content.decode()
    resume(row.pk, reason="升级完成，恢复办理。", by=zhou, at=at(5, 10))
    assert "暂停一并办理" not in read(client, URL)
    withdraw(row.pk, reason="政策调整，不再办理。", by=zhou, at=at(5, 11))
    assert "2026年3月5日撤下" in read(client, URL)
    assert "已撤下" in read(client, f"{URL}editions/1/")


def test_an_old_edition_opens_within_its_statements(
    client: Client, clock: Callable[[datetime], None], second: UUID,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:  # fmt: skip
    clock(at(10, 9))
    with django_assert_max_num_queries(MOST_STATEMENTS):  # type: ignore[attr-defined]
        client.get(f"{URL}editions/1/")
