"""Hostile text into every field of every form: no page breaks, nothing refused leaves a trace."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from onewindow.documents.models import Document
from onewindow.journal.models import Event
from onewindow.journal.sealer import seal
from onewindow.journal.verify import verify
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import unlock
from onewindow.web.policy import POLICY
from tests.fuzz.crawl import routes
from tests.fuzz.door import send
from tests.fuzz.found import FOUND
from tests.fuzz.judging import faults_of
from tests.fuzz.lab import Lab
from tests.fuzz.watching import Watch, unclean
from tests.results import record

pytestmark = pytest.mark.django_db

POSTS = int(os.environ.get("FUZZ_POSTS", "3000"))
ONLY = os.environ.get("FUZZ_CASE", "")
KEPT = max(POSTS // 20, 150)
"""So many more are sent whose effects stay, one upon the other."""
ENOUGH_FAULTS = 25
LEAST_ACCEPTED = 0.15
"""Of the posts; fewer would mean that hardly anything got past the first look."""


@pytest.mark.parametrize("sort", FOUND)
def test_what_once_broke_a_page_does_so_no_more(lab: Lab, sort: str) -> None:
    visitor, request = FOUND[sort]
    for path in _paths(request.path, lab):
        request.path = path
        with transaction.atomic():
            answer = send(lab.application, request, lab.ground.cookies[visitor])
            transaction.set_rollback(True)
        assert answer.status < 500, answer.fault
        assert list(faults_of(request, None, answer, Watch())) == []


def _paths(path: str, lab: Lab) -> Iterator[str]:
    name = path.partition("{")[2].partition("}")[0]
    for value in lab.ground.known[name] if name else [""]:
        yield path.replace(f"{{{name}}}", value)


def test_every_address_that_takes_a_form_is_reached(lab: Lab) -> None:
    wanted = {route.name for route in routes() if "POST" in POLICY[route.name].methods}
    assert wanted == {one.name for one in lab.forms}


def test_no_hostile_post_breaks_a_page(lab: Lab) -> None:
    began, index, tally = time.monotonic(), int(ONLY or 0), lab.tally
    while tally.posts < POSTS and len(tally.faults) < ENOUGH_FAULTS:
        lab.attack(index)
        index += 1
        if ONLY:
            break
    accepted = sum(tally.accepted.values())
    figures: dict[str, int | float | str] = {
        "posts": tally.posts, "requests": tally.requests, "accepted": accepted, "addresses of forms": len({one.name for one in lab.forms}),
        "of these shown on a page": len(lab.ground.names("POST")),
        "answers of 500": tally.server_errors, "over 2 s": tally.over_two_seconds, "longest, s": round(tally.max_seconds, 2),
        "other faults": len(tally.faults), "all, s": round(time.monotonic() - began),
    }  # fmt: skip
    print(f"seed {lab.seed}: {figures}; slowest: {tally.slowest}")
    if not ONLY:
        record("hostile posts", seed=lab.seed, command=f"make fuzz FUZZ_POSTS={POSTS}", figures=figures)
    if tally.faults:
        pytest.fail("\n\n".join(tally.faults.values()), pytrace=False)
    assert ONLY or accepted > LEAST_ACCEPTED * tally.posts


@pytest.mark.skipif(bool(ONLY), reason="one case is asked for")
def test_what_was_accepted_is_kept_clean_and_the_journal_whole(lab: Lab) -> None:
    """Also what is encrypted: opened, it is NFC and carries no control characters."""
    before = set(Event.objects.values_list("id", flat=True))
    for index in range(KEPT):
        case = lab.case(10**9 + index)
        faults = lab.run(case, keep=True)
        assert not faults, lab.told(10**9 + index, case, faults)
    while seal():
        pass
    fresh = [event for event in Event.objects.exclude(secret=None) if event.id not in before]
    assert fresh
    keys = SubjectKey.objects.in_bulk({event.subject for event in fresh})
    for event in fresh:
        assert not unclean(_opened(keys, event)), event.verb
    for document in Document.objects.select_related("subject"):
        assert not unclean(document.data()), document.title
    assert verify().fault is None


def _opened(keys: dict[Any, SubjectKey], event: Event) -> Any:
    assert event.subject is not None
    assert event.secret is not None
    return unlock(keys[event.subject], event.secret)
