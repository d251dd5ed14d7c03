"""办事指南 and 标准化手册: what the printed guide and the clerk's handbook of one edition say."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from onewindow.documents.printing.forms.parts import Code, Form, Hall, LegalBasis, Original, Paper, Text, Unit
from onewindow.documents.printing.legible import drawable


class GuideMaterial(Form):
    """`when` says on which answers it depends; `defer_days` are the working days of a 容缺 material."""

    name: Text
    necessity: Literal["required", "optional"]
    form: Original
    copies: Annotated[int, Field(ge=0)]
    source: Text
    defer_days: Annotated[int, Field(ge=1)] | None = None
    requirement: Text
    common_mistakes: list[Text] = []
    sample: Text | None = None
    when: Text | None = None


class SparedMaterial(Form):
    """免提交: what the agency gets itself, and how."""

    name: Text
    way: Text
    when: Text | None = None


class Term(Form):
    """A limit without a date, as a guide promises it."""

    n: Annotated[int, Field(ge=0)]
    unit: Unit


class Question(Form):
    question: Text
    answer: Text


class Meaning(Form):
    """A word and what it means."""

    name: Text
    meaning: Text


class Procedure(Form):
    """特别程序: how long at most, what it does to the clocks, and what else the applicant should know of it."""

    name: Text
    cap: Text
    effect: Text
    more: Text | None = None
    basis: LegalBasis


class GuidePlace(Hall):
    phone: Text | None = None
    transport: list[Text] = []


class Picture(Form):
    """A drawing as SVG, with its size in its own units."""

    svg: Annotated[str, StringConstraints(pattern=r"^<svg (?s:.)*</svg>\s*$")]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]


class Described(Paper):
    """What guide and handbook have in common. `number` is the edition's name in words, `task_code` the 实施编码."""

    name: Text
    task_code: Code
    edition: Annotated[int, Field(ge=1)]
    effective_from: date
    agency: Text
    item_type: Text
    audience: Text
    instant: bool
    reform: Text | None = None
    promised: Term
    statutory: Term
    other_limits: list[Text] = []
    visits: Annotated[int, Field(ge=0)]
    conditions: list[Text] = []
    chart: Annotated[Picture, Field(exclude=True)]
    procedures: list[Procedure] = []
    fees: list[Text] = []
    results: Annotated[list[Text], Field(min_length=1)]
    collected: list[Text] = []

    def scanned(self) -> str:
        return self.task_code

    def drawn(self) -> dict[str, str | int]:
        """The flow chart, its letters such as the fonts have."""
        return {"svg": drawable(self.chart.svg), "width": self.chart.width, "height": self.chart.height}


class ServiceGuide(Described):
    """`chosen` are the answers the guide was printed for; without, it lists all that may be asked."""

    plain: Text | None = None
    chosen: list[Question] = []
    left_out: Annotated[int, Field(ge=0)] = 0
    materials: list[GuideMaterial] = []
    spared: list[SparedMaterial] = []
    extension: Text | None = None
    supplement: Text
    deferral_lapse: Text
    ways: Annotated[list[Text], Field(min_length=1)]
    handling: list[Meaning] = []
    places: Annotated[list[GuidePlace], Field(min_length=1)]
    address: Text
    office_hours: Text
    transport: list[Text] = []
    bases: list[LegalBasis] = []
    terms: list[Meaning] = []
    accountability: Text | None = None
    questions: list[Question] = []


class HandbookMaterial(GuideMaterial):
    """`checkpoints` are what the window looks at; `justified` why it is asked though it could be shared."""

    checkpoints: list[Text]
    collect_original: bool = False
    spared: Text | None = None
    justified: Text | None = None
    basis: LegalBasis


class HandbookQuestion(Form):
    """A question of the situations: when it is asked, and what each answer calls for."""

    question: Text
    when: Text | None = None
    answers: list[Meaning]


class HandbookStep(Form):
    name: Text
    actor: Text
    days: Text | None = None
    when: Text | None = None
    note: Text | None = None


class Handbook(Described):
    """`rules` are the terms of the whole procedure, `signing` who signs what, `compared` the fields checked at issuance."""

    item_code: Code
    situations: list[HandbookQuestion] = []
    materials: Annotated[list[HandbookMaterial], Field(min_length=1)]
    steps: Annotated[list[HandbookStep], Field(min_length=1)]
    rules: list[Meaning]
    signing: list[Meaning]
    compared: list[Text] = []
    gists: list[Meaning] = []
    questions: list[Question] = []
