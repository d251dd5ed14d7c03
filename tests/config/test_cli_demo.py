"""The demo city by the command line: loaded once, served once, and its journal proven."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen
from uuid import UUID

import pytest

from onewindow.jobs.rounds import PAPERS_A_ROUND
from tests.config.command import ROOT, onewindow, surroundings

pytestmark = pytest.mark.slow
AS_OF = "2026-11-20T10:00"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The directory, made by the command itself, and what the command said."""
    directory = tmp_path_factory.mktemp("demo") / "data"
    done = onewindow("demo", "--data", str(directory), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    return directory, done.stdout.splitlines()


@pytest.fixture
def copied(loaded: tuple[Path, list[str]], tmp_path: Path) -> Path:
    return shutil.copytree(loaded[0], tmp_path / "data")


def test_demo_sets_up_and_says_how_far_it_is(loaded: tuple[Path, list[str]]) -> None:
    said = loaded[1]
    assert said[:3] == ["loading the demo city 江州市 …", "  places, staff, editions", "  300 parties"]
    assert "  2026-11-16" in said
    assert said[-1].startswith("江州市 as of 2026-11-20 10:00: 300 parties, ")


def test_a_second_load_is_refused_and_if_empty_does_nothing(loaded: tuple[Path, list[str]]) -> None:
    again = onewindow("demo", "--data", str(loaded[0]), "--as-of", AS_OF)
    assert again.returncode == 1
    assert (
        again.stderr
        == f"Error: {loaded[0]}: 这里已经有工作人员、申请人或办件，演示城市只能装入空的数据目录。\n"
    )
    quiet = onewindow("demo", "--if-empty", "--data", str(loaded[0]))
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_the_demo_is_not_opened_on_an_installation_that_is_none(copied: Path) -> None:
    """Without the mark that loading leaves, the people in it are real ones."""
    (copied / "demo-city.txt").unlink()
    done = onewindow("run", "--demo", "--data", str(copied), "--port", str(free_port()))
    assert done.returncode == 1
    assert "演示城市只能装入空的数据目录" in done.stderr


def test_a_round_of_work_prints_some_of_what_is_waited_for(copied: Path) -> None:
    first = onewindow("work", "--once", "--data", str(copied))
    assert first.returncode == 0
    swept, printed, sealed = (int(words.split()[0]) for words in first.stdout.split(", "))
    assert (swept > 0) == (sealed > 0)
    assert printed == PAPERS_A_ROUND


def test_the_journal_is_proven_and_an_altered_entry_is_named(copied: Path) -> None:
    done = onewindow("journal", "verify", "--data", str(copied))
    assert done.returncode == 0
    assert done.stdout.startswith("ok: ")
    with sqlite3.connect(copied / "onewindow.sqlite3") as database:
        (event,) = database.execute("SELECT id FROM journal_event WHERE verb = 'decide' LIMIT 1").fetchone()
        change = "UPDATE journal_event SET body = replace(body, 'grant', 'deny') WHERE id = ?"
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(change, (event,))
        for (trigger,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        assert database.execute(change, (event,)).rowcount == 1
    done = onewindow("journal", "verify", "--data", str(copied))
    assert done.returncode == 1
    assert done.stdout == f"altered: event {UUID(event)}: 内容与其哈希不符(记录被改动)\n"


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    data: Path
    port: int


@contextmanager
def running(data: Path, *more: str) -> Iterator[Server]:
    """`onewindow run` until its home page answers; stopped as by Ctrl+C's elder brother afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "onewindow", "run", "--data", str(data), "--port", str(port), *more]
    process = subprocess.Popen(command, cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, text=True)
    try:
        wait_for(port, process)
        yield Server(process, data, port)
    finally:
        process.terminate()
        process.communicate(timeout=90)


def test_fsck_finds_the_city_in_order_without_taking_a_writers_turn(copied: Path) -> None:
    """Another program holds the write lock all the while."""
    with sqlite3.connect(copied / "onewindow.sqlite3", isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        done = onewindow("fsck", "--data", str(copied))
        writer.execute("ROLLBACK")
    writer.close()
    assert done.returncode == 0, done.stdout
    said = done.stdout.splitlines()
    assert said[0].startswith("ok      journal: ")
    assert said[-1].endswith(" invariants, 0 breaches")
    assert len(said) > 80
    assert all(line.startswith("ok ") for line in said[:-1])


def test_fsck_names_what_breaks_and_where_but_no_person(copied: Path) -> None:
    with sqlite3.connect(copied / "onewindow.sqlite3") as database:
        row = "SELECT no, applicant_name FROM cases_case WHERE verdict = 'grant' ORDER BY no LIMIT 1"
        (no, name) = database.execute(row).fetchone()
        database.execute("UPDATE cases_case SET verdict = 'deny' WHERE no = ?", [no])
    database.close()
    only = ("--only", "verdict-copied", "--only", "rows-replayed", "--since", "2026-01-05")
    done = onewindow("fsck", "--data", str(copied), *only)
    assert done.returncode == 1
    assert f"        case {no}: verdict 列与日志重放所得不符" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1] == "2 invariants, 2 breaches"
    assert name not in done.stdout


def test_fsck_refuses_an_invariant_that_is_none(loaded: tuple[Path, list[str]]) -> None:
    done = onewindow("fsck", "--data", str(loaded[0]), "--only", "all-is-well")
    assert (done.returncode, done.stderr) == (1, "Error: 没有这样的不变式：all-is-well。\n")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(300):
        try:
            with urlopen(f"http://127.0.0.1:{port}/demo/", timeout=30) as page:
                assert page.status == 200
                return
        except OSError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.2)
    raise AssertionError("the server did not answer within a minute")


def test_run_serves_the_city_alone_and_ends_with_its_worker(copied: Path, tmp_path: Path) -> None:
    with running(copied, "--demo", "--as-of", AS_OF) as server:
        twice = onewindow("run", "--data", str(copied), "--port", str(free_port()))
        assert twice.returncode == 1
        assert f"{copied} is already being served (process {server.process.pid}, " in twice.stderr
        assert f"http://localhost:{server.port}/" in twice.stderr
        for command in ("run", "serve"):
            busy = onewindow(command, "--data", str(tmp_path / "other"), "--port", str(server.port))
            assert (busy.returncode, busy.stderr) == (
                1,
                f"Error: port {server.port} is taken; use another --port\n",
            )
        workers = children(server.process.pid)
        assert any("work" in command for command in workers.values())
    assert server.process.returncode == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    with running(copied, "--demo"):
        pass


def test_the_database_stays_open_between_requests(copied: Path) -> None:
    """Otherwise its log and index go with the last request, and on a disk that is full by then nobody can read it."""
    with running(copied, "--demo") as server:
        worker = next(pid for pid, command in children(server.process.pid).items() if " work " in command)
        os.kill(worker, signal.SIGKILL)
        with urlopen(f"http://127.0.0.1:{server.port}/", timeout=30) as page:
            assert page.status == 200
        time.sleep(0.5)
        assert (copied / "onewindow.sqlite3-shm").stat().st_size > 0


def children(parent: int) -> dict[int, str]:
    """The command lines of the processes that this one started."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)], check=True, capture_output=True, text=True
    )
    rows = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return {int(pid): command for pid, command in rows}


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel for a signal when the parent dies")
def test_nothing_is_left_when_the_server_was_killed(copied: Path) -> None:
    with running(copied, "--demo") as server:
        started = children(server.process.pid)
        server.process.kill()
        server.process.wait(timeout=90)
        for _ in range(600):
            if not any(Path(f"/proc/{pid}").exists() for pid in started):
                break
            time.sleep(0.2)
        assert {pid: command for pid, command in started.items() if Path(f"/proc/{pid}").exists()} == {}


def test_a_worker_whose_server_was_gone_before_it_began_ends(loaded: tuple[Path, list[str]]) -> None:
    """A server that is killed while its worker still starts: the number is that of a process which is not its parent."""
    done = onewindow("work", "--data", str(loaded[0]), "--with-parent", "1")
    assert (done.returncode, done.stdout) == (0, "")
