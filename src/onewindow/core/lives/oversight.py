"""Cards that fall when a clock runs out, and urging."""

from onewindow.core.life import NEW, Clocks, Life, Step

CARD = Life(
    name="card",
    label="警示牌",
    stages=(("fallen", "已发出"), ("explained", "已说明"), ("upheld", "维持"), ("lifted", "撤销")),
    steps=(
        Step(
            "fall",
            "发牌",
            (NEW,),
            "fallen",
            ("system",),
            "澄海区方案:临近超期黄牌,超期红牌",
            Clocks(start=("explanation",)),
        ),
        Step(
            "explain",
            "说明原因",
            ("fallen",),
            "explained",
            ("reviewer", "clerk", "issuer", "head"),
            "优化营商环境条例:逾期公开说明理由",
            Clocks(meet=("explanation",)),
        ),
        Step(
            "uphold",
            "维持",
            ("fallen", "explained"),
            "upheld",
            ("supervisor",),
            "效能监督",
            Clocks(cancel=("explanation",)),
        ),
        Step(
            "lift",
            "撤销",
            ("fallen", "explained"),
            "lifted",
            ("supervisor",),
            "效能监督",
            Clocks(cancel=("explanation",)),
        ),
    ),
)

URGING = Life(
    name="urging",
    label="督办",
    stages=(("sent", "已督办"), ("answered", "已答复"), ("ended", "已办结")),
    steps=(
        Step(
            "send",
            "督办",
            (NEW,),
            "sent",
            ("supervisor", "manager"),
            "GB/T 39046 电子监察",
            Clocks(start=("urging",)),
        ),
        Step(
            "answer",
            "答复督办",
            ("sent",),
            "answered",
            ("reviewer", "head", "clerk", "issuer"),
            "GB/T 39046 电子监察",
            Clocks(meet=("urging",)),
        ),
        Step("end", "督办销号", ("answered",), "ended", ("supervisor", "manager"), "GB/T 39046 电子监察"),
    ),
)
