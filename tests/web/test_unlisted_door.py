"""A page that nobody entered into the policy is shut, for everybody and every method."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.stories.conftest import Cast
from tests.web import unlisted_urls
from tests.web.conftest import signed_in


@pytest.mark.parametrize("who", ["", "wang", "zhao", "sun", "zhou", "qian", "wu", "zheng"])
def test_an_address_without_a_row_is_shut(cast: Cast, settings: Settings, who: str) -> None:
    settings.ROOT_URLCONF = "tests.web.unlisted_urls"
    client = Client()
    if who:
        signed_in(client, who)
    unlisted_urls.calls.clear()
    statuses = [
        act("/forgotten/").status_code for act in (client.get, client.post, client.put, client.delete)
    ]
    assert (statuses, unlisted_urls.calls) == ([405] * 4, [])
