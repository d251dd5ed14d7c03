"""中介服务: the list of services and the register, as the province's network and anybody else may read them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from ninja import Query, Router
from pydantic import StringConstraints

from onewindow.api.call import Call
from onewindow.api.cursors import linked, page
from onewindow.api.door import read
from onewindow.api.fields import Example, Given, Page
from onewindow.catalogue.intermediary import published_list, services
from onewindow.core.calendar import local
from onewindow.intermediaries.listing import asking
from onewindow.intermediaries.models import Engagement, Intermediary, Tally
from onewindow.places.directory import agency_shown

router = Router(tags=["中介服务"])


class AskingItem(Given):
    slug: str
    name: str
    agency: str


class ServiceLine(Given):
    """`provincial` is its number on the province's list, empty where it is beyond; `days` are working days, at most."""

    key: str
    name: str
    provincial: str
    law: str
    article: str
    rank: str
    days: int
    price: str
    qualification: str
    items: list[AskingItem]


class ServiceList(Given):
    EXAMPLE: ClassVar[Example] = {
        "name": "江州市行政审批中介服务清单（2026年版）", "office": "xzsp", "published_on": "2026-01-05",
        "services": [{
            "key": "hygiene_test", "name": "公共场所卫生检测", "provincial": "ZJ04", "law": "公共场所卫生管理条例实施细则",
            "article": "第二十三条", "rank": "部门规章", "days": 10, "price": "由委托双方协商，机构应当明码标价",
            "qualification": "检验检测机构资质认定证书",
            "items": [{"slug": "gonggong-changsuo-weisheng", "name": "公共场所卫生许可", "agency": "wsjk"}],
        }],
    }  # fmt: skip
    name: str
    office: str
    published_on: str
    services: list[ServiceLine]


class Certificate(Given):
    """`until` is its last day."""

    name: str
    number: str
    until: str


class DisclosedTie(Given):
    agency: str
    agency_name: str
    kind: str
    words: str


class OfferLine(Given):
    """Within `days` working days for `fee` 分 a unit, on the certificate of that number."""

    service: str
    days: int
    fee: int
    per: str
    qualification: str


class BodyLine(Given):
    """`ground` and `words` say why a body is suspended or struck off; `stars` is the mean of `rated` ratings."""

    EXAMPLE: ClassVar[Example] = {
        "number": "91990102009000007L", "name": "江州市清衡检测技术有限公司", "stage": "registered", "office": "xzsp",
        "address": "江州市临江区桐花路66号", "phone": "0990-1239001", "registered_on": "2026-10-27",
        "qualifications": [{"name": "检验检测机构资质认定证书", "number": "江检认字〔2025〕018号", "until": "2028-04-23"}],
        "ties": [], "ground": "", "words": "", "engaged": 3, "delivered": 2, "late": 1, "rated": 2, "stars": 4.0,
        "offers": [{"service": "hygiene_test", "days": 7, "fee": 68000, "per": "份", "qualification": "江检认字〔2025〕018号"}],
    }  # fmt: skip
    number: str
    name: str
    stage: str
    office: str
    address: str
    phone: str
    registered_on: str
    qualifications: list[Certificate]
    ties: list[DisclosedTie]
    offers: list[OfferLine]
    ground: str
    words: str
    engaged: int
    delivered: int
    late: int
    rated: int
    stars: float


class Bodies(Given):
    EXAMPLE: ClassVar[Example] = {"items": [BodyLine.EXAMPLE], "next": ""}
    items: list[BodyLine]
    next: str


class Wanted(Page):
    service: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,40}$")] = ""


@read(
    router, "intermediary-services", name="intermediary-services", label="中介服务清单", answers=ServiceList
)
def service_list(call: Call) -> dict[str, Any]:
    """Every service that an item may ask for, with its basis, and the items in force that ask for it."""
    whole, items = published_list(), asking(local(call.at).date())
    return {
        "name": whole.name, "office": whole.office, "published_on": whole.published_on.isoformat(),
        "services": [
            {"key": one.key, "name": one.name, "provincial": one.provincial, "law": one.law, "article": one.article,
             "rank": one.rank_label, "days": one.days, "price": one.price, "qualification": one.qualification,
             "items": [{"slug": slug, "name": name, "agency": code} for slug, name, code in items.get(one.key, ())]}
            for one in services()
        ],
    }  # fmt: skip


@read(router, "intermediaries", name="intermediaries", label="中介机构名册", answers=Bodies)
def bodies(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """Everybody ever registered, suspended and struck off ones too, or those registered that offer one service."""
    chosen = (
        Intermediary.objects.offering(wanted.service) if wanted.service else Intermediary.objects.published()
    )
    rows, following = page(chosen, wanted.after, wanted.limit)
    tallies = Engagement.objects.filter(intermediary__in=[row.id for row in rows]).tallies(
        "intermediary_id", call.at
    )
    return linked([_line(row, tallies.get(row.id, Tally())) for row in rows], following)


def _line(row: Intermediary, tally: Tally) -> dict[str, Any]:
    """What the public page of a body says of it."""
    on = local(row.registered_at).date().isoformat() if row.registered_at else ""
    kept_out = row.stage != "registered"
    return {
        "number": row.number, "name": row.name, "stage": row.stage, "office": row.office, "address": row.address,
        "phone": row.phone, "registered_on": on, "qualifications": row.qualifications,
        "ties": [{**tie, "agency_name": agency_shown(tie["agency"]).name} for tie in row.ties], "offers": row.offers,
        "ground": row.ground if kept_out else "", "words": row.words if kept_out else "", "engaged": tally.engaged,
        "delivered": tally.delivered, "late": tally.late, "rated": tally.rated, "stars": round(tally.stars, 2),
    }  # fmt: skip
