"""The hall's pages under test: the city and cast of the stories, a standing clock, and signing in.

`signed_in(client, "wang").get("/desk/")` acts through the post of that person,
`clock(at(3, 10))` moves the server.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from onewindow.people.models import Post
from tests.stories.conftest import MONDAY, cast, django_db_setup, li, restaurant, statements
from tests.web import hall_clock

__all__ = ["cast", "clock", "demo_hall", "django_db_setup", "li", "restaurant", "signed_in", "statements"]


@pytest.fixture(autouse=True)
def demo_hall(settings: Settings) -> None:
    """The demo city on the Monday of the stories, 9:30 in the morning."""
    settings.DEMO = True
    settings.CLOCK = "tests.web.hall_clock.now"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    hall_clock.set_to(MONDAY)


@pytest.fixture
def clock() -> Callable[[datetime], None]:
    """clock(at(3, 10)) moves the server to that moment; `at` is in tests.stories.conftest."""
    return hall_clock.set_to


def signed_in(client: Client, username: str) -> Client:
    """The same client, acting through the post of this person of content/demo/places.yaml."""
    post = Post.objects.select_related("staff").get(staff__username=username)
    client.force_login(post.staff)
    session = client.session
    session["post"] = post.pk
    session.save()
    return client
