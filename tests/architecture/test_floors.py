"""The floors: the contract that import-linter enforces names every package, and Django knows every domain."""

from __future__ import annotations

import tomllib

from django.conf import settings

from tests.architecture.sources import PACKAGE, ROOT, domains

WITHOUT_TABLES = {"access", "config", "core", "invariants", "jobs", "sql", "web"}


def declared_floors() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [name.strip() for layer in layers for name in layer.split("|")]


def test_every_package_stands_on_a_floor() -> None:
    homeless = set(domains()) - set(declared_floors())
    assert not homeless, (
        f"{sorted(homeless)}: give each its place in [tool.importlinter] in pyproject.toml, above the "
        "domains it may know and below those that may know it."
    )


def test_every_floor_is_there() -> None:
    assert set(declared_floors()) <= set(domains())


def test_every_domain_is_a_django_app() -> None:
    unknown = {f"onewindow.{name}" for name in domains() if name not in WITHOUT_TABLES} - set(
        settings.INSTALLED_APPS
    )
    assert not unknown, f"{sorted(unknown)}: add to INSTALLED_APPS, otherwise its tables are never made."


def test_nothing_but_packages_stands_in_the_tree() -> None:
    loose = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert not loose, f"{sorted(loose)}: a module belongs to a floor; move it into the package that owns it."
