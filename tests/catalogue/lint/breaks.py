"""For every rule one edition that breaks it and one that just does not: what is changed in the clean edition."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from onewindow.catalogue.lint import Surroundings
from tests.catalogue.documents import GONE, instant, next_edition, promised
from tests.catalogue.lint.clean import (
    AROUND,
    CLEAN,
    EARLIER,
    TWIN,
    Change,
    Document,
    beside,
    of_a_utility,
    with_all,
    with_services,
)


class Pair(NamedTuple):
    """`place` is where the mark must stand. Both documents are the clean one with changes, or whole documents."""

    rule: str
    place: str
    breaks: Document
    keeps: Document
    around: Surroundings = AROUND
    around_kept: Surroundings | None = None


def pair(
    rule: str, place: str, breaks: list[Change], keeps: list[Change], around: Surroundings = AROUND
) -> Pair:
    return Pair(rule, place, with_all(CLEAN, *breaks), with_all(CLEAN, *keeps), around)


def material(**changes: Any) -> Document:
    """The lease as another material that is always asked for."""
    lease = {
        key: value
        for key, value in CLEAN["materials"][1].items()
        if key not in {"when", "deferrable", "defer_days"}
    }
    return {
        **deepcopy(lease),
        "id": "extra",
        "key": "extra",
        "name": "又一份材料",
        "proves": "extra",
        **changes,
    }


def more(**changes: Any) -> list[Change]:
    """A third material beside the two."""
    return [("materials", [*CLEAN["materials"], material(**changes)])]


def step(**changes: Any) -> list[Change]:
    """One more step before the decision."""
    steps = CLEAN["steps"]
    return [("steps", [*steps[:3], {"id": "more", "name": "审查", "actor": "agency", **changes}, *steps[3:]])]


def basis(rank: str | None) -> Document:
    other = {"id": "other", "law": "书店办法", "article": "第五条", "gist": "要交的材料。", "checked": True}
    return other if rank is None else {**other, "rank": rank}


def bases(rank: str | None) -> Change:
    return "legal_bases", [*CLEAN["legal_bases"], basis(rank)]


def only(rank: str) -> list[Change]:
    return [("legal_bases.0.rank", rank)]


def branch(when: Document, **changes: Any) -> list[Change]:
    """A second question, asked only of tenants, and one more step under those answers."""
    question = {
        "id": "sublet", "question": "是转租的吗？", "when": {"premises": ["rented"]},
        "answers": [{"id": "yes", "label": "是"}, {"id": "no", "label": "不是"}],
    }  # fmt: skip
    return [
        ("situations", [*CLEAN["situations"], question]),
        *step(id="sub", name="审核", when=when),
        *changes.items(),
    ]


def cases(*whens: Document) -> list[Change]:
    return [("limits.cases", [{"when": when, "promised": {"n": 3, "unit": "working_day"}} for when in whens])]


INTERMEDIARY = {"source": "intermediary", "issuer": "检测公司", "basis": "other"}
LONG = "按照规定提交并核对" * 7
AT_ONCE = with_all(
    instant(),
    ("materials", [one for one in CLEAN["materials"] if one["id"] == "licence"] + [
        {key: value for key, value in CLEAN["materials"][1].items() if key not in {"deferrable", "defer_days"}}
    ]),
)  # fmt: skip

PAIRS: list[Pair] = [
    # wording
    pair("catch-all", "materials[1].requirement",
         [("materials.1.requirement", "提交租赁合同及其他相关材料。")], [("materials.1.requirement", "提交租赁合同、租金收据。")]),
    pair("catch-all", "materials[1].name", [("materials.1.name", "租赁合同等材料")], [("materials.1.name", "平等租赁合同")]),
    pair("catch-all", "conditions[1]",
         [("conditions", ["有固定场所。", "符合法律法规要求的其他条件。"])], [("conditions", ["有固定场所。", "面积不少于二十平方米。"])]),
    pair("catch-all", "materials[1].requirement",
         [("materials.1.requirement", "提交合同、收据等。")], [("materials.1.requirement", "房屋等级为二级甲等。")]),
    pair("empty-words", "faq[0].a", [("faq.0.a", "暂无")], [("faq.0.a", "没有，不收钱。")]),
    pair("long-text", "accountability", [("accountability", "依法处理。" * 401)], [("accountability", "依法处理。" * 400)]),
    pair("long-sentence", "faq[0].a", [("faq.0.a", LONG[:61])], [("faq.0.a", LONG[:60] + "。" + LONG[:60])]),
    pair("unexplained-term", "faq[0].a", [("faq.0.a", "可以容缺受理。")],
         [("faq.0.a", "可以容缺受理。"), ("terms", [{"term": "容缺", "meaning": "以后再补。"}])]),
    # bases
    pair("no-basis", "materials[1].basis", [("materials.1.basis", "custom")], [("materials.1.basis", "law")]),
    pair("no-basis", "legal_bases", [("legal_bases", [])], []),
    pair("step-without-basis", "steps[3].basis", step(name="部门会签"), step(name="部门会签", basis="law")),
    pair("step-without-basis", "steps[3].basis", step(name="再交一次", actor="applicant"), step(name="领取", actor="applicant")),
    pair("stamp-without-basis", "steps[3].basis", step(stamp=True), step(stamp=True, basis="law")),
    pair("permit-set-too-low", "legal_bases", only("department_rule"), only("local_regulation")),
    pair("basis-without-rank", "legal_bases[1].rank", [bases(None)], [bases("document")]),
    pair("unchecked-basis", "legal_bases", [("legal_bases.0.checked", False)], []),
    pair("basis-twice", "legal_bases[1]",
         [("legal_bases", [*CLEAN["legal_bases"], {**CLEAN["legal_bases"][0], "id": "again"}])], [bases("law")]),
    # proofs
    pair("obtainable-by-sharing", "materials[0].spared", [("materials.0.spared", GONE)],
         [("materials.0.spared", GONE), ("materials.0.justification", "系统没有联通，已征求书店代表的意见。")]),
    pair("unheard", "materials[1].justification",
         [("materials.1.justification", "确有需要，已广泛征求意见。")], [("materials.1.justification", "已征求书店代表的意见。")]),
    pair("unheard", "materials[1].hearing", [("materials.1.hearing", "开过听证会。")],
         [("materials.1.hearing", "2025年3月开过听证会。")]),
    Pair("collected-earlier", "materials[1]", {**CLEAN, "follows": ["990131007001"]},
         with_all({**CLEAN, "follows": ["990131007001"]}, ("materials.1.key", "other_lease")), beside(EARLIER)),
    pair("own-paper", "materials[2]", more(source="government", issuer="市场监督管理部门"),
         more(source="government", issuer="市场监督管理部门", spared="interface")),
    pair("second-proof", "materials[2].proves", more(proves="premises_use"),
         more(proves="premises_use", when={"premises": ["owned"]})),
    pair("government-held", "materials[2].spared", more(source="government", issuer="公安机关"),
         more(source="government", issuer="公安机关", spared="interface")),
    # materials
    pair("material-unexplained", "materials[1].checkpoints", [("materials.1.checkpoints", [])], []),
    pair("material-unexplained", "materials[1].blank_form", [("materials.1.form", "form")],
         [("materials.1.form", "form"), ("materials.1.blank_form", "空白表")]),
    pair("no-sample", "materials[1].sample", [("materials.1.sample", GONE)],
         [("materials.0.sample", GONE)]),
    pair("unneeded-material", "materials[2].necessity", more(necessity="optional"),
         more(necessity="optional", when={"premises": ["owned"]})),
    pair("purpose-unsaid", "materials[1].proves", [("materials.1.proves", GONE)], [("materials.0.proves", GONE)]),
    pair("many-copies", "materials[1].copies", [("materials.1.copies", 3)], [("materials.1.copies", 2)]),
    pair("named-twice", "materials[2].name", more(name="租赁合同"), more(name="租赁合同", when={"premises": ["owned"]})),
    pair("named-twice", "form[1].label", [("form.1.label", "单位名称"), ("form.1.key", GONE)], [("form.1.label", "面积")]),
    pair("asked-twice", "materials[2].key", more(key="lease_contract"),
         more(key="lease_contract", when={"premises": ["owned"]})),
    pair("asked-twice", "form[1].key", [("form.1.key", "enterprise_name")], [("form.1.key", "staff_count")]),
    # situations
    pair("idle-question", "situations[0]", [("materials.1.when", GONE)], []),
    pair("circle", "steps[1].after", [("steps.1.after", ["visit"]), ("steps.2.after", ["intake"])], [("steps.2.after", ["intake"])]),
    pair("unreachable", "steps[3].when", branch({"premises": ["owned"], "sublet": ["yes"]}),
         branch({"premises": ["rented"], "sublet": ["yes"]})),
    pair("never-required", "materials[1].when",
         branch({"sublet": ["yes"]}, **{"materials.1.when": {"premises": ["owned"], "sublet": ["no"]}}),
         branch({"sublet": ["yes"]}, **{"materials.1.when": {"sublet": ["no"]}})),
    pair("idle-limit", "limits.cases[1].when", cases({"premises": ["owned", "rented"]}, {"premises": ["owned"]}),
         cases({"premises": ["owned"]}, {"premises": ["owned", "rented"]})),
    pair("same-answers", "situations[0].answers[2]",
         [("situations.0.answers", [*CLEAN["situations"][0]["answers"], {"id": "sublet", "label": "转租"}]),
          ("materials.1.when", {"premises": ["rented", "sublet"]})],
         [("situations.0.answers", [*CLEAN["situations"][0]["answers"], {"id": "sublet", "label": "转租"}]),
          ("materials.1.when", {"premises": ["rented", "sublet"]}), *step(name="审核", when={"premises": ["sublet"]})]),
    # limits
    pair("promise-above-statute", "limits.promised", [("limits.promised.n", 21)], [("limits.promised.n", 19)]),
    pair("special-procedure-unlawful", "special_procedures[0].people_min", [("special_procedures.0.people_min", 1)], []),
    pair("no-speed-up", "limits.promised", [("limits.promised.n", 20)], [("limits.promised.n", 19)]),
    pair("steps-exceed-promise", "steps", step(days=1), [("limits.promised.n", 6), *step(days=1)]),
    pair("steps-exceed-promise", "steps", step(days=1, after=["intake"]),
         [*step(days=5, after=["intake"]), ("steps.4.after", ["visit"])]),
    pair("deferral-too-long", "materials[1].defer_days", [("materials.1.defer_days", 6)], [("materials.1.defer_days", 5)]),
    pair("special-without-notice", "special_procedures[0].notice_days", [("special_procedures.0.notice_days", GONE)],
         [("special_procedures.0.notice_days", GONE), ("special_procedures.0.stops", [])]),
    Pair("dated-over", "effective_from", {**CLEAN, "edition": 2}, next_edition(CLEAN, effective_from="2025-01-02"),
         beside(promised())),
    # standard
    pair("differs-from-standard", "conditions[0]", [("conditions", ["有场所。"])], []),
    pair("differs-from-standard", "legal_bases", [bases("law")], []),
    pair("differs-from-standard", "name", [("name", "书店许可")], [("name", "书店经营许可（换证）")]),
    pair("differs-from-standard", "owner", [], [("owner", "utility")], of_a_utility()),
    Pair("no-standard", "base_code", {**CLEAN, "base_code": "990131098001", "code": "11990100MB9901024C3990131098001"}, CLEAN),
    pair("level-not-open", "level", [("level", 5), ("code", "11990100MB9901024C5990131099001")],
         [("level", 4), ("code", "11990100MB9901024C4990131099001")]),
    Pair("code-taken", "handling_no", CLEAN, {**CLEAN, "handling_no": "02"}, beside(TWIN)),
    Pair("unknown-predecessor", "follows[0]", {**CLEAN, "follows": ["990131008001"]},
         {**CLEAN, "follows": ["990131007001"]}, beside(EARLIER)),
    pair("no-powers-number", "powers_no", [("powers_no", GONE)], [("powers_no", GONE), ("owner", "institution")]),
    pair("no-permit-class", "permit_class", [("permit_class", GONE)], [("permit_class", GONE), ("audience", "both")]),
    # doors
    pair("no-contact", "contact.supervise_phone", [("contact.supervise_phone", GONE)], []),
    pair("no-contact", "contact.transport", [("contact.transport", [])], []),
    pair("no-handling", "handling", [("handling", [])], [("handling", ["consult"])]),
    pair("ways-contradict", "handling", [("handling", ["instant"])], [("handling", ["home_visit"])]),
    pair("ways-contradict", "visits", [("handling", ["full_online"])], [("handling", ["full_online"]), ("visits", 0)]),
    Pair("ways-contradict", "handling", {**AT_ONCE, "handling": ["consult"]}, AT_ONCE),
    pair("more-visits", "visits", [("visits", 2)], [("visits", 1)]),
    pair("more-visits", "visits", [("delivery", ["window", "post"])], [("delivery", ["window", "post"]), ("visits", 0)]),
    pair("same-phone", "contact.supervise_phone", [("contact.supervise_phone", "0990-1234500")], []),
    pair("not-nearby", "halls", [("ways", ["nearby"])], [("ways", ["nearby"]), ("halls", ["jz-hall", "lj-hall"])]),
    # form
    pair("known-already", "form[0].from_party", [("form.0.from_party", GONE)], [("form.0.from_party", "contact")]),
    pair("field-not-in-dictionary", "form[1].key", [("form.1.key", GONE)], []),
    pair("field-differs", "form[1].type", [("form.1.type", "text")], [("form.1.type", "number")]),
    # money
    pair("permit-fee", "fees[0].basis", [bases("local_rule"), ("fees.0.basis", "other")],
         [bases("regulation"), ("fees.0.basis", "other")]),
    pair("no-charge", "fees[0].amount", [("fees.0.amount", "0.00")], [("fees.0.amount", "0.01")]),
    pair("fee-unexplained", "fees[0].note", [("fees.0.note", GONE)], []),
    pair("no-validity", "results[0].validity", [("results.0.validity", GONE)],
         [("results.0.validity", GONE), ("results.0.kind", "document")]),
    # intermediaries
    pair("intermediary-basis", "materials[2].basis", [bases("document"), *more(**INTERMEDIARY)],
         [bases("provincial_rule"), *more(**INTERMEDIARY)]),
    Pair("intermediary-unlisted", "materials[2].service",
         with_all(CLEAN, bases("law"), *more(**INTERMEDIARY, service="survey")),
         with_all(CLEAN, bases("law"), *more(**INTERMEDIARY, service="test")), with_services({"test": "检测"})),
]  # fmt: skip
