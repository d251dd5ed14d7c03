"""Decisions and what they make: 准予, 不予, 证照, and the result of an instant item."""

from datetime import date
from typing import Annotated

from pydantic import Field

from onewindow.documents.printing.forms.parts import (
    CasePaper,
    Deadline,
    Delivery,
    Form,
    LegalBasis,
    Moment,
    Paper,
    Remedies,
    Text,
)


class Line(Form):
    """A label and what stands beside it, e.g. 经营项目: 热食类食品制售."""

    label: Text
    value: Text


class GrantDecision(CasePaper):
    """准予决定书. `permit` for a 行政许可; `content` is what is granted; without `valid_until` it holds without limit."""

    permit: bool
    applied_on: date
    accepted_on: date
    bases: Annotated[list[LegalBasis], Field(min_length=1)]
    content: Annotated[list[Line], Field(min_length=1)]
    conditions: list[Text] = []
    result_name: Text
    result_number: Text
    valid_from: date
    valid_until: date | None = None
    delivery: Delivery
    deliver_by: Deadline
    remedies: Remedies


class DenialDecision(CasePaper):
    """不予决定书: reasons and remedies are both obligatory (行政许可法 38). `permit` for a 行政许可."""

    permit: bool
    applied_on: date
    accepted_on: date
    bases: Annotated[list[LegalBasis], Field(min_length=1)]
    reasons: Annotated[list[Text], Field(min_length=1)]
    remedies: Remedies


class Licence(Paper):
    """证照, generic: name, number, fields in the order of the licence."""

    name: Text
    fields: Annotated[list[Line], Field(min_length=1)]
    valid_from: date
    valid_until: date | None = None
    licence_id: Text | None = None
    remarks: list[Text] = []


class Card(Form):
    """A card cut out of the sheet, 85.6 × 54 mm, such as 敬老优待证."""

    title: Text
    number: Text
    fields: Annotated[list[Line], Field(min_length=1, max_length=6)]
    notes: Annotated[list[Text], Field(max_length=6)] = []


class InstantResult(CasePaper):
    """办理结果通知单 of an instant item (即办件), handled at the window for the agency that gave it the power."""

    received_at: Moment
    done_at: Moment
    result_name: Text
    result_number: Text
    fields: list[Line] = []
    outcome: Text
    valid_until: date | None = None
    card: Card | None = None
    window: Text
    clerk: Text
