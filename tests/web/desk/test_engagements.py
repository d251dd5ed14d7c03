"""中介委托 at the window: the applicant chooses among everybody, the window records, nothing typed is lost."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.intermediaries.models import Engagement, Intermediary
from onewindow.people.register import PartyFacts
from tests.intermediaries.register import ITEM, SERVICE, TIED, engaged, registered
from tests.stories.conftest import at
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db

LIST, NEW = reverse("desk-engagements"), reverse("desk-engagement-new")
FOR = f"{ITEM}~{SERVICE}"


def typed(chosen: Intermediary, client: PartyFacts, **changes: str) -> dict[str, str]:
    whole = {
        "for": FOR, "intermediary": str(chosen.pk), "client_number": client.number, "client_name": client.name,
        "client_phone": client.phone, "quantity": "1", "fee": "580", "own": "on",
    }  # fmt: skip
    return {**whole, **changes}


@pytest.mark.seeds("N37")
def test_the_applicant_sees_everybody_with_price_time_and_who_may_not_serve(client: Client) -> None:
    bodies = [registered(1), registered(2), registered(3, ties=(TIED,))]
    wang = signed_in(client, "wang")
    assert f"?for={FOR}" in wang.get(NEW).content.decode()
    page = wang.get(f"{NEW}?for={FOR}").content.decode()
    for body in bodies:
        assert body.name in page
    assert page.count('type="radio"') == 2
    assert "隶属关系，不能为它的事项服务" in page
    assert "600元/份" in page


def test_a_choice_is_recorded_and_number_and_code_are_shown_until_the_next(
    client: Client, restaurant: PartyFacts
) -> None:
    body = registered()
    wang = signed_in(client, "wang")
    response = wang.post(NEW, typed(body, restaurant))
    row = Engagement.objects.get()
    assert response.headers["Location"] == f"{reverse('desk-engagement', args=[row.pk])}?done=engage"
    page = wang.get(response.headers["Location"]).content.decode()
    assert row.no in page
    assert "查询密码" in page
    assert "自己选定" in page
    wang.post(NEW, typed(body, restaurant, fee="590"))
    assert "查询密码</dt>" not in wang.get(reverse("desk-engagement", args=[row.pk])).content.decode()


def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(
    client: Client, restaurant: PartyFacts
) -> None:
    body = registered()
    wang = signed_in(client, "wang")
    wrong = typed(
        body, restaurant, client_number="123", client_phone="总机", quantity="半", fee="九百元整", own=""
    )
    response = wang.post(NEW, wrong)
    page = response.content.decode()
    assert response.status_code == 422
    for field in ("client_number", "client_phone", "quantity", "fee", "own"):
        assert f'href="#id_{field}"' in page
    for words in ("123", "总机", "半", "九百元整", restaurant.name, "checked"):
        assert words in page
    nobody = typed(body, restaurant, intermediary=str(uuid4()), fee="9" * 4000)
    assert wang.post(NEW, nobody).status_code == 422
    assert wang.post(NEW, {"for": "nichts"}).status_code == 200
    assert not Engagement.objects.exists()


def test_a_price_above_the_published_one_and_a_tied_body_are_refused_on_the_page(
    client: Client, restaurant: PartyFacts
) -> None:
    free, tied = registered(1), registered(2, ties=(TIED,))
    wang = signed_in(client, "wang")
    dear = wang.post(NEW, typed(free, restaurant, fee="601"))
    assert (dear.status_code, "高于公布的标准600元" in dear.content.decode()) == (422, True)
    barred = wang.post(NEW, typed(tied, restaurant))
    assert (barred.status_code, 'href="#id_intermediary"' in barred.content.decode()) == (409, True)
    assert not Engagement.objects.exists()


def test_delivery_and_end_are_recorded_on_the_page_of_the_engagement(
    client: Client, restaurant: PartyFacts
) -> None:
    body = registered(when=engaged_on())
    rows = [engaged(body, restaurant, engaged_on()) for _ in range(2)]
    wang = signed_in(client, "wang")
    late = reverse("desk-engagement-delivery", args=[rows[0].pk])
    assert wang.post(late, {"report_no": ""}).status_code == 422
    assert "交付已登记" in wang.post(late, {"report_no": "江检字〔2026〕15号"}, follow=True).content.decode()
    ending = reverse("desk-engagement-end", args=[rows[1].pk])
    again = wang.post(ending, {"reason": "不办"})
    assert (again.status_code, ">不办</textarea>" in again.content.decode()) == (422, True)
    wang.post(ending, {"reason": "改为告知承诺办理。"})
    assert [Engagement.objects.get(pk=row.pk).stage for row in rows] == ["delivered", "ended"]
    shown = signed_in(client, "liang")
    assert shown.get(reverse("desk-engagement", args=[rows[0].pk])).status_code == 404


def test_the_list_is_read_in_few_statements_however_many_there_are(
    client: Client, restaurant: PartyFacts, statements: Any
) -> None:
    bodies = [registered(serial, when=engaged_on()) for serial in range(1, 4)]
    for n in range(24):
        engaged(bodies[n % 3], restaurant, engaged_on())
    wang = signed_in(client, "wang")
    for url in (LIST, f"{NEW}?for={FOR}"):
        with statements() as counted:
            page = wang.get(url).content.decode()
        assert bodies[0].name in page
        assert counted.count <= 12, url


def engaged_on() -> Any:
    """A moment before the standing clock of the pages."""
    return at(2, 9)
