"""The forms of the register. What is wrong with them the command says; they only show it at its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.forms import BoundField

from onewindow.catalogue.intermediary import services
from onewindow.core.refusal import Finding
from onewindow.intermediaries.terms import REFUSALS, REMOVALS, SUSPENSIONS, TIES
from onewindow.places.directory import directory
from onewindow.web.register.typed import ROWS, Typed
from onewindow.web.review.written import Written

SPARE = {"qualifications": 2, "offers": 3, "ties": 2}
"""Blank rows after those that are filled in."""
TITLES = {"qualifications": "资质", "offers": "提供的服务", "ties": "与行政机关的关系"}
HINTS = {
    "qualifications": "法律要求资质的写，没有要求的不用写。",
    "offers": "写明码标价的金额和自己承诺的时限，都会向社会公布。",
    "ties": "隶属、出资、任职、近亲属等关系，没有就不写。有关系的机关，不能为它的事项服务。",
}


def text(label: str, rows: int = 2, hint: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": 500})
    return forms.CharField(label=label, widget=area, help_text=hint)


def line(label: str, hint: str = "", **attributes: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(attrs=attributes))


def _choice(label: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "请选择"), *choices])


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


FIELDS: dict[str, dict[str, Callable[[], forms.Field]]] = {
    "qualifications": {
        "name": lambda: line("资质名称"), "number": lambda: line("证书编号"), "until": lambda: _day("有效期至"),
    },
    "offers": {
        "service": lambda: _choice("服务", [(one.key, f"{one.name}（不超过{one.days}个工作日）") for one in services()]),
        "days": lambda: line("时限（工作日）", inputmode="numeric"), "fee": lambda: line("价格（元）", inputmode="decimal"),
        "per": lambda: line("计价单位"), "qualification": lambda: line("凭哪个证书编号"),
    },
    "ties": {
        "agency": lambda: _choice(
            "行政机关", [(code, one.name) for code, one in sorted(directory().agencies.items(), key=lambda pair: pair[1].name)]
        ),
        "kind": lambda: _choice("关系", list(TIES.items())), "words": lambda: line("具体情况"),
    },
}  # fmt: skip


class EntryForm(Written):
    """The body, then so many rows of each part as are filled in, with a few blank ones."""

    name = line("机构全称")
    number = line("统一社会信用代码", autocomplete="off")
    address = line("办公地址", "任何地方的机构都可以登记。")
    phone = line("业务电话")
    declared = forms.BooleanField(label="机构已书面声明：与行政机关的关系已经全部如实披露")

    def __init__(self, typed: Typed, findings: Sequence[Finding] = (), *, reasoned: bool = False) -> None:
        super().__init__(typed.data(), findings)
        self.counts = {part: len(typed.rows[part]) + SPARE[part] for part in ROWS}
        for part, made in FIELDS.items():
            for n in range(self.counts[part]):
                for name, field in made.items():
                    self.fields[f"{part}-{n}-{name}"] = field()
        if reasoned:
            self.fields["reason"] = text("更新的原因", hint="写明依据了什么材料。")

    def body(self) -> list[BoundField]:
        return [self[name] for name in ("name", "number", "address", "phone")]

    def parts(self) -> list[tuple[str, str, str, list[list[BoundField]]]]:
        """Key, title, hint and the rows of fields of each part."""
        return [
            (part, TITLES[part], HINTS[part],
             [[self[f"{part}-{n}-{name}"] for name in FIELDS[part]] for n in range(self.counts[part])])
            for part in ROWS
        ]  # fmt: skip


def _grounded(grounds: dict[str, str], hint: str) -> type[Written]:
    class Grounded(Written):
        ground = forms.ChoiceField(label="情形", choices=list(grounds.items()), widget=forms.RadioSelect)
        reason = text("理由", rows=3, hint=hint)

    return Grounded


Refusal = _grounded(REFUSALS, "机构会看到。已有多少家、在哪里办公，都不能作为理由。")
Suspension = _grounded(SUSPENSIONS, "会向社会公布。")
Removal = _grounded(REMOVALS, "会向社会公布。")


class Resumption(Written):
    reason = text("恢复的理由", hint="会向社会公布。")
