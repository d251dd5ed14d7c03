"""The lives of an intermediary (中介机构) on the register and of an engagement (中介委托) with one of them."""

from onewindow.core.life import NEW, Clocks, Life, Step
from onewindow.core.lives.catalogue import KEEPERS

OPENING = "武汉 5:放宽行政审批中介服务市场准入"
BREAKING = "澄海 (二)5:破除中介服务垄断，切断中介服务利益关联"
SUPERVISING = "武汉 5:强化中介服务监管"
LIMITING = "辽宁 (四):依法界定中介机构服务时限"

INTERMEDIARY = Life(
    name="intermediary",
    label="中介机构",
    stages=(
        ("applied", "待登记"),
        ("registered", "在册"),
        ("suspended", "已暂停"),
        ("refused", "不予登记"),
        ("struck_off", "已移出"),
    ),
    steps=(
        Step("record", "收取申请", (NEW,), "applied", KEEPERS, OPENING),
        Step("register", "登记入册", ("applied",), "registered", KEEPERS, OPENING),
        Step("refuse", "不予登记", ("applied",), "refused", KEEPERS, OPENING),
        Step("amend", "更新登记", ("registered",), "registered", KEEPERS, BREAKING),
        Step("amend", "更新登记", ("suspended",), "suspended", KEEPERS, BREAKING),
        Step("suspend", "暂停", ("registered",), "suspended", KEEPERS, SUPERVISING),
        Step("resume", "恢复", ("suspended",), "registered", KEEPERS, SUPERVISING),
        Step("strike_off", "移出名册", ("registered", "suspended"), "struck_off", KEEPERS, SUPERVISING),
    ),
)

ENGAGEMENT = Life(
    name="engagement",
    label="中介委托",
    stages=(
        ("engaged", "办理中"),
        ("delivered", "已交付"),
        ("ended", "已解除"),
        ("rated", "已评价"),
    ),
    steps=(
        Step(
            "engage",
            "登记选择",
            (NEW,),
            "engaged",
            ("clerk",),
            BREAKING,
            Clocks(start=("engagement",)),
        ),
        Step(
            "deliver",
            "登记交付",
            ("engaged",),
            "delivered",
            ("clerk",),
            LIMITING,
            Clocks(meet=("engagement",)),
        ),
        Step(
            "end",
            "解除委托",
            ("engaged",),
            "ended",
            ("clerk",),
            BREAKING,
            Clocks(cancel=("engagement",)),
        ),
        Step("rate", "评价", ("delivered", "ended"), "rated", ("applicant",), SUPERVISING),
    ),
)
