"""The base item (基本目录事项): what must be the same of a matter wherever it is offered (四级四同).

Name, type, legal bases and the kind of owner always are; which other parts are, the base item says by giving them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError

from onewindow.catalogue.schema.asks import FormField, Material, Situation
from onewindow.catalogue.schema.conduct import Step
from onewindow.catalogue.schema.edition import BaseCode, Slug
from onewindow.catalogue.schema.kinds import ItemType, Owner, PermitClass
from onewindow.catalogue.schema.part import Name, Part, Text
from onewindow.catalogue.schema.reading import EditionInvalid, findings_of
from onewindow.catalogue.schema.terms import Extension, LegalBasis, Limits

ALWAYS_FIXED = ("name", "item_type", "legal_bases")
BY_CHOICE: dict[str, str] = {
    "limits": "办理时限",
    "extension": "延期",
    "conditions": "受理条件",
    "situations": "情形",
    "materials": "申请材料",
    "form": "表单",
    "steps": "办理流程",
    "permit_class": "涉企经营许可分类",
}
"""What a base item may fix beyond that, with the words for it."""
LABELS: dict[str, str] = {
    "name": "事项名称", "item_type": "事项类型", "legal_bases": "设定依据", "owner": "实施主体性质", **BY_CHOICE,
}  # fmt: skip


class BaseItem(Part):
    """One matter of the base catalogue. `code` is 基本编码; `levels` are those that may claim it (GB/T 39046 A.2).

    `department` names the kind of agency that holds it (市场监管部门), in whatever division; `slug` is the name its
    claims begin with.
    """

    code: BaseCode
    slug: Slug
    department: Name
    levels: tuple[int, ...] = Field(min_length=1)
    owner: Owner = "agency"
    name: Name
    item_type: ItemType
    legal_bases: tuple[LegalBasis, ...] = Field(min_length=1)
    limits: Limits | None = None
    extension: Extension | None = None
    conditions: tuple[Text, ...] | None = None
    situations: tuple[Situation, ...] | None = None
    materials: tuple[Material, ...] | None = None
    form: tuple[FormField, ...] | None = None
    steps: tuple[Step, ...] | None = None
    permit_class: PermitClass | None = None

    @property
    def fixed(self) -> tuple[str, ...]:
        """The parts of an edition that no agency may set otherwise; an agency is what an owner is unless said."""
        chosen = (part for part in BY_CHOICE if getattr(self, part) is not None)
        return (*ALWAYS_FIXED, *chosen, *(("owner",) if self.owner != "agency" else ()))

    def standard(self) -> dict[str, Any]:
        """Those parts as an edition document has them."""
        whole = self.document()
        return {part: whole[part] for part in self.fixed}

    def document(self) -> dict[str, Any]:
        """As plain values: what equals its default is left out."""
        return self.model_dump(mode="json", exclude_defaults=True)


def read_base(document: Mapping[str, Any]) -> BaseItem:
    """The base item a document says; `EditionInvalid` with every fault it has."""
    try:
        return BaseItem.model_validate(document)
    except ValidationError as error:
        raise EditionInvalid(findings_of(error)) from None
