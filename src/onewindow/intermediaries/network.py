"""省中介服务网: a file of the bodies registered there, read into entries of the register here.

The file is JSON, `{"items": [body, …]}`, a body as GET /api/v1/intermediaries answers it. A service may be named by its
number on the province's list, an agency and a kind of tie by name; `declared` says that the body disclosed every tie.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from onewindow.catalogue.intermediary import services
from onewindow.core.numbers import uscc
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.plain import plain
from onewindow.core.refusal import Finding, Refusal
from onewindow.intermediaries.entry import Entry, Offer, Qualification, Tie
from onewindow.intermediaries.terms import TIES
from onewindow.places.directory import directory

MOST_BODIES, MOST_ROWS, SHOWN = 200, 50, 30
Text = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True), AfterValidator(plain)]


class _Read(BaseModel):
    """What else stands there, such as how engagements went elsewhere, is passed over."""

    model_config = ConfigDict(extra="ignore", strict=True, hide_input_in_errors=True)


class _Certificate(_Read):
    name: Text
    number: Text
    until: Text


class _Tie(_Read):
    agency: Text
    kind: Text
    words: Text
    agency_name: Text = ""


class _Offer(_Read):
    service: Text
    days: int
    fee: int
    per: Text
    qualification: Text = ""


class _Body(_Read):
    name: Text
    number: Text
    address: Text
    phone: Text
    qualifications: list[_Certificate] = Field([], max_length=MOST_ROWS)
    ties: list[_Tie] = Field([], max_length=MOST_ROWS)
    offers: list[_Offer] = Field(max_length=MOST_ROWS)
    declared: bool = True


class _File(_Read):
    items: list[_Body] = Field(min_length=1, max_length=MOST_BODIES)


def read_bodies(raw: bytes, *, demo: bool) -> list[Entry]:
    """One entry a body; of what it offers only what is on the list here, which may be nothing.

    Codes of the demo city count only in a `demo`.

    Raises Refusal `network-file-refused` (422) with everything that is wrong with the form of the file.
    """
    try:
        found = _File.model_validate(json.loads(raw.decode("utf-8-sig")))
    except ValidationError as faults:
        raise refused([_said(fault) for fault in faults.errors()]) from None
    except (ValueError, RecursionError):
        raise refused(["文件不是合格的 JSON（UTF-8）。"]) from None
    return [_entry(body, demo) for body in found.items]


def refused(messages: list[str]) -> Refusal:
    """Everything at the field of the file; of very many only the first."""
    rest = len(messages) - SHOWN
    told = messages[:SHOWN] + ([f"另外还有{rest}处。"] if rest > 0 else [])
    findings = [Finding("file", message) for message in told]
    return Refusal(
        "network-file-refused", "文件里有不合格的内容，一家都没有带入。", status=422, findings=findings
    )


def _said(fault: Any) -> str:
    where = list(fault["loc"])
    if where == ["items"] or len(where) < 2:
        return f"文件应有1至{MOST_BODIES}家机构，列在 items 里。"
    fields = ".".join(str(part) for part in where[2:])
    return f"第{int(where[1]) + 1}家：{fields or '这一家'}缺少，或者类型、长度不对。"


def _entry(body: _Body, demo: bool) -> Entry:
    return Entry(
        name=body.name, number=body.number, address=body.address, phone=body.phone, declared=body.declared,
        known_faults=tuple(_nobodys(body.number, demo)), ties=tuple(_ties(body)), offers=tuple(_offers(body)),
        qualifications=tuple(Qualification(one.name, one.number, _day(one.until)) for one in body.qualifications),
    )  # fmt: skip


def _ties(body: _Body) -> Iterator[Tie]:
    """Those to agencies of this city; one elsewhere decides nothing here."""
    codes = {one.name: code for code, one in directory().agencies.items()}
    kinds = {label: kind for kind, label in TIES.items()}
    for one in body.ties:
        code = codes.get(one.agency_name) or codes.get(one.agency)
        if code is not None:
            yield Tie(code, kinds.get(one.kind, one.kind), one.words)


def _offers(body: _Body) -> Iterator[Offer]:
    keys = {one.provincial: one.key for one in services() if one.provincial}
    listed = {one.key for one in services()}
    for one in body.offers:
        key = keys.get(one.service, one.service)
        if key in listed:
            yield Offer(key, one.days, one.fee, one.per, one.qualification)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _nobodys(number: str, demo: bool) -> Iterator[Finding]:
    try:
        uscc.check(number, demo=demo)
    except NumberFault as fault:
        yield Finding("number", fault.message)
