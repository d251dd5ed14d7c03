"""点菜: the administrators of a lower agency ask for the competence for an item, or take the request back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from onewindow.catalogue.commands.drafting import SHORTEST_REASON, worded
from onewindow.catalogue.keeping import agencies_kept
from onewindow.catalogue.models import Edition, edition_in_force
from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.numbers.division import Division
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor, person
from onewindow.delegation.drafts import handles
from onewindow.delegation.models import CAPACITIES, FORMS, Delegation
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.places.directory import agency

LONGEST_TEXT = 500


def ask(
    slug: str, to_agency: str, *, form: str, effective_from: date | None, capacity: Mapping[str, str], reason: str,
    by: Actor, at: datetime,
) -> Answer:  # fmt: skip
    """提出承接: `effective_from` is the first day of the new competence, `capacity` in words by CAPACITIES.

    Raises Refusal `no-such-agency` (404), `no-such-item` (404), `delegation-incomplete` (422).
    """
    if to_agency not in agencies_kept(by) or (by.matters and slug not in by.matters):
        raise Refusal("no-such-agency", "没有找到这个部门。", status=404)
    today = local(at).date()
    item = edition_in_force(slug, today)
    if item is None:
        raise Refusal("no-such-item", "没有这个事项，或者今天不办理。", status=404)
    said = {name: capacity.get(name, "").strip() for name in CAPACITIES}
    findings = [
        *_about_the_power(item, to_agency, form), *_about_the_term(effective_from, today),
        *_about_the_words(said, reason),
    ]  # fmt: skip
    if findings or effective_from is None:
        raise Refusal("delegation-incomplete", "承接请求还不完整。", status=422, findings=findings)
    row = Delegation(
        id=uuid7(at), slug=item.slug, edition=item.edition, item_name=item.name, from_agency=item.agency_code,
        to_agency=to_agency, form=form, effective_from=effective_from, capacity=said, reason=reason.strip(),
        asked_at=at, asker=person(by), asker_for=by.stands_for, asker_name=by.name,
    )  # fmt: skip
    commit = Commit(by=by, at=at)
    body = {
        **gist(row, by), "edition": row.edition, "form": form, "effective_from": effective_from.isoformat(),
        "capacity": said, "reason": row.reason,
    }  # fmt: skip
    commit.move(row, "ask", body=body)
    commit.answer = {"delegation": str(row.id)}
    return write(commit)


def withdraw(delegation_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """撤回请求 before it is answered.

    Raises Refusal `no-such-delegation` (404), `reason-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = Delegation.objects.asked_by(by).filter(pk=delegation_id).first()
    if row is None:
        raise missing()
    commit.check(row, "withdraw")
    text = worded(reason)
    commit.move(row, "withdraw", body={**gist(row, by), "reason": text})
    commit.change(row, end_reason=text)
    commit.answer = {"delegation": str(row.id)}
    return write(commit)


def gist(row: Delegation, by: Actor) -> dict[str, str]:
    """What every event of a delegation says of it."""
    return {"slug": row.slug, "from": row.from_agency, "to": row.to_agency, "by_name": by.name}


def missing() -> Refusal:
    return Refusal("no-such-delegation", "没有找到这项下放。", status=404)


def _about_the_power(item: Edition, to_agency: str, form: str) -> Iterator[Finding]:
    if form not in FORMS:
        yield Finding("form", "请选择下放的形式。")
        return
    giver, taker = Division(agency(item.agency_code).division_id), Division(agency(to_agency).division_id)
    upper, lower = (taker, giver) if form == "raise" else (giver, taker)
    if upper.level >= lower.level or not lower.code.startswith(upper.stem):
        whither = "上一级" if form == "raise" else "下级"
        yield Finding("to_agency", f"“{FORMS[form]}”的承接机关应在本辖区内实施机关的{whither}。")
    elif Delegation.objects.filter(
        slug=item.slug, to_agency=to_agency, stage__in=("asked", "granted")
    ).exists():
        yield Finding("to_agency", "这个机关已经提出或已经承接这个事项。")
    elif form in {"direct", "entrusted"} and handles(to_agency, item.base_code):
        yield Finding("to_agency", f"{agency(to_agency).name}已有这个事项的清单，不需要承接。")


def _about_the_term(effective_from: date | None, today: date) -> Iterator[Finding]:
    if effective_from is None:
        yield Finding("effective_from", "请写明生效日期。")
    elif effective_from <= today:
        yield Finding("effective_from", "生效日期应在今天以后。")


def _about_the_words(capacity: Mapping[str, str], reason: str) -> Iterator[Finding]:
    for name, text in capacity.items():
        if not text:
            yield Finding(name, f"请写明{CAPACITIES[name]}。")
        elif len(text) > LONGEST_TEXT:
            yield Finding(name, f"最多{LONGEST_TEXT}字。")
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_TEXT:
        yield Finding("reason", f"请写明理由，{SHORTEST_REASON}至{LONGEST_TEXT}个字。")
