"""带入: who is registered with the province's network need not apply again; the office brings them in to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from onewindow.catalogue.intermediary import provincial
from onewindow.core.calendar import local
from onewindow.core.numbers.fault import as_typed
from onewindow.core.roles import Actor
from onewindow.intermediaries.commands.registering import applying, may_record
from onewindow.intermediaries.entry import Entry, faults
from onewindow.intermediaries.models import LIVING, Intermediary
from onewindow.intermediaries.network import refused
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write


def bring_over(office: str, bodies: Sequence[Entry], *, by: Actor, at: datetime) -> Answer:
    """Record everybody who offers something of the list and is not on a register here; another person decides each.

    Answers with how many were `recorded` and how many `passed` over. One fault, and nobody is recorded.
    Raises Refusal `not-your-step` (403), `no-such-agency` (404), `network-file-refused` (422).
    """
    may_record(office, by)
    numbers = [as_typed(one.number) for one in bodies]
    here = set(
        Intermediary.objects.filter(number__in=numbers, stage__in=LIVING).values_list("number", flat=True)
    )
    new = [(n, one) for n, one in enumerate(bodies, 1) if one.offers and numbers[n - 1] not in here]
    messages = [
        f"第{n}家（{one.name}）：{finding.message}"
        for n, one in new
        for finding in faults(one, local(at).date())
    ]
    messages += [
        f"第{n}家（{one.name}）：这个统一社会信用代码前面已有一家。"
        for n, one in new if numbers[n - 1] in numbers[: n - 1]
    ]  # fmt: skip
    if not new:
        messages = ["文件里的机构都已经在册，或者没有本市清单上的服务，没有要带入的。"]
    if messages:
        raise refused(messages)
    commit = Commit(by=by, at=at)
    for _, one in new:
        applying(commit, office, one, network=provincial().network)
    commit.answer = {"recorded": str(len(new)), "passed": str(len(bodies) - len(new))}
    return write(commit)
