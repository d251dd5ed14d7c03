"""The forms of batches and of the negative list. What is wrong with them the command says."""

from __future__ import annotations

from django import forms

from onewindow.web.review.written import Written


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), help_text=hint)


def _words(label: str, hint: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows, "maxlength": 500}), help_text=hint
    )


class Terms(Written):
    """编制: how the batch is called, and when it is to be published."""

    title = forms.CharField(
        label="标题",
        widget=forms.TextInput(attrs={"maxlength": 80}),
        help_text="例如：江州市“最多跑一次”事项（民生服务）。",
    )
    publish_on = _day("计划公布日期")


class Pledge(Written):
    """签字承诺."""

    title = forms.CharField(
        label="您的职务",
        widget=forms.TextInput(attrs={"maxlength": 20}),
        help_text="与姓名、日期一起向社会公开，例如：局长。",
    )


class Approval(Written):
    """登记政府审定."""

    number = forms.CharField(
        label="批准文号",
        widget=forms.TextInput(attrs={"maxlength": 60}),
        help_text="例如：江政发〔2026〕12号。",
    )
    approved_on = _day("批准日期")


class Publication(Written):
    """公布."""

    on = _day("公布日期", "从这一天起向社会公开，今天或以后。")


class Reason(Written):
    """退回 or 作废."""

    reason = _words("原因")


class Striking(Written):
    """撤下事项."""

    slug = forms.ChoiceField(label="事项")
    reason = _words("撤下的原因", "会向社会公开。")

    def offer(self, items: list[tuple[str, str]]) -> None:
        self.fields["slug"] = forms.ChoiceField(label="事项", choices=[("", "请选择"), *items])


class Negative(Written):
    """列入负面清单."""

    slug = forms.ChoiceField(label="事项")
    ground = forms.ChoiceField(label="理由类别")
    reason = _words("理由", "写给办事的人看：为什么一次办不完。", rows=3)
    basis = forms.CharField(
        label="法律依据",
        widget=forms.TextInput(attrs={"maxlength": 200}),
        help_text="例如：《教师资格条例》第十五条。",
    )

    def offer(self, *, items: list[tuple[str, str]], grounds: dict[str, str]) -> None:
        """What needs more than one visit and is not listed yet, and the reasons the rules know."""
        for name, label, choices in (("slug", "事项", items), ("ground", "理由类别", list(grounds.items()))):
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", "请选择"), *choices])
