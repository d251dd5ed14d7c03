"""The whole matrix of pages: every URL, by every role and by nobody, by every method, on one's own and others' things.

What is expected is read from the policy row; what is another's and what is nowhere are answered alike to the byte.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from onewindow.access.doors import DEMO, PUBLIC, Row
from onewindow.people.models import Staff
from onewindow.web.policy import POLICY
from tests.access.addresses import OF_A_SESSION, Address, address
from tests.access.stage import NOW, Stage
from tests.access.visitors import NARROW, OWN, visitors
from tests.web import hall_clock

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ABSENT = "absent"
NOBODY = "nobody"
POSTLESS = "without a post"
OF_THE_AGENCY = {"review-sheet", "review-sheet-find"}
"""A sheet holds papers of several matters: every post of the agency sees it."""
SEES_NO_CASE = {("paper", "administrator")}
"""An administrator may open papers, but no case is his, and none of a case's papers."""
TO_THE_QUERY = {"track-paper", "track-progress", "engagement-mine"}
"""What the query code opens: without it, whether there or not, the way leads to where it is asked for."""
NAMES_NOTHING = {
    (name, "POST") for name in ("demo", "desk-intake", "desk-draft", "desk-supplement", "desk-deferral")
}
"""An empty form names neither a post nor a draft, and what is not named is not there."""
REDIRECTS = {"review-next", "review-sheet-find", "display", "styleguide-index"} | TO_THE_QUERY
NOT_YOUR_PAGE = "您不能查看或办理这一页"
ONCE = re.compile(r'(name="(csrfmiddlewaretoken|submission)" value=|"X-CSRFToken": )"[^"]*"')


@dataclass(frozen=True)
class Guest:
    """A role in a relation with the cookie of its session; `nobody` has none."""

    role: str
    relation: str
    session: str = ""


@dataclass(frozen=True)
class Answered:
    status: int
    allow: str
    location: str
    body: str


@pytest.fixture(autouse=True)
def standing_hall(settings: Settings) -> None:
    settings.DEMO = True
    settings.CLOCK = "tests.web.hall_clock.now"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    hall_clock.set_to(NOW)


@pytest.fixture(scope="module")
def guests(stage: Stage, django_db_blocker: Any) -> Iterator[list[Guest]]:
    with django_db_blocker.unblock():
        found = [Guest(v.role, v.relation, _session(v.post.staff, v.post.pk)) for v in visitors()]
        yield [
            *found,
            Guest(NOBODY, OWN),
            Guest(POSTLESS, OWN, _session(Staff.objects.get(username="ni"), None)),
        ]


class Server:
    """The platform as its server calls it, without what the test client keeps of every template."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def answer(self, guest: Guest, method: str, url: str) -> Answered:
        """The answer to one request, of which nothing stays."""
        requests = RequestFactory()
        if guest.session:
            requests.cookies[django_settings.SESSION_COOKIE_NAME] = guest.session
        request = requests.generic(method, url)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        with transaction.atomic():
            response = self.handler.get_response(request)
            body = b"" if response.streaming else getattr(response, "content", b"")
            transaction.set_rollback(True)
        return Answered(
            response.status_code,
            response.get("Allow", ""),
            response.get("Location", ""),
            body.decode(errors="replace"),
        )


@pytest.fixture
def server(standing_hall: None) -> Iterator[Server]:
    logging.disable(logging.WARNING)
    yield Server()
    logging.disable(logging.NOTSET)


def _session(staff: Staff, post: int | None) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = django_settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    if post is not None:
        session["post"] = post
    session.create()
    return str(session.session_key)


def _expected(name: str, row: Row, guest: Guest, method: str, relation: str, belongs: bool) -> str:
    """What the row says becomes of this request: one word for each class of answers."""
    if method not in row.methods:
        return "not so"
    if not row.roles & {PUBLIC, DEMO}:
        if guest.role in {NOBODY, POSTLESS}:
            return "sign in"
        if guest.role not in row.roles:
            return "not you"
    if name in TO_THE_QUERY:
        return "answered"
    if relation == ABSENT or name in OF_A_SESSION or (name, guest.role) in SEES_NO_CASE:
        return "nowhere"
    if (name, method) in NAMES_NOTHING:
        return "nowhere"
    return "answered" if _near(name, relation) or not belongs else "nowhere"


def _near(name: str, relation: str) -> bool:
    return relation == OWN or (relation == NARROW and name in OF_THE_AGENCY)


def _class(name: str, row: Row, method: str, got: Answered) -> str:
    """The class of the answer that came, or the answer itself when it is in none."""
    if got.status == 405 and got.allow == ", ".join(row.methods):
        return "not so"
    if got.status == 302 and got.location.startswith(f"{reverse('signin')}?next="):
        return "sign in"
    if got.status == 403 and NOT_YOUR_PAGE in got.body:
        return "not you"
    if got.status == 404:
        return "nowhere"
    fine = {200, 302, 403, 409, 422} if method == "POST" else {302 if name in REDIRECTS else 200}
    return "answered" if got.status in fine else f"{got.status} {got.location}"


def _cells(stage: Stage, guests: list[Guest]) -> Iterator[tuple[str, Guest, str, str, str, bool]]:
    """name, guest, method, URL, relation and whether the thing is somebody's."""
    for name in POLICY:
        found = address(name, stage)
        for guest in guests:
            for method in METHODS:
                yield (
                    name,
                    guest,
                    method,
                    found.own if found else reverse(name),
                    guest.relation,
                    bool(found and found.belongs),
                )
                if found and guest.relation == OWN:
                    yield name, guest, method, found.absent, ABSENT, found.belongs


