"""A small bundle of the tests: a permit and what follows it, and a sign in one of two ways."""

from __future__ import annotations

from typing import Any

from onewindow.bundles.schema import Bundle, read
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema import read as read_edition
from tests.catalogue.documents import promised, with_at

YES_OR_NO = [{"id": "yes", "label": "是"}, {"id": "no", "label": "否"}]
CONTACT = {
    "phone": "0990-1234500", "supervise_phone": "0990-1234999", "address": "江州市滨江大道88号",
    "hours": "工作日", "transport": ["公交8路"],
}  # fmt: skip


def document() -> dict[str, Any]:
    """A valid bundle of the items `permit` and `sign`; a new copy at each call."""
    return {
        "code": "99TCN0001", "slug": "shop", "name": "开店一件事", "plain": "开一家店。", "theme": "准营准办",
        "audience": "organisation", "lead": "scjg", "contact": CONTACT, "halls": ["jz-hall"], "edition": 1,
        "effective_from": "2026-01-01", "conditions": ["有店面。"],
        "situations": [
            {"id": "sign", "question": "要挂招牌吗？", "answers": YES_OR_NO},
            {"id": "large", "question": "招牌大吗？", "when": {"sign": ["yes"]}, "answers": YES_OR_NO},
        ],
        "members": [
            {"id": "permit", "item": "permit"},
            {"id": "large_sign", "item": "sign", "when": {"large": ["yes"]}, "excludes": ["small_sign"], "after": ["permit"]},
            {"id": "small_sign", "item": "sign", "when": {"large": ["no"]}, "excludes": ["large_sign"]},
        ],
        "promised": {"n": 3, "unit": "working_day"},
        "effect": {
            "before": {"days": 30, "materials": 9, "trips": 4, "steps": 6},
            "after": {"days": 3, "materials": 4, "trips": 1, "steps": 1}, "source": "测算",
        },
        "ways": ["online"], "acceptance": "一窗收件。", "procedure": "并行审查。", "issuing": "一次领取。",
        "delivery": ["window"], "visits": 1,
    }  # fmt: skip


def bundle(**changes: Any) -> Bundle:
    """That bundle with some of its parts replaced."""
    return read({**document(), **changes})


def item(slug: str, **changes: Any) -> Edition:
    """An edition of the item of that slug, with some parts replaced."""
    return read_edition({**promised(), "slug": slug, "name": slug, **changes})


__all__ = ["CONTACT", "YES_OR_NO", "bundle", "document", "item", "with_at"]
