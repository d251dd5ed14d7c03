"""Choosing the post through which to act."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.conftest import signed_in


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "where"),
    [
        ("wang", "临江区政务服务中心 综合受理1号窗口"),
        ("wu", "临江区政务服务中心"),
        ("zhao", "江州市市场监督管理局"),
    ],
)
def test_a_post_is_named_by_its_window_its_hall_or_its_agency(
    client: Client, username: str, where: str
) -> None:
    page = signed_in(client, username).get("/post/")
    assert page.status_code == 200
    assert f"· {where}</button>" in page.content.decode()
