"""The life of a delegation (事权下放): asked for (点菜) by the receiver, granted or refused by who holds the power."""

from onewindow.core.life import NEW, Life, Step
from onewindow.core.lives.catalogue import APPROVERS, KEEPERS

PICKING = "长沙:通过区县（市）、园区“点菜”方式直接下放、委托下放、前移服务窗口"
FLATTENING = "澄海 4:取消下级受理、初审环节，或者将终审权依法下放"
ADJUSTING = "武汉:再取消下放调整一批行政权力事项"

DELEGATION = Life(
    name="delegation",
    label="事权下放",
    stages=(
        ("asked", "待答复"),
        ("granted", "已同意"),
        ("refused", "未同意"),
        ("withdrawn", "已撤回"),
        ("taken_back", "已收回"),
    ),
    steps=(
        Step("ask", "提出承接", (NEW,), "asked", KEEPERS, PICKING),
        Step("withdraw", "撤回请求", ("asked",), "withdrawn", KEEPERS, PICKING),
        Step("grant", "同意下放", ("asked",), "granted", APPROVERS, FLATTENING),
        Step("refuse", "不同意", ("asked",), "refused", APPROVERS, FLATTENING),
        Step("take_back", "收回", ("granted",), "taken_back", APPROVERS, ADJUSTING),
    ),
)
