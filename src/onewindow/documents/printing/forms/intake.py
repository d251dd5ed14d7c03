"""Papers of the intake window (收件)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from onewindow.documents.printing.forms.parts import (
    CasePaper,
    Code,
    Deadline,
    Deferred,
    Delivery,
    Form,
    Lapse,
    Moment,
    Original,
    Paper,
    Received,
    Text,
)


class IntakeNotice(CasePaper):
    """收件通知书: what was handed in, kept by the applicant (回执) and, signed, by the window (存根)."""

    query_code: Text
    received_at: Moment
    materials: list[Received]
    deferred: list[Deferred] = []
    deferral_lapse: Lapse | None = None
    expected_acceptance: Deadline
    delivery: Delivery
    window: Text
    clerk: Text

    @model_validator(mode="after")
    def _says_what_follows(self) -> "IntakeNotice":
        if self.deferred and self.deferral_lapse is None:
            raise ValueError("whoever defers a material is told what follows when it does not come")
        return self


class DeferralCommitment(CasePaper):
    """容缺受理承诺书, in two copies: what is promised, by when, and what follows if it is not kept."""

    received_at: Moment
    materials: list[Received]
    deferred: Annotated[list[Deferred], Field(min_length=1)]
    lapse: Literal["revoke_acceptance", "deemed_withdrawn", "refuse", "terminate"]
    clerk: Text


class Label(Form):
    """One label for one paper; `barcode` is the paper's own number, `place` its place in the case such as 3/12."""

    barcode: Code
    case_no: Code
    applicant: Text
    matter: Text
    material: Text
    original: Original
    copies: Annotated[int, Field(ge=1)]
    place: Text


class PaperLabels(Paper):
    """材料标签 on A4 sheets of 24 (70 × 37 mm); `skip` labels of the first sheet are already used."""

    labels: Annotated[list[Label], Field(min_length=1)]
    skip: Annotated[int, Field(ge=0, le=23)] = 0
