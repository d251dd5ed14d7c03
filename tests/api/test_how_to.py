"""docs/how-to/department.sh as a stranger runs it: the real command, a real server, real HTTP."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.config.command import ROOT, onewindow, surroundings
from tests.config.test_cli_demo import free_port, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
SCRIPT = ROOT / "docs" / "how-to" / "department.sh"
GUIDE = ROOT / "docs" / "how-to" / "department-by-curl.md"


@dataclass(frozen=True)
class City:
    data: Path
    port: int


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The demo city, loaded and served by the command itself."""
    data, port = tmp_path_factory.mktemp("city") / "data", free_port()
    loaded = onewindow("demo", "--data", str(data))
    assert loaded.returncode == 0, loaded.stderr
    command = [
        sys.executable,
        "-m",
        "onewindow",
        "run",
        "--data",
        str(data),
        "--port",
        str(port),
        "--demo",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, text=True)
    try:
        wait_for(port, process)
        yield City(data, port)
    finally:
        process.terminate()
        process.communicate(timeout=90)


def test_one_key_sent_sixteen_times_at_once_has_one_effect(city: City) -> None:
    scopes = ("--scope", "cases.read:*", "--scope", "cases.review:*")
    add = ("system", "add", "scjg-hasty", "--data", str(city.data), "--name", "急性子", "--agency", "scjg")
    program = Hasty(city.port, "scjg-hasty", onewindow(*add, *scopes).stdout.strip())
    waiting = program.get("cases?stage=received&item=tezhong-shebei")["items"]
    no = next(line["no"] for line in waiting if not line["waiting"])
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: program.accept(no), range(16)))
    assert answers == [(201, {"case": no})] * 16
    kinds = [paper["kind"] for paper in program.get(f"cases/{no}")["documents"]]
    assert kinds.count("acceptance_notice") == 1


@dataclass
class Hasty:
    """A system that sends the same act again before it has an answer."""

    port: int
    code: str
    secret: str
    token: str = ""

    def __post_init__(self) -> None:
        asked = {"grant_type": "client_credentials", "client_id": self.code, "client_secret": self.secret}
        self.token = self._send("oauth/token", urlencode(asked).encode())[1]["access_token"]

    def get(self, path: str) -> Any:
        return self._send(path)[1]

    def accept(self, no: str) -> tuple[int, Any]:
        sure = {
            "OneWindow-Acting": "zhao",
            "Idempotency-Key": "the-same-key",
            "Content-Type": "application/json",
        }
        return self._send(f"cases/{no}/acceptance", b"{}", sure)

    def _send(
        self, path: str, body: bytes | None = None, more: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        request = Request(f"http://127.0.0.1:{self.port}/api/v1/{path}", body, headers | (more or {}))
        with urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())


def registered(city: City) -> str:
    """The secret of the guide's own command."""
    told = re.search(r"onewindow (system add .*?)\)\n", GUIDE.read_text("utf-8"), re.DOTALL)
    assert told is not None
    words = told[1].replace("\\\n", " ").replace("'", "").split()
    words[words.index("var")] = str(city.data)
    done = onewindow(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is what it is about")
def test_the_script_takes_a_case_to_the_counter(city: City) -> None:
    environment = {
        **surroundings(),
        "ONEWINDOW_URL": f"http://localhost:{city.port}",
        "ONEWINDOW_SECRET": registered(city),
    }
    done = subprocess.run(
        [str(SCRIPT)], check=False, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    told = re.search(r"case (\d{20}) is 已决定; its results are on their way", done.stderr)
    assert told is not None, done.stderr
    assert f"{told[1]} case decide" in done.stdout
    with sqlite3.connect(city.data / "onewindow.sqlite3") as database:
        rows = database.execute(
            "SELECT c.stage, r.stage, e.desk FROM cases_case c JOIN issuance_result r ON r.case_id = c.id "
            "JOIN journal_event e ON e.thing_id = c.id AND e.verb = 'decide' WHERE c.no = ?",
            (told[1],),
        ).fetchall()
    assert set(rows) == {("decided", "sheet", "scjg-approval")}


def test_systems_are_listed_and_ended(city: City) -> None:
    add = ("system", "add", "csgl-old", "--data", str(city.data), "--name", "城管旧系统", "--agency", "csgl")
    done = onewindow(*add, "--scope", "cases.read:*")
    assert (done.returncode, len(done.stdout.strip())) == (0, 43)
    again = onewindow(*add, "--scope", "everything")
    assert again.returncode == 1
    assert "系统“csgl-old”已经登记" in again.stderr
    assert "“everything”不是权限范围" in again.stderr
    ended = onewindow("system", "disable", "csgl-old", "--data", str(city.data))
    assert (ended.returncode, ended.stdout) == (0, "csgl-old disabled\n")
    listed = onewindow("system", "list", "--data", str(city.data)).stdout
    assert "csgl-old (disabled): 城管旧系统, csgl: cases.read:*\n" in listed
    assert onewindow("system", "disable", "nobody", "--data", str(city.data)).returncode == 1
