"""The life of an appointment (任职): who was given which post by whom, and who stands in for whom."""

from onewindow.core.life import NEW, Life, Step

APPOINTMENT = Life(
    name="appointment",
    label="任职",
    stages=(("in_force", "在任"), ("ended", "已免去")),
    steps=(
        Step("grant", "授予岗位", (NEW,), "in_force", ("administrator", "system"), "岗位职责与授权管理制度"),
        Step(
            "deputise",
            "指定代理",
            (NEW,),
            "in_force",
            ("head", "administrator"),
            "岗位代理:由负责人指定,载明起止日期",
        ),
        Step(
            "end",
            "免去岗位",
            (NEW, "in_force"),
            "ended",
            ("administrator", "system"),
            "岗位职责与授权管理制度",
        ),
        Step(
            "revoke",
            "撤销代理",
            ("in_force",),
            "ended",
            ("head", "administrator", "system"),
            "岗位代理:指定人可以提前撤销",
        ),
    ),
)
