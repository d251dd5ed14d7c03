"""The judge: the clients' record against the database, after everything. Prints what it counted, in JSON.

    python -m tests.kills.judge FOLDER

Every acknowledged effect must be there exactly once and as it was acknowledged; every other at most once.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

django.setup()

from onewindow.cases.models import Case, Paper  # noqa: E402
from onewindow.core.chain import sm3  # noqa: E402
from onewindow.documents.models import Document  # noqa: E402
from onewindow.handover.models import Sheet  # noqa: E402
from onewindow.journal.models import Counter as Series  # noqa: E402
from onewindow.journal.models import Event, Once, Seal, Unsealed  # noqa: E402
from onewindow.journal.sealer import seal  # noqa: E402
from onewindow.journal.verify import verify  # noqa: E402
from onewindow.people.models import Party  # noqa: E402
from tests.kills.forms import applicant  # noqa: E402
from tests.kills.record import Evidence, Sent, read  # noqa: E402
from tests.kills.wholeness import half_done  # noqa: E402

STEPS = {
    "notice": ("request", "issue"), "serve": ("request", "serve"), "supply": ("request", "supply"),
    "accept": ("case", "accept"), "propose": ("case", "propose"), "decide": ("case", "decide"),
    "make": ("result", "make"), "send": ("result", "list"), "take": ("result", "receive"),
    "hand_out": ("delivery", "hand_out"), "hand": ("paper", "list"), "sign": ("paper", "sign_over"),
}  # fmt: skip
"""Which journal entry, on the case or a thing that belongs to it, is the effect of what a client submitted."""


class Things:
    """Which things belong to a case, and what happened to them, read once."""

    def __init__(self) -> None:
        self.cases = {case.no: case for case in Case.objects.select_related("application__party")}
        owners: dict[Any, str] = {}
        for no, case in self.cases.items():
            owners[case.id] = no
        for model in (Case.requests, Case.papers, Case.results):
            related = model.rel.related_model
            owners |= dict(related._default_manager.values_list("pk", "case__no"))
        owners |= {case.delivery.pk: no for no, case in self.cases.items() if hasattr(case, "delivery")}
        self.owners = owners
        self.happened: Counter[tuple[str, str, str]] = Counter()
        """(case, kind, verb): on how many things; twice on one thing counts twice."""
        self.on_things: Counter[tuple[Any, str]] = Counter()
        for kind, thing, verb in Event.objects.values_list("thing_kind", "thing_id", "verb"):
            self.on_things[thing, verb] += 1
            if thing in owners:
                self.happened[owners[thing], kind, verb] += 1

        self.sheets: dict[str, set[str]] = {}
        numbers = dict(Sheet.objects.values_list("pk", "no"))
        for no, sheet in Paper.objects.values_list("case__no", "sheet_id"):
            if sheet is not None:
                self.sheets.setdefault(no, set()).add(numbers[sheet])

    def twice(self, no: str, verb: str) -> bool:
        return any(
            count > 1
            for (thing, done), count in self.on_things.items()
            if done == verb and self.owners.get(thing) == no
        )


def faults(evidence: Evidence, people: dict[str, str]) -> Iterator[str]:
    """Everything in the database that the record contradicts, in words."""
    things = Things()
    yield from _intakes(evidence, things)
    for sent in evidence.sent.values():
        if sent.verb in STEPS:
            yield from _step(sent, things)
        yield from _answer(sent, people, things)
    yield from _numbers()
    yield from half_done()


def _intakes(evidence: Evidence, things: Things) -> Iterator[str]:
    """One matter for each applicant whose intake was acknowledged; no applicant twice; no matter of nobody's."""
    of_applicant = Counter(case.application.party_id for case in things.cases.values())
    parties = {party.number_index: party.id for party in Party.objects.all()}
    submitted = 0
    for sent in evidence.sent.values():
        if sent.verb != "receive":
            continue
        party = Party.objects.by_number(applicant(sent.serial).number).first()
        found = of_applicant[party.id] if party else 0
        submitted += found
        if found > 1 or (sent.location is not None and not found):
            yield f"applicant {sent.serial}: {found} matters, acknowledged {sent.location}"
        elif sent.location is not None:
            no = sent.location.split("/")[3]
            if no not in things.cases or party is None or things.cases[no].application.party_id != party.id:
                yield f"applicant {sent.serial}: {no} was acknowledged and is not this applicant's matter"
    if submitted != len(things.cases) or len(parties) != Party.objects.count():
        yield f"{len(things.cases)} matters, {submitted} of them submitted by somebody"


