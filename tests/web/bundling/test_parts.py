"""The parts of a bundle in the editor: members with conditions, exclusions and answers, and the check beside them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.bundles.models import BundleEdition
from onewindow.bundles.schema import read
from tests.web.bundling.writing import WHY, now, save, section, typed
from tests.web.conftest import signed_in
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db


def part_of(draft: BundleEdition, name: str) -> str:
    """The page of that member."""
    return section(draft, "members", str([one.id for one in read(draft.document).members].index(name)))


@pytest.mark.parametrize(
    ("name", "place"), [(part, str(n)) for part, number in (("situations", 6), ("members", 6), ("joint", 1), ("same", 1), ("questions", 2)) for n in range(number)]
)  # fmt: skip
def test_a_part_saved_as_it_stands_changes_nothing(
    wen: Client, draft: BundleEdition, name: str, place: str
) -> None:
    assert save(wen, section(draft, name, place)) == 302
    assert now(draft) == draft.document


def test_members_get_conditions_exclusions_and_an_order(wen: Client, draft: BundleEdition) -> None:
    sign = part_of(draft, "sign")
    assert save(wen, sign, after=["food"], succession="alongside", **{"when.crowd": ["small"]}) == 302
    member = read(now(draft)).member("sign")
    assert (member.after, member.succession, dict(member.when or {})) == (
        ("food",), "alongside", {"sign": ("with_sign",), "crowd": ("small",)},
    )  # fmt: skip
    page = wen.get(reverse("bundling-bundle", args=[draft.pk])).content.decode()
    assert "在食品经营许可（新办）之后" in plain(page)
    assert "不与公众聚集场所消防安全检查（一般程序）一起" in plain(page)
    excluded = save(wen, sign, excludes=["food"])
    assert excluded == 302
    said = plain(wen.get(sign).content.decode())
    assert "没有一个问题的回答能把它们分开" in said


def test_the_questions_of_a_members_item_are_fixed_mapped_or_asked(wen: Client, draft: BundleEdition) -> None:
    food = part_of(draft, "food")
    before = typed(wen, food)
    assert (before["answers.format"], before["answers.premises"]) == ("=catering", "?premises")
    assert save(wen, food, **{"answers.format": "", "answers.premises": "=owned"}) == 302
    answers = read(now(draft)).member("food").answers
    assert {name: one.fixed for name, one in answers.items()} == {"premises": "owned"}
    sign = part_of(draft, "sign")
    assert typed(wen, sign)["answers.wall.rented"] == "leased"
    assert save(wen, sign, **{"answers.wall.rented": "own"}) == 302
    assert read(now(draft)).member("sign").answers["wall"].map == {"owned": "own", "rented": "own"}
    assert save(wen, sign, **{"answers.wall.rented": ""}) == 302
    assert read(now(draft)).member("sign").answers["wall"].map == {"owned": "own"}


def test_what_is_typed_wrongly_is_kept_and_marked_at_its_place(wen: Client, draft: BundleEdition) -> None:
    food = part_of(draft, "food")
    assert save(wen, food, item="没有的事项") == 302
    page = wen.get(food).content.decode()
    assert 'value="没有的事项"' in page
    assert "mark--blocking" in page.split('id="marks-item"')[1].split("</div>")[0]
    assert save(wen, section(draft, "promise"), **{"promised.n": "三天"}) == 302
    page = wen.get(section(draft, "promise")).content.decode()
    assert 'value="三天"' in page
    refused = wen.post(
        reverse("bundling-step", args=[draft.pk, "submit"]), {"reason": WHY, "submission": "wrong"}
    )
    assert refused.status_code == 422
    assert BundleEdition.objects.get(pk=draft.pk).stage == "draft"


def test_the_check_answers_for_what_is_typed_without_saving_it(wen: Client, draft: BundleEdition) -> None:
    address = part_of(draft, "fire_commitment")
    said = wen.post(f"{address}check/", typed(wen, address) | {"excludes": ["sign"]}).content.decode()
    assert "没有一个问题的回答能把它们分开" in said.split('id="marks-excludes"')[1].split("</div>")[0]
    assert now(draft) == draft.document


def test_two_who_write_at_once_are_told_apart_and_nothing_typed_is_lost(
    wen: Client, draft: BundleEdition
) -> None:
    address = section(draft, "basic")
    form = typed(wen, address)
    assert wen.post(address, form | {"submission": "first"}).status_code == 302
    stale = wen.post(address, form | {"submission": "second", "name": "新的叫法"})
    assert (stale.status_code, 'value="新的叫法"' in stale.content.decode()) == (409, True)


def test_the_lead_changes_only_to_an_agency_of_the_same_desk(wen: Client, draft: BundleEdition) -> None:
    address = section(draft, "basic")
    assert save(wen, address, lead="rsj") == 422
    yu = signed_in(Client(), "yu2")
    assert save(yu, address, lead="xfjy") == 302
    assert BundleEdition.objects.get(pk=draft.pk).lead == "xfjy"
    assert wen.get(reverse("bundling-bundle", args=[draft.pk])).status_code == 404


def test_members_are_moved_and_removed(wen: Client, draft: BundleEdition) -> None:
    ids = [one.id for one in read(draft.document).members]
    assert ids[-1] == "sign"
    address = part_of(draft, "sign")
    went = wen.post(address, typed(wen, address) | {"act": "up", "submission": "up"})
    assert went["Location"] == section(draft, "members", str(len(ids) - 2))
    assert [one.id for one in read(now(draft)).members] == [*ids[:-2], "sign", ids[-2]]
    wen.post(went["Location"], typed(wen, went["Location"]) | {"act": "remove", "submission": "remove"})
    members = now(draft)["members"]
    assert isinstance(members, list)
    assert [one["id"] for one in members] == ids[:-1]


def test_the_page_says_what_the_members_merge_into(wen: Client, draft: BundleEdition) -> None:
    page = wen.get(reverse("bundling-bundle", args=[draft.pk])).content.decode()
    alone, together = re.findall(r"共填 <strong>(\d+)</strong> 项，合并后 <strong>(\d+)</strong> 项", page)[0]
    assert int(together) < int(alone)
    rows = page.split("合并后的表单</caption>")[1].split("</table>")[0]
    labels = re.findall(r'<th scope="row">([^<（]+)', rows)
    assert len(labels) == int(together)
    assert "order--" in page


def test_every_finding_leads_to_where_it_is_put_right(wen: Client, draft: BundleEdition) -> None:
    spoilt = draft.document
    spoilt["promised"]["n"] = "三天"
    spoilt["members"][0]["item"] = "mei-you"
    spoilt["situations"][1]["question"] = ""
    spoilt["contact"]["phone"] = ""
    draft.save()
    address = reverse("bundling-bundle", args=[draft.pk])
    at_promise = f'<a href="{address}promise/#marks-promised.n">承诺和办法 · 承诺时限</a>'
    places = re.findall(rf'<a href="({address}[^"]+)#(marks-[^"]+)">', wen.get(address).content.decode())
    assert {field for _, field in places} >= {"marks-promised.n", "marks-question", "marks-contact.phone"}
    for page, field in places:
        assert f'id="{field}"' in wen.get(page).content.decode()
    assert at_promise in wen.get(section(draft, "basic")).content.decode()
    assert at_promise.replace("<a ", '<a target="_top" ') in (
        wen.get(reverse("bundling-preview", args=[draft.pk, "public"])).content.decode()
    )
