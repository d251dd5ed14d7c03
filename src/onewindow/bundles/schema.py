"""The bundle document (一件事): what one person or enterprise wants done, and the matters that together do it.

武汉 (一) “编制‘一件事’清单，逐项制定办事指南”; 辽宁 二 “由牵头部门制定‘一张表单’，只提交一次材料”.
The same document stands as YAML in content/bundles and as canonical JSON in the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from onewindow.bundles import rules
from onewindow.catalogue.schema.asks import Conditions, Situation, applies
from onewindow.catalogue.schema.conduct import Contact, ProcedureKind, Question
from onewindow.catalogue.schema.edition import PlaceCode, Slug
from onewindow.catalogue.schema.part import (
    Count,
    CountOrZero,
    Flag,
    Key,
    Name,
    Named,
    Part,
    Text,
    pick,
    refuse,
)
from onewindow.catalogue.schema.reading import findings_of
from onewindow.catalogue.schema.terms import Limit
from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.core.refusal import Finding, Refusal

BundleCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{4,40}$", strict=True)]
Place = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", strict=True)]
"""A form field of a member: `<member>.<field>`."""
Failure = Literal["grant_rest", "together"]
FAILURES: dict[Failure, str] = {
    "grant_rest": "符合的部分照发，不符合的整改后单独再申请",
    "together": "全部符合的一并发给；有一项不符合的，其余暂缓",
}
Succession = Literal["on_result", "alongside"]
SUCCESSIONS: dict[Succession, str] = {
    "on_result": "前一事项办结后开始计时",
    "alongside": "提前审查，前一结果到达时同步作出决定",
}
"""前后置 in two ways (standards.md 0.9): 浙江 5 and 滨州 16."""


class Mapped(Part):
    """How one question of a member is answered without asking it: always alike (`fixed`), or by a question of the
    bundle. Without `map` the answers' ids are the same; a bundle's answer missing from it leaves the question asked.
    """

    fixed: Key | None = None
    question: Key | None = None
    map: dict[Key, Key] | None = None

    @model_validator(mode="after")
    def _it_is_one_of_the_two(self) -> Self:
        if (self.fixed is None) == (self.question is None):
            refuse(Finding("fixed", "只能写 fixed（固定回答）或者 question（由一件事的问题得出）之一"))
        if self.fixed is not None and self.map is not None:
            refuse(Finding("map", "固定回答不用对照"))
        return self

    def answer(self, answers: Mapping[str, str]) -> str | None:
        """The member's answer under the answers of the bundle; None when they do not say."""
        if self.fixed is not None:
            return self.fixed
        given = answers.get(self.question or "")
        if given is None or self.map is None:
            return given
        return self.map.get(given)


class Member(Named):
    """事项成员. The same item may stand twice under different answers (消防：告知承诺, 一般程序).

    `when` asks the bundle's questions; an `optional` one the applicant may leave out (按需勾选). `excludes` are members
    that never apply together with it. It begins with the others, or comes `after` some. `prints` are its own
    materials that the one form replaces (申请表); `yields` the material keys that its result serves as, beside those
    called like the result.
    """

    item: Slug
    label: Name | None = None
    when: Conditions | None = None
    optional: Flag = False
    excludes: tuple[Key, ...] = ()
    after: tuple[Key, ...] = ()
    succession: Succession = "on_result"
    answers: dict[Key, Mapped] = Field(default_factory=dict)
    prints: tuple[Key, ...] = ()
    yields: tuple[Key, ...] = ()
    note: Text | None = None


class Joint(Part):
    """联办环节: members that do one thing together, such as one visit to the place (联合核查) or one meeting."""

    name: Name
    kind: ProcedureKind | Literal["review", "acceptance_inspection"]
    members: tuple[Key, ...] = Field(min_length=2)
    lead: PlaceCode | None = None
    days: CountOrZero | None = None
    note: Text | None = None


class Same(Part):
    """Fields of several members that ask the same thing in other words; asked once under `label`."""

    label: Name
    help: Text | None = None
    fields: tuple[Place, ...] = Field(min_length=2)


class Figures(Part):
    """What it costs the applicant: working days, materials, trips, steps."""

    days: CountOrZero
    materials: CountOrZero
    trips: CountOrZero
    steps: CountOrZero


class Effect(Part):
    """改革前后. `source` says where the figures are from."""

    before: Figures
    after: Figures
    source: Text


class Bundle(Part):
    """一件事的一版. `promised` is set on its own and may be shorter than the longest member's (standards.md 0.8).

    What 武汉 asks of its guide: `conditions` 办理条件, `ways` 申报方式, `acceptance` 受理模式, `procedure` 审核程序,
    `issuing` 发证方式. `lead` is the agency that answers for the whole (牵头部门); the others are those of the items. `same` and `apart` say which fields are one and which are not, where keys and labels do not show it.
    """

    code: BundleCode
    slug: Slug
    name: Name
    aliases: tuple[Name, ...] = ()
    plain: Text
    theme: Name
    audience: Literal["person", "organisation", "both"]
    lead: PlaceCode
    contact: Contact
    halls: tuple[PlaceCode, ...] = Field(min_length=1)
    edition: Count
    effective_from: date
    effective_to: date | None = None
    conditions: tuple[Text, ...] = Field(min_length=1)
    situations: tuple[Situation, ...] = ()
    members: tuple[Member, ...] = Field(min_length=2)
    joint: tuple[Joint, ...] = ()
    same: tuple[Same, ...] = ()
    apart: tuple[Place, ...] = ()
    promised: Limit
    fastest: Text | None = None
    effect: Effect | None = None
    failure: Failure = "grant_rest"
    rules: tuple[Text, ...] = ()
    ways: tuple[Literal["online", "window", "self_service"], ...] = Field(min_length=1)
    acceptance: Text
    procedure: Text
    issuing: Text
    delivery: tuple[Literal["window", "post"], ...] = Field(min_length=1)
    visits: CountOrZero
    helpers: Flag = False
    faq: tuple[Question, ...] = ()

    @model_validator(mode="after")
    def _it_holds_together(self) -> Self:
        refuse(*rules.faults(self))
        return self

    @property
    def failure_label(self) -> str:
        return FAILURES[self.failure]

    @property
    def items(self) -> tuple[str, ...]:
        """The slugs of its members' items, each once, in their order."""
        return tuple(dict.fromkeys(member.item for member in self.members))

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def member(self, member_id: str) -> Member:
        """KeyError when there is none of that id."""
        return pick(self.members, member_id)

    def questions(self, answers: Mapping[str, str]) -> list[Situation]:
        """Its own questions to be asked, given the answers so far."""
        return [one for one in self.situations if applies(one.when, answers)]

    def document(self) -> dict[str, Any]:
        """The document as plain values: what equals its default is left out, dates are ISO strings."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def canonical(self) -> bytes:
        return canonical(self.document())

    def digest(self) -> str:
        """SM3 of the canonical bytes, 64 hexadecimal digits."""
        return sm3(self.canonical())


class BundleInvalid(Refusal):
    """The document is no bundle; `findings` says all that is wrong, by path."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(
            "bundle_invalid", f"一件事清单有{len(findings)}处不符合规定", status=422, findings=findings
        )


def read(document: Mapping[str, Any]) -> Bundle:
    """The bundle a document says; `BundleInvalid` with every fault it has."""
    try:
        return Bundle.model_validate(document)
    except ValidationError as error:
        raise BundleInvalid(findings_of(error)) from None
