"""The rows are what the journal says: versions, heads, stages, and nothing that the journal does not know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, pairwise

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q

from onewindow.cases.models import Case
from onewindow.core.life import NEW, Life
from onewindow.documents.models import Document
from onewindow.handover.models import Sheet
from onewindow.invariants.breach import (
    Fault,
    NumberedFault,
    case_invariant,
    installation_invariant,
    sheet_invariant,
)
from onewindow.invariants.entries import Entry
from onewindow.invariants.reading import CaseFile
from onewindow.invariants.sheets import SheetFile
from onewindow.issuance.models import Result
from onewindow.journal.models import Event, LivingThing, Once, Thing

A_REQUEST = timedelta(minutes=1)
"""What is done is dated when it was asked for; of two who act at once the later may have asked earlier."""
AS_SYSTEM = frozenset({"deem_accepted"})
"""Steps of the law itself, which whoever comes late brings to light (行政许可法第三十二条第一款第(四)项)."""
A_LOOK = 500
ANSWERED: dict[str, tuple[type[Model], str]] = {
    "case": (Case, "no"),
    "sheet": (Sheet, "no"),
    "receipt": (Document, "pk"),
    "document": (Document, "pk"),
    "result": (Document, "pk"),
}
"""What an answer may name, and the column by which it is found."""
AFTER_CLOSE = frozenset({"alerted", "urged", "recomputed", "told"})


def things() -> list[type[Thing]]:
    """Every table whose rows have a journal."""
    return [model for model in apps.get_models() if issubclass(model, Thing)]


@installation_invariant("version-head", "design §8; I-39")
def version_and_head() -> Iterator[NumberedFault]:
    """行与日志同版:每件事物的版本号和末条哈希就是日志最后一条。"""
    for model in things():
        mine = Event.objects.filter(thing_kind=_kind(model), thing_id=OuterRef("pk"))
        last = Exists(mine.filter(version=OuterRef("version"), hash=OuterRef("head")))
        later = Exists(mine.filter(version__gt=OuterRef("version")))
        for row in model._default_manager.filter(Q(~last) | Q(later)).iterator():
            yield row.thing_kind(), named(row), f"行记第 {row.version} 版,与日志末条不符"


@installation_invariant("event-has-thing", "design §8; I-39")
def nothing_is_gone() -> Iterator[NumberedFault]:
    """日志所记的事物都在:没有被删去的行。"""
    for model in things():
        rows = model._default_manager.filter(pk=OuterRef("thing_id"))
        lost = Event.objects.filter(~Exists(rows), thing_kind=_kind(model), version=1)
        for event in lost.iterator():
            yield event.thing_kind, _number_in(event.body), f"日志有“{event.verb}”,行已不在"


@installation_invariant("once-has-effect", "I-2; I-40")
def submissions_had_their_effect() -> Iterator[NumberedFault]:
    """一次提交一次效果:登记过的提交编号,其结果都在。"""
    rows = iter(Once.objects.order_by("key").iterator(chunk_size=A_LOOK))
    while some := list(islice(rows, A_LOOK)):
        for name, (model, column) in ANSWERED.items():
            wanted = {row.answer[name]: row for row in some if row.answer.get(name)}
            there = model._default_manager.filter(**{f"{column}__in": list(wanted)})
            found = {str(value) for value in there.values_list(column, flat=True)}
            for value in wanted.keys() - found:
                yield "once", wanted[value].key[:8], f"提交已答复,所答的{name}却不在"


@case_invariant("stage-is-fold", "design §10; I-16; I-39")
def stages(file: CaseFile) -> Iterator[Fault]:
    """阶段即日志之叠加:每件事物所处阶段就是日志各步依生命表走到之处。"""
    for thing in file.things:
        yield from _stage(thing, file.journal(thing))


@sheet_invariant("sheet-stage-is-fold", "design §10; I-39")
def sheet_stages(file: SheetFile) -> Iterator[Fault]:
    """交接表所处阶段就是日志各步依生命表走到之处。"""
    yield from _stage(file.sheet, file.journal)


@case_invariant("step-by-its-role", "I-16")
def by_whom(file: CaseFile) -> Iterator[Fault]:
    """每一步由生命表所列的岗位作出。"""
    for thing in file.things:
        for entry in file.journal(thing):
            steps = [step for step in thing.life.steps if step.verb == entry.verb]
            if steps and entry.verb not in AS_SYSTEM and not any(entry.role in step.by for step in steps):
                yield thing.thing_kind(), f"“{steps[0].label}”由 {entry.role} 作出,不是其职责"


@case_invariant("happened-in-order", "I-39")
def in_order(file: CaseFile) -> Iterator[Fault]:
    """同一事物的日志按时间先后:后一条不早于前一条。"""
    for thing in file.things:
        for before, after in pairwise(file.journal(thing)):
            if after.at < before.at - A_REQUEST:
                yield thing.thing_kind(), f"“{after.verb}”记在“{before.verb}”之前的时间"


@case_invariant("after-close", "I-21")
def after_close(file: CaseFile) -> Iterator[Fault]:
    """办结之后办件只有警示、督办、告知、重算和材料交接,不再变动。"""
    journal = file.journal(file.case)
    closed = next((entry.version for entry in journal if entry.verb == "close"), None)
    for entry in journal:
        if closed is not None and entry.version > closed and not _may_follow(entry.verb):
            yield "case", f"办结之后又有“{entry.verb}”"


def _may_follow(verb: str) -> bool:
    return verb in AFTER_CLOSE or verb.startswith("papers_")


def _stage(thing: LivingThing, journal: list[Entry]) -> Iterator[Fault]:
    try:
        life = thing.life
    except KeyError:
        yield thing.thing_kind(), "没有这种生命表"
        return
    stage, wrong = fold(life, journal)
    if wrong:
        yield thing.thing_kind(), wrong
    elif stage != thing.stage:
        yield thing.thing_kind(), f"行记“{thing.stage}”,日志走到“{stage}”"


def fold(life: Life, journal: list[Entry]) -> tuple[str, str]:
    """The stage to which the steps lead, and the first step that its life does not permit, if any."""
    stage = NEW
    verbs = {step.verb for step in life.steps}
    for entry in journal:
        if entry.verb not in verbs:
            continue
        step = next((s for s in life.steps if s.verb == entry.verb and stage in s.before), None)
        if step is None:
            return stage, f"在“{stage}”时作了“{entry.verb}”,生命表不许可"
        stage = step.after
    return stage, ""


def named(thing: Thing) -> str:
    """How people know a thing: its number where it has one; else that of its case, else its id's end."""
    for name in ("no", "barcode", "case_no"):
        if number := getattr(thing, name, ""):
            return str(number)
    case = (
        getattr(thing, "case", None) if hasattr(thing, "case_id") and not isinstance(thing, Result) else None
    )
    return case.no if case is not None else str(thing.id)[-12:]


def _kind(model: type[Thing]) -> str:
    return model.thing_kind()


def _number_in(text: str) -> str:
    body = json.loads(text)
    return str(body.get("no") or body.get("case") or body.get("barcode") or "-")
