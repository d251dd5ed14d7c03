"""Every edition of a matter stays readable, and says whether it counts; who else offers the matter stands beside it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from onewindow.catalogue.commands import load
from onewindow.catalogue.listing import listing
from onewindow.catalogue.models import Edition
from onewindow.web.guides.neighbours import neighbours_of
from onewindow.web.guides.versions import shown_first, versions_of
from tests.catalogue.documents import promised, with_at
from tests.stories.conftest import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def three() -> None:
    """A bookshop's permit: the first edition of 2025, the second in force, the third still to come."""
    document = with_at(with_at(promised(), "halls", ["jz-hall"]), "name", "书店经营许可")
    for number, begins, plain in (
        (1, "2025-01-01", "旧办法"),
        (2, "2025-07-01", "现行办法"),
        (3, "2026-12-01", "新办法"),
    ):
        document = document | {"edition": number, "effective_from": begins, "plain": plain}
        load(document, at=MONDAY)


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.seeds("N14")
@pytest.mark.usefixtures("three")
def test_each_edition_is_read_at_its_own_address_and_says_whether_it_counts(client: Client) -> None:
    past = page(client, "/matters/shu-dian/editions/1/")
    assert "旧办法" in past
    assert "这是过去的版本" in past
    assert "施行到2025年6月30日" in past
    coming = page(client, "/matters/shu-dian/editions/3/")
    assert "新办法" in coming
    assert "这一版还没有施行" in coming
    present = page(client, "/matters/shu-dian/")
    assert "现行办法" in present
    assert "2026年12月1日起收件的，按" in present
    assert client.get("/matters/shu-dian/editions/4/").status_code == 404


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("stage", "said"), [("suspended", "本事项暂停实施"), ("withdrawn", "已经撤下，不再办理")]
)
def test_a_matter_that_ended_says_so_and_stays_readable(client: Client, stage: str, said: str) -> None:
    Edition.objects.filter(slug="shu-dian", edition=3).delete()
    ended = TODAY if stage == "withdrawn" else None
    Edition.objects.filter(slug="shu-dian", edition=2).update(stage=stage, ended_on=ended)
    assert said in page(client, "/matters/shu-dian/")
    assert "窗口暂不收件" in page(client, "/matters/shu-dian/") or stage == "withdrawn"


@pytest.mark.usefixtures("three")
def test_an_edition_withdrawn_before_it_began_replaces_nothing() -> None:
    Edition.objects.filter(slug="shu-dian", edition=3).update(stage="withdrawn", ended_on=TODAY)
    versions = versions_of("shu-dian", TODAY)
    assert [(one.row.edition, one.state) for one in versions] == [
        (3, "withdrawn"),
        (2, "current"),
        (1, "past"),
    ]
    shown = shown_first(versions)
    assert shown is not None
    assert (shown.row.edition, shown.until) == (2, None)


@pytest.mark.usefixtures("three")
def test_the_day_before_and_the_day_on_which_an_edition_takes_effect() -> None:
    states = {on: versions_of("shu-dian", on)[0].state for on in (date(2026, 11, 30), date(2026, 12, 1))}
    assert states == {date(2026, 11, 30): "future", date(2026, 12, 1): "current"}


@pytest.mark.usefixtures("three")
def test_who_else_offers_the_same_matter_comes_nearest_first() -> None:
    codes = {"wsjk": "11990102MB9901040Y4", "scjg": "11990100MB9901024C3"}
    own = Edition.objects.get(slug="shu-dian", edition=2).guide
    other = with_at(promised(), "slug", "shu-dian-linjiang") | {
        "agency": "wsjk", "level": 4, "code": f"{codes['wsjk']}990131099001", "name": "书店经营许可（临江区）",
    }  # fmt: skip
    load(other, at=MONDAY)
    beside = neighbours_of(own, TODAY)
    assert [one.slug for one in beside.others] == ["shu-dian-linjiang"]
    assert (
        neighbours_of(Edition.objects.get(slug="shu-dian-linjiang").guide, TODAY).others[0].slug == "shu-dian"
    )
    assert {item.base_code for item in listing(TODAY).items if item.slug.startswith("shu-dian")} == {
        own.base_code
    }


@pytest.mark.seeds("H35")
@pytest.mark.usefixtures("three")
def test_what_follows_shows_its_class_of_reform(client: Client) -> None:
    later = promised() | {
        "slug": "shu-dian-biangeng", "name": "书店经营许可变更", "base_code": "990131099009",
        "code": "11990100MB9901024C3990131099009", "follows": ["990131099001"], "permit_class": "committed",
    }  # fmt: skip
    load(later, at=MONDAY)
    after = page(client, "/matters/shu-dian/").split('id="chain"')[1].split("</section>")[0]
    assert "书店经营许可变更" in after
    assert "实行告知承诺" in after
    before = page(client, "/matters/shu-dian-biangeng/").split('id="chain"')[1].split("</section>")[0]
    assert "/matters/shu-dian/" in before
