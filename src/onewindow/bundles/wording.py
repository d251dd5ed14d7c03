"""The parts of a bundle document in the words of officials, in the order of its guide."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.bundles.schema import FAILURES, SUCCESSIONS
from onewindow.catalogue.schema.conduct import PROCEDURES
from onewindow.catalogue.wording import BY_PATH, ITEM, Field, Group
from onewindow.catalogue.wording.kinds import Kind
from onewindow.catalogue.wording.words import UNITS

WAYS = {"online": "网上申报", "window": "窗口申报", "self_service": "自助终端申报"}
DELIVERY = {"window": "窗口领取", "post": "邮寄到家"}
FIGURES = {"days": "工作日", "materials": "材料", "trips": "跑动次数", "steps": "环节"}
JOINT: dict[str, str] = {
    **{str(kind): label for kind, label in PROCEDURES.items()},
    "review": "联合审查",
    "acceptance_inspection": "联合验收",
}


def _of_item(*paths: str) -> Iterator[Field]:
    """What a bundle says in the same words as an item."""
    said = {one.path: one for one in ITEM.fields}
    return (said[path] for path in paths)


BUNDLE = Group(
    "",
    "一件事",
    (
        Field("slug", "一件事标识"),
        Field("name", "名称"),
        Field("code", "一件事编码"),
        *_of_item("edition", "effective_from", "effective_to"),
        Field("lead", "牵头部门"),
        *_of_item("aliases", "plain", "theme", "audience"),
        Field("promised.n", "承诺时限", Kind.NUMBER),
        Field("promised.unit", "承诺时限单位", Kind.CHOICE, UNITS),
        Field("fastest", "最快"),
        *_of_item("visits"),
        Field("ways", "申报方式", Kind.CHOICES, WAYS),
        Field("delivery", "送达方式", Kind.CHOICES, DELIVERY),
        Field("helpers", "免费帮办代办", Kind.FLAG),
        Field("acceptance", "受理模式"),
        Field("procedure", "审核程序"),
        Field("issuing", "发证方式"),
        Field("failure", "有的没通过", Kind.CHOICE, FAILURES),
        Field("rules", "联办规则", Kind.TEXTS),
        *_of_item("halls", "contact.phone", "contact.supervise_phone", "contact.address", "contact.hours"),
        *_of_item("contact.transport"),
        Field("apart", "分开填的表单项", Kind.KEYS),
        *(
            Field(f"effect.{when}.{name}", f"{label}{words}", Kind.NUMBER)
            for when, label in (("before", "改革前"), ("after", "改革后"))
            for name, words in FIGURES.items()
        ),
        Field("effect.source", "改革前后数字来源"),
    ),
    known_by="slug",
    named_by="name",
)
MEMBERS = Group(
    "members",
    "成员",
    (
        Field("id", "编号"),
        Field("item", "事项"),
        Field("label", "在一件事里的叫法"),
        Field("when", "适用情形", Kind.CONDITIONS),
        Field("optional", "申请人可以不办", Kind.FLAG),
        Field("excludes", "与哪些互斥", Kind.KEYS),
        Field("after", "在哪些之后办", Kind.KEYS),
        Field("succession", "前后衔接", Kind.CHOICE, SUCCESSIONS),
        Field("answers", "事项自己的问题", Kind.TEXTS),
        Field("prints", "由一张表单生成的申请表", Kind.KEYS),
        Field("yields", "结果可作哪些材料", Kind.KEYS),
        Field("note", "说明"),
    ),
    known_by="id",
    named_by="label",
)
JOINTS = Group(
    "joint",
    "联办环节",
    (
        Field("name", "名称"),
        Field("kind", "类型", Kind.CHOICE, JOINT),
        Field("members", "哪些成员一起", Kind.KEYS),
        Field("lead", "召集部门"),
        Field("days", "工作日", Kind.NUMBER),
        Field("note", "说明"),
    ),
    known_by="name",
    named_by="name",
)
SAME = Group(
    "same",
    "合并的表单项",
    (Field("label", "表单上的叫法"), Field("fields", "问的是同一件事", Kind.KEYS), Field("help", "填写说明")),
    known_by="label",
    named_by="label",
)
CONDITIONS = Group("conditions", "办理条件", (Field("", "办理条件"),), plain=True)
GROUPS: tuple[Group, ...] = (
    BUNDLE, CONDITIONS, BY_PATH["situations"], BY_PATH["situations.answers"], MEMBERS, JOINTS, SAME, BY_PATH["faq"],
)  # fmt: skip
OF_PART: dict[str, Group] = {group.path: group for group in GROUPS}
