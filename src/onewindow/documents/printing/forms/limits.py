"""Papers about time: what stops a clock, what extends it, and what happens when it ran out."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from onewindow.documents.printing.forms.parts import (
    CasePaper,
    Deadline,
    LegalBasis,
    Moment,
    Remedies,
    Text,
)


class SpecialProcedureNotice(CasePaper):
    """特别程序（除外时间）告知书: in writing how long it takes (行政许可法 45), and which limit it stops."""

    accepted_on: date
    procedure: Text
    reason: Text
    basis: LegalBasis
    length: Deadline
    starts_on: date
    stops: Literal["statutory", "promised", "both", "none"]
    promised: Deadline
    statutory: Deadline
    place: Text | None = None
    people: list[Text] = []
    prepare: list[Text] = []
    handler: Text


class ExtensionNotice(CasePaper):
    """延期决定通知书: the reason in writing, approved by the head of the body (行政许可法 42)."""

    accepted_on: date
    reason: Text
    basis: LegalBasis
    original_due: Moment
    extension: Deadline
    approver: Text
    approver_post: Literal["agency_head", "government_head"]
    approved_on: date
    remedies: Remedies | None = None
    handler: Text


class CardNotice(CasePaper):
    """督办通知单 with a yellow or red card. `target` must answer; `explanation` says why the date is what it is."""

    colour: Literal["yellow", "red"]
    target: Text
    responsible: Text
    rule: Text
    step: Text
    due_at: Moment
    raised_at: Moment
    overdue: Text | None = None
    explanation: Annotated[list[Text], Field(min_length=1)]
    demands: Annotated[list[Text], Field(min_length=1)]
    answer: Deadline
