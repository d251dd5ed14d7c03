"""Drawing the thing on which something may be done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onewindow.cases.models import Case, Request

if TYPE_CHECKING:
    from tests.invariants.driver import Walk


class NothingToDo(Exception):
    """There is nothing yet on which this could be done."""


@dataclass(frozen=True)
class Act:
    name: str
    take: Callable[[Walk], Any]


def cases_of(walk: Walk, *stages: str) -> Any:
    """Cases where the command fits, or now and then any case at all."""
    wanted = Case.objects.filter(stage__in=stages) if walk.draw.random() < 0.93 else recent(Case)
    return wanted.select_related("edition")


def recent(model: Any) -> Any:
    ids = list(model.objects.order_by("-pk").values_list("pk", flat=True)[:30])
    return model.objects.filter(pk__in=ids)


def waiting_of(what: str, *stages: str) -> Any:
    return Request.objects.filter(what=what, stage__in=stages).select_related("case")