def test_every_cell_is_answered_as_the_policy_says(stage: Stage, guests: list[Guest], server: Server) -> None:
    faults, seen = Counter[str](), Counter[str]()
    for name, guest, method, url, relation, belongs in _cells(stage, guests):
        wanted = _expected(name, POLICY[name], guest, method, relation, belongs)
        got = _class(name, POLICY[name], method, server.answer(guest, method, url))
        seen[wanted] += 1
        if got != wanted:
            faults[f"{method} {name} by {guest.role} ({relation}): {wanted} expected, {got} came"] += 1
    assert not faults, f"{len(faults)} cells\n" + "\n".join(sorted(faults)[:100])
    cells = sum(seen.values())
    assert len(guests) == 30
    assert cells >= len(POLICY) * len(guests) * len(METHODS) >= 19_000
    assert set(seen) == {"not so", "sign in", "not you", "nowhere", "answered"}
    assert min(seen.values()) >= 400
    print(f"{cells} cells: {dict(seen)}")


def test_what_is_anothers_is_answered_like_what_is_nowhere_to_the_byte(
    stage: Stage, guests: list[Guest], server: Server
) -> None:
    compared, differing = 0, []
    for name, row in POLICY.items():
        found = address(name, stage)
        if found is None or not found.belongs:
            continue
        for guest in guests:
            if guest.role not in row.roles or _near(name, guest.relation):
                continue
            for method in row.methods:
                theirs = server.answer(guest, method, found.own)
                nobodys = server.answer(guest, method, found.absent)
                compared += 1
                if theirs.status != 404 or _plain(theirs, found) != _plain(nobodys, found):
                    differing.append(f"{method} {name} by {guest.role} ({guest.relation}): {theirs.status}")
    assert not differing, "\n".join(differing)
    assert compared >= 300
    print(f"{compared} pairs")


def _plain(answered: Answered, found: Address) -> tuple[int, str, str]:
    """The answer without the token against forgery, the key of the form and the echo of what was asked for."""
    body = ONCE.sub("", answered.body)
    for word in found.echo:
        body = body.replace(word, "…")
    return answered.status, answered.location, body


def test_a_method_that_is_not_there_is_refused_before_anything_is_read(
    settings: Settings, django_assert_num_queries: Any
) -> None:
    """Also without a token against forgery, which a program that tries methods does not have."""
    visitor = Client(enforce_csrf_checks=True)
    for method in ("PUT", "PATCH", "DELETE", "POST", "OPTIONS", "TRACE"):
        with django_assert_num_queries(0):
            response = visitor.generic(method, "/review/")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
    assert visitor.generic("POST", "/signin/").status_code == 403
    assert visitor.generic("PUT", "/nowhere/").status_code == 404


def test_a_door_without_a_row_is_open_to_no_method(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.access.unlisted"
    for method in METHODS:
        response = Client().generic(method, "/unlisted/")
        assert (response.status_code, response["Allow"]) == (405, "")
