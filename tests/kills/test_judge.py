"""The judge is seen to fail: a record that the database contradicts is told, line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.receive import receive
from onewindow.cases.models import Case
from onewindow.journal.models import Counter
from onewindow.journal.once import once
from onewindow.people.register import PartyFacts
from tests.kills.forms import applicant
from tests.kills.judge import judged
from tests.kills.record import Record, Sent
from tests.stories.conftest import MONDAY, Cast, at, cast, django_db_setup, intake_of

__all__ = ["cast", "django_db_setup"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(cast: Cast, tmp_path: Path) -> tuple[Path, Record, str]:
    """One matter taken in and accepted, as a client would have written it down."""
    people = {"wang": str(cast.wang.staff_id), "zhao": str(cast.zhao.staff_id)}
    (tmp_path / "facts.json").write_text(json.dumps({"people": people}), encoding="utf-8")
    record = Record(tmp_path / "client-1.jsonl")
    company = applicant(1)
    party = PartyFacts("organisation", company.name, company.number, company.phone, company.address, "李秀英")
    intake = intake_of("shipin-jingying", party)
    no = once(people["wang"], "a", b"", lambda: receive(intake, by=cast.wang, at=MONDAY))["case"]
    once(people["zhao"], "b", b"", lambda: accept(no, by=cast.zhao, at=at(3, 10)))
    tell(record, Sent("receive", "wang", "a", 1, ""), f"/desk/cases/{no}/received/")
    tell(record, Sent("accept", "zhao", "b", 1, no), f"/review/cases/{no}/?done=accepted")
    return tmp_path, record, no


def tell(record: Record, sent: Sent, location: str) -> None:
    record.intent(sent)
    record.acknowledged(sent, location)


def found(folder: Path) -> str:
    faults: Any = judged(folder)["faults"]
    return "\n".join(faults)


@pytest.mark.sqlite  # within a test's own open transaction PostgreSQL seals nothing, and the judge says so
def test_a_true_record_is_not_contradicted(worked: tuple[Path, Record, str]) -> None:
    folder, record, _ = worked
    record.answered(503, "/desk/", retry_after="2", told="暂时不能保存")
    counted = judged(folder)
    assert counted["faults"] == []
    assert (counted["acknowledged"], counted["matters"], counted["unavailable"]) == (2, 1, 1)


def test_what_was_acknowledged_and_is_not_there_is_lost(worked: tuple[Path, Record, str]) -> None:
    folder, record, no = worked
    tell(record, Sent("propose", "zhao", "c", 1, no), f"/review/cases/{no}/?done=proposed")
    tell(record, Sent("receive", "wang", "d", 2, ""), "/desk/cases/990102202603020000001/received/")
    told = found(folder)
    assert f"propose of {no} was acknowledged and is lost" in told
    assert "applicant 2: 0 matters" in told


def test_another_number_than_the_acknowledged_one_is_told(
    cast: Cast, worked: tuple[Path, Record, str]
) -> None:
    folder, record, no = worked
    tell(record, Sent("receive", "wang", "a", 1, ""), "/desk/cases/990102202603020000001/received/")
    told = found(folder)
    assert "is not this applicant's matter" in told
    assert f"told /desk/cases/990102202603020000001/received/, stored {{'case': '{no}'" in told


def test_one_submission_with_two_matters_is_told(cast: Cast, worked: tuple[Path, Record, str]) -> None:
    folder, _, no = worked
    party = Case.objects.whole().get(no=no).application.party
    facts = party.facts()
    again = PartyFacts(
        "organisation", party.name, facts["number"], facts["phone"], facts["address"], "李秀英"
    )
    receive(intake_of("shipin-jingying", again), by=cast.wang, at=MONDAY)
    assert "applicant 1: 2 matters" in found(folder)


def test_a_number_that_was_taken_and_given_to_nobody_is_told(worked: tuple[Path, Record, str]) -> None:
    folder, _, _ = worked
    series = Counter.objects.get(series__startswith="case:")
    Counter.objects.filter(pk=series.pk).update(value=series.value + 1)
    assert f"series {series.series} stands at 2, 1 matters carry its numbers" in found(folder)


def test_a_row_that_is_ahead_of_its_journal_is_half_done(worked: tuple[Path, Record, str]) -> None:
    folder, _, no = worked
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET stage = 'decided' WHERE no = %s", [no])
    assert "is decided after accept" in found(folder)


@pytest.mark.parametrize(
    ("status", "retry_after", "words"),
    [
        (500, "", "answers that no client should see: {500: 1}"),
        (503, "", "1 answers 503 without Retry-After"),
        (503, "2", "1 answers 503 that do not say what it is"),
    ],
)
def test_an_answer_that_no_client_should_see_is_told(
    worked: tuple[Path, Record, str], status: int, retry_after: str, words: str
) -> None:
    folder, record, _ = worked
    record.answered(status, "/desk/", retry_after=retry_after)
    assert words in found(folder)
