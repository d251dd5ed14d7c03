"""What a system may do, item by item: `<area>:<item slug>`, or `<area>:*` for every item of its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

AREAS: dict[str, str] = {
    "cases.read": "查看办件、材料和文书",
    "cases.intake": "收件、送达、补正、容缺补齐、撤回",
    "cases.review": "受理、补正通知、特别程序、延期申请、审查意见",
    "cases.decide": "决定、延期批准",
    "results": "制作和更正结果、移交结果、归档",
    "handover": "材料交接",
    "counter": "接收结果、发放、邮寄、送达回执",
    "supervision": "警示牌和督办",
    "journal": "办件事件流",
}
EVERY = "*"
_SHAPE = re.compile(r"(?P<area>[a-z.]+):(?P<item>\*|[a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True)
class Scopes:
    """Of each area the items' slugs, or `*`."""

    areas: dict[str, frozenset[str]]

    def covers(self, other: Scopes) -> bool:
        """Whether everything that `other` opens is open here too."""
        return all(
            EVERY in self.areas.get(area, ()) or items <= self.areas.get(area, frozenset())
            for area, items in other.areas.items()
        )

    def items(self, area: str) -> frozenset[str] | None:
        """The slugs that are open in an area; None when it is every item."""
        items = self.areas.get(area, frozenset())
        return None if EVERY in items else items

    def __str__(self) -> str:
        return " ".join(f"{area}:{item}" for area, items in self.areas.items() for item in sorted(items))


def read_scopes(words: Iterable[str]) -> Scopes:
    """ValueError naming the first word that is no scope."""
    return _read(tuple(words))


@lru_cache(maxsize=256)
def _read(words: tuple[str, ...]) -> Scopes:
    areas: dict[str, frozenset[str]] = {}
    for word in words:
        found = _SHAPE.fullmatch(word)
        if found is None or found["area"] not in AREAS:
            raise ValueError(word)
        areas[found["area"]] = areas.get(found["area"], frozenset()) | {found["item"]}
    return Scopes(areas)
