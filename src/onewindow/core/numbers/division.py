"""Codes of administrative divisions (行政区划代码): 6 digits (GB/T 2260), towns with 9, villages with 12."""

import re
from dataclasses import dataclass
from enum import IntEnum

from onewindow.core.numbers.fault import NumberFault, as_typed

DEMO_PREFIX = "99"
NATION = "100000"

PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
    for number in range(first, last + 1)
)


class Level(IntEnum):
    """The level at which a body exercises its power (行使层级, GB/T 39046 A.2)."""

    NATION = 1
    PROVINCE = 2
    CITY = 3
    COUNTY = 4
    TOWN = 5
    VILLAGE = 6

    @property
    def label(self) -> str:
        return ("国家级", "省级", "市级", "县级", "乡镇（街道）级", "村（社区）级")[self - 1]


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """A division by its shortest code: 990100, 990102, 990102001, 990102001201."""

    code: str

    @property
    def level(self) -> Level:
        if self.code == NATION:
            return Level.NATION
        if len(self.code) > 6:
            return Level.TOWN if len(self.code) == 9 else Level.VILLAGE
        if self.code.endswith("0000"):
            return Level.PROVINCE
        return Level.CITY if self.code.endswith("00") else Level.COUNTY

    @property
    def stem(self) -> str:
        """The digits with which the code of everything inside begins."""
        if self.level is Level.NATION:
            return ""
        return self.code[: {Level.PROVINCE: 2, Level.CITY: 4}.get(self.level, len(self.code))]

    @property
    def parent(self) -> "Division | None":
        """The division one level up; None for the nation."""
        match self.level:
            case Level.NATION:
                return None
            case Level.PROVINCE:
                return Division(NATION)
            case Level.CITY:
                return Division(self.code[:2] + "0000")
            case Level.COUNTY:
                return Division(self.code[:4] + "00")
        return Division(self.code[:-3])

    @property
    def six(self) -> str:
        """The first six digits, as ID numbers, USCCs and case numbers carry them."""
        return self.code[:6]

    def covers(self, other: "Division") -> bool:
        """Whether the other one lies in this one or is the same."""
        return other.code.startswith(self.stem)


def check(text: str, *, demo: bool = False) -> Division:
    """The division with this code, trailing zeros of longer forms dropped; NumberFault if it cannot be one.

    Only the province is looked up. Codes of the demo city (99…) are refused unless `demo`.
    """
    code = as_typed(text)
    if not re.fullmatch(r"[0-9]{6}|[0-9]{9}|[0-9]{12}", code):
        raise NumberFault("division-length", "行政区划代码应为6位、9位或12位数字，请核对。")
    if len(code) == 12 and code.endswith("000"):
        code = code[:9]
    if len(code) == 9 and code.endswith("000"):
        code = code[:6]
    if not known_region(code[:6], demo=demo) and code != NATION:
        raise NumberFault("division-unknown", "没有以这两位数字开头的行政区划，请核对代码。")
    if code[2:4] == "00" and code[4:6] != "00":
        raise NumberFault("division-gap", "行政区划代码缺少市级代码，请核对。")
    return Division(code)


def known_region(six: str, *, demo: bool = False) -> bool:
    """Whether the first two digits are those of a province, or of the demo city where it is allowed."""
    return six[:2] in PROVINCES or (demo and six[:2] == DEMO_PREFIX)


def require_never_assigned(six: str) -> None:
    """ValueError unless made numbers with this region can never be those of somebody."""
    if not re.fullmatch(r"99[0-9]{4}", six):
        raise ValueError(f"numbers are only made for regions that were never assigned (99…), not {six}")
