"""The life of an application (申请): what one applicant brought once, and of the notices served on it."""

from onewindow.core.life import NEW, Life, Step

APPLICATION = Life(
    name="application",
    label="申请",
    stages=(("open", "办理中"), ("finished", "已了结")),
    steps=(
        Step("bring", "提出申请", (NEW,), "open", ("clerk",), "行政许可法第二十九条"),
        Step(
            "finish",
            "了结",
            ("open",),
            "finished",
            ("clerk", "issuer", "reviewer", "decider", "system"),
            "全部办件终结",
        ),
    ),
)

NOTICE = Life(
    name="notice",
    label="文书送达",
    stages=(("to_serve", "待告知"), ("served", "已告知"), ("kept", "存档")),
    steps=(
        Step(
            "draw_up",
            "制作文书",
            (NEW,),
            "to_serve",
            ("clerk", "reviewer", "decider", "head", "issuer", "supervisor", "system"),
            "行政许可法第三十二条第二款",
        ),
        Step(
            "file",
            "制作存档文书",
            (NEW,),
            "kept",
            ("clerk", "reviewer", "decider", "head", "issuer", "supervisor", "system"),
            "无需送达的内部凭证或当场交付",
        ),
        Step(
            "recall",
            "收回",
            ("to_serve",),
            "kept",
            ("system", "reviewer", "clerk"),
            "办件已终结或视为受理,未送达的通知不再送达",
        ),
        Step(
            "serve",
            "登记送达",
            ("to_serve",),
            "served",
            ("clerk", "issuer"),
            "操作细则:领取或通过网络发送电子版",
        ),
    ),
)
