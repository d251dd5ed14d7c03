"""The life of a bundle (一件事清单的一版): written by its lead agency, reviewed by a second person, published, suspended, withdrawn."""

from onewindow.core.life import NEW, Life, Step
from onewindow.core.lives.catalogue import APPROVERS, KEEPERS

LISTING = "武汉 (一):编制“一件事”清单，逐项制定办事指南"
LEADING = "辽宁 二:由牵头部门制定“一张表单”"
ADJUSTING = "澄海 (一):目录经审核公布后实行动态调整"
RIPENING = "武汉 (一):成熟一件推出一件"

BUNDLE = Life(
    name="bundle",
    label="一件事清单",
    stages=(
        ("draft", "草稿"),
        ("submitted", "待审核"),
        ("published", "已推出"),
        ("suspended", "暂停办理"),
        ("withdrawn", "已撤下"),
        ("discarded", "已作废"),
    ),
    steps=(
        Step("begin", "起草", (NEW,), "draft", KEEPERS, LISTING),
        Step("edit", "修改", ("draft",), "draft", KEEPERS, LEADING),
        Step("submit", "提交审核", ("draft",), "submitted", KEEPERS, LISTING),
        Step("return", "退回修改", ("submitted",), "draft", APPROVERS, LISTING),
        Step("publish", "审核推出", ("submitted",), "published", APPROVERS, RIPENING),
        Step("load", "载入推出", (NEW,), "published", ("system",), RIPENING),
        Step("suspend", "暂停办理", ("published",), "suspended", APPROVERS, ADJUSTING),
        Step("resume", "恢复办理", ("suspended",), "published", APPROVERS, ADJUSTING),
        Step("withdraw", "撤下", ("published", "suspended"), "withdrawn", APPROVERS, LISTING),
        Step("discard", "作废草稿", ("draft", "submitted"), "discarded", KEEPERS, LISTING),
    ),
)
