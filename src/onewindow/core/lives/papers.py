"""Physical papers and the sheets they travel on. A paper's stage is the one place where it is."""

from onewindow.core.life import NEW, Life, Step

PAPER = Life(
    name="paper",
    label="纸质材料",
    stages=(
        ("window", "在受理窗口"),
        ("sheet", "在交接途中"),
        ("agency", "在部门"),
        ("counter", "在出件窗口"),
        ("applicant", "已退还申请人"),
        ("archive", "已归档"),
        ("missing", "交接时短缺"),
    ),
    steps=(
        Step("take", "收取", (NEW,), "window", ("clerk",), "操作细则(三)1 收件"),
        Step("collect", "发证时收取", (NEW,), "counter", ("issuer",), "操作细则(五)1:发放时收取的材料"),
        Step("list", "列入交接表", ("window", "missing"), "sheet", ("clerk",), "操作细则(三)1 材料交接"),
        Step("unlist", "移出交接表", ("sheet",), "window", ("clerk",), "交接前撤下"),
        Step("sign_over", "部门签收", ("sheet",), "agency", ("reviewer",), "操作细则:在《材料交接表》签收"),
        Step("declare_missing", "交接短缺", ("sheet",), "missing", ("reviewer",), "交接清点不符"),
        Step("find", "短缺材料找回", ("missing",), "window", ("clerk",), "交接清点不符的更正"),
        Step(
            "send_back",
            "部门退回窗口",
            ("agency",),
            "window",
            ("reviewer",),
            "办件未作决定即终结,材料退还申请人",
        ),
        Step("give_back", "退还申请人", ("window",), "applicant", ("clerk",), "原件核验后退还"),
        Step("forward", "随回执移交部门", ("counter",), "agency", ("issuer",), "操作细则(五)3"),
        Step("archive", "归档", ("agency",), "archive", ("reviewer",), "档案法;操作细则(五)3 归档"),
    ),
)

SHEET = Life(
    name="sheet",
    label="交接表",
    stages=(("open", "待移交"), ("handed", "已移交待签收"), ("signed", "双方已签"), ("cancelled", "已作废")),
    steps=(
        Step("open", "制作交接表", (NEW,), "open", ("clerk", "reviewer"), "操作细则(三)1、(五)1"),
        Step("hand", "移交人签字", ("open",), "handed", ("clerk", "reviewer"), "操作细则(三)1、(五)1"),
        Step("sign", "接收人签收", ("handed",), "signed", ("reviewer", "issuer"), "操作细则(三)1、(五)1"),
        Step("cancel", "作废", ("open", "handed"), "cancelled", ("clerk", "reviewer"), "移交前撤销"),
    ),
)
