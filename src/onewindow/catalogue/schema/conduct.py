"""How an edition is carried out: steps (流程), special procedures (特别程序), where and whom to ask."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onewindow.catalogue.schema.asks import Conditions
from onewindow.catalogue.schema.part import Count, CountOrZero, Flag, Key, Name, Named, Part, Text, refuse
from onewindow.catalogue.schema.terms import Limit
from onewindow.core.refusal import Finding

Actor = Literal["applicant", "window", "agency", "issuance"]
ACTORS: dict[Actor, str] = {
    "applicant": "申请人",
    "window": "综合窗口",
    "agency": "审批部门",
    "issuance": "出件窗口",
}
ProcedureKind = Literal[
    "site_visit",
    "expert_review",
    "hearing",
    "inspection",
    "testing",
    "quarantine",
    "appraisal",
    "public_notice",
]
PROCEDURES: dict[ProcedureKind, str] = {
    "site_visit": "现场核查",
    "expert_review": "专家评审",
    "hearing": "听证",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "public_notice": "公示",
}
# 行政许可法第四十五条 is a closed list.
STOPS_STATUTORY: frozenset[ProcedureKind] = frozenset(
    {"expert_review", "hearing", "inspection", "testing", "quarantine", "appraisal"}
)
SITE_VISIT_PEOPLE = 2
HEARING_NOTICE_DAYS = 7

Phone = Annotated[str, Field(pattern=r"^\d{3,4}-?\d{7,8}$|^1\d{10}$|^\d{5,6}$", strict=True)]


class Step(Named):
    """环节. `days` are working days inside the promised limit; `special` names a special procedure.

    It follows the step before it in the list, or all those named in `after`. `stamp` is one where somebody
    else has to stamp a paper (盖章环节); it needs its `basis`.
    """

    name: Name
    actor: Actor
    days: CountOrZero | None = None
    special: Key | None = None
    note: Text | None = None
    when: Conditions | None = None
    after: tuple[Key, ...] | None = None
    basis: Key | None = None
    stamp: Flag = False


class SpecialProcedure(Named):
    """特别程序: `cap` is the longest it may take, `stops` the clocks it stops while it is open.

    `notice_days` are the days of notice the applicant has before it happens.
    """

    name: Name
    kind: ProcedureKind
    basis: Key
    cap: Limit
    stops: tuple[Literal["statutory", "promised"], ...] = ()
    when: Conditions | None = None
    people_min: Count | None = None
    notice_days: Count | None = None

    @property
    def kind_label(self) -> str:
        return PROCEDURES[self.kind]

    @model_validator(mode="after")
    def _the_law_allows_it(self) -> Self:
        refuse(self._clock_fault(), self._cap_fault(), self._people_fault(), self._notice_fault())
        return self

    def _clock_fault(self) -> Finding | None:
        if "statutory" not in self.stops or self.kind in STOPS_STATUTORY:
            return None
        message = f"{self.kind_label}不在行政许可法第四十五条所列之内，不能停止法定时限"
        return Finding("stops", message)

    def _cap_fault(self) -> Finding | None:
        return None if self.cap.n else Finding("cap", f"“{self.name}”要写明最长用时")

    def _people_fault(self) -> Finding | None:
        if self.kind != "site_visit" or (self.people_min or 0) >= SITE_VISIT_PEOPLE:
            return None
        return Finding("people_min", "现场核查应当指派两名以上工作人员（行政许可法第三十四条）")

    def _notice_fault(self) -> Finding | None:
        if self.kind != "hearing" or (self.notice_days or 0) >= HEARING_NOTICE_DAYS:
            return None
        return Finding("notice_days", "听证应当提前七日以上通知（行政许可法第四十八条）")


class Contact(Part):
    """咨询、监督电话、地址、办公时间、乘车线路."""

    phone: Phone
    supervise_phone: Phone
    address: Name
    hours: Text
    transport: tuple[Text, ...] = Field(min_length=1)


class Question(Part):
    """常见问题."""

    q: Text
    a: Text
