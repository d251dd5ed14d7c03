"""Opening one's case: what is typed, what is refused, who may look and for how long."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.commands.serve import serve_notice
from onewindow.core.numbers.series import case_number
from onewindow.people.models import FailedAttempts
from onewindow.people.register import PartyFacts
from tests.stories import steps
from tests.stories.conftest import MONDAY, Cast
from tests.web.conftest import signed_in
from tests.web.portal.conftest import code_of, give, progress

pytestmark = pytest.mark.django_db
NO_MATCH = "办件编号和查询密码对不上"
NOBODYS = case_number("990102", MONDAY.date(), 99999)


def another(code: str) -> str:
    """A well-formed code that is not this one."""
    return ("A" if code[0] != "A" else "C") + code[1:]


def test_number_and_code_as_people_type_them_open_the_case(client: Client, received_case: str) -> None:
    spaced = f"{received_case[:6]} {received_case[6:14]} {received_case[14:19]} {received_case[19:]}"
    code = code_of(received_case).lower()
    answer = give(client, spaced, f"{code[:4]} {code[4:]}")
    assert answer["Location"] == "/track/progress/"


def test_neither_number_nor_code_stands_in_an_address(client: Client, received_case: str) -> None:
    page = progress(client, received_case)
    assert code_of(received_case) not in page
    assert not re.search(rf'(?:href|action)="[^"]*{received_case}', page)


def test_the_qr_code_fills_in_the_number_and_no_more(client: Client, received_case: str) -> None:
    page = client.get(f"/track/?no={received_case}").content.decode()
    assert f'value="{received_case}"' in page
    assert "开饭店" not in page
    assert client.get(f"/track/?no={received_case}&code={code_of(received_case)}").status_code == 200


def test_an_unknown_number_and_a_wrong_code_get_one_answer(client: Client, received_case: str) -> None:
    wrong = give(client, received_case, another(code_of(received_case)))
    unknown = give(client, NOBODYS, "ACDEFHJK")
    assert wrong.status_code == unknown.status_code == 422
    assert NO_MATCH in wrong.content.decode()
    said = [
        re.findall(r'<li>.*?</li>|field__error"[^>]*>.*?</span>', one.content.decode())
        for one in (wrong, unknown)
    ]
    assert said[0] == said[1]


def test_a_mistyped_number_is_told_apart_before_anything_is_looked_up(
    client: Client, received_case: str
) -> None:
    mistyped = received_case[:-1] + str((int(received_case[-1]) + 1) % 10)
    answer = give(client, mistyped, code_of(received_case))
    assert answer.status_code == 422
    assert "办件编号校验不通过，请对照回执逐位核对。" in answer.content.decode()
    assert FailedAttempts.objects.count() == 0


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays(client: Client) -> None:
    page = give(client, "12345", "abc").content.decode()
    assert "现在是5位" in page
    assert "查询密码是8位字母和数字" in page
    assert 'value="12345"' in page
    assert 'href="#id_no"' in page


def test_after_five_wrong_codes_even_the_right_one_waits_a_quarter_of_an_hour(
    client: Client, received_case: str, clock: Any
) -> None:
    code = code_of(received_case)
    for _ in range(5):
        assert give(client, received_case, another(code)).status_code == 422
    waiting = give(client, received_case, code)
    assert waiting.status_code == 403
    assert "请15分钟后再试" in waiting.content.decode()
    clock(MONDAY + timedelta(minutes=15, seconds=1))
    assert give(client, received_case, code).status_code == 302
    assert FailedAttempts.objects.count() == 0


def test_a_number_that_nobody_has_waits_as_well(client: Client, db: None) -> None:
    answers = [give(client, NOBODYS, "ACDEFHJK").status_code for _ in range(6)]
    assert answers == [422] * 5 + [403]


def test_wrong_codes_for_a_number_do_not_lock_an_account_of_that_name(
    client: Client, received_case: str
) -> None:
    for _ in range(5):
        give(client, received_case, another(code_of(received_case)))
    answer = client.post("/signin/", {"username": received_case, "password": "wrong"})
    assert answer.status_code == 422


def test_without_the_code_there_is_nothing_to_see(client: Client, received_case: str) -> None:
    assert client.get("/track/progress/")["Location"] == "/track/"
    progress(client, received_case)
    assert Client().get("/track/progress/")["Location"] == "/track/"


def test_the_page_closes_after_half_an_hour(client: Client, received_case: str, clock: Any) -> None:
    progress(client, received_case)
    clock(MONDAY + timedelta(minutes=30))
    assert client.get("/track/progress/").status_code == 200
    clock(MONDAY + timedelta(minutes=30, seconds=1))
    assert client.get("/track/progress/")["Location"] == "/track/"


def test_ending_the_look_leaves_nothing_behind(client: Client, received_case: str) -> None:
    progress(client, received_case)
    assert client.post("/track/end/").status_code == 302
    assert client.get("/track/progress/")["Location"] == "/track/"
    assert client.get("/track/end/").status_code == 405


def test_staff_stay_signed_in_when_they_look_for_an_applicant(client: Client, received_case: str) -> None:
    progress(signed_in(client, "wang"), received_case)
    assert "_auth_user_id" in client.session
    assert client.session["post"]


def test_the_page_is_kept_by_nobody_on_the_way(client: Client, received_case: str) -> None:
    progress(client, received_case)
    assert "no-store" in client.get("/track/progress/")["Cache-Control"]
    assert "no-store" in give(client, received_case, "ACDEFHJK")["Cache-Control"]


def test_a_paper_opens_only_in_the_browser_in_which_the_code_was_given(
    client: Client, received_case: str, clock: Any
) -> None:
    link = papers(progress(client, received_case))[0]
    answer = client.get(link)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    stranger = Client()
    assert stranger.get(link)["Location"] == "/track/"
    progress(stranger, received_case)
    assert stranger.get(link).status_code == 404
    assert client.get(link[:-2] + "x/").status_code == 404
    clock(MONDAY + timedelta(hours=1))
    assert client.get(link)["Location"] == "/track/"


def test_only_papers_that_reached_the_applicant_are_offered(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no, notice = steps.noticed(cast, restaurant)
    page = progress(client, no)
    assert len(papers(page)) == 1
    assert "收件通知书（PDF）" in page
    assert "材料标签" not in page
    assert "平面图未标注操作间位置" not in page
    serve_notice(str(notice.id), method="window", receiver="李秀英", by=cast.wang, at=steps.TUESDAY_AFTERNOON)
    assert "材料补齐补正通知书（PDF）" in client.get("/track/progress/").content.decode()


def papers(page: str) -> list[str]:
    return re.findall(r'href="(/track/papers/[^"]+)"', page)


def test_following_needs_twelve_statements_at_most(
    client: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = steps.shelved(cast, restaurant)
    with statements() as asked:
        give(client, no, code_of(no))
    with statements() as counted:
        client.get("/track/progress/")
    assert counted.count <= 12
    assert asked.count - 2 <= 12, "the test itself reads the receipt in two statements"
