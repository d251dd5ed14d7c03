"""What the style guide shows: one moment, one case, invented throughout."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Unit
from onewindow.core.refusal import Finding
from onewindow.web.components import Answer, ClockFace, Entry, MaterialRow, NavItem, Number, Task, Turn

NOW = datetime(2026, 5, 12, 14, 10, tzinfo=SHANGHAI)
DUE = datetime(2026, 5, 15, 17, 0, tzinfo=SHANGHAI)

WHY = (
    "2026年5月7日（星期四）受理，当日不计入。",
    "承诺7个工作日，从5月8日（星期五）起算。",
    "5月9日为调休上班日，计入；5月10日为周末，不计入。",
)

CLOCKS = (
    ClockFace(
        label="承诺办结时限",
        state="running",
        left=3,
        unit=Unit.WORKING_DAY,
        due=DUE,
        now=NOW,
        segments=(("used", 4),),
        why=WHY,
    ),
    ClockFace(
        label="受理答复",
        state="soon",
        left=1,
        unit=Unit.WORKING_DAY,
        due=datetime(2026, 5, 13, 17, tzinfo=SHANGHAI),
        now=NOW,
        segments=(("used", 1),),
    ),
    ClockFace(
        label="法定办结时限",
        state="paused",
        left=12,
        unit=Unit.WORKING_DAY,
        due=None,
        now=NOW,
        segments=(("used", 5), ("paused", 3)),
    ),
    ClockFace(
        label="材料移交",
        state="overdue",
        left=-1,
        unit=Unit.WORKING_DAY,
        due=datetime(2026, 5, 11, 17, tzinfo=SHANGHAI),
        now=NOW,
        segments=(("used", 2),),
    ),
    ClockFace(
        label="容缺材料补齐",
        state="running",
        left=160,
        unit=Unit.WORKING_DAY,
        due=datetime(2027, 1, 5, 17, tzinfo=SHANGHAI),
        now=NOW,
        provisional=True,
        segments=(("used", 20),),
    ),
    ClockFace(
        label="半日办结",
        state="running",
        left=2,
        unit=Unit.WORKING_HOUR,
        due=datetime(2026, 5, 12, 16, 10, tzinfo=SHANGHAI),
        now=NOW,
        segments=(("used", 2),),
    ),
    ClockFace(
        label="受理答复",
        state="met",
        left=1,
        unit=Unit.WORKING_DAY,
        due=DUE,
        now=NOW,
        segments=(("used", 1),),
    ),
)

ANSWERS = (
    Answer(value="original", label="原件相符", key="1"),
    Answer(value="missing", label="缺", key="2", tone="warn"),
    Answer(value="deferred", label="容缺", key="3", tone="warn", opens=True),
    Answer(value="copy", label="复印件", key="4"),
    Answer(value="defect", label="有问题", key="5", tone="danger", opens=True),
)

MATERIALS = (
    MaterialRow(
        id="licence",
        number=1,
        name="营业执照",
        answers=ANSWERS,
        value="original",
        grade="A",
        requirement="电子证照，免提交。",
        held="平台已有：2025年11月3日核发，有效。",
        checkpoints=("名称与申请书一致", "经营范围含餐饮服务", "在有效期内"),
    ),
    MaterialRow(
        id="layout",
        number=2,
        name="经营场所平面布局图",
        answers=ANSWERS,
        value="defect",
        can_attach=True,
        requirement="纸质1份，标明比例、用途和面积。",
        attached=2,
        grade="C",
        checkpoints=("标明操作间、库房和卫生间", "标明比例尺", "与现场一致"),
        faults=("标明比例尺",),
        note="缺比例尺和方向。",
    ),
    MaterialRow(
        id="system",
        number=3,
        name="食品安全规章制度",
        answers=ANSWERS,
        value="deferred",
        grade="D",
        requirement="可以容缺，受理后5个工作日内补齐。",
        can_attach=True,
    ),
    MaterialRow(
        id="proxy",
        number=4,
        name="授权委托书",
        answers=ANSWERS,
        optional=True,
        can_attach=True,
        error="请选择“授权委托书”的核对结果",
        requirement="委托他人办理时提交原件1份。",
    ),
)

ENTRIES = (
    Entry(
        at=datetime(2026, 5, 12, 10, 20, tzinfo=SHANGHAI),
        title="现场核查开始，承诺时限暂停",
        sign="paused",
        who="江州市市场监督管理局 赵敏",
        text="依据《食品经营许可和备案管理办法》，核查不计入办理时限。",
    ),
    Entry(
        at=datetime(2026, 5, 7, 15, 40, tzinfo=SHANGHAI),
        title="受理",
        who="江州市市场监督管理局 赵敏",
        url="#timeline",
        url_label="受理通知书",
    ),
    Entry(
        at=datetime(2026, 5, 7, 9, 32, tzinfo=SHANGHAI),
        title="综合窗口收件",
        who="江州市政务服务中心 3号窗口 王芳",
        text="收到材料5份，其中容缺1份。",
        sign="verified",
    ),
)

TASKS = (
    Task(name="确认您的情形", url="#tasks", word="已完成"),
    Task(name="准备材料", url="#tasks", note="5份，其中2份平台已有", sign="open", word="进行中"),
    Task(name="补齐容缺材料", url="#tasks", note="还剩3个工作日，最晚 5月15日（星期五）", sign="deferred"),
    Task(name="领取结果", note="决定作出后才能开始", sign="waiting"),
)

NUMBERS = (
    Number(label="在办", value=128, url="#numbers", note="较昨日 +6", sign="open"),
    Number(label="黄牌", value=7, url="#numbers", note="较昨日 -2", sign="yellow"),
    Number(label="红牌", value=1, url="#numbers", note="较昨日 0", sign="red"),
    Number(label="暂停", value=12, url="#numbers", note="特别程序中", sign="paused"),
    Number(label="今日办结", value=43, url="#numbers", note="较昨日 +5", sign="done"),
)

FINDINGS = (
    Finding("phone", "请填写11位手机号码"),
    Finding("kind", "请选择经营者的类型"),
)

NAV = {
    "desk": (
        NavItem(label="收件", url="#", key="Alt+1", current=True),
        NavItem(label="交接", url="#", key="Alt+2", count=4),
        NavItem(label="通知转达", url="#", key="Alt+3", count=2),
        NavItem(label="今日", url="#", key="Alt+4"),
    ),
    "public": (
        NavItem(label="首页", url="#", current=True),
        NavItem(label="个人办事", url="#"),
        NavItem(label="法人办事", url="#"),
        NavItem(label="办件查询", url="#"),
    ),
}

DESK = {"staff": "王芳", "post": "综合受理窗口人员", "place": "江州市政务服务中心 3号窗口", "switch_url": "#"}


class SampleForm(forms.Form):
    name = forms.CharField(label="经营者名称", help_text="与营业执照一致")
    phone = forms.CharField(label="联系电话", error_messages={"required": "请填写11位手机号码"})
    kind = forms.ChoiceField(
        label="经营者的类型",
        choices=[("person", "个体工商户"), ("company", "企业")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择经营者的类型"},
    )
    district = forms.ChoiceField(label="经营所在地", choices=[("lj", "临江区"), ("cq", "陈桥区")])
    opened = forms.DateField(label="开业日期", required=False, help_text="例如 2026-05-15")
    note = forms.CharField(label="补充说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label="我已阅读并承诺以上内容真实", required=False)


SHOWN: dict[str, Any] = {
    "now": NOW,
    "hand_over_at": datetime(2026, 5, 12, 15, 0, tzinfo=SHANGHAI),
    "clocks": CLOCKS,
    "materials": MATERIALS,
    "entries": ENTRIES,
    "tasks": TASKS,
    "numbers": NUMBERS,
    "findings_shown": FINDINGS,
    "turn": Turn(previous_url="#pagination", next_url="#pagination", words="第 21 到 40 件"),
    "summary": (
        ("办理对象", "企业、个体工商户"),
        ("到场次数", "1次"),
        ("承诺时限", "7个工作日"),
        ("法定时限", "10个工作日"),
        ("收费", "不收费"),
    ),
    "facts": (
        ("办件编号", "990100-2026-000123"),
        ("事项", "食品经营许可（新办）"),
        ("申请人", "江州市望江小馆"),
        ("联系电话", "138****2046"),
    ),
    "notes": {"收件": "5月7日", "受理": "5月7日"},
    "answers": (
        Answer(value="new", label="新开一家店", hint="还没有食品经营许可证"),
        Answer(value="change", label="已有许可证，要变更"),
        Answer(value="renew", label="许可证快到期"),
    ),
    "files": ({"name": "平面布局图.pdf", "size": "1.2 MB", "url": "#upload"},),
    "agencies": (
        ("市场监督管理局", 46, "#charts"),
        ("卫生健康委员会", 31, "#charts"),
        ("消防救援大队", 12, "#charts"),
    ),
    "signs": (
        "yellow",
        "red",
        "paused",
        "open",
        "done",
        "verified",
        "deferred",
        "missing",
        "defect",
        "waiting",
        "soon",
        "stopped",
        "unchecked",
    ),
}


def context() -> dict[str, Any]:
    return SHOWN | {"form_shown": SampleForm({"name": "江州市望江小馆", "district": "lj"})}