def _step(sent: Sent, things: Things) -> Iterator[str]:
    kind, verb = STEPS[sent.verb]
    count = things.happened[sent.case, kind, verb]
    if sent.location is not None and not count:
        yield f"{sent.verb} of {sent.case} was acknowledged and is lost"
    if count > 1 and things.twice(sent.case, verb):
        yield f"{sent.verb} of {sent.case} happened twice"


def _answer(sent: Sent, people: dict[str, str], things: Things) -> Iterator[str]:
    """The stored answer of an acknowledged submission names what the acknowledgement named, or its matter."""
    if sent.location is None:
        return
    sheets = things.sheets.get(sent.case, ())
    stored = Once.objects.filter(key=sm3(f"{people[sent.by]}\n{sent.key}".encode())).first()
    if stored is None:
        yield f"{sent.verb} of {sent.case or sent.serial}: acknowledged without a stored submission"
    elif not set(stored.answer.values()) & {*re.split(r"[/#?=]", sent.location), sent.case, *sheets}:
        yield f"{sent.verb} of {sent.case}: told {sent.location}, stored {stored.answer}"


def _numbers() -> Iterator[str]:
    """Numbers were given without a gap and each once: as many as the series counts."""
    for series in Series.objects.filter(series__startswith="case:"):
        used = Case.objects.count()
        if used != series.value:
            yield f"series {series.series} stands at {series.value}, {used} matters carry its numbers"
    for model in (Case, Document, Sheet):
        numbers = [str(no) for no in model._default_manager.values_list("no", flat=True)]
        yield from (
            f"number {no} was given {many} times" for no, many in Counter(numbers).items() if many > 1
        )
    ordered: dict[str, list[int]] = {}
    # A decision reserves the numbers of its results; their papers are drawn up when the results are made.
    reserved = [no for case in Case.objects.all() for no in case.result_numbers.values()]
    for no in {*Document.objects.values_list("no", flat=True), *reserved}:
        if found := re.fullmatch(r"(.*〔\d{4}〕)(\d+)号", no):
            ordered.setdefault(found[1], []).append(int(found[2]))
    for head, given in ordered.items():
        if sorted(given) != list(range(1, len(given) + 1)):
            yield f"papers {head}: {len(given)} given, the highest is {max(given)}"


def judged(folder: Path) -> dict[str, object]:
    people = json.loads((folder / "facts.json").read_text(encoding="utf-8"))["people"]
    evidence = read(folder)
    while seal():
        pass
    verdict = verify()
    found = [*evidence.odd, *faults(evidence, people)]
    if verdict.fault is not None:
        found.append(f"journal: {verdict.fault}")
    if verdict.events != Seal.objects.count() or Unsealed.objects.exists():
        found.append(f"{verdict.events} events, {Seal.objects.count()} sealed")
    if evidence.outages_without_retry:
        found.append(f"{evidence.outages_without_retry} answers 503 without Retry-After")
    if evidence.outages_without_words:
        found.append(f"{evidence.outages_without_words} answers 503 that do not say what it is")
    wrong = {status: many for status, many in evidence.statuses.items() if status not in {200, 302, 503}}
    if wrong:
        found.append(f"answers that no client should see: {wrong}")
    return {
        "submitted": len(evidence.sent), "acknowledged": len(evidence.acknowledged), "retried": evidence.retried,
        "matters": Case.objects.count(), "events": verdict.events, "papers": Document.objects.count(),
        "unavailable": evidence.statuses[503], "faults": found,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(judged(Path(sys.argv[1])), ensure_ascii=False))
