"""Rows of the national exchange tables as drafts: what they lack is left open, what they say oddly is kept as said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from onewindow.catalogue.exchange.national import codes
from onewindow.catalogue.exchange.national.codes import BASIC, EXTEND, FEE, MATERIAL, QUESTION, YES
from onewindow.catalogue.exchange.national.files import TablesRefused
from onewindow.catalogue.exchange.national.texts import lines, plain
from onewindow.catalogue.schema.asks import FORMS
from onewindow.catalogue.schema.conduct import ACTORS
from onewindow.catalogue.schema.kinds import ITEM_TYPES
from onewindow.catalogue.wording.words import RESULT_KINDS
from onewindow.core.refusal import Finding

Document = dict[str, Any]
Row = Mapping[str, str]
_LAW = re.compile(r"《(?P<law>[^》]+)》(?P<article>[^：:]{0,40})(?:[：:](?P<gist>.*))?")
_STEP = re.compile(r"(?P<name>.+?)（(?P<actor>[^（）]+)）")
_SLUG = re.compile(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 200


def documents_of(
    tables: Mapping[str, list[dict[str, str]]], agencies: Mapping[str, str], agency: str = ""
) -> list[Document]:
    """One draft a row of the basic table; `agencies` are codes by USCC, `agency` is whose the others are.

    Raises `TablesRefused` for rows that belong to no matter, or to two.
    """
    owned, findings = _owned(tables)
    for n, row in enumerate(tables[BASIC], 1):
        if not row["task_code"] and not row["row_guid"]:
            findings.append(Finding(f"{BASIC} 第{n}行 task_code", "缺少实施编码"))
        elif not row["task_name"]:
            findings.append(Finding(f"{BASIC} 第{n}行 task_name", "缺少事项名称"))
        elif len(row["task_name"]) > LONGEST_NAME:
            long = f"有{len(row['task_name'])}个字，最多{LONGEST_NAME}个字"
            findings.append(Finding(f"{BASIC} 第{n}行 task_name", long))
    if findings:
        raise TablesRefused(findings)
    return [
        _document(row, owned[n], agencies.get(row["dept_code"]) or agency)
        for n, row in enumerate(tables[BASIC])
    ]


def _owned(
    tables: Mapping[str, list[dict[str, str]]],
) -> tuple[dict[int, dict[str, list[Row]]], list[Finding]]:
    """The rows of the other tables by the place of their matter in the basic table."""
    findings: list[Finding] = []
    guids: dict[str, int] = {}
    task_codes: dict[str, int] = {}
    for n, row in enumerate(tables[BASIC]):
        if row["row_guid"] and row["row_guid"] in guids:
            findings.append(Finding(f"{BASIC} 第{n + 1}行 row_guid", "与前面一行重复"))
        guids.setdefault(row["row_guid"], n)
        task_codes.setdefault(row["task_code"], n)
    owned: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table in (EXTEND, MATERIAL, FEE, QUESTION):
        for n, row in enumerate(sorted(tables[table], key=_order), 1):
            guid, code = row["task_guid"], row["task_code"]
            place = guids.get(guid) if guid else task_codes.get(code) if code else None
            if place is None:
                findings.append(
                    Finding(f"{table} 第{n}行 task_guid", f"基本信息表没有“{guid or code}”这个事项")
                )
            else:
                owned[place][table].append(row)
    return owned, findings


def _order(row: Row) -> int:
    number = row.get("order_num", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _document(row: Row, others: Mapping[str, list[Row]], agency: str) -> Document:
    extend: Row = next(iter(others[EXTEND]), {})
    bases = _bases(row["by_law"])
    whole = {
        **_identity(row, agency), **_terms(row, bases), **_conduct(row, extend), "legal_bases": bases,
        "materials": [_material(n, one, bases) for n, one in enumerate(others[MATERIAL], 1)],
        "fees": [_fee(one, bases) for one in others[FEE]],
        "faq": [_given(q=plain(one["question"]), a=plain(one["answer"])) for one in others[QUESTION]],
    }  # fmt: skip
    return _given(**whole)


def _given(**values: Any) -> Document:
    """What is said at all."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _identity(row: Row, agency: str) -> Document:
    code, item = row["task_code"], row["task_handle_item"]
    slug = row["local_task_code"].lower()
    number = item[31:] if len(item) == 33 and item.startswith(code) else ""
    return {
        "slug": slug if _SLUG.fullmatch(slug) else _slug(item or code or row["row_guid"]), "agency": agency,
        "name": plain(row["task_name"]), "code": code, "base_code": row["catalog_code"], "handling_no": number,
        "item_type": _code(row["task_type"], {word: code for code, word in ITEM_TYPES.items()}),
        "level": _number(row["use_level"]), "in_name_of": row["entrust_name"],
        "owner": _code(row["dept_type"], {"1": "agency", "2": "institution"}) if row["dept_type"] in "12" else "",
        "effective_from": _day(row["plan_effective_date"]), "effective_to": _day(row["plan_cancel_date"]),
    }  # fmt: skip


def _slug(code: str) -> str:
    return "item-" + re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:50]


