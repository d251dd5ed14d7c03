"""Unified social credit codes of organisations (统一社会信用代码, GB 32100) with both check characters."""

import re
from dataclasses import dataclass

from onewindow.core.numbers.division import (
    DEMO_PREFIX,
    NATION,
    known_region,
    require_never_assigned,
)
from onewindow.core.numbers.fault import NumberFault, as_typed

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

AUTHORITIES = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "市场监督管理",
    "A": "中央军委改革和编制办公室",
    "N": "农业农村",
    "Y": "其他",
}


@dataclass(frozen=True, slots=True)
class Uscc:
    """A code that can be right: who registered it, as what kind, where, and its 组织机构代码."""

    number: str
    authority: str
    kind: str
    division: str
    organisation: str

    @property
    def authority_name(self) -> str:
        """Which administration registered it; 其他 for one that the standard does not list."""
        return AUTHORITIES.get(self.authority, "其他")


def check(text: str, *, demo: bool = False) -> Uscc:
    """The code as the person typed it, read; NumberFault says what is wrong.

    Codes of the demo city (99… from the third character on) are refused unless `demo`.
    """
    number = as_typed(text)
    _shape(number)
    _region(number[2:8], demo)
    if number[17] != check_character(number[:17]):
        raise NumberFault("uscc-check", "统一社会信用代码校验不通过，请对照证照逐位核对。")
    if number[16] != organisation_check(number[8:16]):
        raise NumberFault(
            "uscc-organisation-check", "统一社会信用代码第9至17位（组织机构代码）校验不通过，请核对。"
        )
    return Uscc(number, number[0], number[1], number[2:8], number[8:17])


def check_character(first17: str) -> str:
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(first8: str) -> str:
    """The check character of an organisation code (组织机构代码, GB 11714)."""
    values = map(ORGANISATION_ALPHABET.index, first8)
    total = sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def make_uscc(division: str, serial: int, authority: str = "9", kind: str = "1") -> str:
    """A valid code that belongs to nobody; the serial has up to 8 digits. ValueError outside 99…."""
    require_never_assigned(division)
    if not 0 <= serial < 100_000_000:
        raise ValueError(f"the serial has up to eight digits: {serial}")
    organisation = f"{serial:08}"
    first17 = f"{authority}{kind}{division}{organisation}{organisation_check(organisation)}"
    return first17 + check_character(first17)


def _shape(number: str) -> None:
    if len(number) != 18:
        raise NumberFault("uscc-length", f"统一社会信用代码应为18位，现在是{len(number)}位。")
    if any(character in "IOSVZ" for character in number):
        raise NumberFault(
            "uscc-letters", "统一社会信用代码不使用字母I、O、S、V、Z，请核对是否应为数字1、0、5、2。"
        )
    if not re.fullmatch(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}", number):
        raise NumberFault("uscc-characters", "统一社会信用代码由数字和大写字母组成，第3至8位是数字，请核对。")


def _region(six: str, demo: bool) -> None:
    if six[:2] == DEMO_PREFIX and not demo:
        raise NumberFault("uscc-demo", "这是演示用的代码，不属于任何单位，正式办理不能使用。")
    if six != NATION and not known_region(six, demo=demo):
        raise NumberFault("uscc-region", "统一社会信用代码第3至8位不是登记地的行政区划，请核对。")
