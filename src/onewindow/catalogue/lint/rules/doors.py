"""Doors: whom to ask, how it is handled, how often one has to come."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.catalogue.lint.rule import rule, schema_rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition
from onewindow.core.refusal import Finding

TOWN = 5

schema_rule(
    "no-contact", "没有电话、地址、时间或者乘车线路",
    source="N13；L6", remedy="写上咨询电话、监督电话、办公地址和时间、乘车线路。",
    refused=r"^contact(\.|:)",
)  # fmt: skip


@rule(
    "no-handling", "没有办理方式", "blocking",
    source="C52；长沙六种办理方式", remedy="从即办件、网上预审、全程网办、在线咨询、现场受理＋快递送达、预约上门中至少选一种。",
)  # fmt: skip
def no_handling(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    if not guide.handling:
        yield Finding("handling", "没有写明怎样办理")


@rule(
    "ways-contradict", "办理方式自相矛盾", "blocking",
    source="W9；C52", remedy="改正相互矛盾的一处。",
)  # fmt: skip
def ways_contradict(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """A door that is named but does not open."""
    handling, ways = guide.handling, guide.ways
    if "instant" in ways and not guide.is_instant:
        yield Finding("ways", "写了“马上办”，事项却是承诺件")
    if "instant" in handling and not guide.is_instant:
        yield Finding("handling", "写了“即办件”，事项却是承诺件")
    if handling and guide.is_instant and "instant" not in handling:
        yield Finding("handling", "即办件没有选“即办件”这种办理方式")
    if "post" in handling and "post" not in guide.delivery:
        yield Finding("delivery", "写了快递送达，送达方式里却没有邮寄")
    if "full_online" in handling and "online" not in ways:
        yield Finding("ways", "写了全程网办，却没有“网上办”")
    if "full_online" in handling and guide.visits:
        yield Finding("visits", f"写了全程网办，却要到现场{guide.visits}次")


@rule(
    "more-visits", "跑动次数多", "warning",
    source="C11；C13", remedy="改为至多一次：材料网上交或者一次交齐，结果邮寄或者网上送达。",
)  # fmt: skip
def more_visits(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    if guide.visits > 1:
        yield Finding("visits", f"要到现场{guide.visits}次，超过“最多跑一次”")
    elif guide.visits == 1 and "online" in guide.ways and "post" in guide.delivery:
        yield Finding("visits", "材料可以网上交、结果可以邮寄，仍要到现场1次")


@rule(
    "same-phone", "监督电话就是咨询电话", "warning",
    source="N13", remedy="写上能受理投诉的另一个电话，或者12345。",
)  # fmt: skip
def same_phone(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    if guide.contact.phone == guide.contact.supervise_phone:
        yield Finding("contact.supervise_phone", "监督电话和咨询电话是同一个，投诉又回到经办人")


@rule(
    "not-nearby", "“就近办”却只在一处", "warning",
    source="H8", remedy="写上能就近办理的镇街、村社区大厅，或者去掉“就近办”。",
)  # fmt: skip
def not_nearby(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    if "nearby" in guide.ways and len(guide.halls) == 1 and guide.level < TOWN:
        yield Finding("halls", "写了“就近办”，却只有一个办理大厅")
