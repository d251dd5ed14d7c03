"""Time: the promise against the law, the steps against the promise, special procedures against both."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.catalogue.flow.course import course_of
from onewindow.catalogue.lint.rule import rule, schema_rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition
from onewindow.core.clock import Unit
from onewindow.core.refusal import Finding

PUBLIC_NOTICE = "public_notice"

schema_rule(
    "promise-above-statute", "承诺超过法定",
    source="W55；行政许可法第四十二条", remedy="承诺时限改到法定时限以内。",
    refused=r"^limits\..*承诺时限.*不得长于法定时限",
)  # fmt: skip
schema_rule(
    "special-procedure-unlawful", "特别程序不合法",
    source="行政许可法第三十四条、第四十五条、第四十八条", remedy="只有法律列明的检验、检测、检疫、鉴定、专家评审、听证才停止法定时限；写明最长用时、人数和通知。",
    refused=r"^special_procedures\[\d+\]\.(stops|cap|people_min|notice_days)",
)  # fmt: skip


@rule(
    "no-speed-up", "承诺没有提速", "warning",
    source="N28；N29", remedy="能快的写快；确实不能快的不必改。",
)  # fmt: skip
def no_speed_up(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    limits = guide.limits
    if not guide.is_instant and limits.promised.rough_days >= limits.statutory.rough_days:
        yield Finding("limits.promised", f"承诺{limits.promised.label}，与法定时限一样长")
    for n, case in enumerate(limits.cases):
        statutory = case.statutory or limits.statutory
        if case.promised.n and case.promised.rough_days >= statutory.rough_days:
            yield Finding(f"limits.cases[{n}].promised", f"承诺{case.promised.label}，与法定时限一样长")


@rule(
    "steps-exceed-promise", "环节时间超过承诺", "blocking",
    source="W55；W60", remedy="压缩各环节的天数，使合计不超过承诺时限。",
)  # fmt: skip
def steps_exceed_promise(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """The longest way through the steps taken whatever is answered; those of certain answers come on top in part."""
    promised = guide.limits.promised
    if promised.unit is not Unit.WORKING_DAY or guide.limits.cases:
        return
    days = course_of(guide, {}).days
    if days > promised.n:
        yield Finding("steps", f"各环节先后合计{days}个工作日，承诺只有{promised.n}个工作日")


@rule(
    "deferral-too-long", "容缺期限过长", "warning",
    source="W38；W47", remedy="容缺期限不超过承诺时限，办结之前能补齐。",
)  # fmt: skip
def deferral_too_long(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    promised = guide.limits.promised
    for n, one in enumerate(guide.materials):
        if promised.unit is Unit.WORKING_DAY and (one.defer_days or 0) > promised.n:
            message = f"“{one.name}”{one.defer_days}个工作日内补齐，承诺{promised.n}个工作日就要办结"
            yield Finding(f"materials[{n}].defer_days", message)


@rule(
    "special-without-notice", "特别程序没有提前告知", "warning",
    source="W13；行政许可法第四十五条", remedy="写明提前几天通知申请人。",
)  # fmt: skip
def special_without_notice(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Of what he has to be there for or to wait for; a public notice is no appointment."""
    for n, procedure in enumerate(guide.special_procedures):
        if procedure.kind != PUBLIC_NOTICE and procedure.stops and procedure.notice_days is None:
            message = f"“{procedure.name}”停止计时，没有写提前几天通知"
            yield Finding(f"special_procedures[{n}].notice_days", message)


@rule(
    "dated-over", "生效日期压住前一版", "blocking",
    source="N14", remedy="生效日期改到前一版生效之后。",
)  # fmt: skip
def dated_over(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for one in surroundings.others(guide):
        if one.slug != guide.slug or one.effective_from is None or one.edition >= guide.edition:
            continue
        if guide.effective_from <= one.effective_from:
            message = f"第{one.edition}版自{one.effective_from.isoformat()}起生效，这一版不能更早或者同日"
            yield Finding("effective_from", message)
