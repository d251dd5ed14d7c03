"""Schemathesis against the API over real HTTP: what its own document promises holds for sound and for broken requests."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from onewindow.api.policy import POLICY
from onewindow.api.scopes import AREAS
from onewindow.api.urls import api
from tests.fuzz.hall import demo_hall, onewindow
from tests.kills.hall import Hall
from tests.results import record

SEED = int(os.environ.get("FUZZ_SEED", "20261122"))
EXAMPLES = int(os.environ.get("FUZZ_API", "4"))
"""Random cases for each operation besides those that go through its document value by value."""
PHASES = os.environ.get("FUZZ_API_PHASES", "coverage,fuzzing")
MOST_SECONDS = 2
SETTINGS = Path(__file__).with_name("schemathesis.toml")
ROLES: dict[str, tuple[str, str, str]] = {
    "head": ("zhou", "agency", "scjg"), "decider": ("sun", "agency", "scjg"), "manager": ("wu", "hall", "lj-hall"),
    "supervisor": ("zheng", "agency", "xzsp"), "issuer": ("qian", "hall", "lj-hall"), "clerk": ("wang", "hall", "lj-hall"),
    "reviewer": ("zhao", "agency", "scjg"),
}  # fmt: skip
"""Who acts and by which system; an operation is sent by the first of those who may."""
NARROW = "journal only"
UNJUDGED = "positive_data_acceptance"
"""Whether a case may take a step depends on the case, not only on the words of the request."""
ERRORS = re.compile(r"Internal Server Error|Service Unavailable|callable raised|panicked")


@dataclass
class Served:
    hall: Hall
    generated: dict[str, int] = field(default_factory=dict)
    longest: float = 0.0
    failures: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """The demo city serving; at the end the journal is whole and what was measured is recorded."""
    with demo_hall() as hall:
        served = Served(hall)
        yield served
        told, verdict = hall.told(), onewindow(hall, "journal", "verify")
        onewindow(hall, "fsck")
        figures: dict[str, int | float | str] = {
            "requests": sum(served.generated.values()), "kinds of tokens": len(served.generated), "operations": len(operations()),
            "failures": sum(served.failures.values()), "errors in the log": len(ERRORS.findall(told)),
            "longest, s": round(served.longest, 2), "journal": verdict.splitlines()[-1],
        }  # fmt: skip
        record("requests to the API", seed=SEED, command=f"make fuzz FUZZ_API={EXAMPLES}", figures=figures)
        assert not ERRORS.search(told), told


def operations() -> dict[str, frozenset[str]]:
    """Every operation of the document, with the roles that may act by it; reading is a system's own."""
    found = [
        details["operationId"] for methods in api.whole()["paths"].values() for details in methods.values()
    ]
    ways = {one: (POLICY[f"api:{one.rpartition('-')[0]}"], one.rpartition("-")[2]) for one in found}
    return {one: way.acting if method == "post" else frozenset() for one, (way, method) in ways.items()}


def sent_by(role: str) -> list[str]:
    """The operations of this role; each belongs to one, so that all are sent once."""
    return [
        one for one, acting in operations().items()
        if role == next((name for name in ROLES if name in acting), "reviewer")
    ]  # fmt: skip


def token(hall: Hall, role: str) -> str:
    """A fresh system with every scope of its place, or with one, and its token."""
    _, kind, place = ROLES.get(role, ROLES["reviewer"])
    areas = ["journal"] if role == NARROW else list(AREAS)
    code = f"fuzz-{role.replace(' ', '-')}"
    scopes = [word for area in areas for word in ("--scope", f"{area}:*")]
    secret = onewindow(hall, "system", "add", code, "--name", code, f"--{kind}", place, *scopes).splitlines()[
        -1
    ]
    asked = {"grant_type": "client_credentials", "client_id": code, "client_secret": secret}
    with urllib.request.urlopen(
        f"http://localhost:{hall.port}/api/v1/oauth/token", urllib.parse.urlencode(asked).encode()
    ) as answer:
        given: str = json.load(answer)["access_token"]
    return given


def test_every_refusal_that_the_document_promises_counts_as_one() -> None:
    """Otherwise a broken request that was refused as promised would be called accepted."""
    counted = tomllib.loads(SETTINGS.read_text("utf-8"))["checks"]["negative_data_rejection"]
    promised = {
        status for methods in api.whole()["paths"].values() for details in methods.values()
        for status in details["responses"] if status.startswith("4")
    }  # fmt: skip
    assert promised <= set(counted["expected-statuses"])
    assert all(status.startswith("4") for status in counted["expected-statuses"])


@pytest.mark.parametrize("role", [*ROLES, NARROW])
def test_the_document_holds_for_whatever_is_sent(served: Served, role: str, tmp_path: Path) -> None:
    chosen = sent_by(role) if role in ROLES else sorted(operations())
    person = ROLES.get(role, ROLES["reviewer"])[0]
    command = [
        str(Path(sys.executable).with_name("st")), "--config-file", str(SETTINGS), "run", f"http://localhost:{served.hall.port}/api/v1/openapi.json",
        "-H", f"Authorization: Bearer {token(served.hall, role)}", "-H", f"OneWindow-Acting: {person}",
        "--phases", PHASES if role in ROLES else "fuzzing", "-n", str(EXAMPLES if role in ROLES else 1), "--seed", str(SEED),
        "--checks", "all", "--exclude-checks", UNJUDGED, "--max-response-time", str(MOST_SECONDS), "--continue-on-failure",
        "--generation-database", "none", "--no-color", "--report", "json,ndjson", "--report-dir", str(tmp_path),
        "--report-json-path", str(tmp_path / "run.json"), "--report-ndjson-path", str(tmp_path / "cases.ndjson"),
        *(word for one in chosen for word in ("--include-operation-id", one)),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    report = json.loads((tmp_path / "run.json").read_text("utf-8"))
    served.generated[role] = report["test_cases"]["generated"]
    for failure in report["failures"]:
        served.failures[failure["code"]] += failure["count"]
    with (tmp_path / "cases.ndjson").open(encoding="utf-8") as lines:
        taken = (float(one) for line in lines for one in re.findall(r'"elapsed":([0-9.]+)', line))
        served.longest = max(served.longest, max(taken, default=0.0))
    assert done.returncode == 0, f"{role}, seed {SEED}:\n{done.stdout[-12_000:]}{done.stderr[-2_000:]}"
    assert report["operations"]["tested"] == len(chosen)
