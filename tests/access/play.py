"""How one command is called in the matrix: on a thing that is there, and on one that is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from onewindow.core.roles import Actor
from tests.access.stage import NOW, Stage

NOTHING = UUID("019cd542-0680-7000-8000-000000000000")

Call = Callable[[Any, Actor], object]


@dataclass(frozen=True)
class Play:
    """The command called on a thing: `own` finds it on the stage for a role, `absent` is one that is not there.

    `wordless` calls it with nothing written in any of its fields, where it has such.
    """

    call: Call
    own: Callable[[Stage, str], Any]
    absent: Any
    wordless: Call | None = None


def played(
    act: Callable[..., object], own: Callable[[Stage, str], Any], absent: Any = NOTHING, **given: Any
) -> Play:
    """A command on a key, with what is written and chosen for it."""
    blank = given | {name: "" for name, value in given.items() if isinstance(value, str)}
    return Play(
        lambda key, by: act(key, **given, by=by, at=NOW), own, absent,
        (lambda key, by: act(key, **blank, by=by, at=NOW)) if blank != given else None,
    )  # fmt: skip


def of_key(name: str, act: Callable[..., object], absent: Any = NOTHING, **given: Any) -> Play:
    return played(act, lambda stage, role: stage.key[name], absent, **given)
