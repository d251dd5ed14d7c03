"""The image of a material: shown to the staff of its case, cut off from the site, and to nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from onewindow.cases.commands.receive import receive
from onewindow.evidence.models import Evidence
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, intake_of
from tests.web.conftest import signed_in
from tests.web.desk.scans import pdf, photo

PHOTO, PAPER = photo(), pdf()


@pytest.fixture
def case(cast: Cast, restaurant: PartyFacts) -> str:
    """A case with a photograph of the licence and a PDF of the layout."""
    intake = intake_of("shipin-jingying", restaurant)
    files = {
        "licence": (PHOTO, "image/jpeg"),
        "layout": (PAPER, "application/pdf"),
        "rules": (b"<p>", "text/html"),
    }
    lines = tuple(
        replace(line, upload=files[line.material][0], upload_type=files[line.material][1])
        if line.material in files
        else line
        for line in intake.lines
    )
    return receive(replace(intake, lines=lines), by=cast.wang, at=MONDAY)["case"]


def address(case: str, key: str) -> str:
    return f"/evidence/{Evidence.objects.get(case_no=case, key=key).id}/"


@pytest.mark.parametrize("username", ["zhao", "sun", "zhou", "wang", "qian"])
def test_the_staff_of_the_case_see_the_picture(case: str, client: Client, username: str) -> None:
    response = signed_in(client, username).get(address(case, "business_licence"))
    assert (response.status_code, response["Content-Type"], response.content) == (200, "image/jpeg", PHOTO)


def test_a_picture_is_cut_off_from_the_site(case: str, client: Client) -> None:
    response = signed_in(client, "zhao").get(address(case, "business_licence"))
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("inline")


def test_a_pdf_is_shown_and_may_run_nothing(case: str, client: Client) -> None:
    response = signed_in(client, "zhao").get(address(case, "food_layout_plan"))
    assert (response["Content-Type"], response.content) == ("application/pdf", PAPER)
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_anything_else_is_only_ever_saved(case: str, client: Client) -> None:
    response = signed_in(client, "zhao").get(address(case, "food_safety_rules"))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("username", "status"), [("chen2", 404), ("chen", 404), ("jiang", 404), ("wu", 403), ("zheng", 403)]
)
def test_nobody_else_sees_it(case: str, client: Client, username: str, status: int) -> None:
    assert signed_in(client, username).get(address(case, "business_licence")).status_code == status


def test_a_visitor_is_asked_to_sign_in(case: str, client: Client) -> None:
    assert client.get(address(case, "business_licence")).status_code == 302


def test_a_material_without_a_file_has_none_to_show(case: str, client: Client) -> None:
    assert signed_in(client, "zhao").get(address(case, "food_equipment_list")).status_code == 404


def test_the_left_pane_shows_picture_and_pdf_where_they_belong(case: str, client: Client) -> None:
    page = signed_in(client, "zhao").get(f"/review/cases/{case}/").content.decode()
    assert f'<img src="{address(case, "business_licence")}" alt="营业执照（扫描件）"' in page
    assert f'<iframe class="sheet__file" src="{address(case, "food_layout_plan")}"' in page
