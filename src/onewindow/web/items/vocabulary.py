"""The parts of an edition as the editor shows them: which fields, in which words, by which control.

Paths are relative to the part: `supplement.days` of the document itself, `cap.n` of a special procedure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onewindow.catalogue.listing import AUDIENCES, WAYS
from onewindow.catalogue.schema.asks import FORMS, SOURCES, SPARED
from onewindow.catalogue.schema.conduct import ACTORS, PROCEDURES
from onewindow.catalogue.schema.kinds import HANDLINGS, OWNERS, PERMIT_CLASSES, REACHES
from onewindow.catalogue.schema.terms import RANKS

Control = Literal[
    "text", "long", "lines", "number", "day", "choice", "many", "flag", "part", "parts", "when", "rows"
]
"""`lines` is a list of texts, one a line; `part` names another part of the document by its id, `parts` several;
`when` are conditions over the situations; `rows` a small table of parts with ids of their own."""
Choices = tuple[tuple[str, str], ...]

UNITS: Choices = (
    ("working_day", "工作日"),
    ("calendar_day", "自然日"),
    ("working_hour", "工作小时"),
    ("minute", "分钟"),
)
YES_NO: Choices = (("required", "必要"), ("optional", "非必要"))
LAPSES: Choices = (("deemed_withdrawn", "视为撤回申请"), ("refused", "不予受理"), ("returned", "退件"))
DEFERRAL_LAPSES: Choices = (
    ("revoke_acceptance", "撤销受理"),
    ("deemed_withdrawn", "视为撤回申请"),
    ("refuse", "不予许可"),
    ("terminate", "终止办理"),
)
FIELD_TYPES: Choices = (
    ("text", "文字"),
    ("number", "数字"),
    ("date", "日期"),
    ("choice", "选择"),
    ("phone", "电话"),
    ("address", "地址"),
    ("money", "金额"),
)
PARTY_FIELDS: Choices = (
    ("name", "姓名或名称"),
    ("id_no", "证件号码"),
    ("phone", "电话"),
    ("address", "地址"),
    ("legal_person", "法定代表人"),
    ("legal_person_id_no", "法定代表人证件号码"),
    ("contact", "联系人"),
    ("birth_date", "出生日期"),
    ("sex", "性别"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: where it stands, its label, its control, and what that needs. `of` is the list a `part` names."""

    path: str
    label: str
    control: Control = "text"
    choices: Choices = ()
    of: str = ""
    hint: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the editor. `part` is the list it edits one by one; empty when it edits the document itself."""

    name: str
    label: str
    fields: tuple[Field, ...]
    part: str = ""
    title: str = "name"
    """The path of what a part is called in the list."""
    new: str = ""
    fixed: tuple[str, ...] = ()
    """The parts of the document that the section changes, as a base item fixes them."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The top-level parts of the document that this page edits."""
        return (
            (self.part,)
            if self.part
            else tuple(dict.fromkeys(field.path.split(".")[0] for field in self.fields))
        )


def _limit(path: str, label: str) -> tuple[Field, Field]:
    return (
        Field(f"{path}.n", label, "number", hint="0 表示当场办结。"),
        Field(f"{path}.unit", f"{label}的单位", "choice", UNITS),
    )


