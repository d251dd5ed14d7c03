"""What is kept of persons stands sealed: no identity number and no phone of a party in clear, anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db.models import BinaryField, CharField, JSONField, Model, TextField, UUIDField

from onewindow.core.numbers.citizen_id import check
from onewindow.core.numbers.fault import NumberFault
from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.reading import CaseFile

LONG = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
DIGITS = re.compile(r"\d(?:[\d\- ]{5,}\d)")


@case_invariant("journal-names-no-number", "design §7、§8; 个人信息保护法第五十一条")
def journal_is_clean(file: CaseFile) -> Iterator[Fault]:
    """日志正文不含个人信息:身份证号码、相对人和联系人的电话只以密文存放。"""
    phones = _phones(file)
    for thing in file.things:
        for entry in file.journal(thing):
            if what := _personal(entry.text, phones):
                yield thing.thing_kind(), f"“{entry.verb}”的日志正文里有{what}"


@case_invariant("rows-name-no-number", "design §7; 个人信息保护法第五十一条")
def rows_are_clean(file: CaseFile) -> Iterator[Fault]:
    """各列不含个人信息:姓名以外,身份证号码和电话不以明文存放。"""
    phones = _phones(file)
    rows: list[Model] = [*file.things, *file.clocks, *file.submissions, *file.evidence]
    for row in rows:
        for column, text in _texts(row):
            if what := _personal(text, phones):
                yield row._meta.model_name or "", f"{column} 列里有{what}"


def _texts(row: Model) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        if isinstance(field, BinaryField | UUIDField):
            continue
        if isinstance(field, CharField | TextField | JSONField):
            value: Any = row.__dict__.get(field.attname)
            if value:
                yield field.attname, value if isinstance(value, str) else str(value)


def _personal(text: str, phones: set[str]) -> str:
    """What of a person stands in the text, if anything."""
    for found in LONG.findall(text):
        if _is_citizen(found):
            return "身份证号码"
    if phones and any("".join(filter(str.isdigit, run)) in phones for run in DIGITS.findall(text)):
        return "电话号码"
    return ""


def _is_citizen(number: str) -> bool:
    try:
        check(number, demo=True)
    except NumberFault:
        return False
    return True


def _phones(file: CaseFile) -> set[str]:
    """The phones of the applicant, the contact and the agent, in digits."""
    application = file.case.application
    try:
        facts, more = application.party.facts(), application.facts()
    except (InvalidTag, ValueError):
        return set()
    agent = more.get("agent") or {}
    said = (facts.get("phone", ""), more.get("phone", ""), agent.get("phone", ""))
    return {digits for text in said if len(digits := "".join(filter(str.isdigit, text))) > 6}
