"""The many cases of the list bench are like real ones: numbers that check, whole cases, believable ages."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from onewindow.config.clock import offset_to
from onewindow.core.numbers.series import read_case_number
from tests.bench.lists import NOW
from tests.bench.scratch import Scratch, run

CASES = 4_000


@pytest.mark.postgres
@pytest.mark.slow
def test_copied_cases_are_whole_numbered_and_of_believable_age(place: Scratch, tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    surroundings = place.make("crowd") | {"ONEWINDOW_CLOCK_OFFSET": str(offset_to(NOW))}
    run("tests.bench.many", str(CASES), str(file), surroundings=surroundings)
    made = json.loads(file.read_text("utf-8"))
    assert min(made["statements"].values()) > 0
    assert all(page["addresses"] for page in made["pages"].values())
    with psycopg.connect(place.url("crowd")) as connection:
        rows = connection.execute(
            "SELECT c.no, m.no, c.received_at, c.id, count(k.id), (SELECT count(*) FROM clocks_clock WHERE case_id = m.id), "
            "min(k.due_at) FILTER (WHERE k.state = 'running') < %s, c.stage FROM crowd w JOIN cases_case c ON c.no = w.no "
            "JOIN cases_case m ON m.id = w.model JOIN cases_application a ON a.id = c.application_id "
            "LEFT JOIN clocks_clock k ON k.case_id = c.id GROUP BY c.id, m.id",
            (NOW,),
        ).fetchall()
        indexes = connection.execute(
            "SELECT count(*) FROM pg_indexes WHERE indexname = 'clock_open'"
        ).fetchone()
    assert len(rows) == CASES
    assert {read_case_number(row[0]).number for row in rows} == {row[0] for row in rows}
    assert all(clocks == of_model > 0 for _, _, _, _, clocks, of_model, _, _ in rows)
    assert all(row[2] <= NOW for row in rows)
    by_time = [row[3] for row in sorted(rows, key=lambda row: row[2].timestamp() // 0.001)]
    assert by_time == sorted(by_time)
    running = [row for row in rows if row[7] != "closed"]
    assert len(running) == CASES // 10
    assert 0 < sum(bool(row[6]) for row in running) < len(running) // 10
    assert indexes == (1,)
