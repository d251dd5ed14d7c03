"""What may be done with a random intermediary or engagement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onewindow.core.calendar import local
from onewindow.intermediaries import commands as register
from onewindow.intermediaries.commands.engaging import Choice
from onewindow.intermediaries.models import Engagement, Intermediary
from onewindow.intermediaries.network import read_bodies
from onewindow.intermediaries.terms import GROUNDS
from tests.intermediaries import exported
from tests.intermediaries.register import ITEM, SERVICE, TIED, entry
from tests.invariants.people import party

if TYPE_CHECKING:
    from tests.invariants.driver import Walk

OFFICE, WORDS = "xzsp", "经核查属实，按规定处理。"
BODIES = 12


def bodies(*stages: str) -> Any:
    return Intermediary.objects.filter(stage__in=stages)


def apply(walk: Walk) -> Any:
    """One of a dozen, so that some come again; now and then one tied to the deciding agency, or with a gap."""
    changes: dict[str, Any] = {"ties": (TIED,)} if walk.draw.random() < 0.2 else {}
    if walk.draw.random() < 0.1:
        changes["declared"] = False
    declared = entry(walk.draw.randint(1, BODIES), **changes)
    return register.record(OFFICE, declared, by=_registrar(walk), at=walk.now)


def bring_over(walk: Walk) -> Any:
    some = [exported.body(walk.draw.randint(1, BODIES)) for _ in range(walk.draw.randint(1, 3))]
    found = read_bodies(exported.file(*some), demo=True)
    return register.bring_over(OFFICE, found, by=_registrar(walk), at=walk.now)


def decide_on_body(walk: Walk) -> Any:
    row = walk.one(bodies("applied"))
    if walk.draw.random() < 0.8:
        return register.register(row.pk, by=_registrar(walk), at=walk.now)
    return register.refuse(row.pk, ground="untrue", words=WORDS, by=_registrar(walk), at=walk.now)


def turn_body(walk: Walk) -> Any:
    """Suspend, resume, amend or strike off."""
    verb, stage = walk.draw.choice(
        (("suspend", "registered"), ("resume", "suspended"), ("strike_off", "suspended"), ("amend", "registered"))
    )  # fmt: skip
    row = walk.one(bodies(stage))
    if verb == "amend":
        declared = entry(walk.draw.randint(1, BODIES), number=row.number)
        return register.amend(row.pk, declared, reason=WORDS, by=_registrar(walk), at=walk.now)
    said: dict[str, Any] = {"words": WORDS, "by": _registrar(walk), "at": walk.now}
    if verb in GROUNDS:
        said["ground"] = walk.draw.choice(sorted(GROUNDS[verb]))
    return getattr(register, verb)(row.pk, **said)


def engage(walk: Walk) -> Any:
    row = walk.one(bodies("registered") if walk.draw.random() < 0.9 else Intermediary.objects.all())
    quantity = walk.draw.randint(1, 5)
    fee = quantity * walk.draw.randint(40_000, 62_000)
    client = party(walk.draw, walk.draw.choice(("person", "organisation")))
    made = Choice(ITEM, SERVICE, row.pk, client, quantity, fee, own=walk.draw.random() < 0.95)
    return register.engage(made, by=walk.who("clerk"), at=walk.now)


def end_engagement(walk: Walk) -> Any:
    """Delivered, mostly, or called off."""
    row = walk.one(Engagement.objects.filter(stage="engaged"))
    by = walk.who("clerk", hall=row.hall_code)
    if walk.draw.random() < 0.7:
        report = f"检字〔{local(walk.now).year}〕{walk.draw.randint(1, 999)}号"
        return register.deliver(row.pk, report_no=report, by=by, at=walk.now)
    return register.end(row.pk, reason=WORDS, by=by, at=walk.now)


def rate(walk: Walk) -> Any:
    row = walk.one(Engagement.objects.exclude(stage="rated"))
    words = walk.draw.choice(("", "报告很细致。", WORDS))
    own = walk.draw.random() < 0.9
    return register.rate(row.pk, stars=walk.draw.randint(1, 5), words=words, own_choice=own, at=walk.now)


def _registrar(walk: Walk) -> Any:
    return walk.who("administrator", agency=OFFICE)
