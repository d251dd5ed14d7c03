"""办事指南简版: the printed guide of one edition of an item."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from onewindow.documents.printing.forms.parts import Code, Form, Hall, LegalBasis, Original, Paper, Text, Unit


class GuideMaterial(Form):
    name: Text
    necessity: Literal["required", "optional"]
    form: Original
    copies: Annotated[int, Field(ge=0)]
    source: Literal["applicant", "government", "intermediary"]
    deferrable: bool = False
    requirement: Text
    common_mistakes: list[Text] = []
    when: Text | None = None


class GuideStep(Form):
    name: Text
    actor: Text
    days: Annotated[int, Field(ge=0)] | None = None
    note: Text | None = None


class Fee(Form):
    name: Text
    amount: Text
    basis: Text | None = None


class Term(Form):
    """A limit without a date, as a guide promises it."""

    n: Annotated[int, Field(ge=0)]
    unit: Unit


class Question(Form):
    question: Text
    answer: Text


class GuidePlace(Hall):
    phone: Text | None = None
    transport: list[Text] = []


class GuideSheet(Paper):
    """`number` is the edition's name in words; `task_code` is the 实施编码."""

    name: Text
    task_code: Code
    edition: Annotated[int, Field(ge=1)]
    effective_from: date
    agency: Text
    item_type: Text
    audience: Text
    instant: bool
    promised: Term
    statutory: Term
    visits: Annotated[int, Field(ge=0)]
    conditions: list[Text] = []
    bases: list[LegalBasis] = []
    materials: list[GuideMaterial] = []
    steps: Annotated[list[GuideStep], Field(min_length=1)]
    special_procedures: list[Text] = []
    fees: list[Fee] = []
    results: Annotated[list[Text], Field(min_length=1)]
    ways: Annotated[list[Text], Field(min_length=1)]
    places: Annotated[list[GuidePlace], Field(min_length=1)]
    accountability: Text | None = None
    questions: list[Question] = []

    def scanned(self) -> str:
        return self.task_code
