"""Nothing typed or scanned is lost, and nobody else can read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from onewindow.cases.models import Case
from onewindow.evidence.models import Evidence
from onewindow.people.register import PartyFacts
from onewindow.vault.files import get
from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in
from tests.web.desk import scans
from tests.web.desk.posting import Post, field_of, intake_post, opened, send, words_of

FOOD = "shipin-jingying"


@pytest.fixture
def wang(client: Client, cast: Cast) -> Client:
    return signed_in(client, "wang")


def with_scan(post: Post, material: str, *files: object) -> Post:
    return post | {f"file-{material}": list(files)}


def everything_kept() -> bytes:
    root = Path(settings.DATA_DIR) / "drafts"
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_a_scan_survives_a_refusal_and_is_kept_with_the_material(
    wang: Client, restaurant: PartyFacts
) -> None:
    post = intake_post(wang, FOOD, restaurant, **{"form.area": ""})
    page = send(wang, FOOD, with_scan(post, "layout", scans.file("布局图.jpg", scans.photo())))
    assert page.status_code == 422
    assert "布局图.jpg" in words_of(page)
    again = post | {"form.area": "80", "draft": field_of(page, "draft")}
    assert send(wang, FOOD, again).status_code == 302
    evidence = Evidence.objects.select_related("party__key").get(key="food_layout_plan")
    assert evidence.mime == "image/jpeg"
    assert get(evidence.party.key, evidence.file_address).startswith(b"\xff\xd8\xff")


def test_several_scans_of_one_material_are_kept_as_one_pdf_with_their_pages(
    wang: Client, restaurant: PartyFacts
) -> None:
    post = intake_post(wang, FOOD, restaurant)
    files = [scans.file("1.jpg", scans.photo()), scans.file("2.pdf", scans.pdf(pages=2))]
    no = send(wang, FOOD, with_scan(post, "layout", *files))["Location"].split("/")[3]
    assert Evidence.objects.get(key="food_layout_plan").mime == "application/pdf"
    assert Case.objects.get(no=no).submissions.get(material="layout").pages == 3


def test_a_file_that_cannot_be_kept_is_named_beside_its_material_with_everything_else(
    wang: Client, restaurant: PartyFacts
) -> None:
    post = intake_post(wang, FOOD, restaurant, **{"form.area": "很大"})
    page = send(wang, FOOD, with_scan(post, "layout", scans.file("布局图.jpg", b"MZ\x90\x00" + b"\0" * 80)))
    words = words_of(page)
    assert page.status_code == 422
    assert "文件“布局图.jpg”的内容其实是Windows 程序" in words
    assert "经营面积（平方米）请填写数字" in words
    assert not Case.objects.exists()


def test_a_scan_can_be_looked_at_and_taken_out_again(wang: Client) -> None:
    fresh = opened(wang, FOOD)
    kept = wang.post(
        f"/desk/intake/{FOOD}/draft/?of=layout",
        with_scan(fresh, "layout", scans.file("图.jpg", scans.photo())),
    )
    assert "图.jpg" in words_of(kept)
    shown = wang.get(f"/desk/scans/{fresh['draft']}/layout.1/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    dropped = wang.post(f"/desk/intake/{FOOD}/draft/?of=layout", fresh | {"drop-layout": "layout.1"})
    assert "图.jpg" not in words_of(dropped)
    assert wang.get(f"/desk/scans/{fresh['draft']}/layout.1/").status_code == 404


def test_the_same_scan_sent_twice_is_kept_once(wang: Client) -> None:
    fresh = opened(wang, FOOD)
    for _ in range(2):
        wang.post(
            f"/desk/intake/{FOOD}/draft/", with_scan(fresh, "layout", scans.file("图.jpg", scans.photo()))
        )
    page = send(wang, FOOD, fresh | {"act": "list"})
    assert page.content.decode().count("图.jpg") == 1


def test_an_intake_put_aside_is_offered_on_the_desk_and_opens_as_it_was(
    wang: Client, restaurant: PartyFacts
) -> None:
    typed = opened(wang, FOOD) | {
        "act": "keep",
        "party.name": "望江小馆",
        "form.area": "66",
        "answers.format": "canteen",
    }
    assert send(wang, FOOD, typed)["Location"] == "/desk/"
    assert "望江小馆 · 食品经营许可（新办）" in words_of(wang.get("/desk/"))
    page = wang.get(f"/desk/intake/{FOOD}/?draft={typed['draft']}")
    assert field_of(page, "party.name") == "望江小馆"
    assert field_of(page, "form.area") == "66"
    assert "食堂举办单位的主体资格证明" in words_of(page)


def test_a_draft_is_gone_once_the_matter_was_taken_in_and_a_late_save_does_not_bring_it_back(
    wang: Client, restaurant: PartyFacts
) -> None:
    post = intake_post(wang, FOOD, restaurant)
    wang.post(f"/desk/intake/{FOOD}/draft/", post)
    assert send(wang, FOOD, post).status_code == 302
    wang.post(f"/desk/intake/{FOOD}/draft/", post)
    assert "未完成的收件" not in words_of(wang.get("/desk/"))
    assert wang.get(f"/desk/intake/{FOOD}/?draft={post['draft']}").status_code == 404


def test_a_draft_is_nobody_elses(wang: Client, cast: Cast) -> None:
    fresh = opened(wang, FOOD)
    wang.post(f"/desk/intake/{FOOD}/draft/", with_scan(fresh, "layout", scans.file("图.jpg", scans.photo())))
    he = signed_in(Client(), "he")
    assert he.get(f"/desk/intake/{FOOD}/?draft={fresh['draft']}").status_code == 404
    assert he.get(f"/desk/scans/{fresh['draft']}/layout.1/").status_code == 404


@pytest.mark.parametrize("name", ["../../keys/master", "x", "1772415000-" + "g" * 32])
def test_a_name_that_is_no_draft_leads_nowhere(wang: Client, name: str) -> None:
    assert wang.get(f"/desk/intake/{FOOD}/", {"draft": name}).status_code == 404
    assert wang.post(f"/desk/intake/{FOOD}/", {"draft": name}).status_code == 404


@pytest.mark.parametrize("key", ["fields", "layout.9", "..", "layout.1.2"])
def test_a_key_that_is_no_file_leads_nowhere(wang: Client, key: str) -> None:
    fresh = opened(wang, FOOD)
    wang.post(f"/desk/intake/{FOOD}/draft/", fresh)
    assert wang.get(f"/desk/scans/{fresh['draft']}/{key}/").status_code == 404


def test_what_is_kept_cannot_be_read_on_the_disk(wang: Client) -> None:
    fresh = opened(wang, FOOD) | {"party.name": "李秀英的小店"}
    wang.post(f"/desk/intake/{FOOD}/draft/", with_scan(fresh, "layout", scans.file("图.jpg", scans.photo())))
    kept = everything_kept()
    assert len(kept) > 100
    assert "李秀英".encode() not in kept
    assert b"\xff\xd8\xff" not in kept


def test_a_draft_is_forgotten_after_two_days(wang: Client, clock: Callable[[datetime], None]) -> None:
    fresh = opened(wang, FOOD)
    wang.post(f"/desk/intake/{FOOD}/draft/", fresh | {"party.name": "望江小馆"})
    clock(at(4, 10))
    opened(wang, FOOD)
    assert wang.get(f"/desk/intake/{FOOD}/?draft={fresh['draft']}").status_code == 404
