"""What comes in another format becomes drafts or editions, all or none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from onewindow.catalogue.commands import DocumentsRefused, begin, import_documents, load
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import SHANGHAI
from onewindow.core.roles import SYSTEM
from tests.catalogue.documents import GONE, next_edition, other_item, promised, with_at

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=SHANGHAI)


def refused(documents: list[dict[str, Any]], *, publish: bool) -> list[tuple[int, str]]:
    before = list(Edition.objects.values_list("slug", "stage"))
    with pytest.raises(DocumentsRefused) as refusal:
        import_documents(documents, at=NOW, publish=publish)
    assert list(Edition.objects.values_list("slug", "stage")) == before
    return [(n, finding.field) for n, finding in refusal.value.faults]


def test_documents_begin_as_drafts_however_incomplete() -> None:
    assert import_documents([promised(), {"slug": "leer", "agency": "scjg"}], at=NOW) == 2
    assert set(Edition.objects.values_list("slug", "stage")) == {("shu-dian", "draft"), ("leer", "draft")}


def test_one_that_cannot_begin_keeps_all_out() -> None:
    begin(promised(), by=SYSTEM, at=NOW)
    documents = [other_item(1, "甲"), promised(), with_at(other_item(2, "乙"), "agency", GONE)]
    assert refused(documents, publish=False) == [(1, "slug"), (2, "agency")]


def test_documents_are_published_together() -> None:
    load(promised(), at=NOW)
    follow = next_edition(promised(), effective_from="2025-07-01")
    assert import_documents([promised(), follow, other_item(1, "甲")], at=NOW, publish=True) == 2
    assert set(Edition.objects.published().values_list("slug", "edition")) == {
        ("shu-dian", 1),
        ("shu-dian", 2),
        ("item-1", 1),
    }


def test_one_that_cannot_be_published_keeps_all_out() -> None:
    faulty = with_at(other_item(2, "乙"), "materials.0.basis", "custom")
    dated_over = next_edition(promised(), effective_from="2025-01-01")
    assert refused([promised(), faulty, dated_over], publish=True) == [
        (1, "materials[0].basis"),
        (2, "effective_from"),
    ]
