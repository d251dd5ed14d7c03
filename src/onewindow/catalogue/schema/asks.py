"""What an edition asks of the applicant: situations (情形), materials (材料) and the form (表单)."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onewindow.catalogue.schema.part import Count, Flag, Key, Name, Named, Text, pick, refuse, repeated
from onewindow.core.refusal import Finding

Conditions = dict[Key, Annotated[tuple[Key, ...], Field(min_length=1)]]
CATCH_ALL = ("其他材料", "其它材料", "相关证明", "有关证明", "相关材料", "有关材料", "等材料", "等证明")

FORMS: dict[str, str] = {
    "original": "原件",
    "copy": "复印件",
    "both": "原件和复印件",
    "form": "填写表格",
    "electronic": "电子件",
}
SOURCES: dict[str, str] = {
    "applicant": "申请人自备",
    "government": "政府部门核发",
    "intermediary": "中介机构出具",
}
Spared = Literal["template", "licence", "interface"]
SPARED: dict[Spared, str] = {
    "template": "系统自动生成",
    "licence": "调用电子证照",
    "interface": "部门共享核验",
}
"""免提交方式, as provinces' item systems list them (standards.md 1.2)."""
PartyField = Literal[
    "name", "id_no", "phone", "address", "legal_person", "legal_person_id_no", "contact", "birth_date", "sex"
]


def applies(when: Conditions | None, answers: Mapping[str, str]) -> bool:
    """Whether all conditions are met; each names a situation and the answers that meet it.

    A question that is not answered yet meets no condition.
    """
    return when is None or all(answers.get(situation) in wanted for situation, wanted in when.items())


class Answer(Named):
    label: Name
    hint: Text | None = None


class Situation(Named):
    """情形: one question; its answer decides which materials, steps, fees, limits and further questions apply.

    `when` hangs it under answers given before: asked only then, so that the situations form a tree.
    """

    question: Name
    when: Conditions | None = None
    answers: tuple[Answer, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _answers_are_distinct(self) -> Self:
        refuse(*repeated("answers", self.answers))
        return self

    def answer(self, answer_id: str) -> Answer:
        """KeyError when there is none of that id."""
        return pick(self.answers, answer_id)


class Material(Named):
    """材料. `key` is the same wherever the same material is asked for, so that it can be reused.

    `defer_days` are working days. `collect_original` says that the original stays with the agency.
    `spared` (免提交) says how the agency gets it itself: the applicant is not asked. `proves` names the fact it
    proves. Whatever could be had by sharing and is asked all the same carries its `justification` (论证和听取意见),
    and its `hearing` where one was held (澄海, 优化流程). `service` is the intermediary service (中介服务) it comes from.
    """

    name: Name
    key: Key
    when: Conditions | None = None
    necessity: Literal["required", "optional"]
    form: Literal["original", "copy", "both", "form", "electronic"]
    copies: Count
    source: Literal["applicant", "government", "intermediary"]
    issuer: Name | None = None
    deferrable: Flag = False
    defer_days: Count | None = None
    basis: Key
    requirement: Text
    checkpoints: tuple[Text, ...] = Field(min_length=1)
    sample: Text | None = None
    blank_form: Text | None = None
    common_mistakes: tuple[Text, ...] = Field(min_length=1)
    collect_original: Flag = False
    spared: Spared | None = None
    proves: Key | None = None
    justification: Text | None = None
    hearing: Text | None = None
    service: Key | None = None
    video: Text | None = None

    @property
    def spared_label(self) -> str:
        """How the applicant is spared it; empty when it is asked."""
        return SPARED[self.spared] if self.spared else ""

    @property
    def is_required(self) -> bool:
        return self.necessity == "required"

    @property
    def form_label(self) -> str:
        return FORMS[self.form]

    @property
    def source_label(self) -> str:
        return SOURCES[self.source] if self.issuer is None else f"{SOURCES[self.source]}（{self.issuer}）"

    @model_validator(mode="after")
    def _it_agrees_with_itself(self) -> Self:
        refuse(self._name_fault(), self._source_fault(), self._paper_fault(), *self._deferral_faults())
        return self

    def _name_fault(self) -> Finding | None:
        vague = next((words for words in CATCH_ALL if words in self.name), None)
        return Finding("name", f"“{vague}”是兜底用语，请写明是哪一份材料") if vague else None

    def _source_fault(self) -> Finding | None:
        if self.source == "applicant" or self.issuer is not None:
            return None
        return Finding("issuer", f"“{self.name}”不是申请人自备的，要写明出具单位")

    def _paper_fault(self) -> Finding | None:
        if self.form == "form" and self.blank_form is None:
            return Finding("blank_form", f"“{self.name}”要填表，要给出空白表格")
        if self.collect_original and self.spared:
            return Finding("collect_original", f"“{self.name}”免提交，谈不上收取原件")
        if self.collect_original and self.form in ("copy", "electronic"):
            return Finding("collect_original", f"“{self.name}”不交原件，谈不上收取原件")
        return None

    def _deferral_faults(self) -> list[Finding | None]:
        if not self.deferrable:
            stray = self.defer_days is not None
            return [Finding("defer_days", f"“{self.name}”不可容缺，不应有容缺期限") if stray else None]
        return [
            None
            if self.defer_days
            else Finding("defer_days", f"“{self.name}”可以容缺，要写明几个工作日内补齐"),
            None if self.is_required else Finding("deferrable", f"“{self.name}”不是必要材料，不需要容缺"),
            Finding("deferrable", f"“{self.name}”免提交，不需要容缺") if self.spared else None,
        ]


class FormField(Named):
    """表单项. `from_party` fills it from the party's record; `on_result` has it compared at issuance.

    `key` names it in the field dictionary (字段字典): wherever the same thing is asked, a bundle asks it once.
    """

    label: Name
    type: Literal["text", "number", "date", "choice", "phone", "address", "money"]
    required: Flag
    options: tuple[Name, ...] | None = None
    from_party: PartyField | None = None
    on_result: Flag = False
    help: Text | None = None
    key: Key | None = None

    @model_validator(mode="after")
    def _only_a_choice_has_options(self) -> Self:
        if self.type != "choice" and self.options is not None:
            refuse(Finding("options", f"“{self.label}”不是选择项，不应列出选项"))
        if self.type == "choice" and len(set(self.options or ())) < 2:
            refuse(Finding("options", f"“{self.label}”是选择项，至少要有两个不同的选项"))
        return self
