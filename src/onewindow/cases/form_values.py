"""Checking what was filled in against the edition's form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from onewindow.catalogue import schema
from onewindow.core.refusal import Finding

LONGEST = 200
PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")


def form_findings(guide: schema.Edition, values: dict[str, str]) -> Iterator[Finding]:
    """Everything wrong with the filled form, in the applicant's words."""
    known = {field.id for field in guide.form}
    for stranger in sorted(set(values) - known):
        yield Finding(f"form.{stranger}", "表单中没有这一项。")
    for field in guide.form:
        value = values.get(field.id, "").strip()
        if not value:
            if field.required:
                yield Finding(f"form.{field.id}", f"请填写{field.label}。")
        elif len(value) > LONGEST:
            yield Finding(f"form.{field.id}", f"{field.label}最多 {LONGEST} 个字，现有 {len(value)} 个字。")
        elif (problem := _CHECKS.get(field.type, _fine)(field, value)) is not None:
            yield Finding(f"form.{field.id}", problem)


def _fine(field: schema.FormField, value: str) -> str | None:
    return None


def _number(field: schema.FormField, value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return f"{field.label}请填写数字，例如 12.5。"
    return None if number.is_finite() and abs(number) < Decimal(10) ** 12 else f"{field.label}的数字过大。"


def _date(field: schema.FormField, value: str) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return f"{field.label}请按 年-月-日 填写，例如 2026-11-20。"
    return None


def _phone(field: schema.FormField, value: str) -> str | None:
    return None if PHONE.fullmatch(value) else f"{field.label}请填写 11 位手机号或带区号的电话。"


def _choice(field: schema.FormField, value: str) -> str | None:
    return None if value in (field.options or ()) else f"{field.label}请从所列选项中选择。"


_CHECKS: dict[str, Callable[[schema.FormField, str], str | None]] = {
    "number": _number,
    "money": _number,
    "date": _date,
    "phone": _phone,
    "choice": _choice,
}
