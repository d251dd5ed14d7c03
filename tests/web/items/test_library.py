"""The shared materials and the field dictionary in the browser, and an editor that takes parts up from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.catalogue.library import DictionaryField, SharedMaterial
from onewindow.catalogue.models import Edition, LibraryChange, LibraryEntry
from onewindow.web.items.vocabulary import ENTRIES
from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in
from tests.web.items.test_editing import draft_of, typed
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db

WHY = "按新的业务规范统一要求。"


@pytest.fixture
def yu(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(3, 10))
    return signed_in(client, "yu2")


def entry_page(kind: str, key: str) -> str:
    return reverse("items-library-entry", args=[kind, key])


def filled(client: Client, address: str) -> dict[str, Any]:
    """The form as it stands, its long texts and boxes too."""
    page = client.get(address)
    fields = {one.name: one.value for one in page.context["fields"]}
    return typed(client, address) | fields


def test_every_field_of_an_entry_can_be_written() -> None:
    for kind, model in (("materials", SharedMaterial), ("fields", DictionaryField)):
        assert {field.path for field in ENTRIES[kind].fields} == set(model.model_fields)


@pytest.mark.parametrize("kind", ["materials", "fields"])
def test_the_library_is_listed_and_searched(
    yu: Client, kind: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(12):
        page = yu.get(reverse("items-library", args=[kind]))
    said = plain(page.content.decode())
    assert all(row.key in said for row in LibraryEntry.objects.filter(kind=kind))
    found = plain(yu.get(reverse("items-library", args=["materials"]), {"q": "租赁"}).content.decode())
    assert "房屋租赁合同" in found
    assert "营业执照" not in found
    assert yu.get("/items/library/contacts/").status_code == 404


def test_an_entry_says_where_it_is_used(
    yu: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    users = {
        row.name for row in Edition.objects.in_force(at(3, 10).date())
        if any(one["key"] == "business_licence" for one in row.document["materials"])
    }  # fmt: skip
    assert users
    with django_assert_max_num_queries(12):
        said = plain(yu.get(entry_page("materials", "business_licence")).content.decode())
    assert all(name in said for name in users)
    assert "还没有事项取用" not in said


def test_a_change_is_proposed_and_adopted_by_another(yu: Client) -> None:
    address = entry_page("materials", "lease_contract")
    form = filled(yu, address) | {"requirement": "载明坐落、面积、租期和用途。", "submission": "propose"}
    short = yu.post(address, form | {"reason": "无", "submission": "short"})
    assert (short.status_code, "载明坐落、面积、租期和用途。" in short.content.decode()) == (422, True)
    assert yu.post(address, form | {"reason": WHY}).status_code == 302
    change = LibraryChange.objects.get()
    own = plain(yu.get(address).content.decode())
    assert "共享内容的改动须由提出的人以外的人审核" in own
    adopt = reverse("items-library-answer", args=[change.pk, "adopt"])
    assert yu.post(adopt, {"words": WHY, "submission": "own"}).status_code == 403
    liao = signed_in(Client(), "liao2")
    said = plain(liao.get(address).content.decode())
    assert "载明坐落、面积、租期和双方签章。 载明坐落、面积、租期和用途。" in said
    assert liao.post(adopt, {"words": "", "submission": "silent"}).status_code == 422
    assert liao.post(adopt, {"words": "同意。已核实。", "submission": "adopt"}).status_code == 302
    document = LibraryEntry.objects.get(key="lease_contract").document
    assert document["requirement"] == "载明坐落、面积、租期和用途。"
    assert set(document) == set(change.before or {})
    assert "于洋" in plain(liao.get(address).content.decode())


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(yu: Client) -> None:
    new = reverse("items-library-new", args=["fields"])
    form = {"key": "Email", "label": "单位邮箱", "type": "choice", "options": "只有一个", "reason": WHY}
    page = yu.post(new, form | {"submission": "bad"})
    said = plain(page.content.decode())
    assert (page.status_code, LibraryChange.objects.count()) == (422, 0)
    assert "标识用小写字母开头" in said
    assert 'value="单位邮箱"' in page.content.decode()
    good = yu.post(new, form | {"key": "unit_email", "type": "text", "options": "", "submission": "good"})
    assert good["Location"] == f"{entry_page('fields', 'unit_email')}?done=propose"
    assert "unit_email" in plain(yu.get(reverse("items-library", args=["fields"])).content.decode())


def test_others_look_and_do_not_write(cast: Cast, client: Client) -> None:
    wen = signed_in(client, "wen2")
    page = wen.get(entry_page("fields", "agent_phone")).content.decode()
    assert "提出改动" not in plain(page)
    refused = wen.post(entry_page("fields", "agent_phone"), {"label": "电话", "type": "phone", "reason": WHY})
    assert (refused.status_code, LibraryChange.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("part", "kind", "key"), [("form", "fields", "agent_phone"), ("materials", "materials", "id_card")]
)
def test_a_part_of_an_edition_begins_as_an_entry(yu: Client, part: str, kind: str, key: str) -> None:
    draft = draft_of(yu, "weihua-jingying")
    entry = LibraryEntry.objects.get(kind=kind, key=key).document
    new = reverse("items-part", args=[draft.pk, part, "new"])
    page = yu.get(new).content.decode()
    assert f'<option value="{key}">' in page
    form = filled(yu, f"{new}?use={key}")
    if part == "materials":
        form["basis"] = draft.document["legal_bases"][0]["id"]
    went = yu.post(new, form | {"act": "save", "submission": "take"})
    assert went.status_code == 302
    draft.refresh_from_db()
    taken = draft.document[part][-1]
    assert taken["key"] == key
    assert {name: taken.get(name) for name in entry if name not in {"department", "shared"}} == {
        name: value for name, value in entry.items() if name not in {"department", "shared"}
    }
