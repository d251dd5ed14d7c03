"""What editions share is changed by two persons of the city's office; editions keep what they took up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from onewindow.catalogue.commands import sharing
from onewindow.catalogue.models import Edition, LibraryChange, LibraryEntry
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.invariants.entries import entries
from onewindow.invariants.replay import differences
from onewindow.people.models import Post
from tests.stories.conftest import Cast, at

pytestmark = pytest.mark.django_db

WHY = "按新的业务规范统一要求。"
KEY = "lease_contract"


def administrator(username: str) -> Actor:
    return Post.objects.whole().get(staff__username=username, stands_in_for=None).actor()


@pytest.fixture
def yu(cast: Cast) -> Actor:
    return administrator("yu2")


@pytest.fixture
def liao(cast: Cast) -> Actor:
    return administrator("liao2")


def said() -> dict[str, Any]:
    document: dict[str, Any] = LibraryEntry.objects.get(kind="materials", key=KEY).document
    return document


def proposed(by: Actor, **change: Any) -> UUID:
    document = {**said(), **(change or {"requirement": "载明坐落、面积、租期和用途。"})}
    answer = sharing.propose("materials", KEY, document, new=False, reason=WHY, by=by, at=at(3, 10))
    return UUID(answer["change"])


def refused(act: Any, *args: Any, **given: Any) -> tuple[str, int]:
    before = LibraryChange.objects.count(), said()
    with pytest.raises(Refusal) as refusal:
        act(*args, **given, at=at(3, 11))
    assert (LibraryChange.objects.count(), said()) == before
    return refusal.value.code, refusal.value.status


def test_a_second_person_adopts_it_and_no_edition_changes(yu: Actor, liao: Actor) -> None:
    editions = dict(Edition.objects.values_list("pk", "digest"))
    change = proposed(yu)
    assert said()["requirement"] != "载明坐落、面积、租期和用途。"
    assert refused(sharing.adopt, change, words=WHY, by=yu) == ("same-person", 403)
    sharing.adopt(change, words="同意，与窗口核实过。", by=liao, at=at(3, 11))
    row = LibraryChange.objects.get(pk=change)
    assert (row.stage, row.answered_by, said()) == ("adopted", "廖晓燕", row.document)
    assert dict(Edition.objects.values_list("pk", "digest")) == editions
    assert refused(sharing.refuse, change, words=WHY, by=liao) == ("wrong-stage", 409)


def test_what_is_refused_or_taken_back_changes_nothing(yu: Actor, liao: Actor) -> None:
    before = said()
    sharing.refuse(proposed(yu), words="与现行规定不符。", by=liao, at=at(3, 11))
    change = proposed(yu)
    assert refused(sharing.withdraw, change, words=WHY, by=liao) == ("not-your-step", 403)
    sharing.withdraw(change, words="暂不需要改动。", by=yu, at=at(3, 12))
    assert said() == before
    assert sorted(LibraryChange.objects.values_list("stage", flat=True)) == ["refused", "withdrawn"]


def test_a_new_entry_comes_in_when_it_is_adopted(yu: Actor, liao: Actor) -> None:
    entry = {"label": "单位电子邮箱", "type": "text"}
    answer = sharing.propose("fields", "business_email", entry, new=True, reason=WHY, by=yu, at=at(3, 10))
    assert not LibraryEntry.objects.filter(key="business_email").exists()
    sharing.adopt(UUID(answer["change"]), words="同意增加。", by=liao, at=at(3, 11))
    assert LibraryEntry.objects.get(key="business_email").document == entry
    taken = refused(sharing.propose, "fields", "business_email", entry, new=True, reason=WHY, by=yu)
    assert taken == ("entry-faulty", 422)


def test_what_was_changed_meanwhile_is_not_overwritten(yu: Actor, liao: Actor) -> None:
    change = proposed(yu)
    entry = LibraryEntry.objects.get(kind="materials", key=KEY)
    entry.document = {**entry.document, "sample": "另有改动。"}
    entry.save()
    assert refused(sharing.adopt, change, words=WHY, by=liao) == ("overtaken", 409)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"common_mistakes": []}, "entry-faulty"),
        ({"form": "羊皮"}, "entry-faulty"),
        ({"colour": "red"}, "entry-faulty"),
        ({"name": ""}, "entry-faulty"),
        ({"name": "房屋租赁合同"}, "nothing-new"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_faults(yu: Actor, change: dict[str, Any], code: str) -> None:
    document = {**said(), **change}
    given = {"new": False, "reason": WHY, "by": yu}
    assert refused(sharing.propose, "materials", KEY, document, **given) == (code, 422)


def test_only_the_office_of_the_city_keeps_the_library(yu: Actor) -> None:
    given = {"new": False, "reason": WHY}
    for username in ("wen2", "wu3", "zhou"):
        code = refused(sharing.propose, "materials", KEY, said(), **given, by=administrator(username))
        assert code == ("not-your-step", 403)
    assert refused(sharing.propose, "materials", "mei_you", said(), **given, by=yu) == ("no-such-entry", 404)
    assert refused(sharing.propose, "contacts", "scjg", {}, **given, by=yu) == ("no-such-entry", 404)
    proposed(yu)
    again = {**said(), "sample": "另一处改动。"}
    assert refused(sharing.propose, "materials", KEY, again, **given, by=yu) == ("change-open", 409)


def test_the_journal_gives_every_column_again(yu: Actor, liao: Actor) -> None:
    sharing.adopt(proposed(yu), words="同意采用。", by=liao, at=at(3, 11))
    proposed(yu, sample="另一份示范文本。")
    journals = entries("library_change", list(LibraryChange.objects.values_list("pk", flat=True)))
    for row in LibraryChange.objects.all():
        assert differences(row, journals[row.pk]) == []
    assert len(journals) == 2
