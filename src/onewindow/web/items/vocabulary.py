"""The pages of the editor: which fields of an edition stand on each, and by which control they are written.

Labels and the words of choices are the catalogue's own (catalogue/wording). Paths are relative to the part:
`supplement.days` of the document itself, `cap.n` of a special procedure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onewindow.catalogue.library import DictionaryField, SharedMaterial
from onewindow.catalogue.schema.asks import SPARED
from onewindow.catalogue.wording import BY_PATH, Group
from onewindow.catalogue.wording import Field as Worded
from onewindow.catalogue.wording.kinds import Kind

Control = Literal[
    "text",
    "long",
    "lines",
    "number",
    "day",
    "choice",
    "many",
    "flag",
    "part",
    "parts",
    "when",
    "rows",
    "halls",
    "agency",
]
"""`halls` and `agency` are places of the directory; `lines` is a list of texts, one a line; `part` names another part of the document by its id, `parts` several;
`when` are conditions over the situations; `rows` a small table of parts with ids of their own."""
Choices = tuple[tuple[str, str], ...]

CONTROLS: dict[Kind, Control] = {
    Kind.TEXT: "text",
    Kind.NUMBER: "number",
    Kind.FLAG: "flag",
    Kind.DAY: "day",
    Kind.CHOICE: "choice",
    Kind.CHOICES: "many",
    Kind.KEYS: "lines",
    Kind.TEXTS: "lines",
    Kind.CONDITIONS: "when",
}
BASES, PROCEDURES, STEPS, FORM = "legal_bases", "special_procedures", "steps", "form"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: where it stands, its label, its control, and what that needs. `of` is the list a `part` names."""

    path: str
    label: str
    control: Control
    choices: Choices = ()
    of: str = ""
    hint: str = ""
    columns: Choices = ()


@dataclass(frozen=True, slots=True)
class Put:
    """A field on a page, where its kind alone does not say how it is written."""

    path: str
    control: Control | None = None
    of: str = ""
    hint: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the editor. `part` is the list it edits one by one; empty when it edits the document itself."""

    name: str
    label: str
    fields: tuple[Field, ...]
    part: str = ""
    title: str = "name"
    """The path of what a part is called in the list."""

    @property
    def whole(self) -> str:
        """The top-level part of the document in which the list stands."""
        return self.part.split(".")[0]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the document that this page edits: its list, or the top-level ones of its fields."""
        return (
            (self.part,) if self.part else tuple(dict.fromkeys(one.path.split(".")[0] for one in self.fields))
        )


def _as(known: Worded, asked: Put) -> Field:
    """A field of the catalogue's words with the control by which it is written."""
    choices = tuple((str(value), word) for value, word in known.words.items())
    control = asked.control or CONTROLS[known.kind]
    return Field(asked.path, asked.label or known.label, control, choices, asked.of, asked.hint)


@dataclass(frozen=True, slots=True)
class Words:
    """Makes pages and fields of one kind of document, whose parts are called as its groups say."""

    groups: Mapping[str, Group]

    def field(self, part: str, put: str | Put) -> Field:
        asked = put if isinstance(put, Put) else Put(put)
        known = self.groups[part].field(asked.path)
        if known is None:
            raise KeyError(f"{part}: {asked.path}")
        return _as(known, asked)

    def page(self, name: str, label: str, *puts: str | Put) -> Section:
        """A page about the document itself."""
        return Section(name, label, tuple(self.field("", put) for put in puts))

    def parts(self, name: str, part: str, *puts: str | Put) -> Section:
        """A page about the parts of one list, by their name for people."""
        group = self.groups[part]
        return Section(name, group.label, tuple(self.field(part, put) for put in puts), part, group.named_by)

    def sentences(self, part: str) -> Section:
        """A page about a list of plain sentences."""
        label = self.groups[part].label
        return Section(part, label, (Field(part, label, "lines", hint="一行一条。"),))


