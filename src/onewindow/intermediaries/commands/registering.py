"""登记: an application is recorded by one registrar, decided by another; what changes later is amended and published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from onewindow.catalogue.commands.drafting import worded
from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW, why_not
from onewindow.core.lives import INTERMEDIARY
from onewindow.core.numbers.fault import as_typed
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor, person
from onewindow.core.separation import why_not as not_the_same
from onewindow.intermediaries.entry import Entry, faults
from onewindow.intermediaries.models import LIVING, Intermediary, offices_of
from onewindow.intermediaries.terms import GROUNDS
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write

INCOMPLETE = "登记内容还不完整。"


def record(office: str, entry: Entry, *, by: Actor, at: datetime) -> Answer:
    """收取申请: enter whoever applies, from wherever and however many there are, into the register of this office.

    Raises Refusal `not-your-step` (403), `no-such-agency` (404), `intermediary-incomplete` (422).
    """
    may_record(office, by)
    found = faults(entry, local(at).date())
    if Intermediary.objects.filter(number=as_typed(entry.number), stage__in=LIVING).exists():
        found.append(Finding("number", "这家机构已经登记，或者正在登记。"))
    _complete(found)
    commit = Commit(by=by, at=at)
    return _written(commit, applying(commit, office, entry))


def may_record(office: str, by: Actor) -> None:
    """Raises Refusal `not-your-step` (403), `no-such-agency` (404)."""
    if refusal := why_not(INTERMEDIARY, "record", NEW, by.role):
        raise refusal
    if office not in offices_of(by):
        raise Refusal("no-such-agency", "没有找到这个登记机关。", status=404)


def applying(commit: Commit, office: str, entry: Entry, **said: str) -> Intermediary:
    """A new row of the register, still to be decided; `said` goes into its event besides what it declares."""
    by, at, columns = commit.by, commit.at, entry.columns()
    row = Intermediary(
        id=uuid7(at), office=office, recorded_at=at, recorder=person(by), recorder_for=by.stands_for, recorder_name=by.name, changed_at=at,
        services=keys_of(entry), **columns,
    )  # fmt: skip
    commit.move(row, "record", body={"office": office, "by_name": by.name, **said, **columns})
    return row


def register(intermediary_id: UUID, *, by: Actor, at: datetime) -> Answer:
    """登记入册, by another registrar than who recorded it; whoever has what the law asks for is registered.

    Raises Refusal `no-such-intermediary` (404), `same-person` (403), `wrong-stage` (409), `intermediary-incomplete`
    (422) when a qualification ran out meanwhile.
    """
    commit = Commit(by=by, at=at)
    row = decided_by(intermediary_id, "register", by)
    commit.move(row, "register", body={"number": row.number, "by_name": by.name})
    lapsed = [terms.service.name for terms in row.terms() if terms.until and terms.until < local(at).date()]
    _complete([Finding("register", f"“{name}”所凭的资质已经到期。") for name in lapsed])
    commit.change(row, registered_at=at, registered_by=by.name, changed_at=at)
    return _written(commit, row)


def refuse(intermediary_id: UUID, *, ground: str, words: str, by: Actor, at: datetime) -> Answer:
    """不予登记 on one of the grounds of terms.REFUSALS, with reasons; a number or a region is none.

    Raises Refusal as `register`, `ground-missing` (422), `reason-missing` (422).
    """
    commit = Commit(by=by, at=at)
    row = decided_by(intermediary_id, "refuse", by)
    kept_out(commit, row, "refuse", ground, words)
    return _written(commit, row)


def amend(intermediary_id: UUID, entry: Entry, *, reason: str, by: Actor, at: datetime) -> Answer:
    """更新登记: a qualification renewed, a tie disclosed, another price. The number stays; engagements stay as agreed.

    Raises Refusal `no-such-intermediary` (404), `intermediary-incomplete` (422), `reason-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = kept(intermediary_id, by)
    commit.check(row, "amend")
    found = faults(entry, local(at).date())
    columns = entry.columns()
    if columns["number"] != row.number:
        found.append(Finding("number", "换了统一社会信用代码就是另一家机构，请另行登记。"))
    _complete(found)
    text = worded(reason)
    commit.move(row, "amend", body={"by_name": by.name, "reason": text, **columns})
    commit.change(row, changed_at=at, services=keys_of(entry), **columns)
    return _written(commit, row)


def kept(intermediary_id: UUID, by: Actor) -> Intermediary:
    """The intermediary, if this post keeps its register. Raises Refusal `no-such-intermediary` (404)."""
    row = Intermediary.objects.kept_by(by).filter(pk=intermediary_id).first()
    if row is None:
        raise Refusal("no-such-intermediary", "没有找到这家中介机构。", status=404)
    return row


def decided_by(intermediary_id: UUID, verb: str, by: Actor) -> Intermediary:
    """The intermediary for the second person. Raises Refusal `no-such-intermediary` (404), `same-person` (403)."""
    row = kept(intermediary_id, by)
    if refusal := not_the_same(
        f"intermediary.{verb}", by, {"intermediary.record": (row.recorder, row.recorder_for)}
    ):
        raise refusal
    return row


def kept_out(commit: Commit, row: Intermediary, verb: str, ground: str, words: str) -> None:
    """Take a step that needs a ground of its closed list and reasons. Raises Refusal `ground-missing`, `reason-missing`."""
    commit.check(row, verb)
    if ground not in GROUNDS[verb]:
        message = "请选择依据的情形。"
        raise Refusal("ground-missing", message, status=422, findings=[Finding("ground", message)])
    text = worded(words)
    commit.move(row, verb, body={"ground": ground, "words": text, "by_name": commit.by.name})
    commit.change(row, ground=ground, words=text, changed_at=commit.at)


def keys_of(entry: Entry) -> str:
    return f" {' '.join(offer.service for offer in entry.offers)} "


def _complete(found: list[Finding]) -> None:
    if found:
        raise Refusal("intermediary-incomplete", INCOMPLETE, status=422, findings=found)


def _written(commit: Commit, row: Intermediary) -> Answer:
    commit.answer = {"intermediary": str(row.id)}
    return write(commit)
