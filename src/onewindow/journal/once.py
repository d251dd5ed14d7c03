"""Double submission has one effect: a submission's key is stored with what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from onewindow.core.chain import sm3
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer, PlatformWasFaster
from onewindow.journal.models import Once
from onewindow.sql.reading import fetch

AGAIN = 3


@dataclass(frozen=True)
class Submission:
    """One submission in flight: the key the sender chose, bound to who sent it, and its content."""

    key: str
    content: str

    def row(self, answer: Answer, at: datetime) -> Once:
        return Once(key=self.key, content=self.content, answer=answer, at=at)


_current: ContextVar[Submission | None] = ContextVar("submission", default=None)


def current_submission() -> Submission | None:
    """The submission that the writer stores with the next commit, if a door opened one."""
    return _current.get()


@contextmanager
def _submitting(submission: Submission) -> Iterator[None]:
    token = _current.set(submission)
    try:
        yield
    finally:
        _current.reset(token)


def once(sender: str, key: str, content: bytes, act: Callable[[], Answer]) -> Answer:
    """Run `act` unless this sender's `key` already had its effect; return the first answer.

    Raises Refusal `key-reused` (422) when the key was used for other content.
    """
    submission = Submission(sm3(f"{sender}\n{key}".encode()), sm3(content))
    if (stored := _stored(submission)) is not None:
        return stored
    try:
        with _submitting(submission):
            return _carried_out(act)
    except Refusal:
        if (stored := _stored(submission)) is not None:
            return stored
        raise


def _carried_out(act: Callable[[], Answer]) -> Answer:
    """Act, and act again on the things as they are now when only the platform came between."""
    for _ in range(AGAIN):
        with suppress(PlatformWasFaster):
            return act()
    return act()


def _with_key(key: str) -> QuerySet[Once]:
    return Once.objects.filter(key=key)


def _stored(submission: Submission) -> Answer | None:
    found = fetch(_with_key, submission.key)
    if not found:
        return None
    (row,) = found
    if row.content != submission.content:
        raise Refusal("key-reused", "同一提交编号已用于另一份内容,请重新打开页面再提交。", status=422)
    answer: Answer = row.answer
    return answer
