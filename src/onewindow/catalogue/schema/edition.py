"""One edition, whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onewindow.catalogue.schema import rules
from onewindow.catalogue.schema.asks import Conditions, FormField, Material, Situation, applies
from onewindow.catalogue.schema.conduct import Contact, Question, SpecialProcedure, Step
from onewindow.catalogue.schema.kinds import ITEM_TYPES, Handling, ItemType, Owner, PermitClass, Reach
from onewindow.catalogue.schema.part import Count, CountOrZero, Name, Part, Text, pick, refuse
from onewindow.catalogue.schema.terms import (
    CollectOnIssue,
    DeferralLapse,
    Extension,
    Fee,
    LegalBasis,
    Limits,
    Result,
    Supplement,
)
from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.core.refusal import Finding

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, strict=True)]
PlaceCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40, strict=True)]
BaseCode = Annotated[str, StringConstraints(pattern=r"^\d{4}[0-9A-Z]{8}$", strict=True)]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{31}$", strict=True)]
HandlingNo = Annotated[str, StringConstraints(pattern=r"^\d{2}$", strict=True)]


class Term(Part):
    """A term of the trade and what it means in plain words (名词解释)."""

    term: Name
    meaning: Text


@dataclass(frozen=True, slots=True)
class LimitLabels:
    """The two limits in words, as the guide and the notices print them."""

    statutory: str
    promised: str


class Edition(Part):
    """实施清单的一版. `item_type`, `level`: GB/T 39046 A.1, A.2; `code` is USCC + level + `base_code`.

    `delivery` says how results may reach the applicant, `visits` how often one has to come, `ways` which of
    马上办 网上办 就近办 一次办 it offers, `handling` which of the six ways it is handled in. `powers_no` is its
    number in the list of powers and duties (权责清单). `follows` are the base codes of what was approved at an earlier
    stage (前置事项): nothing collected there is asked again. `in_name_of` is the agency in whose name an entrusted
    one decides (委托).
    """

    code: ItemCode
    base_code: BaseCode
    slug: Slug
    name: Name
    aliases: tuple[Name, ...] = ()
    theme: Name
    audience: Literal["person", "organisation", "both"]
    item_type: ItemType
    kind: Literal["instant", "promised"]
    agency: PlaceCode
    level: Annotated[int, Field(strict=True, ge=2, le=6)]
    edition: Count
    effective_from: date
    effective_to: date | None = None
    handling_no: HandlingNo = "01"
    owner: Owner = "agency"
    powers_no: Name | None = None
    permit_class: PermitClass | None = None
    follows: tuple[BaseCode, ...] = ()
    in_name_of: PlaceCode | None = None
    reach: Reach = "none"
    plain: Text | None = None
    terms: tuple[Term, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = Field(min_length=1)
    conditions: tuple[Text, ...] = Field(min_length=1)
    situations: tuple[Situation, ...] = ()
    materials: tuple[Material, ...] = Field(min_length=1)
    form: tuple[FormField, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=2)
    special_procedures: tuple[SpecialProcedure, ...] = ()
    limits: Limits
    extension: Extension | None = None
    supplement: Supplement
    deferral_lapse: DeferralLapse
    fees: tuple[Fee, ...] = ()
    results: tuple[Result, ...] = Field(min_length=1)
    collect_on_issue: tuple[CollectOnIssue, ...] = ()
    delivery: tuple[Literal["window", "post"], ...] = Field(min_length=1)
    visits: CountOrZero
    ways: tuple[Literal["instant", "online", "nearby", "one_trip"], ...] = Field(min_length=1)
    handling: tuple[Handling, ...] = ()
    halls: tuple[PlaceCode, ...] = Field(min_length=1)
    contact: Contact
    accountability: Text
    faq: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _it_holds_together(self) -> Self:
        refuse(*rules.faults(self))
        return self

    @property
    def is_instant(self) -> bool:
        """即办件: the window decides on the spot."""
        return self.kind == "instant"

    @property
    def handling_code(self) -> str:
        """业务办理项编码: the 31 characters of the implementation list and two of its own."""
        return self.code + self.handling_no

    @property
    def item_type_label(self) -> str:
        return ITEM_TYPES[self.item_type]

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def requirements(self, answers: Mapping[str, str]) -> list[Material]:
        """The materials asked of the applicant under these answers (situation id → answer id), in the guide's order.

        Questions not answered yet are taken as meeting no condition; see `answer_findings`.
        """
        return [one for one in self.materials if applies(one.when, answers) and not one.spared]

    def spared(self, answers: Mapping[str, str]) -> list[Material]:
        """免提交: the materials that the agency gets itself under these answers."""
        return [one for one in self.materials if applies(one.when, answers) and one.spared]

    def questions(self, answers: Mapping[str, str]) -> list[Situation]:
        """The questions to be asked, given the answers so far: those whose own conditions are met."""
        return [situation for situation in self.situations if applies(situation.when, answers)]

    def kept(self, given: Mapping[str, str]) -> dict[str, str]:
        """Of the answers given, those to questions that are asked: a question falls away with what it hangs under."""
        answers = {one.id: given[one.id] for one in self.situations if given.get(one.id)}
        while True:
            asked = {one.id for one in self.questions(answers)}
            if asked.issuperset(answers):
                return answers
            answers = {question: answer for question, answer in answers.items() if question in asked}

    def route(self, answers: Mapping[str, str]) -> list[Step]:
        """The steps taken under these answers."""
        return [step for step in self.steps if applies(self.occasion(step), answers)]

    def occasion(self, step: Step) -> Conditions | None:
        """When a step is taken: its own conditions, or else those of its special procedure."""
        if step.when is None and step.special is not None:
            return self.special_procedure(step.special).when
        return step.when

    def charges(self, answers: Mapping[str, str]) -> list[Fee]:
        """The fees due under these answers."""
        return [fee for fee in self.fees if applies(fee.when, answers)]

    def procedures(self, answers: Mapping[str, str]) -> list[SpecialProcedure]:
        """The special procedures that apply under these answers."""
        return [procedure for procedure in self.special_procedures if applies(procedure.when, answers)]

    def to_collect(self, answers: Mapping[str, str]) -> list[CollectOnIssue]:
        """What the counter collects before it hands the result out, under these answers."""
        return [collected for collected in self.collect_on_issue if applies(collected.when, answers)]

    def answer_findings(self, answers: Mapping[str, str]) -> list[Finding]:
        """What is wrong with a set of answers that should be complete; empty when nothing is."""
        known = {situation.id for situation in self.situations}
        findings = [Finding(key, "没有这个问题") for key in answers if key not in known]
        for situation in self.situations:
            if not applies(situation.when, answers):
                continue
            if situation.id not in answers:
                findings.append(Finding(situation.id, f"请回答：{situation.question}"))
            elif answers[situation.id] not in {answer.id for answer in situation.answers}:
                findings.append(Finding(situation.id, f"“{situation.question}”没有这个选项"))
        return findings

    def legal_basis(self, basis_id: str) -> LegalBasis:
        """KeyError when there is none of that id, as in the look-ups below."""
        return pick(self.legal_bases, basis_id)

    def situation(self, situation_id: str) -> Situation:
        return pick(self.situations, situation_id)

    def material(self, material_id: str) -> Material:
        return pick(self.materials, material_id)

    def form_field(self, field_id: str) -> FormField:
        return pick(self.form, field_id)

    def special_procedure(self, procedure_id: str) -> SpecialProcedure:
        return pick(self.special_procedures, procedure_id)

    def result(self, result_id: str) -> Result:
        return pick(self.results, result_id)

    def label_limits(self) -> LimitLabels:
        return LimitLabels(self.limits.statutory.label, self.limits.promised.label)

    def document(self) -> dict[str, Any]:
        """The document as plain values: what equals its default is left out, dates are ISO strings."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def canonical(self) -> bytes:
        return canonical(self.document())

    def digest(self) -> str:
        """SM3 of the canonical bytes, 64 hexadecimal digits."""
        return sm3(self.canonical())
