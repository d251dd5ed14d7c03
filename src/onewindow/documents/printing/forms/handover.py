"""Sheets that go with papers from hand to hand, signed by both sides."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from onewindow.documents.printing.forms.parts import (
    CasePaper,
    Code,
    Count,
    Deadline,
    Form,
    Moment,
    Original,
    Paper,
    Text,
)


class HandedMaterial(Form):
    name: Text
    copies: Annotated[int, Field(ge=1)]
    original: Original
    pages: Count | None = None


class HandedCase(Form):
    """One case on a sheet with the papers that travel; `late` when the hand-over limit has passed."""

    case_no: Code
    applicant: Text
    matter: Text
    materials: Annotated[list[HandedMaterial], Field(min_length=1)]
    late: bool = False
    remark: Text | None = None


class Sheet(Paper):
    """A hand-over in two hands; names and times are left open to be signed by hand while unknown."""

    sheet_no: Code
    from_unit: Text
    to_unit: Text
    due_at: Moment
    handed_by: Text | None = None
    received_by: Text | None = None
    handed_at: Moment | None = None
    remark: Text | None = None

    def scanned(self) -> str:
        return self.sheet_no


class MaterialSheet(Sheet):
    """材料交接表: forenoon intakes go by 15:00, afternoon intakes by 10:00 of the next working day (configurable)."""

    session: Text
    cases: Annotated[list[HandedCase], Field(min_length=1)]


class Collected(Form):
    """A material the issuance counter takes in when it hands out the result."""

    name: Text
    requirement: Text


class HandedResult(Form):
    """A result on its sheet; a mismatch is not received, says why, and has a limit for its correction."""

    case_no: Code
    applicant: Text
    matter: Text
    result_name: Text
    result_number: Text
    copies: Annotated[int, Field(ge=1)]
    check: Literal["pending", "matched", "mismatched"] = "pending"
    mismatch: Text | None = None
    correction: Deadline | None = None
    collect: list[Collected] = []

    @model_validator(mode="after")
    def _says_what_is_wrong(self) -> "HandedResult":
        if self.check == "mismatched" and (self.mismatch is None or self.correction is None):
            raise ValueError("a result that is not received says why and by when it is corrected")
        return self


class ResultSheet(Sheet):
    """办理结果交接表: results are compared with the intake before the counter signs."""

    results: Annotated[list[HandedResult], Field(min_length=1)]


class Delivered(Form):
    name: Text
    number: Text
    copies: Annotated[int, Field(ge=1)] = 1


class DeliveryReceipt(CasePaper):
    """送达回执（送达回证）; what is not yet known is left open to be filled in by hand."""

    documents: Annotated[list[Delivered], Field(min_length=1)]
    method: Literal["direct", "lien", "post", "public_notice", "entrusted", "electronic"]
    place: Text
    servers: Annotated[list[Text], Field(min_length=1)]
    delivered_at: Moment | None = None
    receiver: Text | None = None
    relationship: Text | None = None
    substitute_reason: Text | None = None
    witnesses: list[Text] = []
    collect: list[Collected] = []
    return_by: Deadline | None = None
    tracking_no: Code | None = None
    remark: Text | None = None
