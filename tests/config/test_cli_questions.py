"""Small questions to the command line: due dates and check digits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onewindow.core.numbers.citizen_id import make_citizen_id
from onewindow.core.numbers.uscc import make_uscc
from tests.config.command import onewindow


@pytest.mark.parametrize(
    ("start", "n", "said"),
    [
        ("2026-09-24", "5", "2026-10-09\n"),
        ("2026-11-20T18:00", "1", "2026-11-23\n"),
        ("2026-11-20", "0", "2026-11-20\n"),
        ("2026-12-30", "3", "2027-01-04 provisional\n"),
    ],
)
def test_due_prints_the_date_and_says_when_a_calendar_is_missing(start: str, n: str, said: str) -> None:
    done = onewindow("due", start, n)
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")


def test_due_says_why() -> None:
    lines = onewindow("due", "2026-09-24", "5", "--why").stdout.splitlines()
    assert lines[0] == "2026-10-09"
    assert "  10月1日至10月7日国庆节放假，不计入。" in lines
    assert lines[-1] == "  到期时间：2026年10月9日（星期五）17:00。"


@pytest.mark.parametrize("arguments", [("2026-13-30", "3"), ("soon", "3"), ("2026-11-20", "three")])
def test_due_refuses_what_is_no_date_or_number(arguments: tuple[str, str]) -> None:
    done = onewindow("due", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Invalid value for" in done.stderr


def test_questions_leave_no_directory_behind(tmp_path: Path) -> None:
    assert onewindow("due", "2026-11-20", "3", "--data", str(tmp_path / "none")).returncode == 0
    assert onewindow("check-id", "11010519491231002X", "--data", str(tmp_path / "none")).returncode == 0
    assert list(tmp_path.iterdir()) == []


ID_OF_NOBODY = make_citizen_id("990102", date(1951, 5, 6), 2)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("11010519491231002X",), 0, "ok 1949-12-31 female 110105"),
        ((" 11010519491231002x ",), 0, "ok 1949-12-31 female 110105"),
        (("110105194912310021",), 1, "citizen-id-check: "),
        (("1101051949123100",), 1, "citizen-id-length: "),
        ((ID_OF_NOBODY,), 1, "citizen-id-demo: "),
        ((ID_OF_NOBODY, "--demo"), 0, "ok 1951-05-06 female 990102"),
    ],
)
def test_check_id_answers_by_status_and_reason(arguments: tuple[str, ...], status: int, said: str) -> None:
    done = onewindow("check-id", *arguments)
    assert done.returncode == status
    assert done.stdout.startswith(said)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("91350100M000100Y43",), 0, "ok 91350100M000100Y43 M000100Y4\n"),
        (("91350100M000100Y44",), 1, "uscc-check: "),
        (("91350100M000100I43",), 1, "uscc-letters: "),
        ((make_uscc("990102", 7),), 1, "uscc-demo: "),
        ((make_uscc("990102", 7), "--demo"), 0, "ok "),
    ],
)
def test_check_uscc_answers_by_status_and_reason(arguments: tuple[str, ...], status: int, said: str) -> None:
    done = onewindow("check-uscc", *arguments)
    assert done.returncode == status
    assert done.stdout.startswith(said)
