"""最多跑一次: the life of a batch (批次) of items that need at most one visit, and of a line of the negative list.

A batch is drawn up by the office that guides the agencies, pledged by the head of each, approved by the government of
its level, and published. Whoever gives it back sends it to the beginning: every agency pledges anew.
"""

from onewindow.core.life import NEW, Life, Step
from onewindow.core.lives.catalogue import APPROVERS, KEEPERS

SORTING = "长沙 3:分类梳理、分批公布、分步实施"
PLEDGING = "长沙 5:由各部门行政主要负责人对外进行公开承诺"
UNIFORM = "长沙 5:由市政务服务中心负责统一格式和内容"
APPROVAL = "长沙 5:经同级政府审定后，向社会统一公布"
WATCHED = "长沙 5:公布后接受社会监督"
NEGATIVE = "长沙 5:确实不能实现的建立负面清单"

BATCH = Life(
    name="batch",
    label="最多跑一次批次",
    stages=(
        ("draft", "编制中"),
        ("pledging", "待承诺和审定"),
        ("approved", "待公布"),
        ("published", "已公布"),
        ("discarded", "已作废"),
    ),
    steps=(
        Step("draw_up", "编制", (NEW,), "draft", KEEPERS, SORTING),
        Step("edit", "修改", ("draft",), "draft", KEEPERS, UNIFORM),
        Step("circulate", "送部门承诺", ("draft",), "pledging", KEEPERS, UNIFORM),
        Step("pledge", "签字承诺", ("pledging",), "pledging", ("head",), PLEDGING),
        Step("approve", "登记政府审定", ("pledging",), "approved", KEEPERS, APPROVAL),
        Step("return", "退回重编", ("pledging", "approved"), "draft", APPROVERS, UNIFORM),
        Step("publish", "公布", ("approved",), "published", KEEPERS, APPROVAL),
        Step("strike", "撤下事项", ("published",), "published", KEEPERS, WATCHED),
        Step("discard", "作废", ("draft", "pledging", "approved"), "discarded", KEEPERS, SORTING),
    ),
)

NEGATIVE_ENTRY = Life(
    name="negative_entry",
    label="负面清单事项",
    stages=(("listed", "在列"), ("removed", "已移出")),
    steps=(
        Step("list", "列入负面清单", (NEW,), "listed", KEEPERS, NEGATIVE),
        Step("remove", "移出负面清单", ("listed",), "removed", KEEPERS, NEGATIVE),
    ),
)
