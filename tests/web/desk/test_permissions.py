"""The intake desk belongs to clerks: others are refused, strangers are sent to sign in, methods are kept."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.stories.conftest import Cast
from tests.web.conftest import signed_in

ID = "00000000-0000-7000-8000-0000000000ff"
PAGES = [
    "/desk/", "/desk/hits/", "/desk/intake/shipin-jingying/", "/desk/cases/", "/desk/cases/1/", "/desk/cases/1/received/",
    "/desk/cases/1/supplement/", "/desk/cases/1/deferrals/layout/", "/desk/cases/1/withdrawal/", "/desk/notices/",
    f"/desk/notices/{ID}/", "/desk/handover/", "/desk/handover/1/", "/desk/cards/", "/desk/scans/x/y/",
]  # fmt: skip
ACTS = [
    "/desk/intake/shipin-jingying/draft/", "/desk/cases/1/delivery/", "/desk/handover/1/cancellation/", f"/desk/cards/{ID}/",
    f"/desk/urgings/{ID}/",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["zhao", "qian", "wu", "zheng"])
def test_nobody_but_a_clerk_opens_the_desk(client: Client, cast: Cast, who: str, page: str) -> None:
    assert signed_in(client, who).get(page).status_code == 403


@pytest.mark.parametrize("page", ACTS)
def test_nobody_but_a_clerk_acts_there(client: Client, cast: Cast, page: str) -> None:
    assert signed_in(client, "zhao").post(page).status_code == 403


@pytest.mark.parametrize("page", [*PAGES, *ACTS])
def test_a_stranger_is_sent_to_sign_in(client: Client, db: None, page: str) -> None:
    answer = client.post(page) if page in ACTS else client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/signin/?next=/desk/")


@pytest.mark.parametrize("page", ACTS)
def test_what_acts_cannot_be_opened_by_a_link(client: Client, cast: Cast, page: str) -> None:
    answer = signed_in(client, "wang").get(page)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize("page", ["/desk/", "/desk/cases/", "/desk/cards/", "/desk/notices/"])
def test_what_only_shows_takes_no_post(client: Client, cast: Cast, page: str) -> None:
    assert signed_in(client, "wang").post(page).status_code == 405


@pytest.mark.parametrize("page", ["/desk/cases/1/", f"/desk/notices/{ID}/", "/desk/handover/1/"])
def test_what_does_not_exist_is_not_found(client: Client, cast: Cast, page: str) -> None:
    assert signed_in(client, "wang").get(page).status_code == 404
