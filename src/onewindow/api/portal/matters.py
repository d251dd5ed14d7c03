"""办事指南: what anybody may know of the matters in force."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from ninja import Query, Router
from pydantic import StringConstraints

from onewindow.api.call import Call, nowhere
from onewindow.api.door import read
from onewindow.api.fields import Example, Given, Page
from onewindow.api.problems import Problem
from onewindow.catalogue.listing import Listed, listing
from onewindow.catalogue.models import edition_in_force
from onewindow.core.calendar import local
from onewindow.places.directory import agency_shown

router = Router(tags=["办事指南"])


class MatterLine(Given):
    EXAMPLE: ClassVar[Example] = {
        "slug": "shipin-jingying", "name": "食品经营许可（新办）", "agency": "scjg", "agency_name": "江州市市场监督管理局",
        "audience": "organisation", "instant": False, "promised": "5个工作日", "visits": 1,
    }  # fmt: skip
    slug: str
    name: str
    agency: str
    agency_name: str
    audience: str
    instant: bool
    promised: str
    visits: int


class Matters(Given):
    EXAMPLE: ClassVar[Example] = {"items": [MatterLine.EXAMPLE], "next": ""}
    items: list[MatterLine]
    next: str


class Matter(Given):
    EXAMPLE: ClassVar[Example] = {
        "slug": "shipin-jingying", "edition": 1, "handling_code": "11990100MB9901024C399013102100101",
        "document": {
            "name": "食品经营许可（新办）", "kind": "promised", "plain": "开饭店、食堂、食品店以前要办的证。",
            "handling": ["pre_review", "consult", "post"], "permit_class": "optimised", "follows": ["990131099001"],
            "situations": [{
                "id": "term", "question": "租期够不够？", "when": {"premises": ["rented"]},
                "answers": [{"id": "long", "label": "够"}, {"id": "short", "label": "不够"}],
            }],
        },
    }  # fmt: skip
    slug: str
    edition: int
    handling_code: str
    document: dict[str, Any]


class Wanted(Page):
    agency: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,40}$")] = ""


@read(router, "matters", name="matters", label="事项列表", answers=Matters)
def matters(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """Every matter in force today, by slug."""
    if wanted.after and not wanted.after.isascii():
        raise Problem("bad-cursor")
    found = [
        item
        for item in sorted(listing(local(call.at).date()).items, key=lambda item: item.slug)
        if item.slug > wanted.after and wanted.agency in {"", item.agency}
    ]
    shown = found[: wanted.limit]
    following = shown[-1].slug if len(found) > wanted.limit else ""
    return {"items": [_line(item) for item in shown], "next": following}


@read(router, "matters/{item:slug}", name="matter", label="办事指南", answers=Matter, also=("no-such-item",))
def matter(call: Call, slug: str) -> dict[str, Any]:
    """The edition in force today: situations, materials, form, steps, limits, fees. The ids are those of an intake.

    Whatever has `when` is asked or follows only under those answers (situation id: answer ids); situations too, so
    that they form a tree. A material with `spared` is not asked of the applicant; of `limits.cases` the first that
    applies holds. What equals its default is left out. `handling_code` is 业务办理项编码 (33 characters).
    """
    edition = edition_in_force(slug, local(call.at).date())
    if edition is None:
        nowhere("no-such-item")
    guide = edition.guide
    return {
        "slug": edition.slug, "edition": edition.edition, "handling_code": guide.handling_code,
        "document": guide.document(),
    }  # fmt: skip


def _line(item: Listed) -> dict[str, Any]:
    return {
        "slug": item.slug, "name": item.name, "agency": item.agency, "agency_name": agency_shown(item.agency).name,
        "audience": item.audience, "instant": item.instant, "promised": item.promised, "visits": item.visits,
    }  # fmt: skip
