"""Every command has a row in the registry, and the row says nothing that the lives do not."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import onewindow
from onewindow.access.commands import COMMANDS, SEATS, WITHOUT_A_POST
from onewindow.core.lives import BY_NAME
from onewindow.core.roles import ROLES
from tests.architecture.sources import PACKAGE, domains

NOT_ONE_THAT_ACTS = {"system", "applicant"}


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Name below `onewindow` of every public function that a module of commands defines."""
    for domain in domains():
        folder = PACKAGE / domain / "commands"
        for module_info in iter_modules([str(folder)]) if folder.is_dir() else ():
            module = import_module(f"{onewindow.__name__}.{domain}.commands.{module_info.name}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__ and not name.startswith("_"):
                    yield f"{domain}.commands.{module_info.name}.{name}", function


def commands() -> dict[str, inspect.Signature]:
    """What acts by itself at a moment: it takes the time, and hands on no folder or row that is still open."""
    found = {name: inspect.signature(function) for name, function in public_functions()}
    return {
        name: signature
        for name, signature in found.items()
        if {"at", "now"} & set(signature.parameters) and signature.return_annotation not in {"Folder", "Post"}
    }


def test_there_are_as_many_commands_as_anybody_would_expect() -> None:
    """An enumeration that finds nothing would pass every other test."""
    assert len([name for name, signature in commands().items() if "by" in signature.parameters]) >= 38
    assert {name.split(".")[0] for name in commands()} == {
        "cases", "handover", "issuance", "supervision", "people", "documents", "catalogue", "bundles",
        "delegation", "batches", "intermediaries",
    }  # fmt: skip


def test_every_command_has_a_row() -> None:
    rowless = sorted(set(commands()) - set(COMMANDS))
    assert not rowless, f"{rowless}: say in onewindow.access.commands which steps they take and who may."


def test_every_row_is_about_a_command() -> None:
    gone = sorted(set(COMMANDS) - set(commands()))
    assert not gone, f"{gone}: no such command; delete the row."


def test_whoever_acts_is_asked_for_unless_nobody_does() -> None:
    for name, signature in commands().items():
        nobody = COMMANDS[name].reach in WITHOUT_A_POST
        assert ("by" in signature.parameters) is not nobody, name


def test_a_command_by_a_person_takes_a_step_and_somebody_may_take_it() -> None:
    for name, row in COMMANDS.items():
        if row.reach not in WITHOUT_A_POST:
            assert row.steps, name
            assert row.roles, f"{name}: no role may take all of {row.steps}"
            assert row.roles <= set(SEATS), name


def test_every_step_of_a_row_is_in_its_life() -> None:
    verbs = {f"{life.name}.{step.verb}" for life in BY_NAME.values() for step in life.steps}
    assert {step for row in COMMANDS.values() for step in row.steps} <= verbs


def test_a_row_never_gives_more_than_the_lives() -> None:
    for name, row in COMMANDS.items():
        assert row.only <= row.able, f"{name}: {sorted(row.only - row.able)} cannot take its steps"
        assert row.only != row.able or not row.only, f"{name}: `only` says nothing; leave it away"
        assert row.instant <= row.roles, name


def test_every_step_that_a_person_takes_has_a_command_that_takes_it() -> None:
    """A verb of the lives for which no row speaks is taken along with another, and those are named here."""
    along = {
        "application.finish", "notice.draw_up", "notice.file", "notice.recall", "case.close", "case.return_case",
        "case.revoke_acceptance", "case.terminate", "paper.take", "paper.collect", "paper.declare_missing",
        "paper.find", "paper.forward", "paper.archive", "result.unlist", "delivery.prepare",
        "supplement.serve", "supplement.void", "deferral.promise", "deferral.void", "special_procedure.void",
        "extension.void",
    }  # fmt: skip
    by_people = {
        f"{life.name}.{step.verb}"
        for life in BY_NAME.values()
        for step in life.steps
        if set(step.by) - NOT_ONE_THAT_ACTS
    }
    named = {step for row in COMMANDS.values() for step in row.steps}
    assert by_people - named == along


def test_every_role_that_acts_has_a_seat() -> None:
    assert set(SEATS) == set(ROLES) - NOT_ONE_THAT_ACTS
