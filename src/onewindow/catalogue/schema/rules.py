"""Rules between the parts of one edition: what it names must exist, and it must not contradict itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from onewindow.catalogue.schema.part import repeated
from onewindow.core.numbers import uscc
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Finding

if TYPE_CHECKING:
    from onewindow.catalogue.schema.asks import Conditions
    from onewindow.catalogue.schema.conduct import Step
    from onewindow.catalogue.schema.edition import Edition


def faults(edition: Edition) -> list[Finding]:
    """All that is wrong between the parts; paths such as `materials[2].basis`."""
    return [
        *_code(edition),
        *_dates(edition),
        *_ids(edition),
        *_kind(edition),
        *_extension(edition),
        *_bases(edition),
        *_conditions(edition),
        *_idle_questions(edition),
        *_special_steps(edition),
        *_order(edition),
        *_services(edition),
        *_result_fields(edition),
    ]


def _code(edition: Edition) -> Iterator[Finding]:
    try:
        uscc.check(edition.code[:18], demo=True)
    except NumberFault as fault:
        yield Finding("code", f"实施编码前18位：{fault.message}")
    if edition.code[18] != str(edition.level):
        yield Finding("code", "实施编码第19位应是行使层级代码")
    if edition.code[19:] != edition.base_code:
        yield Finding("code", "实施编码末12位应是基本编码")
    if edition.base_code[2:4] != edition.item_type:
        yield Finding("base_code", "基本编码第3、4位应是事项类型代码")


def _dates(edition: Edition) -> Iterator[Finding]:
    if edition.effective_to is not None and edition.effective_to < edition.effective_from:
        yield Finding("effective_to", "失效日期不得早于生效日期")


def _ids(edition: Edition) -> Iterator[Finding]:
    yield from repeated("legal_bases", edition.legal_bases)
    yield from repeated("situations", edition.situations)
    yield from repeated("materials", edition.materials)
    yield from repeated("form", edition.form)
    yield from repeated("steps", edition.steps)
    yield from repeated("special_procedures", edition.special_procedures)
    yield from repeated("results", edition.results)
    for field in ("aliases", "delivery", "ways", "halls"):
        values = getattr(edition, field)
        if len(set(values)) < len(values):
            yield Finding(field, "有重复的内容")


def _kind(edition: Edition) -> Iterator[Finding]:
    if not edition.is_instant:
        if edition.limits.promised.n == 0:
            yield Finding("limits.promised", "承诺件的承诺时限不能是当场办结")
        return
    if edition.limits.promised.n:
        yield Finding("limits.promised", "即办件的承诺时限应为0（当场办结）")
    if edition.extension is not None:
        yield Finding("extension", "即办件不能延期")
    if edition.special_procedures:
        yield Finding("special_procedures", "即办件没有特别程序")
    for n, material in enumerate(edition.materials):
        if material.deferrable:
            yield Finding(f"materials[{n}].deferrable", f"即办件的“{material.name}”不能容缺")


def _extension(edition: Edition) -> Iterator[Finding]:
    if edition.extension is not None and edition.extension.unit != edition.limits.statutory.unit:
        yield Finding("extension.unit", "延期的单位应与法定时限相同")


def _bases(edition: Edition) -> Iterator[Finding]:
    known = {basis.id for basis in edition.legal_bases}
    for path, basis in _named_bases(edition):
        if basis not in known:
            yield Finding(path, f"依据“{basis}”不在设定依据之中")


def _named_bases(edition: Edition) -> Iterator[tuple[str, str]]:
    yield "limits.statutory.basis", edition.limits.statutory.basis
    for n, case in enumerate(edition.limits.cases):
        if case.statutory is not None:
            yield f"limits.cases[{n}].statutory.basis", case.statutory.basis
    if edition.extension is not None:
        yield "extension.basis", edition.extension.basis
    for field in ("materials", "special_procedures", "fees", "steps"):
        for n, part in enumerate(getattr(edition, field)):
            if part.basis is not None:
                yield f"{field}[{n}].basis", part.basis


def _conditions(edition: Edition) -> Iterator[Finding]:
    answers = {s.id: {answer.id for answer in s.answers} for s in edition.situations}
    for path, when in _named_conditions(edition):
        for situation, wanted in when.items():
            if situation not in answers:
                yield Finding(f"{path}.{situation}", f"没有“{situation}”这个情形问题")
                continue
            unknown = sorted(set(wanted) - answers[situation])
            if unknown:
                yield Finding(f"{path}.{situation}", f"情形没有选项：{'、'.join(unknown)}")


def _named_conditions(edition: Edition) -> Iterator[tuple[str, Conditions]]:
    lists = ("situations", "materials", "steps", "special_procedures", "fees", "collect_on_issue")
    for field in lists:
        for n, part in enumerate(getattr(edition, field)):
            if part.when is not None:
                yield f"{field}[{n}].when", part.when
    for n, case in enumerate(edition.limits.cases):
        yield f"limits.cases[{n}].when", case.when


def _idle_questions(edition: Edition) -> Iterator[Finding]:
    asked = {situation for _, when in _named_conditions(edition) for situation in when}
    for n, situation in enumerate(edition.situations):
        if situation.id not in asked:
            message = f"“{situation.question}”的回答不影响任何材料或程序，不必问"
            yield Finding(f"situations[{n}]", message)


def _special_steps(edition: Edition) -> Iterator[Finding]:
    known = {procedure.id for procedure in edition.special_procedures}
    drawn = {step.special for step in edition.steps if step.special is not None}
    for n, step in enumerate(edition.steps):
        if step.special is not None and step.special not in known:
            yield Finding(f"steps[{n}].special", f"没有“{step.special}”这个特别程序")
    for n, procedure in enumerate(edition.special_procedures):
        if procedure.id not in drawn:
            yield Finding(f"special_procedures[{n}]", f"“{procedure.name}”没有写进任何一个环节")


def _order(edition: Edition) -> Iterator[Finding]:
    """Questions hang under questions and steps follow steps, but nothing comes after itself."""
    under = {situation.id: set(situation.when or ()) for situation in edition.situations}
    if ring := circle(under):
        n = next(n for n, one in enumerate(edition.situations) if one.id in ring)
        yield Finding(f"situations[{n}].when", f"情形互为前提，问不下去：{' → '.join(ring)}")
    known = {step.id for step in edition.steps}
    for n, step in enumerate(edition.steps):
        for unknown in sorted(set(step.after or ()) - known):
            yield Finding(f"steps[{n}].after", f"没有“{unknown}”这个环节")
    once = len(known) == len(edition.steps)
    if once and (ring := circle({step: set(before) for step, before in preceding(edition.steps).items()})):
        n = next(n for n, one in enumerate(edition.steps) if one.id in ring and one.after is not None)
        yield Finding(f"steps[{n}].after", f"环节互为前后，走不到头：{' → '.join(ring)}")


def preceding(steps: Iterable[Step]) -> dict[str, tuple[str, ...]]:
    """For each step the ones it follows: those it names, or else the one before it in the list."""
    found: dict[str, tuple[str, ...]] = {}
    last: tuple[str, ...] = ()
    for step in steps:
        found[step.id] = last if step.after is None else step.after
        last = (step.id,)
    return found


def circle(before: Mapping[str, set[str]]) -> list[str]:
    """The ids of one circle, its first repeated at the end; empty when there is none."""
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def _services(edition: Edition) -> Iterator[Finding]:
    for n, material in enumerate(edition.materials):
        if material.service is not None and material.source != "intermediary":
            yield Finding(f"materials[{n}].service", f"“{material.name}”不是中介机构出具的，不应写中介服务")


def _result_fields(edition: Edition) -> Iterator[Finding]:
    known = {field.id for field in edition.form}
    printed = {field for result in edition.results for field in result.fields}
    for n, result in enumerate(edition.results):
        unknown = _missing(result.fields, known)
        if unknown:
            yield Finding(f"results[{n}].fields", f"表单没有这些项：{'、'.join(unknown)}")
    for n, field in enumerate(edition.form):
        if field.on_result and field.id not in printed:
            yield Finding(f"form[{n}].on_result", f"“{field.label}”要在出件时核对，却没有印在结果上")


def _missing(wanted: Iterable[str], known: set[str]) -> list[str]:
    return [name for name in wanted if name not in known]
