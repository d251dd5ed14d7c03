"""The printed ledger says what the page says, number by number."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from onewindow.web.reform.paper import COLUMNS
from tests.documents import reading
from tests.stories.conftest import Cast, at
from tests.stories.test_reform import NEW, OLD, reformed
from tests.web import hall_clock
from tests.web.conftest import signed_in

__all__ = ["reformed"]

pytestmark = pytest.mark.django_db
LEDGER, PAPER = reverse("reform-ledger"), reverse("reform-ledger-pdf")
SIDES = {
    "the city and a reference city": ("city", "reference:linzhou"),
    "two districts": ("division:990102", "division:990103"),
    "the city and itself": ("city", "city"),
}
MOST_STATEMENTS = 12


@pytest.fixture
def yu(client: Client, cast: Cast, settings: Settings, tmp_path: Path) -> Client:
    settings.DATA_DIR = tmp_path
    return signed_in(client, "yu2")


def paper(client: Client, before: str, after: str) -> bytes:
    response = client.get(f"{PAPER}?{urlencode({'before': before, 'after': after})}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return response.content


def compared(client: Client, before: str, after: str, measure: str = "") -> Any:
    address = f"{LEDGER}?{urlencode({'before': before, 'after': after, 'measure': measure})}"
    return client.get(address).context


def same_on_both(client: Client, before: str, after: str) -> str:
    """Every number of the page stands on the paper, in the same order; what the paper says."""
    context = compared(client, before, after)
    said = reading.text(paper(client, before, after))
    for label in context["compared"].labels:
        assert reading.words(label) in said
    assert f"双方共有{len(context['compared'].shared)}个事项" in said
    place = 0
    for pair, _ in context["pairs"]:
        row = f"{pair.measure.label}{pair.before}{pair.measure.unit}{pair.after}{pair.measure.unit}{pair.change}"
        place = said.index(reading.words(row), place)
    rows = {
        code: [reading.words(name)] for code, name in context["compared"].shared.items()
    }  # fmt: skip
    for measure in COLUMNS:
        told = {one.line.base_code: one for one in compared(client, before, after, measure.key)["lines"]}
        for code, words in rows.items():
            one = told.get(code)
            words.append(
                "—" if one is None else one.before if one.before == one.after else f"{one.before}→{one.after}"
            )
            if measure.key == "materials" and one:
                words[0] += f"减去：{'、'.join(one.line.gone)}" if one.line.gone else ""
                words[0] += f"新增：{'、'.join(one.line.new)}" if one.line.new else ""
    for words in rows.values():
        place = said.index("".join(map(reading.words, words)), place)
    return said


@pytest.mark.seeds("H17")
@pytest.mark.parametrize("name", sorted(SIDES))
def test_the_numbers_on_paper_are_those_of_the_page(yu: Client, name: str) -> None:
    said = same_on_both(yu, *SIDES[name])
    assert "编制日期2026年3月2日编制人" in said
    assert ("对标城市是虚构的" in said) == ("reference" in SIDES[name][1])


@pytest.mark.seeds("H17")
@pytest.mark.usefixtures("reformed")
def test_two_editions_on_paper_say_which_materials_went(yu: Client) -> None:
    hall_clock.set_to(at(23, 15))
    said = same_on_both(yu, OLD, NEW)
    assert "减材料22份4份少18份（81.8%）" in said
    assert "减跑动4次0次少4次（100%）" in said
    assert "减去：改革前材料5、改革前材料6" in said


def test_the_page_leads_to_its_own_paper(yu: Client) -> None:
    text = yu.get(f"{LEDGER}?before=city&after=division%3A990102").content.decode()
    assert f'href="{PAPER}?before=city&amp;after=division%3A990102"' in text


def test_the_same_comparison_of_a_day_is_printed_once(yu: Client, tmp_path: Path) -> None:
    assert paper(yu, *SIDES["two districts"]) == paper(yu, *SIDES["two districts"])
    assert len(list((tmp_path / "prints").iterdir())) == 1


def test_the_code_on_paper_leads_back_to_the_page(yu: Client, settings: Settings) -> None:
    ((_, link),) = reading.scanned(paper(yu, "city", "division:990102"))
    assert link == f"{settings.PUBLIC_URL}{LEDGER}?before=city&after=division%3A990102"


def test_paper_and_page_are_read_in_few_statements(yu: Client, statements: Any) -> None:
    for address in (LEDGER, PAPER, f"{PAPER}?before=division:990102&after=division:990103"):
        with statements() as counted:
            yu.get(address)
        assert counted.count <= MOST_STATEMENTS


@pytest.mark.parametrize("who", ["wang", "zhao"])
def test_who_may_not_read_the_page_gets_no_paper(client: Client, cast: Cast, who: str) -> None:
    assert signed_in(client, who).get(PAPER).status_code == 403
