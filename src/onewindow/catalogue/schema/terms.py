"""Terms of an edition: its legal bases, limits, fees and results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onewindow.catalogue.schema.asks import Conditions, applies
from onewindow.catalogue.schema.part import Count, CountOrZero, Flag, Key, Name, Named, Part, Text, refuse
from onewindow.core import clock
from onewindow.core.clock import Unit
from onewindow.core.refusal import Finding

Lapse = Literal["deemed_withdrawn", "refused", "returned"]
DeferralLapse = Literal["revoke_acceptance", "deemed_withdrawn", "refuse", "terminate"]
Money = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d*)(\.\d{1,2})?$", strict=True)]

# Only to compare two limits in different units, on the cautious side: 5 working days need 7 days, and a
# working day has at least 6 hours.
_IN_DAYS: dict[Unit, Fraction] = {
    Unit.CALENDAR_DAY: Fraction(1),
    Unit.WORKING_DAY: Fraction(7, 5),
    Unit.WORKING_HOUR: Fraction(7, 30),
    Unit.MINUTE: Fraction(1, 24 * 60),
}


Rank = Literal[
    "law",
    "regulation",
    "state_council",
    "department_rule",
    "local_regulation",
    "provincial_rule",
    "local_rule",
    "document",
]
RANKS: dict[Rank, str] = {
    "law": "法律",
    "regulation": "行政法规",
    "state_council": "国务院决定",
    "department_rule": "部门规章",
    "local_regulation": "地方性法规",
    "provincial_rule": "省级政府规章",
    "local_rule": "设区的市政府规章",
    "document": "规范性文件",
}
"""效力位阶, highest first."""


class LegalBasis(Named):
    """依据. `checked` only when the article was compared with a text of the law; else 待核 is shown."""

    law: Name
    article: Text
    gist: Text
    checked: Flag
    rank: Rank | None = None

    @property
    def label(self) -> str:
        """《law》article, without the 待核 mark."""
        return f"《{self.law}》{self.article}"


class Limit(Part):
    """A length of time. 0 of any unit means on the spot (当场)."""

    n: CountOrZero
    unit: Unit

    @property
    def label(self) -> str:
        return str(self.clock) if self.n else "当场办结"

    @property
    def clock(self) -> clock.Limit:
        """As the core's clocks take it."""
        return clock.Limit(self.n, self.unit)

    @property
    def rough_days(self) -> Fraction:
        """Calendar days, good enough to compare two limits and for nothing else."""
        return self.n * _IN_DAYS[self.unit]


class StatutoryLimit(Limit):
    """法定时限."""

    basis: Key
    note: Text | None = None


class LimitCase(Part):
    """The limits under certain answers, in place of the general ones."""

    when: Conditions
    promised: Limit
    statutory: StatutoryLimit | None = None


class Limits(Part):
    """法定时限 and 承诺时限; of the `cases` the first whose answers are given holds instead."""

    statutory: StatutoryLimit
    promised: Limit
    cases: tuple[LimitCase, ...] = ()

    def under(self, answers: Mapping[str, str]) -> Limits:
        """The one pair of limits that holds under these answers."""
        for case in self.cases:
            if applies(case.when, answers):
                return Limits(statutory=case.statutory or self.statutory, promised=case.promised)
        return self

    @model_validator(mode="after")
    def _the_promise_is_not_longer_than_the_law(self) -> Self:
        pairs = [("promised", self.promised, self.statutory)]
        for n, case in enumerate(self.cases):
            pairs.append((f"cases[{n}].promised", case.promised, case.statutory or self.statutory))
        refuse(*[
            Finding(path, f"承诺时限（{promised.label}）不得长于法定时限（{statutory.label}）")
            for path, promised, statutory in pairs
            if promised.rough_days > statutory.rough_days
        ])  # fmt: skip
        return self


class Extension(Limit):
    """延期: how long and on whose approval (行政许可法第四十二条), in the unit of the statutory limit."""

    n: Count
    basis: Key
    approver: Literal["agency_head", "government_head"]


class Supplement(Part):
    """补正: working days the applicant has after the one-time notice, and what follows when they pass."""

    days: Count
    lapse: Lapse


class Fee(Part):
    """`amount` in yuan, a decimal string."""

    name: Name
    amount: Money
    basis: Key
    note: Text | None = None
    when: Conditions | None = None


class Validity(Part):
    """有效期 of a result."""

    n: Count
    unit: Literal["year", "month", "day"]

    @property
    def label(self) -> str:
        return f"{self.n}{ {'year': '年', 'month': '个月', 'day': '天'}[self.unit] }"

    def last_day(self, issued: date) -> date:
        """The last good day of a result issued on `issued`: 5 years from 2025-03-01 end on 2030-02-28."""
        if self.unit == "day":
            return date.fromordinal(issued.toordinal() + self.n - 1)
        months = self.n * (12 if self.unit == "year" else 1)
        year, month0 = divmod(issued.year * 12 + issued.month - 1 + months, 12)
        following = _first_existing(year, month0 + 1, issued.day)
        return date.fromordinal(following.toordinal() - 1)


class Result(Named):
    """What a decision makes. `fields` are the form fields printed on it; no `validity` means 长期."""

    name: Name
    kind: Literal["licence", "document"]
    doc_series: Annotated[str, StringConstraints(min_length=1, max_length=12, strict=True)]
    title: Name
    validity: Validity | None = None
    fields: tuple[Key, ...] = Field(min_length=1)


class CollectOnIssue(Part):
    """发证时需收取的材料, listed on the 办理结果交接表."""

    name: Name
    requirement: Text
    when: Conditions | None = None


def _first_existing(year: int, month: int, day: int) -> date:
    """That day, or the first of the next month where the month is too short for it."""
    first = date(year, month, 1)
    candidate = date.fromordinal(first.toordinal() + day - 1)
    if candidate.month == month:
        return candidate
    return date(year + month // 12, month % 12 + 1, 1)
