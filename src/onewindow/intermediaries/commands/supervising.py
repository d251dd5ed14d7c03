"""监管: an intermediary is suspended, taken up again or struck off, with a ground and reasons everybody can read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from onewindow.catalogue.commands.drafting import worded
from onewindow.core.roles import Actor
from onewindow.intermediaries.commands.registering import kept, kept_out
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write


def suspend(intermediary_id: UUID, *, ground: str, words: str, by: Actor, at: datetime) -> Answer:
    """暂停: nobody new can choose it; who has engaged it decides about the own engagement.

    Raises Refusal `no-such-intermediary` (404), `ground-missing` (422), `reason-missing` (422), `wrong-stage` (409).
    """
    return _kept_out(intermediary_id, "suspend", ground, words, by, at)


def strike_off(intermediary_id: UUID, *, ground: str, words: str, by: Actor, at: datetime) -> Answer:
    """移出名册; its page stays, with the reasons. Raises Refusal as `suspend`."""
    return _kept_out(intermediary_id, "strike_off", ground, words, by, at)


def resume(intermediary_id: UUID, *, words: str, by: Actor, at: datetime) -> Answer:
    """恢复. Raises Refusal `no-such-intermediary` (404), `reason-missing` (422), `wrong-stage` (409)."""
    commit = Commit(by=by, at=at)
    row = kept(intermediary_id, by)
    commit.check(row, "resume")
    text = worded(words)
    commit.move(row, "resume", body={"words": text, "by_name": by.name})
    commit.change(row, ground="", words=text, changed_at=at)
    commit.answer = {"intermediary": str(row.id)}
    return write(commit)


def _kept_out(intermediary_id: UUID, verb: str, ground: str, words: str, by: Actor, at: datetime) -> Answer:
    commit = Commit(by=by, at=at)
    row = kept(intermediary_id, by)
    kept_out(commit, row, verb, ground, words)
    commit.answer = {"intermediary": str(row.id)}
    return write(commit)
