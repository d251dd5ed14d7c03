"""The desk of those who put bundles together: from a draft to what a second person offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from onewindow.bundles.models import BundleEdition
from onewindow.bundles.schema import read
from tests.stories.conftest import at
from tests.web.bundling.writing import SLUG, WHY, now, save, section, typed
from tests.web.conftest import signed_in
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 12


@pytest.mark.parametrize("name", ["basic", "promise", "conditions", "apart", "effect", "contact"])
def test_a_page_saved_as_it_stands_changes_nothing(wen: Client, draft: BundleEdition, name: str) -> None:
    assert save(wen, section(draft, name)) == 302
    assert now(draft) == draft.document


@pytest.mark.seeds("H26")
def test_a_bundle_is_revised_checked_submitted_and_offered_by_another(
    wen: Client, draft: BundleEdition
) -> None:
    assert save(wen, section(draft, "promise"), **{"promised.n": "3", "visits": "0"}) == 302
    page = reverse("bundling-bundle", args=[draft.pk])
    said = plain(wen.get(reverse("bundling-changes", args=[draft.pk])).content.decode())
    assert "4个工作日" in said
    assert "3个工作日" in said
    too_short = wen.post(
        reverse("bundling-step", args=[draft.pk, "submit"]), {"reason": "改", "submission": "s1"}
    )
    assert (too_short.status_code, 'value="改"' in too_short.content.decode()) == (422, True)
    went = wen.post(reverse("bundling-step", args=[draft.pk, "submit"]), {"reason": WHY, "submission": "s2"})
    assert went["Location"] == f"{page}?done=submit"
    own = wen.post(reverse("bundling-step", args=[draft.pk, "publish"]), {"submission": "own"})
    assert own.status_code == 403
    zhou = signed_in(Client(), "zhou")
    zhou.post(reverse("bundling-step", args=[draft.pk, "publish"]), {"submission": "publish"})
    row = BundleEdition.objects.get(pk=draft.pk)
    assert (row.stage, row.publisher_name, row.bundle.promised.n) == ("published", "周正", 3)
    assert WHY in plain(wen.get(page).content.decode())


def test_it_is_suspended_resumed_and_withdrawn_on_its_page(
    wen: Client, clock: Callable[[datetime], None]
) -> None:
    row = BundleEdition.objects.issued().get(slug=SLUG)
    zhou = signed_in(Client(), "zhou")
    for verb, stage in (("suspend", "suspended"), ("resume", "published"), ("withdraw", "withdrawn")):
        page = zhou.get(reverse("bundling-bundle", args=[row.pk])).content.decode()
        assert reverse("bundling-step", args=[row.pk, verb]) in page
        zhou.post(reverse("bundling-step", args=[row.pk, verb]), {"reason": WHY, "submission": verb})
        assert BundleEdition.objects.get(pk=row.pk).stage == stage


def test_a_new_bundle_is_named_filled_and_becomes_readable(wen: Client) -> None:
    new = reverse("bundling-new")
    refused = wen.post(new, {"name": "开书店一件事", "slug": "开书店", "lead": "scjg", "submission": "bad"})
    assert (refused.status_code, 'value="开书店"' in refused.content.decode()) == (422, True)
    taken = wen.post(new, {"name": "又一家", "slug": SLUG, "lead": "scjg", "submission": "taken"})
    assert (taken.status_code, "已经用于" in plain(taken.content.decode())) == (422, True)
    other = wen.post(new, {"name": "退休", "slug": "tui-xiu", "lead": "rsj", "submission": "other"})
    assert other.status_code == 404
    wen.post(new, {"name": "开书店一件事", "slug": "kai-shudian", "lead": "scjg", "submission": "good"})
    draft = BundleEdition.objects.get(slug="kai-shudian")
    add = section(draft, "members", "new")
    for item in ("食品经营许可（新办）", "huwai-zhaopai"):
        assert wen.post(add, typed(wen, add) | {"item": item, "submission": item}).status_code == 302
    members = now(draft)["members"]
    assert isinstance(members, list)
    assert [(one["id"], one["item"]) for one in members] == [
        ("shipin_jingying", "shipin-jingying"),
        ("huwai_zhaopai", "huwai-zhaopai"),
    ]
    said = plain(wen.get(reverse("bundling-preview", args=[draft.pk, "public"])).content.decode())
    assert "草稿还不完整" in said


@pytest.mark.parametrize("view", ["public", "phone", "elder"])
def test_the_preview_is_the_publics_page_of_the_draft(wen: Client, draft: BundleEdition, view: str) -> None:
    save(wen, section(draft, "basic"), plain="只在草稿里的说法。")
    frame = reverse("bundling-frame", args=[draft.pk, view])
    assert frame in wen.get(reverse("bundling-preview", args=[draft.pk, view])).content.decode()
    shown = wen.get(frame, {"sign": "with_sign"}).content.decode()
    assert "只在草稿里的说法。" in shown
    assert f'action="{frame}#found"' in shown
    assert "只在草稿里的说法。" not in Client().get(f"/bundles/{SLUG}/").content.decode()


def test_the_file_is_the_canonical_document(wen: Client) -> None:
    row = BundleEdition.objects.issued().get(slug=SLUG)
    answer = wen.get(reverse("bundling-file", args=[row.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="{SLUG}.1.yaml"'
    assert read(yaml.safe_load(answer.content.decode())).canonical() == row.bundle.canonical()


def test_another_office_sees_nothing_of_it(wen: Client, draft: BundleEdition) -> None:
    stranger = signed_in(Client(), "wu3")
    assert SLUG not in stranger.get(reverse("bundling")).content.decode()
    for address in (reverse("bundling-bundle", args=[draft.pk]), section(draft, "basic")):
        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("hostile", ["9" * 5000, "１２", "-1", "\u202e5", "{}", "a" * 100_000])
def test_hostile_text_is_a_finding_and_never_a_fault(wen: Client, draft: BundleEdition, hostile: str) -> None:
    address, member = section(draft, "promise"), section(draft, "members", "0")
    assert save(wen, address, **{"promised.n": hostile, "visits": hostile, "ways": [hostile]}) == 302
    assert save(wen, member, item=hostile, after=[hostile], **{"answers.format": hostile}) == 302
    assert save(wen, section(draft, "basic"), code=hostile, halls=[hostile], effective_from=hostile) == 302
    for page in (address, member, section(draft, "basic"), reverse("bundling-bundle", args=[draft.pk]),
                 reverse("bundling-preview", args=[draft.pk, "public"]), reverse("bundling")):  # fmt: skip
        assert wen.get(page).status_code == 200
    assert wen.get(f"/items/bundles/{draft.pk}/members/{'9' * 5000}/").status_code == 404
    assert wen.get(f"/items/bundles/{draft.pk}/nowhere/").status_code == 404


@pytest.mark.parametrize(
    "page", ["", "basic/", "members/0/", "same/0/", "changes/", "preview/phone/", "preview/phone/frame/", "file/"]
)  # fmt: skip
def test_every_page_of_a_draft_opens_within_its_statements(
    wen: Client, draft: BundleEdition, page: str, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    with django_assert_max_num_queries(MOST_STATEMENTS):  # type: ignore[attr-defined]
        assert wen.get(reverse("bundling-bundle", args=[draft.pk]) + page).status_code == 200


def test_the_list_opens_within_its_statements_whatever_it_lists(
    wen: Client, draft: BundleEdition, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    rows = [
        BundleEdition(
            id=UUID(int=n), slug=f"yi-jian-{n}", lead="scjg", name=f"第{n}件事", edition=1, document={"slug": f"yi-jian-{n}"},
            stage="draft", digest="", initials="", tokens="", changed_at=at(4, 9),
        )
        for n in range(1, 60)
    ]  # fmt: skip
    BundleEdition.objects.bulk_create(rows)
    with django_assert_max_num_queries(MOST_STATEMENTS):  # type: ignore[attr-defined]
        page = wen.get(reverse("bundling"), {"q": "", "page": "2"}).content.decode()
    assert "第 2 页" in page
    assert "开办餐饮店一件事" in plain(wen.get(reverse("bundling"), {"q": "kbcyd"}).content.decode())
