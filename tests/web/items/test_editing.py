"""The item administrator's desk: a promise is changed, checked, submitted and published by somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.catalogue.models import BaseItemRow, Edition
from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db

WHY = "承诺时限再压缩一天。"
SLUG = "weihua-jingying"


@pytest.fixture
def yu(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(3, 10))
    return signed_in(client, "yu2")


def draft_of(client: Client, slug: str = SLUG) -> Edition:
    """The next edition of an item, begun from its page."""
    row = Edition.objects.published().get(slug=slug)
    went = client.post(reverse("items-revision", args=[row.pk]), {"submission": f"revise {slug}"})
    draft = Edition.objects.get(slug=slug, stage="draft")
    assert went["Location"] == reverse("items-edition", args=[draft.pk])
    return draft


def typed(client: Client, address: str) -> dict[str, object]:
    """What a form of the editor would send if nothing were changed."""
    page = client.get(address).content.decode()
    found: dict[str, object] = dict(re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', page, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else ""
    return found


def test_the_desk_lists_what_the_office_keeps_and_counts_it(yu: Client) -> None:
    pages = [plain(yu.get(reverse("items"), {"page": n}).content.decode()) for n in (1, 2, 3)]
    said = " ".join(pages)
    assert "江州市市场监督管理局" in said
    assert f"全部 {Edition.objects.count()}" in said
    found = plain(yu.get(reverse("items"), {"q": "spjyxk"}).content.decode())
    assert "食品经营许可（新办）" in found
    assert "不动产转移登记" not in found


def test_a_promise_is_changed_checked_submitted_and_published_by_another(yu: Client) -> None:
    draft = draft_of(yu)
    before = draft.document["limits"]["promised"]["n"]
    address = reverse("items-section", args=[draft.pk, "limits"])
    form = typed(yu, address) | {"act": "submit", "reason": WHY}
    longer = form | {"limits.promised.n": "9999", "submission": "too long"}
    refused = yu.post(address, longer)
    assert refused.status_code == 422
    assert "承诺时限" in plain(refused.content.decode())
    assert 'value="9999"' in refused.content.decode()
    draft.refresh_from_db()
    assert (draft.stage, draft.document["limits"]["promised"]["n"]) == ("draft", before)
    went = yu.post(address, form | {"submission": "as it is"})
    assert went["Location"] == reverse("items-edition", args=[draft.pk])
    own = yu.post(reverse("items-step", args=[draft.pk, "publish"]), {"submission": "own"})
    assert own.status_code == 403
    second = signed_in(Client(), "liao2")
    published = second.post(reverse("items-step", args=[draft.pk, "publish"]), {"submission": "publish"})
    assert published.status_code == 302
    draft.refresh_from_db()
    assert (draft.stage, draft.effective_from, draft.publisher_name) == (
        "published",
        date(2026, 3, 4),
        "廖晓燕",
    )
    assert Edition.objects.in_force(date(2026, 3, 3)).get(slug=SLUG).edition == draft.edition - 1
    assert Edition.objects.in_force(date(2026, 3, 4)).get(slug=SLUG).pk == draft.pk


def test_what_is_no_number_is_kept_and_named_at_its_place(yu: Client) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "limits"])
    form = typed(yu, address) | {"limits.promised.n": "五天", "submission": "words"}
    assert yu.post(address, form).status_code == 302
    page = yu.get(address).content.decode()
    assert 'value="五天"' in page
    assert "应是整数" in plain(page)
    preview = plain(yu.get(reverse("items-preview", args=[draft.pk, "public"])).content.decode())
    assert "草稿还不完整" in preview


def test_the_check_answers_for_what_is_typed_without_saving_it(yu: Client) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "limits"])
    form = typed(yu, address) | {"limits.promised.n": "9999"}
    said = plain(yu.post(f"{address}check/", form).content.decode())
    assert "承诺时限" in said
    assert Edition.objects.get(pk=draft.pk).document == draft.document


@pytest.mark.parametrize("view", ["public", "phone", "elder", "handbook"])
def test_what_is_typed_is_seen_as_it_will_look_without_saving_it(yu: Client, view: str) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "limits"])
    button = f'formaction="{address}check/" formtarget="look" name="look" value="{view}"'
    assert button in yu.get(address).content.decode()
    form = typed(yu, address) | {"limits.promised.n": "2", "look": view}
    seen = yu.post(f"{address}check/", form)
    assert seen["X-Frame-Options"] == "SAMEORIGIN"
    assert "2个工作日" in plain(seen.content.decode())
    assert Edition.objects.get(pk=draft.pk).document == draft.document


def test_what_is_typed_is_seen_in_print(yu: Client) -> None:
    address = reverse("items-section", args=[draft_of(yu).pk, "limits"])
    assert yu.post(f"{address}check/", typed(yu, address) | {"look": "print"}).content.startswith(b"%PDF")


def test_what_cannot_look_like_anything_yet_says_why(yu: Client) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "limits"])
    form = typed(yu, address) | {"limits.promised.n": "五天", "look": "phone"}
    said = yu.post(f"{address}check/", form).content.decode()
    assert f'<a target="_top" href="{address}#marks-limits.promised.n">' in said
    assert "应是整数" in plain(said)


def test_materials_are_added_moved_and_removed(yu: Client) -> None:
    draft = draft_of(yu, "shipin-jingying")
    names = [one["name"] for one in draft.document["materials"]]
    new = reverse("items-part", args=[draft.pk, "materials", "new"])
    form = typed(yu, new) | {"name": "场所消防承诺书", "submission": "add"}
    went = yu.post(new, form)
    draft.refresh_from_db()
    added = draft.document["materials"][-1]
    assert added["name"] == "场所消防承诺书"
    assert added["key"] == added["id"] == "csxfcns"
    for act, wanted in (("up", [*names[:-1], "场所消防承诺书", names[-1]]), ("remove", names)):
        form = typed(yu, went["Location"]) | {"act": act, "submission": act}
        went = yu.post(went["Location"], form)
        draft.refresh_from_db()
        assert [one["name"] for one in draft.document["materials"]] == wanted


def test_two_who_write_at_once_are_told_apart(yu: Client) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "limits"])
    first = typed(yu, address) | {"submission": "first"}
    assert yu.post(address, first).status_code == 302
    stale = first | {"submission": "second", "limits.promised.n": "3"}
    refused = yu.post(address, stale)
    assert (refused.status_code, "刚刚改过" in plain(refused.content.decode())) == (409, True)


@pytest.mark.parametrize(
    "page", ["", "changes/", "preview/phone/", "preview/phone/frame/", "preview/handbook/frame/"]
)
def test_every_page_of_a_draft_opens_within_its_statements(
    yu: Client, page: str, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    draft = draft_of(yu)
    with django_assert_max_num_queries(18):  # type: ignore[attr-defined]
        answer = yu.get(reverse("items-edition", args=[draft.pk]) + page)
    assert answer.status_code == 200


def test_the_differences_are_told_in_words(yu: Client) -> None:
    draft = draft_of(yu)
    before = draft.document["limits"]["promised"]["n"]
    address = reverse("items-section", args=[draft.pk, "limits"])
    yu.post(address, typed(yu, address) | {"limits.promised.n": str(before - 1), "submission": "shorter"})
    said = plain(yu.get(reverse("items-changes", args=[draft.pk])).content.decode())
    assert f"{before}个工作日" in said
    assert f"{before - 1}个工作日" in said


@pytest.mark.seeds("W28", "W37")
@pytest.mark.parametrize("owner", ["agency", "utility"])
def test_a_claim_begins_with_what_the_base_item_fixes(yu: Client, owner: str) -> None:
    base = BaseItemRow.objects.get(pk="990131021001")
    document = base.document | {
        "code": "990131098001",
        "slug": "ren-ling",
        "name": "待认领许可",
        "owner": owner,
    }
    BaseItemRow.objects.create(
        code="990131098001", slug="ren-ling", name="待认领许可", item_type=base.item_type, department=base.department,
        owner=owner, levels=base.levels, document=document, loaded_at=at(2, 9),
    )  # fmt: skip
    given = {"base": "990131098001", "agency": "scjg", "submission": "claim"}
    went = yu.post(reverse("items-bases"), given)
    draft = Edition.objects.get(slug="ren-ling")
    assert went["Location"] == reverse("items-edition", args=[draft.pk])
    assert (draft.stage, draft.agency_code, draft.name) == ("draft", "scjg", "待认领许可")
    assert draft.document["legal_bases"] == base.document["legal_bases"]
    assert draft.document.get("owner", "agency") == owner
    page = yu.get(reverse("items-bases"), {"q": "990131098001"}).content.decode()
    assert "江州市市场监督管理局" in plain(page)
    again = yu.post(reverse("items-bases"), given | {"submission": "again"})
    assert again.status_code == 409


def test_a_base_item_is_claimed_by_an_agency_of_its_department(yu: Client) -> None:
    held = set(Edition.objects.filter(base_code="990131021001").values_list("agency_code", flat=True))
    page = yu.get(reverse("items-bases"), {"q": "990131021001"}).content.decode()
    assert "认领率" in plain(page)
    offered = set(re.findall(r'<option value="([a-z]+)"', page))
    assert not offered & held
    taken = yu.post(reverse("items-bases"), {"base": "", "agency": "", "submission": "none"})
    assert taken.status_code == 422


def test_the_calendar_shows_what_comes_into_force(yu: Client) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "limits"])
    yu.post(address, typed(yu, address) | {"act": "submit", "reason": WHY, "submission": "submit"})
    said = plain(yu.get(reverse("items-calendar")).content.decode())
    assert draft.name in said
    assert "拟生效（待审核）" in said


def test_an_edition_for_a_hall_that_is_not_there_is_not_published(yu: Client) -> None:
    draft = draft_of(yu)
    Edition.objects.filter(pk=draft.pk).update(document={**draft.document, "halls": ["mei-you"]})
    submitted = yu.post(
        reverse("items-step", args=[draft.pk, "submit"]), {"reason": WHY, "submission": "submit"}
    )
    assert submitted.status_code == 302
    second = signed_in(Client(), "liao2")
    refused = second.post(reverse("items-step", args=[draft.pk, "publish"]), {"submission": "publish"})
    assert (refused.status_code, "没有“mei-you”这个大厅" in plain(refused.content.decode())) == (409, True)


def test_a_step_that_is_not_open_is_said_so_before_its_reason_is_judged(yu: Client) -> None:
    """Somebody else was faster: the page has no field any more in which to put the reason right."""
    draft = draft_of(yu)
    refused = yu.post(reverse("items-step", args=[draft.pk, "suspend"]), {"reason": "%", "submission": "s"})
    said = plain(refused.content.decode())
    assert refused.status_code == 409
    assert "目前为“草稿”，不能暂停" in said
    assert "请写明原因，不少于" not in said


@pytest.mark.parametrize("hostile", ["9" * 5000, "１２", "-1", "\u202e5", "5天", ""])
def test_hostile_numbers_are_findings_and_never_faults(yu: Client, hostile: str) -> None:
    draft = draft_of(yu)
    address = reverse("items-section", args=[draft.pk, "limits"])
    form = typed(yu, address) | {"limits.statutory.n": hostile, "submission": f"hostile {hostile[:9]}"}
    assert yu.post(f"{address}check/", form).status_code == 200
    assert yu.post(address, form).status_code == 302
    assert yu.post(address, form | {"version": hostile, "submission": "v"}).status_code == 409
    assert yu.get(address).status_code == 200
    assert yu.get(f"/items/{draft.pk}/materials/{'9' * 5000}/").status_code == 404
