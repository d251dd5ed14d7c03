"""The forms of delegations. What is wrong with them the command says; they only show it at its field."""

from __future__ import annotations

from datetime import date

from django import forms

from onewindow.delegation.models import CAPACITIES, FORMS, MEANINGS
from onewindow.web.review.written import Written


def text(label: str, rows: int = 2, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows, "maxlength": 500}), help_text=hint
    )


def day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), help_text=hint)


class Asking(Written):
    """提出承接: which item, for whom, in which form, from when, and what there is for it."""

    slug = forms.ChoiceField(label="事项")
    to_agency = forms.ChoiceField(label="承接机关")
    form = forms.ChoiceField(
        label="形式", choices=[(name, f"{label}：{MEANINGS[name]}") for name, label in FORMS.items()],
        widget=forms.RadioSelect,
    )  # fmt: skip
    effective_from = day("生效日期", "从这一天起由承接机关办理；此前收的件由原机关办完。")
    staff = text(CAPACITIES["staff"])
    funds = text(CAPACITIES["funds"])
    network = text(CAPACITIES["network"])
    training = text(CAPACITIES["training"])
    reason = text("理由", rows=3)

    def offer(self, *, items: list[tuple[str, str]], agencies: list[tuple[str, str]]) -> None:
        """What may be asked for, and for whom."""
        for name, choices in (("slug", items), ("to_agency", agencies)):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, choices=[("", "请选择"), *choices]
            )


class Answer(Written):
    """同意 or 不同意, by the button pressed."""

    reason = text("答复意见", rows=3, hint="承接机关会看到。")


class End(Written):
    """收回: from which day, and why."""

    ends_on = day("收回日期", "从这一天起权限回到原机关；此前承接机关收的件由它办完。")
    reason = text("收回的原因", rows=3)


class Withdrawal(Written):
    reason = text("撤回的原因")


def read_day(typed: str) -> date | None:
    """The day that a date field sent; None for anything else."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
