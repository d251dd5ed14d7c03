"""答复: who holds the power grants it from a day on, refuses it, or takes it back; cases under way stay where they are."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from onewindow.catalogue.commands.drafting import worded
from onewindow.catalogue.models import Edition, edition_in_force
from onewindow.catalogue.rows import gist as edition_gist
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import SYSTEM, Actor
from onewindow.core.separation import why_not
from onewindow.delegation.commands.asking import gist, missing
from onewindow.delegation.drafts import begun
from onewindow.delegation.models import Delegation
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write


def grant(delegation_id: UUID, *, words: str, by: Actor, at: datetime) -> Answer:
    """同意下放: the receiver finds a draft of its own, or for 前移窗口 the holder finds one of its next edition.

    Nothing else changes by itself: an issued edition never does, and every case stays with the one it was taken in by.
    Raises Refusal `no-such-delegation` (404), `same-person` (403), `reason-missing` (422), `wrong-stage` (409),
    `no-such-item` (404), `draft-open` (409), `delegation-overdue` (409) when the day has come meanwhile.
    """
    commit = Commit(by=by, at=at)
    row = _found(delegation_id, by)
    text = _answered(commit, row, words, "grant")
    today = local(at).date()
    if row.stage == "asked" and row.effective_from <= today:
        raise Refusal("delegation-overdue", "请求的生效日期已过，请对方另提请求。")
    item = edition_in_force(row.slug, today)
    draft = begun(row, item, at) if item else None
    touches = [draft] if draft else []
    commit.move(row, "grant", touches=touches, body={**gist(row, by), "words": text})
    if item is None:
        raise Refusal("no-such-item", "没有这个事项，或者今天不办理。", status=404)
    commit.change(row, answer=text, answered_at=at, answered_by=by.name)
    commit.answer = {"delegation": str(row.id)}
    if draft is not None:
        _begin(draft, commit, row)
    return write(commit)


def refuse(delegation_id: UUID, *, words: str, by: Actor, at: datetime) -> Answer:
    """不同意, with reasons.

    Raises Refusal `no-such-delegation` (404), `same-person` (403), `reason-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = _found(delegation_id, by)
    text = _answered(commit, row, words, "refuse")
    commit.move(row, "refuse", body={**gist(row, by), "words": text})
    commit.change(row, answer=text, answered_at=at, answered_by=by.name)
    commit.answer = {"delegation": str(row.id)}
    return write(commit)


def take_back(delegation_id: UUID, *, ends_on: date | None, reason: str, by: Actor, at: datetime) -> Answer:
    """收回: from `ends_on` on the competence is back with its holder; the receiver's edition is ended by its own step.

    Raises Refusal `no-such-delegation` (404), `reason-missing` (422), `delegation-incomplete` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = _found(delegation_id, by)
    commit.check(row, "take_back")
    text = worded(reason)
    if ends_on is None or ends_on < local(at).date():
        message = "请写明收回的日期，今天或以后。"
        raise Refusal("delegation-incomplete", message, status=422, findings=[Finding("ends_on", message)])
    commit.move(row, "take_back", body={**gist(row, by), "ends_on": ends_on.isoformat(), "reason": text})
    commit.change(row, ends_on=ends_on, end_reason=text)
    commit.answer = {"delegation": str(row.id)}
    return write(commit)


def _begin(draft: Edition, commit: Commit, row: Delegation) -> None:
    """Raises Refusal `draft-open` (409)."""
    if Edition.objects.open().filter(slug=draft.slug).exists():
        raise Refusal("draft-open", f"“{draft.name}”已有一份草稿，请先发布或作废。")
    body = {**edition_gist(draft, commit.by), "delegation": str(row.id)}
    commit.move(draft, "begin", as_role=SYSTEM.role, body=body)
    commit.change(row, draft=draft.id)
    commit.answer["edition"] = str(draft.id)


def _found(delegation_id: UUID, by: Actor) -> Delegation:
    row = Delegation.objects.given_by(by).filter(pk=delegation_id).first()
    if row is None:
        raise missing()
    return row


def _answered(commit: Commit, row: Delegation, words: str, verb: str) -> str:
    """The words of an answer by somebody who may give it. Raises Refusal `same-person`, `reason-missing`."""
    if refusal := why_not(f"delegation.{verb}", commit.by, {"delegation.ask": (row.asker, row.asker_for)}):
        raise refusal
    commit.check(row, verb)
    return worded(words)
