"""What a case waits for: supplement, deferral, special procedure, extension. Waiting is an open request."""

from onewindow.core.life import NEW, Clocks, Life, Step

SUPPLEMENT = Life(
    name="supplement",
    label="补正",
    stages=(
        ("issued", "已出具待告知"),
        ("served", "已告知待补正"),
        ("supplied", "已补正"),
        ("lapsed", "逾期未补正"),
        ("moot", "已失效"),
    ),
    steps=(
        Step(
            "issue",
            "出具材料补齐补正通知书",
            (NEW,),
            "issued",
            ("reviewer", "head"),
            "行政许可法第三十二条第一款第(四)项;操作细则:2个工作日内退回综合受理窗口",
            Clocks(start=("notice_service",), meet=("intake_answer",)),
        ),
        Step(
            "serve",
            "告知申请人",
            ("issued",),
            "served",
            ("clerk",),
            "操作细则:及时通知申请人领取或通过网络发送电子版",
            Clocks(start=("supplement",), meet=("statutory_answer", "notice_service")),
        ),
        Step(
            "supply",
            "补正材料",
            ("issued", "served"),
            "supplied",
            ("clerk",),
            "行政许可法第三十二条第一款第(五)项",
            Clocks(
                start=("intake_answer", "statutory_answer", "handover"),
                meet=("supplement", "notice_service"),
                cancel=("statutory_answer",),
            ),
        ),
        Step(
            "lapse",
            "逾期未补正",
            ("served",),
            "lapsed",
            ("system",),
            "地方规定:视为撤回、不予受理或退件",
        ),
        Step(
            "void",
            "失效",
            ("issued", "served"),
            "moot",
            ("system", "reviewer", "clerk"),
            "办件已终结",
            Clocks(cancel=("supplement", "notice_service")),
        ),
    ),
)

DEFERRAL = Life(
    name="deferral",
    label="容缺补齐",
    stages=(
        ("promised", "已承诺待补齐"),
        ("supplied", "已补齐"),
        ("lapsed", "逾期未补齐"),
        ("moot", "已失效"),
    ),
    steps=(
        Step(
            "promise",
            "承诺补齐",
            (NEW,),
            "promised",
            ("clerk",),
            "操作细则:容缺受理,告知期限与逾期后果,填写容缺受理承诺",
            Clocks(start=("deferral",)),
        ),
        Step(
            "supply",
            "补齐容缺材料",
            ("promised",),
            "supplied",
            ("clerk",),
            "操作细则:在规定时间内补齐",
            Clocks(meet=("deferral",)),
        ),
        Step("lapse", "逾期未补齐", ("promised",), "lapsed", ("system",), "承诺书载明的逾期后果"),
        Step(
            "void",
            "失效",
            ("promised",),
            "moot",
            ("system", "reviewer", "decider", "head", "clerk"),
            "办件已终结或已决定",
            Clocks(cancel=("deferral",)),
        ),
    ),
)

SPECIAL_PROCEDURE = Life(
    name="special_procedure",
    label="特别程序",
    stages=(("running", "进行中"), ("ended", "已结束"), ("moot", "已失效")),
    steps=(
        Step(
            "start",
            "启动特别程序",
            (NEW,),
            "running",
            ("reviewer",),
            "行政许可法第四十五条:所需时间书面告知申请人",
            Clocks(start=("special",), pause=("statutory", "promised")),
        ),
        Step(
            "end",
            "结束特别程序",
            ("running",),
            "ended",
            ("reviewer",),
            "行政许可法第四十五条",
            Clocks(meet=("special",), resume=("statutory", "promised")),
        ),
        Step(
            "void",
            "失效",
            ("running",),
            "moot",
            ("system", "reviewer", "clerk"),
            "办件已终结",
            Clocks(cancel=("special",), resume=("statutory", "promised")),
        ),
    ),
)

EXTENSION = Life(
    name="extension",
    label="延期",
    stages=(("requested", "待批准"), ("approved", "已批准"), ("rejected", "未批准"), ("moot", "已失效")),
    steps=(
        Step("request", "申请延期", (NEW,), "requested", ("reviewer",), "行政许可法第四十二条"),
        Step(
            "approve",
            "批准延期",
            ("requested",),
            "approved",
            ("head",),
            "行政许可法第四十二条:经本行政机关负责人批准,并将理由告知申请人",
        ),
        Step("reject", "不批准延期", ("requested",), "rejected", ("head",), "行政许可法第四十二条"),
        Step(
            "void",
            "失效",
            ("requested",),
            "moot",
            ("system", "reviewer", "decider", "head", "clerk"),
            "办件已终结或已决定",
        ),
    ),
)
