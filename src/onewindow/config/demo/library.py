"""What the city's office changed of the shared materials and the field dictionary, through the same commands as everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from onewindow.catalogue.commands.sharing import adopt, propose, refuse, withdraw
from onewindow.catalogue.models import LibraryChange, LibraryEntry
from onewindow.config.demo.course import Course, Then

ENDS = {"adopt": adopt, "refuse": refuse, "withdraw": withdraw}


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    verb: Literal["adopt", "refuse", "withdraw"]
    by: str
    at: str
    words: str


class Proposal(BaseModel):
    """What an entry is to say instead (`change`, by field), or all that a `new` one says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    key: str
    new: bool = False
    change: dict[str, Any]
    by: str
    at: str
    reason: str
    answer: Answer | None = None


def keep_library(rows: Sequence[object], course: Course) -> None:
    """Put every proposal and its answer into the course."""
    for row in rows:
        proposal = Proposal.model_validate(row)
        course.later(course.timeline.at(proposal.at), _proposed(proposal, course))
        if proposal.answer is not None:
            course.later(course.timeline.at(proposal.answer.at), _answered(proposal, proposal.answer, course))


def _proposed(proposal: Proposal, course: Course) -> Then:
    def act(at: datetime) -> None:
        kind, key = proposal.kind, proposal.key
        now = {} if proposal.new else LibraryEntry.objects.get(kind=kind, key=key).document
        by, reason = course.cast.by_name[proposal.by], proposal.reason
        propose(kind, key, {**now, **proposal.change}, new=proposal.new, reason=reason, by=by, at=at)

    return act


def _answered(proposal: Proposal, answer: Answer, course: Course) -> Then:
    def act(at: datetime) -> None:
        row = LibraryChange.objects.get(kind=proposal.kind, key=proposal.key, stage="proposed")
        ENDS[answer.verb](row.pk, words=answer.words, by=course.cast.by_name[answer.by], at=at)

    return act
