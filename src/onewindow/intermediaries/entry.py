"""What stands of an intermediary on the register, as the registrar read it from the application, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from onewindow.catalogue.intermediary import Service, services
from onewindow.core.numbers import uscc
from onewindow.core.numbers.fault import NumberFault, as_typed
from onewindow.core.refusal import Finding
from onewindow.intermediaries.terms import DEAREST, TIES
from onewindow.places.directory import directory

PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")
LONGEST_NAME, LONGEST_TEXT, LONGEST_UNIT = 100, 200, 10


@dataclass(frozen=True)
class Qualification:
    """资质: its kind, number and last day."""

    name: str
    number: str
    until: date | None


@dataclass(frozen=True)
class Tie:
    """与行政机关的关系: to which agency, of which kind (see terms.TIES), in words."""

    agency: str
    kind: str
    words: str


@dataclass(frozen=True)
class Offer:
    """One service it offers: within how many working days, for how many 分 a unit, on which qualification's number."""

    service: str
    days: int | None
    fee: int | None
    per: str
    qualification: str = ""


@dataclass(frozen=True)
class Entry:
    """The whole entry. `declared`: the intermediary signed that it disclosed every tie to an administrative organ.

    `known_faults` are what the door found wrong before: a code that belongs to nobody.
    """

    name: str
    number: str
    address: str
    phone: str
    qualifications: tuple[Qualification, ...]
    ties: tuple[Tie, ...]
    offers: tuple[Offer, ...]
    declared: bool
    known_faults: tuple[Finding, ...] = ()

    def columns(self) -> dict[str, Any]:
        """What the row keeps of it, plain enough for JSON."""
        held = [
            {"name": one.name.strip(), "number": one.number.strip(), "until": one.until.isoformat() if one.until else ""}
            for one in self.qualifications
        ]  # fmt: skip
        return {
            "name": self.name.strip(), "number": as_typed(self.number), "address": self.address.strip(),
            "phone": self.phone.strip(), "qualifications": held,
            "ties": [{**asdict(one), "words": one.words.strip()} for one in self.ties],
            "offers": [
                {**asdict(one), "per": one.per.strip(), "qualification": one.qualification.strip()} for one in self.offers
            ],
        }  # fmt: skip


def faults(entry: Entry, today: date) -> list[Finding]:
    """Everything that is wrong at once; fields of a row are named `qualifications-0-until`."""
    found = [
        *entry.known_faults,
        *_about_the_body(entry),
        *_about_qualifications(entry, today),
        *_about_ties(entry),
    ]
    return [*found, *_about_offers(entry)]


def _about_the_body(entry: Entry) -> Iterator[Finding]:
    if not 2 <= len(entry.name.strip()) <= LONGEST_NAME:
        yield Finding("name", f"请填写机构全称，2至{LONGEST_NAME}个字。")
    if not any(fault.field == "number" for fault in entry.known_faults):
        try:
            uscc.check(entry.number, demo=True)
        except NumberFault as fault:
            yield Finding("number", fault.message)
    if not 4 <= len(entry.address.strip()) <= LONGEST_TEXT:
        yield Finding("address", f"请填写办公地址，4至{LONGEST_TEXT}个字。")
    if not PHONE.fullmatch(entry.phone.strip()):
        yield Finding("phone", "业务电话请填写11位手机号或带区号的电话。")


def _about_qualifications(entry: Entry, today: date) -> Iterator[Finding]:
    numbers = [one.number.strip() for one in entry.qualifications]
    for n, one in enumerate(entry.qualifications):
        where = f"qualifications-{n}"
        if not 2 <= len(one.name.strip()) <= LONGEST_NAME:
            yield Finding(f"{where}-name", "请写明资质名称。")
        if not 2 <= len(one.number.strip()) <= LONGEST_NAME:
            yield Finding(f"{where}-number", "请写明证书编号。")
        elif numbers.index(one.number.strip()) < n:
            yield Finding(f"{where}-number", "这个证书编号已经写过。")
        if one.until is None:
            yield Finding(f"{where}-until", "请写明有效期的最后一天。")
        elif one.until < today:
            yield Finding(f"{where}-until", "这项资质已经过期，延续后再登记。")


def _about_ties(entry: Entry) -> Iterator[Finding]:
    for n, one in enumerate(entry.ties):
        where = f"ties-{n}"
        if one.agency not in directory().agencies:
            yield Finding(f"{where}-agency", "请选择行政机关。")
        if one.kind not in TIES:
            yield Finding(f"{where}-kind", "请选择关系的种类。")
        if not 4 <= len(one.words.strip()) <= LONGEST_TEXT:
            yield Finding(f"{where}-words", f"请写明是什么关系，4至{LONGEST_TEXT}个字，会向社会公布。")
    if not entry.declared:
        yield Finding("declared", "请机构书面声明已经如实披露与行政机关的全部关系。")


def _about_offers(entry: Entry) -> Iterator[Finding]:
    listed = {one.key: one for one in services()}
    held = {one.number.strip(): one for one in entry.qualifications}
    if not entry.offers:
        yield Finding("offers-0-service", "请至少选择一项中介服务。")
    for n, one in enumerate(entry.offers):
        service = listed.get(one.service)
        if service is None:
            yield Finding(f"offers-{n}-service", "请从中介服务清单中选择。")
        elif one.service in {other.service for other in entry.offers[:n]}:
            yield Finding(f"offers-{n}-service", f"“{service.name}”已经写过。")
        else:
            yield from _about_terms(n, one, service, held)


def _about_terms(
    n: int, offer: Offer, service: Service, held: Mapping[str, Qualification]
) -> Iterator[Finding]:
    where, number = f"offers-{n}", offer.qualification.strip()
    if offer.days is None or not 1 <= offer.days <= service.days:
        yield Finding(
            f"{where}-days", f"请填写1至{service.days}个工作日；清单规定的时限是{service.days}个工作日。"
        )
    if offer.fee is None or not 0 <= offer.fee <= DEAREST:
        yield Finding(f"{where}-fee", "请填写明码标价的金额（元），最多两位小数。")
    if not 1 <= len(offer.per.strip()) <= LONGEST_UNIT:
        yield Finding(f"{where}-per", "请写明计价单位，如：份、平方米。")
    if number and number not in held:
        yield Finding(f"{where}-qualification", "这个证书编号没有写在资质里。")
    elif service.qualification and not number:
        yield Finding(
            f"{where}-qualification", f"“{service.name}”须有{service.qualification}，请写明凭哪个证书。"
        )
