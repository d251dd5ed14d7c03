"""What browsers and programs may send instead of text: it is read plainly or answered with a page, never with an error."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client

from onewindow.web.incoming import plain_fields
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db

NUL_IN_SESSION = 'sessionid="\\000aaaaaaaaaaaaaaaa"'


@pytest.mark.parametrize("query", ["%00", "%ED%A0%80", "%E2%80%8B%FF", "%F0%90%A9%80"])
@pytest.mark.parametrize("address", ["/search/?q=", "/matters/?theme=", "/track/?no="])
def test_a_query_that_is_no_text_is_read_without_what_nobody_sees(
    client: Client, address: str, query: str
) -> None:
    assert client.get(f"{address}{query}").status_code == 200


@pytest.mark.parametrize(
    "address", ["/desk/cases/?q=%00", "/desk/cases/?q=1%00", "/desk/hits/?q=%00", "/desk/?q=%00&list=1"]
)
def test_a_nul_in_a_search_of_the_desk_finds_nothing(client: Client, address: str) -> None:
    assert signed_in(client, "wang").get(address).status_code == 200


def test_an_address_with_a_nul_names_nothing(client: Client) -> None:
    assert signed_in(client, "wang").get("/desk/cases/1%00/").status_code == 404
    assert client.get(f"/matters/{quote('cafe')}%CC%81/").status_code == 404


def test_a_session_cookie_with_a_nul_is_nobodys(client: Client) -> None:
    assert client.get("/desk/", headers={"Cookie": NUL_IN_SESSION}).status_code == 302
    assert (
        client.get("/", headers={"Cookie": "display=\xff; sessionid=\xed\xa0\x80aaaaaaaa"}).status_code == 200
    )


def test_a_name_of_a_host_that_is_not_ours_is_answered_with_a_page(client: Client) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "请求不完整" in answer.content.decode()


@pytest.mark.parametrize(
    "onward", ["electric", "desk", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_signing_in_one_goes_on_only_to_an_address_of_ours(client: Client, onward: str) -> None:
    post = signed_in(Client(), "wang").session["post"]
    answer = client.post("/demo/", {"post": post, "next": onward})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_fields_whose_names_become_one_keep_the_values_of_all() -> None:
    fields = plain_fields(QueryDict("caf%C3%A9=1&cafe%CC%81=2&name=%EF%A4%80%00"))
    assert dict(fields.lists()) == {"café": ["1", "2"], "name": ["豈"]}


def test_a_name_is_kept_composed_and_without_what_nobody_sees(client: Client) -> None:
    page = client.post("/track/", {"no": "9901\0\u200b0220", "code": "x"})
    assert page.status_code == 422
    assert 'value="99010220"' in page.content.decode()
