"""一件事: what anybody may know of the bundles offered today, and what they ask under certain answers."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from onewindow.api.call import Call, nowhere
from onewindow.api.door import read
from onewindow.api.fields import Example, Given
from onewindow.bundles.merging import Merged, merge
from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import items_in_force, on_offer
from onewindow.core.calendar import local
from onewindow.places.directory import agency

router = Router(tags=["一件事"])


class BundleLine(Given):
    EXAMPLE: ClassVar[Example] = {
        "slug": "kaiban-canyindian", "code": "99TCN0003", "name": "开办餐饮店一件事", "audience": "organisation",
        "lead": "scjg", "lead_name": "江州市市场监督管理局", "promised": "4个工作日", "visits": 1,
    }  # fmt: skip
    slug: str
    code: str
    name: str
    audience: str
    lead: str
    lead_name: str
    promised: str
    visits: int


class Bundles(Given):
    EXAMPLE: ClassVar[Example] = {"items": [BundleLine.EXAMPLE]}
    items: list[BundleLine]


class Bundle(Given):
    EXAMPLE: ClassVar[Example] = {
        "slug": "kaiban-canyindian", "edition": 1, "document": {"name": "开办餐饮店一件事", "lead": "scjg"},
        "merged": {
            "complete": False, "answers": {"crowd": "small"},
            "questions": [{
                "key": "sign", "question": "需要在店外设置招牌吗？", "members": [],
                "answers": [{"id": "with_sign", "label": "需要"}, {"id": "no_sign", "label": "不需要"}],
            }],
            "members": [["food"]],
            "form": [{"key": "food.operator", "label": "经营者名称", "type": "text", "required": True,
                      "places": ["food.operator"]}],
            "materials": [{"key": "lease_contract", "name": "房屋租赁合同", "form": "copy", "copies": 1, "required": True,
                           "members": ["food"], "original_to": []}],
            "unasked": [{"key": "form_food_application", "name": "食品经营许可申请书", "members": ["food"],
                         "how": "由一张表单生成"}],
        },
    }  # fmt: skip
    slug: str
    edition: int
    document: dict[str, Any]
    merged: dict[str, Any]


class Answers(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    answer: list[
        Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]{0,90}:[a-z][a-z0-9_]{0,39}$")]
    ] = Field(
        [], max_length=100, description="`<key of a question>:<id of an answer>`, once for each question."
    )


@read(router, "bundles", name="bundles", label="一件事列表", answers=Bundles)
def bundles(call: Call) -> dict[str, Any]:
    """Every bundle offered today, by code."""
    return {"items": [_line(row) for row in BundleEdition.objects.in_force(local(call.at).date())]}


@read(router, "bundles/{item:slug}", name="bundle", label="一件事", answers=Bundle, also=("no-such-bundle",))
def bundle(call: Call, slug: str, wanted: Query[Answers]) -> dict[str, Any]:
    """The bundle offered today, and what it asks under these answers: one form, one list, the order.

    Answers that do not exist count for nothing.
    """
    on = local(call.at).date()
    row = BundleEdition.objects.in_force(on).filter(slug=slug).first()
    if row is None:
        nowhere("no-such-bundle")
    items = items_in_force(row.bundle.items, on)
    given = dict(one.split(":") for one in wanted.answer)
    merged = merge(on_offer(row.bundle, items), items, given)
    return {
        "slug": row.slug, "edition": row.edition, "document": row.bundle.document(), "merged": _said(merged),
    }  # fmt: skip


def _line(row: BundleEdition) -> dict[str, Any]:
    whole = row.bundle
    return {
        "slug": row.slug, "code": row.code, "name": row.name, "audience": row.audience, "lead": row.lead,
        "lead_name": agency(row.lead).name, "promised": whole.promised.label, "visits": whole.visits,
    }  # fmt: skip


def _said(merged: Merged) -> dict[str, Any]:
    papers = merged.materials
    return {
        "complete": merged.is_complete,
        "answers": merged.answers,
        "questions": [
            {"key": one.key, "question": one.question, "members": list(one.members),
             "answers": [{"id": answer.id, "label": answer.label} for answer in one.answers]}
            for one in merged.questions
        ],
        "members": [[part.id for part in layer] for layer in merged.layers],
        "form": [
            {"key": one.key, "label": one.label, "type": one.type, "required": one.required, "places": list(one.places)}
            for one in merged.form
        ],
        "materials": [
            {"key": one.key, "name": one.name, "form": one.form, "copies": one.copies, "required": one.required,
             "members": list(one.members), "original_to": list(one.original_to)}
            for one in papers.asked
        ],
        "unasked": [
            {"key": one.key, "name": one.name, "members": list(one.members), "how": one.how}
            for one in (*papers.spared, *papers.printed, *papers.fetched)
        ],
    }  # fmt: skip
