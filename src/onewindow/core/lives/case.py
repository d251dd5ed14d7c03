"""The life of a case (办件): what one agency does about one matter of an application."""

from onewindow.core.life import NEW, Clocks, Life, Step

EVERY_CLOCK = (
    "intake_answer",
    "statutory_answer",
    "statutory",
    "promised",
    "handover",
    "supplement",
    "deferral",
    "special",
)
"""What runs on a case before its decision, and stops when it ends without one."""

ONCE_A_CASE = ("intake_answer", "statutory_answer", "statutory", "promised", "delivery")
"""Of each of these a case has at most one running or paused; papers may wait for two hand-overs."""

CASE = Life(
    name="case",
    label="办件",
    stages=(
        ("received", "已收件"),
        ("accepted", "已受理"),
        ("decided", "已决定"),
        ("closed", "已办结"),
        ("not_accepted", "不予受理"),
        ("returned", "已退件"),
        ("withdrawn", "已撤回"),
        ("acceptance_revoked", "已撤销受理"),
        ("terminated", "已终止"),
    ),
    steps=(
        Step(
            "receive",
            "收件",
            (NEW,),
            "received",
            ("clerk",),
            "无锡经开区操作细则(三)1 收件;行政许可法第三十二条",
            Clocks(start=("intake_answer", "statutory_answer", "handover")),
        ),
        Step(
            "accept",
            "受理",
            ("received",),
            "accepted",
            ("reviewer", "clerk"),
            "行政许可法第三十二条第一款第(五)项;操作细则:2个工作日内受理",
            Clocks(start=("statutory", "promised"), meet=("intake_answer", "statutory_answer")),
        ),
        Step(
            "deem_accepted",
            "视为受理",
            ("received",),
            "accepted",
            ("system",),
            "行政许可法第三十二条第一款第(四)项:逾期不告知的,自收到申请材料之日起即为受理",
            Clocks(start=("statutory", "promised"), meet=("intake_answer",)),
        ),
        Step(
            "refuse_acceptance",
            "不予受理",
            ("received",),
            "not_accepted",
            ("reviewer", "system"),
            "行政许可法第三十二条第一款第(一)(二)项、第二款",
            Clocks(meet=("intake_answer",), cancel=("supplement", "deferral", "handover")),
        ),
        Step(
            "return_case",
            "退件",
            ("received",),
            "returned",
            ("reviewer", "system"),
            "逾期未补正的处理依当地规定",
            Clocks(
                meet=("intake_answer",), cancel=("statutory_answer", "supplement", "deferral", "handover")
            ),
        ),
        Step(
            "withdraw",
            "撤回",
            ("received", "accepted"),
            "withdrawn",
            ("clerk", "system"),
            "申请人在决定作出前可以撤回申请(行政许可法实施通行做法,待核)",
            Clocks(cancel=EVERY_CLOCK),
        ),
        Step(
            "revoke_acceptance",
            "撤销受理",
            ("received", "accepted"),
            "acceptance_revoked",
            ("reviewer", "system"),
            "容缺材料逾期未补齐:浙江省“最多跑一次”改革规定第十一条",
            Clocks(cancel=EVERY_CLOCK),
        ),
        Step(
            "terminate",
            "终止",
            ("received", "accepted"),
            "terminated",
            ("reviewer", "system"),
            "容缺逾期终止办理(地方规定)或申请对象消失",
            Clocks(cancel=EVERY_CLOCK),
        ),
        *(
            Step(
                "repin",
                "改按新版清单",
                (stage,),
                stage,
                ("head", "administrator"),
                "在办的仍按收件时的清单办理;改按新版须不增加申请人的负担、不延长时限,由有权人员具名说明理由(当地规定,待核)",
            )
            for stage in ("received", "accepted")
        ),
        Step(
            "propose",
            "提出审查意见",
            ("accepted",),
            "accepted",
            ("reviewer",),
            "操作细则(四)审批(审查):审查与决定由两人分别作出",
        ),
        Step(
            "decide",
            "作出决定",
            ("accepted",),
            "decided",
            ("decider", "head", "clerk"),
            "行政许可法第三十八条;操作细则(四)",
            Clocks(start=("delivery",), meet=("statutory",)),
        ),
        Step(
            "close",
            "办结",
            ("decided",),
            "closed",
            ("issuer", "clerk"),
            "操作细则(五)1:综合出件窗口核对无误后接收,承诺时限至此止",
            Clocks(meet=("promised",)),
        ),
    ),
)
