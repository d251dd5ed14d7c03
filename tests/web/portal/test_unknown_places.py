"""An edition that came in from elsewhere may name an agency or a hall that nobody entered: pages show what is known."""

from __future__ import annotations

import pytest
from django.test import Client

from onewindow.catalogue.commands import load
from onewindow.catalogue.models import Edition
from tests.catalogue.documents import promised, with_at
from tests.stories.conftest import MONDAY, Cast
from tests.web.conftest import signed_in
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def stray() -> Edition:
    """In force, of an agency and for a hall that the directory does not have."""
    document = with_at(with_at(promised(), "agency", "mei-you-ju"), "halls", ["mei-you-ting"])
    return load(with_at(document, "in_name_of", "mei-you-bu"), at=MONDAY)


@pytest.mark.parametrize("page", ["", "editions/1/", "form/"])
def test_the_guide_shows_what_is_known(client: Client, stray: Edition, page: str) -> None:
    answer = client.get(f"/matters/{stray.slug}/{page}")
    assert answer.status_code == 200
    said = plain(answer.content.decode())
    assert "未登记的部门（mei-you-ju）" in said
    assert page == "form/" or stray.guide.contact.address in said
    assert "在下列政务服务中心" not in said


@pytest.mark.parametrize("page", ["guide.pdf", "editions/1/guide.pdf"])
def test_its_print_says_where_one_may_come(client: Client, stray: Edition, page: str) -> None:
    answer = client.get(f"/matters/{stray.slug}/{page}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


@pytest.mark.parametrize(
    "page", ["/", "/matters/", "/matters/?agency=mei-you-ju", "/search/?q=书店", "/intermediaries/"]
)
def test_lists_that_have_it_open(client: Client, stray: Edition, page: str) -> None:
    assert client.get(page).status_code == 200


def test_the_desk_finds_it_and_its_handbook_opens(client: Client, cast: Cast, stray: Edition) -> None:
    wang = signed_in(client, "wang")
    assert wang.get("/desk/", {"q": "书店"}, follow=True).status_code == 200
    for page in ("", "handbook.pdf"):
        assert wang.get(f"/desk/handbook/{stray.slug}/{page}").status_code == 200
