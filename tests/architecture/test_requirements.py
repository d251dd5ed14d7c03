"""The locks: what runs, develops and tests is pinned by hash, without an address, and explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)


def pins(part: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{part}.txt").read_text()))


def wanted() -> set[str]:
    """The names in requirements/*.in, without versions and extras."""
    lines = [line for path in (ROOT / "requirements").glob("*.in") for line in path.read_text().splitlines()]
    return {re.split(r"[\[~=<> ]", line)[0] for line in lines if line and not line.startswith(("-", "#"))}


def test_the_developers_lock_holds_what_runs_at_the_same_versions() -> None:
    assert pins("run").items() <= pins("dev").items()


@pytest.mark.parametrize("part", ["pg", "e2e", "fuzz"])
def test_what_is_added_to_the_developers_lock_agrees_with_it(part: str) -> None:
    developers = pins("dev")
    differing = {name for name, version in pins(part).items() if developers.get(name, version) != version}
    assert not differing, f"{sorted(differing)}: run `make lock`."


def test_every_wanted_package_is_pinned() -> None:
    pinned = {name for lock in LOCKS for name in pins(lock.stem)}
    assert wanted() <= pinned, f"{sorted(wanted() - pinned)}: run `make lock`."


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_pin_has_a_hash_and_none_an_address(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", lock.read_text().strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock.read_text()


def test_every_wanted_package_is_explained() -> None:
    explained = set(
        re.findall(
            r"^\| (?!package)([a-z][a-z0-9-]+) \|",
            (ROOT / "docs" / "dependencies.md").read_text(),
            re.MULTILINE,
        )
    )
    missing = wanted() - explained
    assert not missing, f"{sorted(missing)}: say in docs/dependencies.md why it is needed and its licence."
    assert not explained - wanted(), f"{sorted(explained - wanted())}: no longer used; delete the row."
