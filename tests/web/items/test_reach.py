"""Every field of an edition has its place in the editor, or somebody who settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from django.test import Client
from django.urls import resolve, reverse
from pydantic import BaseModel

from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema import Edition as Guide
from onewindow.web.items.placing import PAGES
from onewindow.web.items.vocabulary import SECTIONS, SETTLED
from tests.access.play import NOTHING
from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in
from tests.web.items.test_editing import draft_of, typed
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db

IDS = {"id": "given when a part is begun; nobody reads it"}
SLUG = "weihua-jingying"


@pytest.fixture
def yu(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(3, 10))
    return signed_in(client, "yu2")


def models_in(kind: Any) -> Iterator[type[BaseModel]]:
    """The parts that a field of this type is made of."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    if get_origin(kind) in {tuple, Union, UnionType, Annotated}:
        for inner in get_args(kind):
            yield from models_in(inner)


def leaves(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """Every field of the schema that holds no further parts: `limits.cases.promised.n`."""
    for name, field in model.model_fields.items():
        inner = list(models_in(field.annotation))
        for part in inner:
            yield from leaves(part, f"{path}{name}.")
        if not inner:
            yield f"{path}{name}"


def edited() -> set[str]:
    """What the pages of the editor write."""
    found = set()
    for section in SECTIONS.values():
        for field in section.fields:
            whole = f"{section.part}.{field.path}".lstrip(".")
            found |= {f"{whole}.{name}" for name, _ in field.columns} or {whole}
    return found


def test_every_field_of_the_schema_is_reached_or_settled() -> None:
    schema = set(leaves(Guide))
    assert {"limits.cases.promised.n", "situations.answers.hint", "contact.phone", "halls"} <= schema
    assert {one for one in schema - edited() - set(SETTLED) if one.rpartition(".")[2] not in IDS} == set()
    assert edited() - schema == set()
    assert not set(SETTLED) & edited()


def test_a_mark_belongs_to_the_innermost_page() -> None:
    assert PAGES.section_of("limits.cases[0].promised.n") == "case-limits"
    assert PAGES.section_of("limits.promised") == "limits"
    assert PAGES.section_of("materials[2].name") == "materials"
    assert PAGES.section_of("code") == ""


def test_every_page_of_the_editor_is_at_its_address() -> None:
    for name in SECTIONS:
        assert resolve(reverse("items-section", args=[NOTHING, name])).url_name == "items-section"
        assert resolve(reverse("items-part", args=[NOTHING, name, "0"])).url_name == "items-part"


def test_what_nobody_edits_is_shown_with_who_settles_it(yu: Client) -> None:
    draft = draft_of(yu)
    said = plain(yu.get(reverse("items-section", args=[draft.pk, "basic"])).content.decode())
    assert f"实施编码 {draft.document['code']} 由实施机关、层级和基本编码组成" in said


def test_a_limit_for_some_situations_is_added_named_and_taken_away(yu: Client) -> None:
    draft = draft_of(yu, "shipin-jingying")
    question = draft.document["situations"][0]
    answer = question["answers"][0]
    new = reverse("items-part", args=[draft.pk, "case-limits", "new"])
    number = len(draft.document["limits"].get("cases", []))
    form = {name: value for name, value in typed(yu, new).items() if not name.startswith("when.")} | {
        f"when.{question['id']}": answer["id"], "promised.n": "3", "promised.unit": "working_day", "submission": "add",
    }  # fmt: skip
    went = yu.post(new, form)
    draft.refresh_from_db()
    assert draft.document["limits"]["cases"][number] == {
        "when": {question["id"]: [answer["id"]]}, "promised": {"n": 3, "unit": "working_day"},
    }  # fmt: skip
    page = plain(yu.get(went["Location"]).content.decode())
    assert f"“{question['question']}”选“{answer['label']}”" in page
    changes = plain(yu.get(reverse("items-changes", args=[draft.pk])).content.decode())
    assert f"“{question['question']}”选“{answer['label']}”" in changes
    yu.post(went["Location"], typed(yu, went["Location"]) | {"act": "remove", "submission": "remove"})
    draft.refresh_from_db()
    assert len(draft.document["limits"].get("cases", [])) == number


def test_the_halls_are_chosen_from_the_directory_and_a_strange_one_is_not_lost(yu: Client) -> None:
    draft = draft_of(yu)
    halls = [*draft.document["halls"], "mei-you"]
    Edition.objects.filter(pk=draft.pk).update(document={**draft.document, "halls": halls})
    address = reverse("items-section", args=[draft.pk, "contact"])
    page = yu.get(address).content.decode()
    assert "未登记（mei-you）" in page
    form = typed(yu, address) | {"halls": halls[::-1], "submission": "halls"}
    assert yu.post(address, form).status_code == 302
    assert set(Edition.objects.get(pk=draft.pk).document["halls"]) == set(halls)


def test_what_comes_before_and_in_whose_name_are_written(yu: Client) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "basic"])
    form = typed(yu, address) | {"follows": "990131021001", "in_name_of": "scjg", "submission": "basic"}
    assert yu.post(address, form).status_code == 302
    document = Edition.objects.get(pk=draft.pk).document
    assert (document["follows"], document["in_name_of"]) == (["990131021001"], "scjg")


def test_a_draft_is_seen_as_it_will_be_printed(yu: Client) -> None:
    draft = draft_of(yu)
    page = yu.get(reverse("items-preview", args=[draft.pk, "print"]))
    assert reverse("items-frame", args=[draft.pk, "print"]) in page.content.decode()
    printed = yu.get(reverse("items-frame", args=[draft.pk, "print"]))
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert printed["X-Frame-Options"] == "SAMEORIGIN"


def test_what_the_base_item_fixes_is_told_in_words(yu: Client) -> None:
    draft = draft_of(yu, "yubaozhuang-beian")
    form = yu.get(reverse("items-part", args=[draft.pk, "form", "0"])).content.decode()
    said = plain(form)
    assert "由基本目录统一，不能另定。" in said
    assert ("类型 文字" in said, "必填 是" in said, ">text<" in form) == (True, True, False)
    materials = plain(yu.get(reverse("items-part", args=[draft.pk, "materials", "0"])).content.decode())
    bases = {one["id"]: one["law"] for one in draft.document["legal_bases"]}
    assert f"依据 {bases[draft.document['materials'][0]['basis']]}" in materials
