"""Guides and handbooks in print: made once, found again, and not without end for the public."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from onewindow.catalogue.models import Edition
from onewindow.web.guides import prints
from onewindow.web.guides.handbook import handbook_data
from onewindow.web.guides.sheet import sheet_data
from onewindow.web.guides.situation import situation_of
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
GUIDE = "/matters/shipin-jingying/guide.pdf"
RENTED = "premises=rented&format=catering&special_food=none"


@pytest.fixture(autouse=True)
def empty_shelf(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    prints._fresh.clear()
    return tmp_path / "prints"


def pdf(client: Client, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


@pytest.mark.seeds("N14")
def test_a_guide_in_print_is_made_once_for_each_answer(client: Client, empty_shelf: Path) -> None:
    whole = pdf(client, GUIDE)
    assert len(pikepdf.open(io.BytesIO(whole)).pages) >= 2
    assert pdf(client, GUIDE) == whole
    assert len(list(empty_shelf.iterdir())) == 1
    assert pdf(client, f"{GUIDE}?{RENTED}") != whole
    assert len(list(empty_shelf.iterdir())) == 2


def test_half_of_the_answers_and_nonsense_print_what_is_there_already(
    client: Client, empty_shelf: Path
) -> None:
    whole = pdf(client, GUIDE)
    for n in range(30):
        assert pdf(client, f"{GUIDE}?premises=rented&format=x{n}") == whole
    assert len(list(empty_shelf.iterdir())) == 1


def test_the_public_has_only_so_many_new_papers_made_a_minute(client: Client) -> None:
    whole = pdf(client, GUIDE)
    while prints._may_make():
        pass
    answer = client.get(f"{GUIDE}?{RENTED}")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "请过一分钟再点一次" in answer.content.decode()
    assert pdf(client, GUIDE) == whole
    assert pdf(signed_in(client, "wang"), "/desk/handbook/shipin-jingying/handbook.pdf")


def test_the_longest_unread_papers_leave_the_shelf(client: Client, empty_shelf: Path) -> None:
    empty_shelf.mkdir()
    for n in range(prints.KEPT_PRINTS):
        path = empty_shelf / f"{n}.pdf"
        path.write_bytes(b"old")
        os.utime(path, (n, n))
    pdf(client, GUIDE)
    left = {path.name for path in empty_shelf.iterdir()}
    assert len(left) == prints.KEPT_PRINTS
    assert "0.pdf" not in left
    assert "1.pdf" in left


def test_the_handbook_says_what_to_check_defer_collect_and_who_decides() -> None:
    book = handbook_data(Edition.objects.get(slug="shipin-jingying").guide)
    layout = next(one for one in book["materials"] if one["defer_days"])
    assert layout["checkpoints"]
    assert layout["common_mistakes"]
    signed = {one["name"]: one["meaning"] for one in book["signing"]}
    assert "经营面积（平方米）不超过500平方米的" in signed["准予"]
    assert any("不计入承诺时限" in one["effect"] for one in book["procedures"])
    assert handbook_data(Edition.objects.get(slug="tezhong-shebei").guide)["collected"]


@pytest.mark.seeds("W38", "W17")
@pytest.mark.parametrize("who", ["wang", "zhao"])
def test_the_staff_read_the_handbook_beside_their_work(client: Client, who: str) -> None:
    page = signed_in(client, who).get("/desk/handbook/shipin-jingying/").content.decode()
    for said in ("核对要点", "可容缺", "谁来决定", "特别程序", "发证时", "公众看到的指南"):
        assert said in page
    assert client.get("/desk/handbook/no-such/").status_code == 404


def test_the_public_reads_no_handbook(client: Client) -> None:
    assert client.get("/desk/handbook/shipin-jingying/").status_code == 302


@pytest.mark.seeds("N17")
def test_every_matter_in_force_can_be_printed_as_data() -> None:
    for row in Edition.objects.published():
        assert sheet_data(situation_of(row.guide, {}))["name"] == row.name
        assert handbook_data(row.guide)["signing"]
