"""From draft to publication: a second person, the check of items again, and no edition dated over another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from onewindow.catalogue.commands import publish, revise, submit
from onewindow.catalogue.files import library_beside
from onewindow.catalogue.models import Edition, LibraryEntry
from onewindow.core.refusal import Refusal
from tests.access.drafts import author, head
from tests.stories.conftest import at, edition
from tests.stories.newer import newer

pytestmark = pytest.mark.django_db
CONTENT = Path(settings.CONTENT_DIR)
SLUG, WHY = "shipin-jingying", "按上级要求压缩时限。"


def submitted(last: Edition | None = None) -> UUID:
    drafted = UUID(revise((last or edition(SLUG)).pk, by=author(), at=at(4, 9))["edition"])
    submit(drafted, reason=WHY, by=author(), at=at(4, 10))
    return drafted


def refusal(drafted: UUID, **by: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        publish(drafted, by=replace(head(), **by), at=at(4, 11))
    assert Edition.objects.get(pk=drafted).stage == "submitted"
    return refused.value


@pytest.mark.seeds("N14")
def test_whoever_wrote_or_submitted_an_edition_does_not_publish_it() -> None:
    drafted = submitted()
    assert refusal(drafted, staff_id=author().staff_id).code == "same-person"
    publish(drafted, by=head(), at=at(4, 11))
    assert Edition.objects.get(pk=drafted).stage == "published"


@pytest.mark.seeds("N25")
def test_what_can_be_shared_since_it_was_submitted_keeps_it_from_being_published() -> None:
    drafted = submitted()
    lease = library_beside(CONTENT / "items", CONTENT).materials["lease_contract"].model_dump(mode="json")
    shared = {"document": {**lease, "shared": "interface"}}
    LibraryEntry.objects.update_or_create(kind="materials", key="lease_contract", defaults=shared)
    refused = refusal(drafted)
    assert refused.code == "edition-faulty"
    assert any("房屋租赁合同" in one.message for one in refused.findings)


def test_an_edition_overtaken_by_one_of_its_day_is_not_published() -> None:
    first = newer(SLUG, at(3, 9), effective_from="2026-03-20")
    drafted = submitted(first)
    Edition.objects.filter(pk=drafted).update(effective_from=first.effective_from)
    assert [one.field for one in refusal(drafted).findings] == ["effective_from"]