BASIC = Section(
    "basic", "基本信息",
    (
        Field("name", "事项名称"),
        Field("aliases", "常用叫法", "lines", hint="群众平时怎么说，一行一个。"),
        Field("plain", "一句话说明", hint="不用术语，说清办成什么。"),
        Field("theme", "主题"),
        Field("audience", "服务对象", "choice", tuple(AUDIENCES.items())),
        Field("kind", "办件类型", "choice", (("instant", "即办件"), ("promised", "承诺件"))),
        Field("handling", "办理方式", "many", tuple(HANDLINGS.items())),
        Field("ways", "四办", "many", tuple(WAYS.items())),
        Field("visits", "到现场次数", "number"),
        Field("delivery", "结果送达", "many", (("window", "窗口领取"), ("post", "邮寄送达"))),
        Field("reach", "通办范围", "choice", tuple(REACHES.items())),
        Field("permit_class", "涉企经营许可分类", "choice", tuple(PERMIT_CLASSES.items())),
        Field("owner", "实施主体性质", "choice", tuple(OWNERS.items())),
        Field("powers_no", "权责清单编号"),
        Field("effective_from", "生效日期", "day", hint="到这一天自动取代上一版；在办件仍按原来的版本办。"),
        Field("effective_to", "失效日期", "day"),
        Field("supplement.days", "补正期限（工作日）", "number"),
        Field("supplement.lapse", "逾期不补正的后果", "choice", LAPSES),
        Field("deferral_lapse", "容缺逾期的后果", "choice", DEFERRAL_LAPSES),
        Field("accountability", "责任追究", "long"),
    ),
)  # fmt: skip
LIMITS = Section(
    "limits", "时限",
    (
        *_limit("limits.promised", "承诺时限"),
        *_limit("limits.statutory", "法定时限"),
        Field("limits.statutory.basis", "法定时限的依据", "part", of="legal_bases"),
        Field("limits.statutory.note", "法定时限说明"),
        *_limit("extension", "可以延期"),
        Field("extension.basis", "延期的依据", "part", of="legal_bases"),
        Field("extension.approver", "延期由谁批准", "choice",
              (("agency_head", "本机关负责人"), ("government_head", "本级政府负责人"))),
    ),
)  # fmt: skip
CONDITIONS = Section("conditions", "受理条件", (Field("conditions", "受理条件", "lines", hint="一行一条。"),))
CONTACT = Section(
    "contact", "咨询和地址",
    (
        Field("contact.phone", "咨询电话"),
        Field("contact.supervise_phone", "监督电话"),
        Field("contact.address", "办理地址"),
        Field("contact.hours", "办公时间"),
        Field("contact.transport", "乘车线路", "lines", hint="一行一条。"),
    ),
)  # fmt: skip
BASES = Section(
    "bases", "设定依据",
    (
        Field("law", "法律、法规、规章名称"),
        Field("article", "条款", hint="例如：第三十五条"),
        Field("rank", "效力位阶", "choice", tuple(RANKS.items())),
        Field("gist", "条款要点", "long"),
        Field("checked", "已与法律文本核对", "flag", hint="没有核对的在指南上标“待核”。"),
    ),
    part="legal_bases", title="law", new="添一条依据",
)  # fmt: skip
SITUATIONS = Section(
    "situations", "情形",
    (
        Field("question", "问题", hint="站在申请人一边问，一次只问一件事。"),
        Field("when", "只在这些回答之后才问", "when"),
        Field("answers", "选项", "rows", columns=(("label", "选项"), ("hint", "说明"))),
    ),
    part="situations", title="question", new="添一个问题",
)  # fmt: skip
MATERIALS = Section(
    "materials", "申请材料",
    (
        Field("name", "材料名称"),
        Field("necessity", "是否必要", "choice", YES_NO),
        Field("spared", "免提交方式", "choice", tuple(SPARED.items()), hint="由部门自行取得的，不再向申请人要。"),
        Field("form", "形式", "choice", tuple(FORMS.items())),
        Field("copies", "份数", "number"),
        Field("source", "来源", "choice", tuple(SOURCES.items())),
        Field("issuer", "出具单位"),
        Field("basis", "依据", "part", of="legal_bases"),
        Field("when", "只在这些情形要", "when"),
        Field("requirement", "填写和受理标准", "long"),
        Field("checkpoints", "审查要点", "lines", hint="一行一个，窗口收件时逐个核对。"),
        Field("sample", "示范文本"),
        Field("blank_form", "空白表格"),
        Field("common_mistakes", "常见错误", "lines", hint="一行一个。"),
        Field("deferrable", "可以容缺", "flag"),
        Field("defer_days", "容缺期限（工作日）", "number"),
        Field("collect_original", "收取原件", "flag"),
        Field("justification", "确需申请人提供的理由", "long", hint="可以共享取得却仍要提交的，写明论证和听取意见的情况。"),
        Field("hearing", "听证情况", "long"),
        Field("video", "讲解视频"),
        Field("key", "材料标识", hint="同一材料在各事项中用同一个标识，收过就不再收。"),
    ),
    part="materials", new="添一份材料",
)  # fmt: skip
FORM = Section(
    "form", "表单",
    (
        Field("label", "填写项"),
        Field("type", "类型", "choice", FIELD_TYPES),
        Field("required", "必填", "flag"),
        Field("options", "可选内容", "lines", hint="类型为“选择”时填写，一行一个。"),
        Field("from_party", "自动带出", "choice", PARTY_FIELDS),
        Field("on_result", "印在结果上并在出件时核对", "flag"),
        Field("help", "填写说明"),
        Field("key", "字段标识", hint="字段字典中的标识；一件事里相同的只问一次。"),
    ),
    part="form", title="label", new="添一个填写项",
)  # fmt: skip
STEPS = Section(
    "steps", "办理流程",
    (
        Field("name", "环节名称"),
        Field("actor", "由谁办理", "choice", tuple(ACTORS.items())),
        Field("days", "用时（工作日）", "number"),
        Field("special", "特别程序", "part", of="special_procedures"),
        Field("when", "只在这些情形经过", "when"),
        Field("after", "在哪些环节之后", "parts", of="steps", hint="不选就是接在上一个环节之后。"),
        Field("stamp", "需要其他单位盖章", "flag"),
        Field("basis", "依据", "part", of="legal_bases"),
        Field("note", "说明"),
    ),
    part="steps", new="添一个环节",
)  # fmt: skip
PROCEDURES_ = Section(
    "procedures", "特别程序",
    (
        Field("name", "名称"),
        Field("kind", "种类", "choice", tuple(PROCEDURES.items())),
        Field("basis", "依据", "part", of="legal_bases"),
        Field("cap.n", "最长用时", "number"),
        Field("cap.unit", "用时的单位", "choice", UNITS),
        Field("stops", "暂停哪个时限", "many", (("promised", "承诺时限"), ("statutory", "法定时限"))),
        Field("when", "只在这些情形进行", "when"),
        Field("people_min", "至少几人到场", "number"),
        Field("notice_days", "提前几日通知", "number"),
    ),
    part="special_procedures", new="添一个特别程序",
)  # fmt: skip
FEES = Section(
    "fees", "收费",
    (
        Field("name", "收费项目"),
        Field("amount", "金额（元）"),
        Field("basis", "收费依据", "part", of="legal_bases"),
        Field("when", "只在这些情形收取", "when"),
        Field("note", "说明"),
    ),
    part="fees", new="添一项收费",
)  # fmt: skip
RESULTS = Section(
    "results", "办理结果",
    (
        Field("name", "结果名称"),
        Field("kind", "种类", "choice", (("licence", "证照"), ("document", "文书"))),
        Field("title", "结果上的标题"),
        Field("doc_series", "文号中的字样"),
        Field("validity.n", "有效期", "number", hint="不填就是长期有效。"),
        Field("validity.unit", "有效期的单位", "choice", (("year", "年"), ("month", "月"), ("day", "天"))),
        Field("fields", "印在结果上的填写项", "parts", of="form"),
    ),
    part="results", new="添一种结果",
)  # fmt: skip
COLLECT = Section(
    "collect", "发证时收取",
    (Field("name", "收取什么"), Field("requirement", "要求", "long"), Field("when", "只在这些情形收取", "when")),
    part="collect_on_issue", new="添一件",
)  # fmt: skip
QUESTIONS = Section(
    "questions",
    "常见问题",
    (Field("q", "问"), Field("a", "答", "long")),
    part="faq",
    title="q",
    new="添一个问答",
)
TERMS = Section(
    "terms", "名词解释", (Field("term", "名词"), Field("meaning", "通俗解释", "long")), part="terms", title="term",
    new="添一个名词",
)  # fmt: skip

SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        BASIC, LIMITS, CONDITIONS, SITUATIONS, MATERIALS, FORM, STEPS, PROCEDURES_, FEES, RESULTS, COLLECT, BASES,
        QUESTIONS, TERMS, CONTACT,
    )
}  # fmt: skip
"""In the order in which somebody who writes a guide goes through it."""
NAMED_PARTS = frozenset(
    {"legal_bases", "situations", "materials", "form", "steps", "special_procedures", "results"}
)
"""The lists whose parts have ids by which others name them."""
