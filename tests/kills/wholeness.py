"""Nothing half-done, whatever happened: every row is where its journal left it, and every file that is named is there."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from onewindow.core.chain import sm3
from onewindow.core.life import Step
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.journal.models import Event, LivingThing, Thing
from onewindow.vault.files import get


def half_done() -> Iterator[str]:
    """Every contradiction between rows, journal and files, in words."""
    last = _last_events()
    for model in apps.get_models():
        if issubclass(model, Thing):
            for row in model._default_manager.all():
                yield from _behind(row, last.pop((row.thing_kind(), row.pk), []))
    yield from (f"{kind} {thing} is in the journal and nowhere else" for kind, thing in last)
    yield from _files()


def _last_events() -> dict[tuple[str, object], list[Event]]:
    found: dict[tuple[str, object], list[Event]] = {}
    for event in Event.objects.order_by("thing_kind", "thing_id", "version"):
        found.setdefault((event.thing_kind, event.thing_id), []).append(event)
    return found


def _behind(row: Thing, events: list[Event]) -> Iterator[str]:
    name = f"{row.thing_kind()} {row.pk}"
    if row.version != len(events):
        yield f"{name} is at version {row.version}, its journal has {len(events)} entries"
    elif events and row.head != events[-1].hash:
        yield f"{name} does not end where its journal ends"
    if isinstance(row, LivingThing):
        steps = [step for event in events for step in row.life.steps if step.verb == event.verb]
        yield from _misplaced(name, row.stage, steps)


def _misplaced(name: str, stage: str, steps: list[Step]) -> Iterator[str]:
    if steps and stage not in {step.after for step in steps if step.verb == steps[-1].verb}:
        yield f"{name} is {stage} after {steps[-1].verb}"


def _files() -> Iterator[str]:
    """What a committed row names can be read and is what it was."""
    for paper in Document.objects.exclude(pdf_address="").select_related("subject"):
        if sm3(get(paper.subject, paper.pdf_address)) != paper.pdf_hash:
            yield f"the PDF of {paper.no} is not the one that was stored"
    for one in Evidence.objects.exclude(file_address="").select_related("party__key"):
        if sm3(get(one.party.key, one.file_address)) != one.file_hash:
            yield f"the scan {one.id} is not the one that was stored"
