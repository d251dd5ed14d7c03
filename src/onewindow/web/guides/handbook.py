"""《标准化手册》: what window and department go by in handling a matter, from its edition and the local rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onewindow.catalogue.schema import Edition, Situation
from onewindow.catalogue.schema.conduct import ACTORS
from onewindow.catalogue.signing import ACTS, Row, needed, signing_table
from onewindow.clocks.rules import local_rules
from onewindow.core.roles import ROLES
from onewindow.web.guides.described import basis_line, conditional, described
from onewindow.web.guides.sheet import material_line, spared_way
from onewindow.web.guides.situation import Situation as Answered
from onewindow.web.guides.situation import Wanted, situation_of
from onewindow.web.guides.spelling import APPROVERS, LAPSES

FOLLOWS = LAPSES | {"deemed_withdrawn": "视为撤回申请"}


def handbook_data(guide: Edition) -> dict[str, Any]:
    """The same for the page and for the paper; nothing is left out, for any answer may be given at the window."""
    whole = situation_of(guide, {})
    return {
        **described(whole, "标准化手册"),
        "item_code": guide.handling_code,
        "fees": [
            conditional(f"{fee.name}：{fee.amount}元（{guide.legal_basis(fee.basis).label}）", when)
            for fee, when in whole.fees
        ],
        "situations": [_question(whole, one) for one in guide.situations],
        "materials": [_material(Wanted(one, guide.legal_basis(one.basis), whole.spell(one.when))) for one in guide.materials],
        "steps": [
            {
                "name": step.name, "actor": ACTORS[step.actor], "days": f"{step.days}个工作日" if step.days else None,
                "when": when or None, "note": step.note,
            }
            for step, when in whole.steps
        ],
        "rules": list(_rules(guide)), "signing": list(_signing(guide)),
        "compared": [one.label for one in guide.form if one.on_result],
        "gists": [{"name": one.label + ("" if one.checked else "（待核）"), "meaning": one.gist} for one in guide.legal_bases],
        "questions": [{"question": one.q, "answer": one.a} for one in guide.faq],
    }  # fmt: skip


def _question(whole: Answered, one: Situation) -> dict[str, Any]:
    return {
        "question": one.question, "when": whole.spell(one.when) or None,
        "answers": [
            {"name": answer.label, "meaning": "；".join(_called_for(whole.guide, one.id, answer.id)) or "不另要材料或程序"}
            for answer in one.answers
        ],
    }  # fmt: skip


def _called_for(guide: Edition, question: str, answer: str) -> Iterator[str]:
    """What this answer has to do with; another one may be needed for it as well."""
    parts = {
        "材料": [one.name for one in guide.materials if answer in (one.when or {}).get(question, ())],
        "程序": [
            step.name for step in guide.steps if answer in (guide.occasion(step) or {}).get(question, ())
        ],
        "收费": [fee.name for fee in guide.fees if answer in (fee.when or {}).get(question, ())],
        "时限": [case.promised.label for case in guide.limits.cases if answer in case.when.get(question, ())],
        "再问": [one.question for one in guide.situations if answer in (one.when or {}).get(question, ())],
    }
    for name, found in parts.items():
        if found:
            yield f"{name}：{'、'.join(found)}"


def _material(one: Wanted) -> dict[str, Any]:
    material = one.material
    return {
        **material_line(one), "checkpoints": list(material.checkpoints),
        "collect_original": material.collect_original, "spared": spared_way(one) if material.spared else None,
        "justified": material.justification, "basis": basis_line(one.basis),
    }  # fmt: skip


def _rules(guide: Edition) -> Iterator[dict[str, str]]:
    limits = local_rules().limits
    if not guide.is_instant:
        yield _meaning(
            "受理答复",
            f"收件后{limits['intake_answer'].limit}内；法定最迟{limits['statutory_answer'].limit}，逾期视为受理",
        )
    yield _meaning("承诺时限", f"{guide.limits.promised.label}，从受理次日起算，特别程序的时间按本手册暂停")
    statutory = guide.limits.statutory
    yield _meaning("法定时限", f"{statutory.label}（{guide.legal_basis(statutory.basis).label}）")
    if guide.extension is not None:
        approver = APPROVERS[guide.extension.approver]
        basis = guide.legal_basis(guide.extension.basis).label
        yield _meaning("延期", f"一次，最长{guide.extension.label}，由{approver}批准（{basis}）")
    yield _meaning("补正", f"申请人{guide.supplement.days}个工作日；逾期{FOLLOWS[guide.supplement.lapse]}")
    deferred = [f"{one.name}{one.defer_days}个工作日" for one in guide.materials if one.deferrable]
    if deferred:
        yield _meaning("容缺", f"{'、'.join(deferred)}；须签承诺书，逾期{FOLLOWS[guide.deferral_lapse]}")
    yield _meaning("送达", f"作出决定后{limits['delivery'].limit}内")


def _signing(guide: Edition) -> Iterator[dict[str, str]]:
    table = signing_table()
    for act in needed(guide):
        rows = table.rows_of(guide.slug, act)
        if rows:
            yield _meaning(ACTS[act].label, "；".join(_row(guide, row) for row in rows))
        else:
            yield _meaning(ACTS[act].label, "没有设定审批权限，任何人不能签发")


def _row(guide: Edition, row: Row) -> str:
    names = "、".join(ROLES[role] for role in row.by)
    if row.ceiling is None:
        return f"{names}（{row.basis}）"
    label = next((one.label for one in guide.form if one.id == row.ceiling.field), row.ceiling.field)
    return f"{label}不超过{row.ceiling.at_most}{row.ceiling.unit}的，{names}（{row.basis}）"


def _meaning(name: str, meaning: str) -> dict[str, str]:
    return {"name": name, "meaning": meaning}
