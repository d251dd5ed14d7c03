"""The forms of the review desk. What is wrong with them the command says; they only show it at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from onewindow.cases.commands.refuse_acceptance import GROUNDS
from onewindow.core.refusal import Finding


class Written(forms.Form):
    """A form judged by the command: its errors are the findings of the refusal, its values what was typed."""

    use_required_attribute = False

    def __init__(
        self, typed: Mapping[str, Any] | None = None, findings: Sequence[Finding] = (), **settings: Any
    ) -> None:
        super().__init__(typed, **settings)
        self.findings = findings

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data = {}
        for finding in self.findings:
            if finding.field in self.fields:
                self._errors.setdefault(finding.field, self.error_class()).append(finding.message)


def _text(label: str, rows: int = 3, **settings: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **settings)


class RefusalOfAcceptance(Written):
    """不予受理: the ground, the reasons and, where the power lies elsewhere, with whom."""

    ground = forms.ChoiceField(
        label="不予受理的情形", choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )
    reasons = _text(
        "理由",
        rows=5,
        help_text="每行一条，每条不少于 10 个字，写明事实和所依据的规定。申请人会看到这些文字。",
    )
    competent_body = forms.CharField(
        label="应向哪个机关申请", required=False, help_text="不属于本机关职权的必须填写，写机关全称。"
    )


class Special(Written):
    """特别程序: which, how long, why, when, by whom and where."""

    procedure = forms.ChoiceField(label="程序", widget=forms.RadioSelect)
    length = forms.ChoiceField(label="所需时间")
    reason = _text("启动理由", rows=2, help_text="会写入送给申请人的期限告知书。")
    starts_on = forms.DateField(label="开始日期", widget=forms.DateInput(attrs={"type": "date"}))
    people = _text("参加人员", rows=3, help_text="每行一人，写姓名；外请专家写单位和姓名。")
    place = forms.CharField(label="地点", required=False)
    prepare = _text(
        "请申请人准备", rows=2, required=False, help_text="每行一项，例如：到场人员、需要打开的设备。"
    )

    def offer(self, *, procedures: list[tuple[str, str]], lengths: list[tuple[str, str]]) -> None:
        """The procedures of the edition, and for each length the days it leads to."""
        self.fields["procedure"] = forms.ChoiceField(
            label="程序", choices=procedures, widget=forms.RadioSelect
        )
        self.fields["length"] = forms.ChoiceField(label="所需时间", choices=lengths)


class Extension(Written):
    """延期: the reason, which is told to the applicant."""

    reason = _text("延期理由", rows=4, help_text="不少于 10 个字，批准后原文告知申请人。")
