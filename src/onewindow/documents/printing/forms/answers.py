"""What an agency answers to an intake: 受理, 不予受理, 补正, 撤回 and 撤销受理."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from onewindow.documents.printing.forms.parts import (
    CasePaper,
    Deadline,
    Deferred,
    Delivery,
    Form,
    Lapse,
    LegalBasis,
    Moment,
    Received,
    Remedies,
    Text,
)


class AcceptanceNotice(CasePaper):
    """受理通知书. `accepted_on` is the day of receipt when acceptance is deemed (行政许可法 32(4))."""

    applied_on: date
    accepted_on: date
    deemed: bool = False
    materials: list[Received]
    deferred: list[Deferred] = []
    bases: Annotated[list[LegalBasis], Field(min_length=1)]
    promised: Deadline
    statutory: Deadline
    delivery: Delivery
    handler: Text


class RefusalOfAcceptance(CasePaper):
    """不予受理通知书. A refusal for want of power names the competent body (行政许可法 32(2))."""

    applied_at: Moment
    ground: Literal["not_required", "not_competent", "not_admissible"]
    reasons: Annotated[list[Text], Field(min_length=1)]
    competent_body: Text | None = None
    bases: Annotated[list[LegalBasis], Field(min_length=1)]
    remedies: Remedies
    handler: Text

    @model_validator(mode="after")
    def _names_the_competent_body(self) -> "RefusalOfAcceptance":
        if self.ground == "not_competent" and self.competent_body is None:
            raise ValueError("a refusal for want of power names the competent body")
        return self


class Defect(Form):
    """One line of a one-time notice: what is wrong with which material, what to do, on which basis."""

    material: Text
    problem: Text
    requirement: Text
    basis: LegalBasis


class SupplementNotice(CasePaper):
    """材料补齐补正通知书, the one-time notice (一次性告知): every defect, the limit and what follows."""

    received_at: Moment
    defects: Annotated[list[Defect], Field(min_length=1)]
    deadline: Deadline
    lapse: Lapse
    ways: Annotated[list[Text], Field(min_length=1)]
    handler: Text


class WithdrawalNotice(CasePaper):
    """撤回 by the applicant, 视为撤回 after a limit ran out, or 终止 of the handling."""

    act: Literal["withdrawn", "deemed_withdrawn", "terminated"]
    applied_at: Moment
    ended_on: date
    reasons: Annotated[list[Text], Field(min_length=1)]
    bases: list[LegalBasis] = []
    returned: list[Received] = []
    remedies: Remedies | None = None
    handler: Text


class AcceptanceRevocation(CasePaper):
    """撤销受理决定书: a promise of 容缺受理 was not kept."""

    acceptance_number: Text
    accepted_on: date
    missing: Annotated[list[Deferred], Field(min_length=1)]
    reasons: Annotated[list[Text], Field(min_length=1)]
    bases: Annotated[list[LegalBasis], Field(min_length=1)]
    remedies: Remedies
    handler: Text
