"""Free choice (自主选取): who can be chosen for a service of an item on a day, and why somebody cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onewindow.catalogue.models import Edition, edition_in_force
from onewindow.core.refusal import Refusal
from onewindow.intermediaries.listing import asking
from onewindow.intermediaries.models import Intermediary, Terms
from onewindow.intermediaries.terms import TIES
from onewindow.places.directory import agency_shown


@dataclass(frozen=True)
class Candidate:
    """One registered intermediary with what it published, and the refusal of choosing it, if there is one."""

    row: Intermediary
    terms: Terms
    obstacle: Refusal | None


def item_asking(slug: str, service: str, on: date) -> Edition:
    """The edition in force that asks for this service. Raises Refusal `no-such-item` (404)."""
    if slug in {item for item, _, _ in asking(on).get(service, ())}:
        found = edition_in_force(slug, on)
        if found is not None:
            return found
    raise Refusal("no-such-item", "没有这个事项，或者它不要求这项中介服务。", status=404)


def candidates(item: Edition, service: str, on: date) -> list[Candidate]:
    """Everybody registered who offers it, in turn."""
    return [
        Candidate(row, terms, why_not(row, terms, item, on))
        for row in in_turn(Intermediary.objects.offering(service), on)
        for terms in row.terms(service)
    ]


def in_turn(rows: Iterable[Intermediary], on: date) -> list[Intermediary]:
    """The same ones; who stands first changes from day to day, so that no place on a list is the best."""
    found = list(rows)
    turn = on.toordinal() % len(found) if found else 0
    return [*found[turn:], *found[:turn]]


def why_not(row: Intermediary, terms: Terms, item: Edition, on: date) -> Refusal | None:
    """Refusal `not-choosable` or `tied-to-agency` (both 409)."""
    if row.stage != "registered":
        return Refusal("not-choosable", f"{row.name}目前{row.stage_label}，不能委托。")
    if terms.until is not None and terms.until < on:
        return Refusal(
            "not-choosable", f"{row.name}的资质已在{terms.until.isoformat()}到期，延续以前不能委托。"
        )
    deciding = {item.agency_code, item.document.get("in_name_of") or item.agency_code}
    for tie in row.ties:
        if tie["agency"] in deciding:
            name = agency_shown(tie["agency"]).name
            return Refusal(
                "tied-to-agency", f"{row.name}与审批机关{name}有{TIES[tie['kind']]}，不能为它的事项服务。"
            )
    return None
