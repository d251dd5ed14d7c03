"""The public list of intermediary services."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.catalogue.intermediary import services

pytestmark = pytest.mark.django_db


@pytest.mark.seeds("N35")
def test_everybody_sees_the_list_with_basis_limit_and_price(client: Client) -> None:
    page = client.get(reverse("intermediaries")).content.decode()
    for one in services():
        for words in (one.name, one.law, one.article, one.price, f"{one.days}个工作日"):
            assert words in page
    assert "不得指定、推荐或者限定机构的地区和数量" in page
    assert "待核" in page


def test_the_page_is_read_in_two_statements(client: Client, statements: Any) -> None:
    with statements() as counted:
        client.get(reverse("intermediaries"))
    assert counted.count <= 2
