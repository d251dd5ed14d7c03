"""Citizen identity numbers (公民身份号码, GB 11643)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onewindow.core.numbers.division import DEMO_PREFIX, known_region, require_never_assigned
from onewindow.core.numbers.fault import NumberFault, as_typed

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
EARLIEST = date(1880, 1, 1)
TAIWAN_RESIDENT = "83"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"

    @property
    def label(self) -> str:
        return "男" if self is Sex.MALE else "女"


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A number that can be right, in its 18-character form, and what it says."""

    number: str
    birth: date
    sex: Sex
    division: str


def check(text: str, *, on: date | None = None, demo: bool = False) -> CitizenId:
    """The number as the person typed it, read; NumberFault says what is wrong.

    Of the region only the province is looked up, because codes that were abolished stay valid in numbers.
    With `on`, a birth after that day is refused. Numbers of the demo city (99…) are refused unless `demo`.
    """
    number = as_typed(text)
    _shape(number)
    _region(number[:6], demo)
    birth = _birth(number[6:14], on)
    if number[17] != check_character(number[:17]):
        raise NumberFault("citizen-id-check", "身份证号码校验不通过，请对照证件逐位核对。")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return CitizenId(number, birth, sex, number[:6])


def check_character(first17: str) -> str:
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def make_citizen_id(division: str, birth: date, order: int) -> str:
    """A valid number that belongs to nobody; even orders (0–999) are women. ValueError outside 99…."""
    require_never_assigned(division)
    if not 0 <= order <= 999:
        raise ValueError(f"the order code has three digits: {order}")
    first17 = f"{division}{birth:%Y%m%d}{order:03}"
    return first17 + check_character(first17)


def _shape(number: str) -> None:
    if re.fullmatch(r"[0-9]{15}", number):
        raise NumberFault(
            "citizen-id-legacy", "这是15位的旧号码，一代身份证已停止使用，请填写二代身份证上的18位号码。"
        )
    if len(number) != 18:
        raise NumberFault("citizen-id-length", f"身份证号码应为18位，现在是{len(number)}位。")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise NumberFault("citizen-id-characters", "身份证号码前17位是数字，最后一位是数字或X，请核对。")


def _region(six: str, demo: bool) -> None:
    if six[:2] == DEMO_PREFIX and not demo:
        raise NumberFault("citizen-id-demo", "这是演示用的号码，不属于任何人，正式办理不能使用。")
    if six[:2] != TAIWAN_RESIDENT and not known_region(six, demo=demo):
        raise NumberFault("citizen-id-region", "身份证号码前两位不是省级行政区划，请核对前6位。")


def _birth(digits: str, on: date | None) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise NumberFault("citizen-id-date", "身份证号码第7至14位不是日期，请核对出生日期。") from None
    if birth < EARLIEST:
        raise NumberFault("citizen-id-date", "身份证号码中的出生年份过早，请核对第7至10位。")
    if on is not None and birth > on:
        raise NumberFault("citizen-id-future", "身份证号码中的出生日期还没有到，请核对第7至14位。")
    return birth
