"""The register of applicants as the city took it over: who they are, and what is held of them."""

from __future__ import annotations

from datetime import date, datetime

from onewindow.config.demo.residents import Kept, Residents
from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.roles import SYSTEM
from onewindow.evidence.models import Evidence
from onewindow.journal.commit import Commit
from onewindow.journal.writer import write
from onewindow.people.register import know

AT_ONCE = 100


def register(residents: Residents, *, at: datetime) -> None:
    """Make every party known, a hundred a commit, each with its entry in the journal."""
    known = list(residents.known.values())
    for start in range(0, len(known), AT_ONCE):
        commit = Commit(by=SYSTEM, at=at)
        for n, (facts, holds) in enumerate(known[start : start + AT_ONCE], start=start):
            party = know(commit, facts)
            for key in holds:
                kept = residents.stuff.evidence[key]
                if kept.of == facts.kind:
                    commit.insert(Evidence(
                        id=uuid7(at), party=party, key=key, name=kept.name, level=kept.level, given_at=at,
                        case_no="", pages=1, valid_until=_last_day(kept, n, local(at).date()),
                    ))  # fmt: skip
        write(commit)


def _last_day(kept: Kept, n: int, on: date) -> date | None:
    """Some years ahead, a different day for each party; one in fifteen ran out not long ago."""
    if kept.years is None:
        return None
    if n % 15 == 14:
        return date(on.year - 1, 1 + n % 12, 1 + n % 28)
    return date(on.year + 1 + n % kept.years, 1 + n % 12, 1 + n % 28)
