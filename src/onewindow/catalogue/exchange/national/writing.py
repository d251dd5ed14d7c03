"""Editions as rows of the national exchange tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onewindow.catalogue.exchange.national.codes import (
    BASIC,
    BODIES,
    EXTEND,
    FEE,
    MATERIAL,
    NO,
    PROJECTS,
    QUESTION,
    REACHES,
    SERVED,
    SOURCES,
    TABLES,
    UNITS,
    YES,
)
from onewindow.catalogue.schema import Edition, Limit
from onewindow.catalogue.schema.asks import FORMS, Material
from onewindow.catalogue.schema.conduct import ACTORS
from onewindow.catalogue.wording.words import RESULT_KINDS

Row = dict[str, str]
Tables = dict[str, list[Row]]


def tables_of(editions: Iterable[Edition], agencies: Mapping[str, str]) -> Tables:
    """All tables, every column in every row; `agencies` are the names of the agencies by their codes."""
    tables: Tables = {table: [] for table in TABLES}
    for guide in editions:
        link = {"task_guid": guide.handling_code, "task_code": guide.code}
        _put(tables, BASIC, {**_identity(guide, agencies), **_terms(guide), **_conduct(guide)})
        _put(tables, EXTEND, {**link, **_extension(guide)})
        for n, material in enumerate(guide.materials, 1):
            _put(tables, MATERIAL, {**link, **_material(guide, material), "order_num": str(n)})
        for fee in guide.fees:
            basis = guide.legal_basis(fee.basis).label
            described = YES if fee.note else NO
            _put(tables, FEE, {
                **link, "fee_name": fee.name, "fee_stand": fee.amount, "by_law": basis, "is_desc": described,
                "desc_explain": fee.note or "",
            })  # fmt: skip
        for n, one in enumerate(guide.faq, 1):
            _put(tables, QUESTION, {**link, "question": one.q, "answer": one.a, "order_num": str(n)})
    return tables


def _put(tables: Tables, table: str, row: Row) -> None:
    tables[table].append({column: row.get(column, "") for column in TABLES[table]})


def _identity(guide: Edition, agencies: Mapping[str, str]) -> Row:
    return {
        "row_guid": guide.handling_code, "catalog_code": guide.base_code, "task_code": guide.code,
        "local_task_code": guide.slug, "task_handle_item": guide.handling_code, "task_name": guide.name,
        "task_type": guide.item_type, "task_state": YES, "task_version": str(guide.edition),
        "use_level": str(guide.level), "dept_name": agencies.get(guide.agency, guide.agency),
        "dept_code": guide.code[:18], "dept_type": BODIES[guide.owner], "entrust_name": guide.in_name_of or "",
        "plan_effective_date": f"{guide.effective_from:%Y%m%d}",
        "plan_cancel_date": f"{guide.effective_to:%Y%m%d}" if guide.effective_to else "", "cd_operation": "I",
    }  # fmt: skip


def _terms(guide: Edition) -> Row:
    statutory, promised = guide.limits.statutory, guide.limits.promised
    return {
        "by_law": "\n".join(f"{basis.label}：{basis.gist}" for basis in guide.legal_bases),
        **_limit("anticipate", statutory), "anticipate_explain": statutory.note or "", **_limit("promise", promised),
        "accept_condition": "\n".join(guide.conditions), "project_type": PROJECTS[guide.kind],
        "server_type": SERVED[guide.audience], "is_fee": YES if guide.fees else NO,
        "fee_basis": "\n".join(dict.fromkeys(guide.legal_basis(fee.basis).label for fee in guide.fees)),
    }  # fmt: skip


def _limit(name: str, limit: Limit) -> Row:
    return {f"{name}_day": str(limit.n), f"{name}_type": UNITS[limit.unit]}


def _conduct(guide: Edition) -> Row:
    return {
        "handle_flow": "\n".join(f"{step.name}（{ACTORS[step.actor]}）" for step in guide.steps),
        "handle_type": ",".join(["1", *(["2"] if "online" in guide.ways else [])]),
        "special_procedure": "\n".join(one.name for one in guide.special_procedures),
        "limit_scene_num": str(guide.visits), "transact_addr": guide.contact.address,
        "transact_time": guide.contact.hours, "link_way": guide.contact.phone,
        "supervise_way": guide.contact.supervise_phone,
    }  # fmt: skip


def _extension(guide: Edition) -> Row:
    topics = {"user_topic_type": guide.theme, "corp_topic_type": guide.theme}
    unserved = {"person": "corp_topic_type", "organisation": "user_topic_type"}.get(guide.audience)
    return {
        "is_entry_center": YES, "handle_area": REACHES[guide.reach], "is_express": YES if "post" in guide.delivery else NO,
        "result_type": "\n".join(RESULT_KINDS[result.kind] for result in guide.results),
        "result_name": "\n".join(result.name for result in guide.results),
        "is_online": YES if "online" in guide.ways else NO,
        **{column: topic for column, topic in topics.items() if column != unserved},
    }  # fmt: skip


def _material(guide: Edition, material: Material) -> Row:
    need = "3" if material.deferrable else "1" if material.is_required else "2"
    sort = "2" if material.form == "form" else "1" if material.source == "government" else "3"
    return {
        "material_name": material.name, "is_need": need, "material_type": sort,
        "material_format": "2" if material.form == "electronic" else "1", "page_num": str(material.copies),
        "page_format": FORMS[material.form], "source_type": SOURCES[material.source],
        "source_explain": material.issuer or "", "accept_stand": "\n".join(material.checkpoints),
        "by_law": guide.legal_basis(material.basis).label, "fill_explain": material.requirement,
        "form_guid": material.blank_form or "", "example_guid": material.sample or "",
        "remark": "\n".join(material.common_mistakes),
    }  # fmt: skip