ITEM = Words(BY_PATH)


def _basis(path: str = "basis") -> Put:
    return Put(path, "part", of=BASES)


BASIC = ITEM.page(
    "basic", "基本信息", "name",
    Put("aliases", hint="群众平时怎么说，一行一个。"), Put("plain", hint="不用术语，说清办成什么。"),
    "theme", "audience", "kind", Put("handling_no", hint="两位数字；同一实施编码下的各个办理项不能相同。"), "handling", "ways", "visits", "delivery", "reach", "permit_class", "owner", "powers_no",
    Put("follows", hint="要先办好的事项的基本编码，一行一个；那时收过的材料本事项不再收。"),
    Put("in_name_of", "agency", label="委托机关", hint="受委托办理的，写明以哪个机关的名义作出决定。"),
    Put("effective_from", hint="到这一天自动取代上一版；在办件仍按原来的版本办。"), "effective_to",
    "supplement.days", "supplement.lapse", "deferral_lapse", Put("accountability", "long"),
)  # fmt: skip
LIMITS = ITEM.page(
    "limits", "时限",
    Put("limits.promised.n", hint="0 表示当场办结。"), "limits.promised.unit",
    Put("limits.statutory.n", hint="0 表示当场办结。"), "limits.statutory.unit", _basis("limits.statutory.basis"),
    "limits.statutory.note", "extension.n", "extension.unit", _basis("extension.basis"), "extension.approver",
)  # fmt: skip
CASES = ITEM.parts(
    "case-limits", "limits.cases",
    Put("when", hint="符合这些回答的按下面的时限办；都不符合的按总的时限办。"), "promised.n", "promised.unit",
    Put("statutory.n", hint="法定时限也不同的才填。"), "statutory.unit", _basis("statutory.basis"), "statutory.note",
)  # fmt: skip
ASKED_AT: tuple[str | Put, ...] = (
    "contact.phone", "contact.supervise_phone", "contact.address", "contact.hours",
    Put("contact.transport", hint="一行一条。"),
)  # fmt: skip
"""Where people ask and complain, the same of items and bundles."""
CONTACT = ITEM.page(
    "contact", "咨询和地址", Put("halls", "halls", hint="在哪些大厅的综合窗口收件。"), *ASKED_AT
)
QUESTIONS = ITEM.parts("questions", "faq", "q", Put("a", "long"))
ANSWERS = Field(
    "answers", BY_PATH["situations.answers"].label, "rows",
    columns=tuple((one.path, one.label) for one in BY_PATH["situations.answers"].fields if one.path != "id"),
)  # fmt: skip
SITUATIONS = Section(
    "situations", BY_PATH["situations"].label,
    (
        ITEM.field("situations", Put("question", hint="站在申请人一边问，一次只问一件事。")),
        ITEM.field("situations", Put("when", hint="都不勾就是总要问。", label="只在这些回答之后才问")), ANSWERS,
    ),
    part="situations", title="question",
)  # fmt: skip
MATERIALS = ITEM.parts(
    "materials", "materials", "name", "necessity",
    Put("spared", hint="由部门自行取得的，不再向申请人要。"), "form", "copies", "source", "issuer", _basis(), "when",
    Put("requirement", "long"), Put("checkpoints", hint="一行一个，窗口收件时逐个核对。"), "sample", "blank_form",
    Put("common_mistakes", hint="一行一个。"), "deferrable", "defer_days", "collect_original",
    Put("justification", "long", hint="可以共享取得却仍要提交的，写明论证和听取意见的情况。"), Put("hearing", "long"),
    "service", "proves", "video", Put("key", hint="同一材料在各事项中用同一个标识，收过就不再收。"),
)  # fmt: skip
FORM_ = ITEM.parts(
    "form", FORM, "label", "type", "required", Put("options", hint="类型为“选择”时填写，一行一个。"), "from_party",
    Put("on_result", hint="印在结果上的，出件时逐项核对。"), "help",
    Put("key", hint="字段字典中的标识；一件事里相同的只问一次。"),
)  # fmt: skip
STEPS_ = ITEM.parts(
    "flow", STEPS, "name", "actor", "days", Put("special", "part", of=PROCEDURES), "when",
    Put("after", "parts", of=STEPS, hint="不选就是接在上一个环节之后。"), "stamp", _basis(), "note",
)  # fmt: skip
PROCEDURES_ = ITEM.parts(
    "procedures",
    PROCEDURES,
    "name",
    "kind",
    _basis(),
    "cap.n",
    "cap.unit",
    "stops",
    "when",
    "people_min",
    "notice_days",
)
BASES_ = ITEM.parts("bases", BASES, "law", Put("article", hint="例如：第三十五条"), "rank", Put("gist", "long"),
                    Put("checked", hint="没有核对的在指南上标“待核”。"))  # fmt: skip

SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        BASIC, LIMITS, CASES, ITEM.sentences("conditions"), SITUATIONS, MATERIALS, FORM_, STEPS_, PROCEDURES_,
        ITEM.parts("fees", "fees", "name", "amount", _basis(), "when", "note"),
        ITEM.parts("results", "results", "name", "kind", "title", "doc_series",
                   Put("validity.n", hint="不填就是长期有效。"), "validity.unit", Put("fields", "parts", of=FORM)),
        ITEM.parts("collect", "collect_on_issue", "name", Put("requirement", "long"), "when"),
        BASES_,
        QUESTIONS,
        ITEM.parts("terms", "terms", "term", Put("meaning", "long")),
        CONTACT,
    )
}  # fmt: skip
"""In the order in which somebody who writes a guide goes through it."""
SETTLED: dict[str, str] = {
    "slug": "起草时确定", "edition": "按先后编号", "agency": "认领时确定", "level": "随实施机关",
    "base_code": "随认领的基本目录事项", "code": "由实施机关、层级和基本编码组成", "item_type": "由基本目录统一",
}  # fmt: skip
"""Fields of the document itself that no page edits, each with who settles it; the first page shows them."""
NAMED_PARTS = frozenset({BASES, "situations", "materials", FORM, STEPS, PROCEDURES, "results"})
"""The lists whose parts have ids by which others name them."""


PART_OF: dict[str, str] = {"materials": "materials", "fields": FORM}
"""By kind of the shared library, the list of an edition whose parts take its entries up."""
_OF_MATERIALS: tuple[Worded, ...] = (
    Worded("department", "核发部门的类别"), Worded("shared", "部门怎样自行取得", Kind.CHOICE, SPARED),
)  # fmt: skip
WORDED: dict[str, tuple[Worded, ...]] = {
    "materials": (
        *(one for one in BY_PATH["materials"].fields if one.path in SharedMaterial.model_fields), *_OF_MATERIALS,
    ),
    "fields": tuple(one for one in BY_PATH[FORM].fields if one.path in DictionaryField.model_fields),
}  # fmt: skip
"""The fields of an entry of each kind, in words."""


def _entry(kind: str, label: str, *puts: Put) -> Section:
    special = {put.path: put for put in puts}
    return Section(kind, label, tuple(_as(one, special.get(one.path, Put(one.path))) for one in WORDED[kind]))


ENTRIES: dict[str, Section] = {
    "materials": _entry(
        "materials", "共享材料库", Put("requirement", "long"), Put("checkpoints", hint="一行一个，窗口收件时逐个核对。"),
        Put("common_mistakes", hint="一行一个。"), Put("department", hint="例如：市场监管、公安。"),
        Put("shared", hint="能自行取得的，各事项再向申请人要就要写明论证。"),
    ),
    "fields": _entry("fields", "字段字典", Put("options", hint="类型为“选择”时填写，一行一个。")),
}  # fmt: skip