def _code(value: str, known: Mapping[str, str]) -> str:
    """Our name for a code or a word; what nobody knows stays as it is, for the check of items to name."""
    return known.get(value, value)


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() and len(value) < 10 else value


def _day(value: str) -> str:
    digits = re.sub(r"\D", "", value)[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else value


def _bases(text: str) -> list[Document]:
    found: list[Document] = []
    for n, line in enumerate(plain(text).split("\n") if text else [], 1):
        law = _LAW.search(line)
        parts = law.groupdict() if law else {"law": "", "article": "", "gist": line}
        said = {name: (value or "").strip() for name, value in parts.items()}
        found.append(_given(id=f"basis{n}", **said) | {"checked": False})
    return found


def _basis(text: str, bases: list[Document]) -> str:
    """The id of the basis that a text names; one that is not there yet is put there."""
    named = _bases(text)
    if not named:
        return ""
    wanted = (named[0].get("law"), named[0].get("article"))
    for one in bases:
        if (one.get("law"), one.get("article")) == wanted and any(wanted):
            return str(one["id"])
    bases.append({**named[0], "id": f"basis{len(bases) + 1}"})
    return str(bases[-1]["id"])


def _terms(row: Row, bases: list[Document]) -> Document:
    kinds = {code: kind for kind, code in codes.PROJECTS.items()} | {
        "即办件": "instant",
        "承诺件": "promised",
    }
    statutory = _limit(row, "anticipate") | _given(note=plain(row["anticipate_explain"]))
    return {
        "kind": _code(row["project_type"], kinds), "audience": _audience(row["server_type"]),
        "conditions": lines(row["accept_condition"]),
        "limits": _given(statutory=statutory, promised=_limit(row, "promise")),
    }  # fmt: skip


def _audience(text: str) -> str:
    served = set(re.findall(r"[1-6]", text))
    if not served:
        return text
    return "both" if {"1"} < served else "person" if served == {"1"} else "organisation"


def _limit(row: Row, name: str) -> Document:
    units = {code: unit for unit, code in codes.UNITS.items()} | codes.UNIT_WORDS
    return _given(n=_number(row[f"{name}_day"]), unit=_code(row[f"{name}_type"], units))


def _conduct(row: Row, extend: Row) -> Document:
    online = {"ways": ["online"]} if extend.get("is_online") == YES else {}
    reaches = {word: reach for reach, word in codes.REACHES.items() if word}
    kinds = {word: kind for kind, word in RESULT_KINDS.items()}
    result_kinds = lines(extend.get("result_type", ""))
    results = [
        _given(id=f"result{n}", name=name, title=name, kind=_code(kind, kinds))
        for n, (name, kind) in enumerate(_paired(lines(extend.get("result_name", "")), result_kinds), 1)
    ]
    return {
        **online, "steps": [_step(n, line) for n, line in enumerate(lines(row["handle_flow"]), 1)],
        "theme": extend.get("user_topic_type") or extend.get("corp_topic_type") or "", "results": results,
        "reach": _code(extend.get("handle_area", ""), reaches), "visits": _number(row["limit_scene_num"]),
        "delivery": ["window", "post"] if extend.get("is_express") == YES else ["window"] if extend else [],
        "contact": _given(
            phone=row["link_way"], supervise_phone=row["supervise_way"], address=plain(row["transact_addr"]),
            hours=plain(row["transact_time"]),
        ),
    }  # fmt: skip


def _paired(names: list[str], kinds: list[str]) -> list[tuple[str, str]]:
    return [(name, kinds[n] if n < len(kinds) else "") for n, name in enumerate(names)]


def _step(n: int, line: str) -> Document:
    actors = {word: actor for actor, word in ACTORS.items()}
    told = _STEP.fullmatch(line)
    if told is None or told["actor"] not in actors:
        return {"id": f"step{n}", "name": line}
    return {"id": f"step{n}", "name": told["name"], "actor": actors[told["actor"]]}


def _material(n: int, row: Row, bases: list[Document]) -> Document:
    forms = {word: form for form, word in FORMS.items()}
    form = forms.get(row["page_format"]) or {"2": "form"}.get(row["material_type"])
    form = form or {"2": "electronic"}.get(row["material_format"], row["page_format"])
    sources = {code: source for source, code in codes.SOURCES.items()}
    return _given(
        id=f"material{n}", name=plain(row["material_name"]), form=form, copies=_number(row["page_num"]),
        necessity={"1": "required", "2": "optional", "3": "required"}.get(row["is_need"], row["is_need"]),
        deferrable=True if row["is_need"] == "3" else None, source=_code(row["source_type"], sources),
        issuer=plain(row["source_explain"]), basis=_basis(row["by_law"], bases),
        requirement=plain(row["fill_explain"]), checkpoints=lines(row["accept_stand"]),
        blank_form=row["form_guid"], sample=row["example_guid"], common_mistakes=lines(row["remark"]),
    )  # fmt: skip


def _fee(row: Row, bases: list[Document]) -> Document:
    amount = plain(row["fee_stand"]).removesuffix("元")
    return _given(
        name=plain(row["fee_name"]),
        amount=amount,
        basis=_basis(row["by_law"], bases),
        note=plain(row["desc_explain"]),
    )
