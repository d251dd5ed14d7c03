"""docs/how-to/department-by-curl.md as a stranger follows it: the real commands, a real server, real HTTP."""

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


def commands(city: City) -> str:
    """Every command of the guide in its order, for this city; who follows it has started the city already."""
    _, *blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    text = "".join(f"{block}echo\n" for block in blocks)
    for told, meant in (
        (".venv/bin/onewindow", f"{sys.executable} -m onewindow"),
        ("--data var", f"--data {city.data}"),
        ("localhost:8000", f"localhost:{city.port}"),
    ):
        assert told in text
        text = text.replace(told, meant)
    return text


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is what it is about")
def test_the_guide_holds_word_by_word(city: City) -> None:
    """Two cases go to the counter, the second one after the window took it in; the shown answers are the ones that come."""
    environment = {**surroundings(), "ONEWINDOW_URL": f"http://localhost:{city.port}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands(city)],
        check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    ended = re.findall(r"case (\d{20}) is 已决定; its results are on their way", done.stderr)
    assert len(set(ended)) == 2, done.stderr
    assert all(f"{no} case decide" in done.stdout for no in ended)
    refused, taken_in = (
        json.loads(told) for told in re.findall(r"```json\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    )
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert refused in answers
    assert set(taken_in) == set(answers[-1])
    with sqlite3.connect(city.data / "onewindow.sqlite3") as database:
        rows = database.execute(
            "SELECT DISTINCT c.stage, r.stage, e.desk FROM cases_case c JOIN issuance_result r ON r.case_id = c.id "
            "JOIN journal_event e ON e.thing_id = c.id AND e.verb = 'decide' WHERE c.no IN (?, ?)",
            ended,
        ).fetchall()
    assert rows == [("decided", "sheet", "scjg-approval")]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is what it is about")
@pytest.mark.parametrize("script", ["department.sh", "window.sh"])
@pytest.mark.parametrize(("there", "told"), [(True, "invalid_client"), (False, "Failed to connect")])
def test_a_script_that_cannot_go_on_says_why(city: City, script: str, there: bool, told: str) -> None:
    port = city.port if there else free_port()
    environment = {
        **surroundings(), "ONEWINDOW_URL": f"http://localhost:{port}", "ONEWINDOW_SECRET": "another",
    }  # fmt: skip
    done = subprocess.run(
        [str(GUIDE.with_name(script))],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


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
