"""The life of an edition (实施清单的一版): drafted, reviewed by a second person, published on a date, ended.

A published edition never changes: what is revised is the next edition, and cases under way stay on theirs. What editions
share (共享材料, 字段字典) is copied into each that takes it up; a change of it is proposed and adopted by a second person.
"""

from onewindow.core.life import NEW, Life, Step

KEEPERS = ("administrator",)
"""Those who keep items: of an agency, or of the office that guides the agencies of its division."""
APPROVERS = ("administrator", "head")
CLAIMING = "无锡 各部门职责:事项的认领维护"
COMPILING = "澄海 (一):编制公共服务事项目录和办事指南"
REVIEWING = "澄海 (一):经审核确认的办事指南向社会公开"
CHANGING = "无锡 各部门职责:若有变化及时告知并予以更新"
ADJUSTING = "澄海 (一):目录经审核公布后实行动态调整"

EDITION = Life(
    name="edition",
    label="事项清单",
    stages=(
        ("draft", "草稿"),
        ("submitted", "待审核"),
        ("published", "已发布"),
        ("suspended", "暂停实施"),
        ("withdrawn", "已撤下"),
        ("discarded", "已作废"),
    ),
    steps=(
        Step("claim", "认领", (NEW,), "draft", KEEPERS, CLAIMING),
        Step("copy", "照搬认领", (NEW,), "draft", KEEPERS, CLAIMING),
        Step("begin", "起草", (NEW,), "draft", (*KEEPERS, "system"), COMPILING),
        Step("revise", "修订", (NEW,), "draft", KEEPERS, CHANGING),
        Step("edit", "修改", ("draft",), "draft", KEEPERS, COMPILING),
        Step("submit", "提交审核", ("draft",), "submitted", KEEPERS, COMPILING),
        Step("return", "退回修改", ("submitted",), "draft", APPROVERS, REVIEWING),
        Step("publish", "审核发布", ("submitted",), "published", APPROVERS, REVIEWING),
        Step("load", "载入发布", (NEW,), "published", ("system",), COMPILING),
        Step("suspend", "暂停实施", ("published",), "suspended", APPROVERS, ADJUSTING),
        Step("resume", "恢复实施", ("suspended",), "published", APPROVERS, ADJUSTING),
        Step("withdraw", "撤下", ("published", "suspended"), "withdrawn", APPROVERS, ADJUSTING),
        Step("discard", "作废草稿", ("draft", "submitted"), "discarded", KEEPERS, COMPILING),
    ),
)

LIBRARY_CHANGE = Life(
    name="library_change",
    label="共享内容改动",
    stages=(
        ("proposed", "待审核"),
        ("adopted", "已采用"),
        ("refused", "未采用"),
        ("withdrawn", "已撤回"),
    ),
    steps=(
        Step("propose", "提出改动", (NEW,), "proposed", KEEPERS, COMPILING),
        Step("withdraw", "撤回改动", ("proposed",), "withdrawn", KEEPERS, COMPILING),
        Step("adopt", "采用改动", ("proposed",), "adopted", KEEPERS, REVIEWING),
        Step("refuse", "不采用改动", ("proposed",), "refused", KEEPERS, REVIEWING),
    ),
)
