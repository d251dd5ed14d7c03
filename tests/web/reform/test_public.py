"""改革成效, as everybody sees it: every number opens the items that it counts, and no page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from onewindow.catalogue.models import Edition
from onewindow.core.calendar import SHANGHAI
from onewindow.reform.measures import SPEEDS
from onewindow.reform.targets import documents
from onewindow.web.reform.public import WAYS
from onewindow.web.reform.spelling import spell
from tests.stories.conftest import MONDAY
from tests.web import hall_clock
from tests.web.reform.test_pages import counted_behind

pytestmark = pytest.mark.django_db
PAGE = reverse("reform")
MOST_STATEMENTS = 12


def page(client: Client, address: str = PAGE) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return response


def links(text: str) -> dict[str, str]:
    """Every address of an open list with the words of its link."""
    found = re.findall(rf'<a href="({PAGE}\?list=[^"]+)">(.*?)</a>', text)
    return {unescape(to): re.sub(r"<[^>]+>", "", words) for to, words in found}


@pytest.fixture
def text(client: Client) -> str:
    return str(page(client).content.decode())


@pytest.mark.seeds("H6", "H7", "H8", "H9")
def test_each_of_the_four_ways_says_how_many_and_opens_them(client: Client, text: str) -> None:
    in_force = Edition.objects.in_force(MONDAY.date())
    for key, (label, _) in WAYS.items():
        address = f"{PAGE}?list=way-{key}#list"
        context = page(client, address).context
        inside, outside = len(context["inside"]), len(context["outside"])
        assert inside + outside == in_force.count()
        share = spell(Fraction(100 * inside, inside + outside))
        assert links(text)[address] == f"{share}% {inside}项，共{inside + outside}项"
        assert f"<h3>{label}</h3>" in text


@pytest.mark.seeds("N28", "N29")
def test_the_speeds_come_to_all_items_and_each_opens_its_own(client: Client, text: str) -> None:
    seen: list[str] = []
    for key, (label, _) in SPEEDS.items():
        address = f"{PAGE}?list=speed-{key}#list"
        inside = page(client, address).context["inside"]
        seen += [one.listed.slug for one in inside]
        assert links(text)[address].startswith(f"{label} {len(inside)}项，占")
    assert sorted(seen) == sorted(Edition.objects.in_force(MONDAY.date()).values_list("slug", flat=True))


def test_every_number_of_a_target_opens_what_is_behind_it(client: Client, text: str) -> None:
    values = {row.target.id: row for row in rows(page(client).context)}
    opened = {address: words for address, words in links(text).items() if "-" not in address.split("=")[1]}
    assert len(opened) == sum(1 for row in values.values() if row.found.value is not None)
    for address, words in opened.items():
        context = page(client, address).context
        row = values[address.partition("list=")[2].removesuffix("#list")]
        number = counted_behind(row.target, context["inside"], context["outside"])
        assert words == f"{spell(number)}{row.target.unit}"


def rows(context: Any) -> Iterator[Any]:
    return (row for asking in context["documents"] for row in asking.rows)


def test_the_targets_of_every_document_stand_there_met_or_not_or_why(client: Client) -> None:
    shown = list(rows(page(client).context))
    assert [row.target for row in shown] == [
        row for document in documents().held.values() for row in document.targets
    ]
    for row in shown:
        number = row.found.value
        state = "unknown" if number is None else "met" if row.target.met_by(number) else "unmet"
        assert row.state == state
    said = page(client).content.decode()
    assert all(row.target.why in said for row in shown if row.target.why)


def test_a_state_narrows_the_targets_to_its_number(client: Client) -> None:
    for key, _, number in page(client).context["states"]:
        assert len(list(rows(page(client, f"{PAGE}?state={key}").context))) == number


@pytest.mark.parametrize(
    "words", ["?list=nothing", "?list=way-", "?list=speed-luck", "?state=luck", "?list=%00"]
)
def test_what_there_is_no_number_for_opens_nothing(client: Client, words: str) -> None:
    assert page(client, PAGE + words).context["opened"] is None


def test_a_target_that_cannot_be_computed_has_no_list(client: Client) -> None:
    unknown = next(row for row in rows(page(client).context) if row.found.value is None)
    assert page(client, f"{PAGE}?list={unknown.target.id}").context["opened"] is None


def test_before_anything_is_in_force_the_page_says_so(client: Client) -> None:
    hall_clock.set_to(datetime(2001, 1, 2, 9, tzinfo=SHANGHAI))
    assert not Edition.objects.in_force(date(2001, 1, 2)).exists()
    assert "目前没有现行的事项" in page(client).content.decode()


def test_the_first_page_and_every_foot_lead_to_it(client: Client) -> None:
    assert client.get("/").content.decode().count(f'href="{PAGE}"') == 2
    assert f'href="{PAGE}"' in client.get("/track/").content.decode()


def test_it_is_read_in_few_statements(client: Client, statements: Any) -> None:
    for address in (PAGE, f"{PAGE}?list=way-online", f"{PAGE}?list=project_steps"):
        with statements() as counted:
            client.get(address)
        assert counted.count <= MOST_STATEMENTS


def test_a_broken_file_of_targets_leaves_the_others(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    copytree(Path(installed.CONTENT_DIR), tmp_path / "content")
    settings.CONTENT_DIR = tmp_path / "content"
    (tmp_path / "content" / "targets" / "wuhan.yaml").write_text("targets: [", encoding="utf-8")
    places = [asking.document.place for asking in page(client).context["documents"]]
    assert places == ["长沙", "澄海", "辽宁", "无锡经开"]
