"""What the decision made, and how it reached the applicant."""

from onewindow.core.life import NEW, Clocks, Life, Step

RESULT = Life(
    name="result",
    label="办理结果",
    stages=(
        ("made", "已制作"),
        ("sheet", "移交出件窗口中"),
        ("correcting", "不予接收待更正"),
        ("shelved", "已接收待发"),
        ("issued", "已发放"),
    ),
    steps=(
        Step("make", "制作结果", (NEW,), "made", ("reviewer", "decider", "clerk"), "操作细则(五)1"),
        Step("list", "列入办理结果交接表", ("made",), "sheet", ("reviewer", "decider"), "操作细则(五)1"),
        Step("unlist", "移出交接表", ("sheet",), "made", ("reviewer", "decider"), "交接前撤下"),
        Step(
            "receive",
            "核对无误接收",
            ("sheet",),
            "shelved",
            ("issuer",),
            "操作细则(五)1:核对无误后接收并签收",
            Clocks(meet=("correction",)),
        ),
        Step(
            "reject",
            "不予接收",
            ("sheet",),
            "correcting",
            ("issuer",),
            "操作细则(五)1:信息有误的,不予接收",
            Clocks(start=("correction",)),
        ),
        Step(
            "correct",
            "更正结果",
            ("correcting",),
            "made",
            ("reviewer", "decider"),
            "操作细则(五)1:一般为1个工作日内更正",
        ),
        Step("release", "当场出证", ("made",), "shelved", ("clerk",), "操作细则(三)2 即办件"),
        Step("issue", "发放", ("shelved",), "issued", ("issuer", "clerk"), "操作细则(五)2"),
        Step("come_back", "退回上架", ("issued",), "shelved", ("issuer",), "邮寄未妥投"),
    ),
)

DELIVERY = Life(
    name="delivery",
    label="送达",
    stages=(
        ("ready", "待领取"),
        ("posted", "已寄出"),
        ("delivered", "已送达"),
        ("receipt_returned", "回执已移交"),
        ("archived", "已归档"),
    ),
    steps=(
        Step("prepare", "登记待发", (NEW,), "ready", ("issuer", "clerk"), "操作细则(五)2"),
        Step(
            "hand_out",
            "窗口发放并签收",
            ("ready",),
            "delivered",
            ("issuer", "clerk"),
            "操作细则(五)2:在《送达回执》上签收",
            Clocks(start=("receipt_return",), meet=("delivery",)),
        ),
        Step("post", "委托邮政寄送", ("ready",), "posted", ("issuer",), "操作细则(五)2:各部门不得自行寄出"),
        Step("come_back", "邮件退回", ("posted",), "ready", ("issuer",), "邮寄未妥投"),
        Step(
            "confirm",
            "邮寄妥投登记",
            ("posted",),
            "delivered",
            ("issuer",),
            "操作细则(五)2",
            Clocks(start=("receipt_return",), meet=("delivery",)),
        ),
        Step(
            "return_receipt",
            "移交送达回执",
            ("delivered",),
            "receipt_returned",
            ("issuer",),
            "操作细则(五)3:1个工作日内移交",
            Clocks(meet=("receipt_return",)),
        ),
        Step("archive", "归档", ("receipt_returned",), "archived", ("reviewer",), "操作细则(五)3"),
    ),
)
