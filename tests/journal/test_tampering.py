"""One altered byte anywhere is found and named; the database itself refuses to change what was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from onewindow.cases.commands.accept import accept
from onewindow.journal.models import Event, Seal, Unsealed
from onewindow.journal.sealer import seal
from onewindow.journal.verify import verify
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received

TRIGGERS = {
    "sqlite": [
        f"DROP TRIGGER {table}_no_{verb}"
        for table in ("journal_event", "journal_seal")
        for verb in ("update", "delete")
    ],
    "postgresql": [
        f"DROP TRIGGER {table}_append_only ON {table}" for table in ("journal_event", "journal_seal")
    ],
}


@pytest.fixture
def journal(cast: Cast, restaurant: PartyFacts) -> str:
    """A sealed journal with a few dozen events."""
    no = received(cast, restaurant)
    accept(no, by=cast.zhao, at=at(3, 10))
    assert _sealed_all() == Event.objects.count()
    return no


def _sealed_all() -> int:
    """On PostgreSQL the events of the test's own transaction are not finished; queue them as if they were."""
    Unsealed.objects.update(transaction=0)
    return seal()


def execute(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE journal_event SET verb = 'x'", "DELETE FROM journal_event", "UPDATE journal_seal SET chain = 'x'",
     "DELETE FROM journal_seal"],
)  # fmt: skip
def test_the_database_refuses_to_change_the_journal(journal: str, sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(sql)
    assert verify().fault is None


def _tampered(*statements: str) -> Callable[[], None]:
    def act() -> None:
        for trigger in TRIGGERS[connection.vendor]:
            execute(trigger)
        for sql in statements:
            execute(sql)

    return act


LAST = "(SELECT position FROM journal_seal ORDER BY position DESC LIMIT 1)"
THIRD = "(SELECT event_id FROM journal_seal WHERE position = 2)"
FOURTH = "(SELECT event_id FROM journal_seal WHERE position = 3)"

ATTACKS = {
    "a changed verb": _tampered(f"UPDATE journal_event SET verb = 'refuse' WHERE id = {THIRD}"),
    "a changed body": _tampered(f"UPDATE journal_event SET body = replace(body, ':', ': ') WHERE id = {THIRD}"),
    "a changed time": _tampered(f"UPDATE journal_event SET at = '2026-03-01T00:00:00+00:00' WHERE id = {THIRD}"),
    "a changed person": _tampered(f"UPDATE journal_event SET role = 'head' WHERE id = {THIRD}"),
    "a deleted seal": _tampered("DELETE FROM journal_seal WHERE position = 2"),
    "a deleted event": _tampered(f"DELETE FROM journal_seal WHERE event_id = {THIRD}", "DELETE FROM journal_event WHERE id NOT IN (SELECT event_id FROM journal_seal)"),
    "a truncated tail of seals": _tampered(f"DELETE FROM journal_seal WHERE position = {LAST}"),
    "a changed chain": _tampered("UPDATE journal_seal SET chain = substr(chain, 2) || '0' WHERE position = 2"),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_tampering_is_found_and_named(journal: str, attack: str) -> None:
    assert verify().fault is None
    ATTACKS[attack]()
    fault = verify().fault
    assert fault is not None
    assert fault.what


def test_positions_are_gapless_and_given_once(journal: str) -> None:
    positions = list(Seal.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(Event.objects.count()))
    assert seal() == 0
