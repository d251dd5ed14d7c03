"""共享材料库和字段字典: an administrator of the city's office proposes what an entry says, a second one adopts it.

An edition has a copy of whatever it took from the library, so that a change alters none, published or draft: it reaches
an edition when somebody takes the entry up again, in a draft that is reviewed itself. What does change at once is what
the check of items (事项检查) compares drafts with; therefore the second person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from onewindow.catalogue.commands.drafting import worded
from onewindow.catalogue.keeping import keeps_library
from onewindow.catalogue.library import SHARED, read_entry
from onewindow.catalogue.models import LibraryChange, LibraryEntry
from onewindow.catalogue.schema.part import Key
from onewindow.catalogue.schema.reading import findings_of
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor, person
from onewindow.core.separation import why_not
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write

LONGEST_REASON = 500
_KEY: TypeAdapter[str] = TypeAdapter(Key)


def propose(
    kind: str, key: str, document: Mapping[str, Any], *, new: bool, reason: str, by: Actor, at: datetime
) -> Answer:
    """提出改动 of the entry of that key, or a `new` entry.

    Raises Refusal `not-your-step` (403) but of the office, `no-such-entry` (404), `entry-faulty` (422) naming every fault,
    `reason-missing` (422), `change-open` (409) while another one waits.
    """
    _keeper(by)
    entry = LibraryEntry.objects.filter(kind=kind, key=key).first() if kind in SHARED else None
    if kind not in SHARED or (entry is None and not new):
        raise Refusal("no-such-entry", "共享库没有这一条。", status=404)
    whole = _checked(kind, key, document, taken=new and entry is not None)
    text = worded(reason)[:LONGEST_REASON]
    if entry is not None and entry.document == whole:
        raise Refusal("nothing-new", "内容与现在的相同，没有改动。", status=422)
    if LibraryChange.objects.filter(kind=kind, key=key, stage="proposed").exists():
        raise Refusal("change-open", "这一条已有改动在等待审核，请先办完那一处。")
    commit = Commit(by=by, at=at)
    row = LibraryChange(
        id=uuid7(at), kind=kind, key=key, before=entry.document if entry else None, document=whole, reason=text,
        proposed_at=at, proposer=person(by), proposer_for=by.stands_for, proposer_name=by.name, stage=NEW,
    )  # fmt: skip
    body = {
        "kind": kind,
        "key": key,
        "before": row.before,
        "document": whole,
        "reason": text,
        "by_name": by.name,
    }
    commit.move(row, "propose", body=body)
    commit.answer = {"change": str(row.id)}
    return write(commit)


def adopt(change_id: UUID, *, words: str, by: Actor, at: datetime) -> Answer:
    """采用: the entry says it from now on.

    Raises Refusal `not-your-step` (403), `no-such-change` (404), `same-person` (403), `reason-missing` (422),
    `wrong-stage` (409), `overtaken` (409) when the entry says something else by now than when it was proposed.
    """
    row, text, commit = _answered(change_id, "adopt", words, by, at)
    entry = LibraryEntry.objects.filter(kind=row.kind, key=row.key).first()
    if (entry.document if entry else None) != row.before:
        raise Refusal("overtaken", "提出以后，这一条已经另有改动；请不采用，按现在的内容重新提出。")
    if entry is None:
        commit.insert(LibraryEntry(kind=row.kind, key=row.key, document=row.document))
    else:
        commit.change(entry, document=row.document)
    return _end(commit, row, "adopt", text)


def refuse(change_id: UUID, *, words: str, by: Actor, at: datetime) -> Answer:
    """不采用, with reasons. Raises Refusal as `adopt`, but `overtaken`."""
    row, text, commit = _answered(change_id, "refuse", words, by, at)
    return _end(commit, row, "refuse", text)


def withdraw(change_id: UUID, *, words: str, by: Actor, at: datetime) -> Answer:
    """撤回 by the one who proposed it, before anybody answered. Raises Refusal as `refuse`, but `same-person`."""
    row, text, commit = _answered(change_id, "withdraw", words, by, at)
    if not proposed_by(row, by):
        raise Refusal("not-your-step", "改动由提出的人撤回；不同意的，请答复不采用。", status=403)
    return _end(commit, row, "withdraw", text)


def proposed_by(row: LibraryChange, who: Actor) -> bool:
    """Whether it is this person's proposal, or that of whom they stand in for."""
    return row.proposer in who.hands or (row.proposer_for is not None and row.proposer_for in who.hands)


def _answered(
    change_id: UUID, verb: str, words: str, by: Actor, at: datetime
) -> tuple[LibraryChange, str, Commit]:
    _keeper(by)
    row = LibraryChange.objects.filter(pk=change_id).first()
    if row is None:
        raise Refusal("no-such-change", "没有找到这处改动。", status=404)
    if refusal := why_not(
        f"library_change.{verb}", by, {"library_change.propose": (row.proposer, row.proposer_for)}
    ):
        raise refusal
    commit = Commit(by=by, at=at)
    commit.check(row, verb)
    return row, worded(words)[:LONGEST_REASON], commit


def _end(commit: Commit, row: LibraryChange, verb: str, text: str) -> Answer:
    commit.move(row, verb, body={"words": text, "by_name": commit.by.name})
    commit.change(row, answer=text, answered_at=commit.at, answered_by=commit.by.name)
    commit.answer = {"change": str(row.id)}
    return write(commit)


def _keeper(by: Actor) -> None:
    if not keeps_library(by):
        raise Refusal("not-your-step", "共享材料库和字段字典由市级审批局的事项管理员维护。", status=403)


def _checked(kind: str, key: str, document: Mapping[str, Any], *, taken: bool) -> dict[str, Any]:
    """The entry in its canonical form; every fault at its field."""
    findings: list[Finding] = []
    try:
        _KEY.validate_python(key)
    except ValidationError:
        findings.append(Finding("key", "标识用小写字母开头，只含小写字母、数字和下划线，不超过40个字符"))
    if taken:
        findings.append(Finding("key", f"“{key}”已经有了，请换一个标识"))
    try:
        read = read_entry(kind, document)
    except ValidationError as error:
        findings += findings_of(error)
    if findings:
        raise Refusal("entry-faulty", "这一条还不合格。", status=422, findings=findings)
    return read.model_dump(mode="json", exclude_defaults=True)  # type: ignore[no-any-return]
