"""Editions and bundles of the stage, one at each stage of their life, and the base item that can be claimed."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from onewindow.batches.commands import approve as approve_batch
from onewindow.batches.commands import circulate, draw_up, list_negative, pledge
from onewindow.batches.commands import edit as edit_batch
from onewindow.batches.commands import publish as publish_batch
from onewindow.bundles.commands import begin as write_bundle
from onewindow.bundles.commands import publish as publish_bundle
from onewindow.bundles.commands import submit as submit_bundle
from onewindow.bundles.commands import suspend as suspend_bundle
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.commands import begin, copy, publish, submit, suspend
from onewindow.catalogue.commands.sharing import propose
from onewindow.catalogue.models import BaseItemRow, Edition
from onewindow.core.roles import Actor
from onewindow.delegation.commands import ask, grant
from onewindow.intermediaries.commands import engage, record, register
from onewindow.intermediaries.commands import suspend as suspend_body
from onewindow.intermediaries.models import Engagement
from onewindow.people.models import Post, Staff
from onewindow.people.register import PartyFacts
from tests.intermediaries.register import choice, entry
from tests.stories.conftest import at, edition

REASON = "按上级要求修改办理时限。"
CLAIMABLE = "990131777001"


def author() -> Actor:
    """Another administrator of the same office than the one who tries the cells."""
    post = Post.objects.whole().get(staff__username="yu2", stands_in_for=None).actor()
    return replace(post, staff_id=Staff.objects.get(username="luo").pk)


def head() -> Actor:
    return Post.objects.whole().get(staff__username="zhou", stands_in_for=None).actor()


def new_item(number: int) -> dict[str, Any]:
    """A whole edition of a matter of the market regulator that nobody offers yet."""
    document = deepcopy(edition("shipin-jingying").document)
    dates = {"effective_from": "2026-03-20", "edition": 1}
    return {**document, **dates, "slug": f"shipin-{number}", "handling_no": f"{number:02}"}


def editions(key: dict[str, object], by: Actor) -> None:
    """A draft, one submitted, one published and one suspended, all written by this administrator."""
    base = BaseItemRow(
        code=CLAIMABLE, slug="ren-ling", name="待认领事项", item_type="01", department="市场监管", owner="agency",
        levels=[3], loaded_at=at(2, 9),
        document={
            "code": CLAIMABLE, "slug": "ren-ling", "department": "市场监管", "levels": [3], "name": "待认领事项",
            "item_type": "01",
            "legal_bases": [{"id": "law", "law": "示例法", "article": "第一条", "gist": "示例。", "checked": False}],
        },
    )  # fmt: skip
    base.save(force_insert=True)
    for number, name in enumerate(
        ("draft", "submitted edition", "published edition", "suspended edition"), 11
    ):
        key[name] = _at(name, number, by)
    key["edition to copy"] = edition("xiaofang-jiancha").pk
    copied = copy(edition("gongzhang-beian").pk, "scjg", by=by, at=at(4, 9))
    key["copied edition"] = UUID(copied["edition"])


def _at(name: str, number: int, by: Actor) -> UUID:
    edition_id = UUID(begin(new_item(number), by=by, at=at(4, 9))["edition"])
    if name != "draft":
        submit(edition_id, reason=REASON, by=by, at=at(4, 10))
    if name in {"published edition", "suspended edition"}:
        publish(edition_id, by=head(), at=at(4, 11))
    if name == "suspended edition":
        suspend(edition_id, reason=REASON, by=head(), at=at(4, 14))
    return Edition.objects.get(pk=edition_id).pk


def new_bundle(number: int) -> dict[str, Any]:
    """A whole bundle led by the market regulator that nobody offers yet."""
    document = deepcopy(BundleEdition.objects.issued().get(slug="kaiban-canyindian").document)
    return {
        **document, "slug": f"canyin-{number}", "code": f"99TCN90{number}", "name": f"开餐饮店{number}",
        "effective_from": "2026-03-20", "edition": 1,
    }  # fmt: skip


ENTRY = {"label": "联系手机", "type": "phone", "help": "接收办理进度的号码"}
"""What an entry of the field dictionary may be changed to."""


def library(key: dict[str, object], by: Actor) -> None:
    """A change of the field dictionary that waits for a second person, and one of him who tries the cells."""
    tries = Post.objects.whole().get(staff__username="yu2", stands_in_for=None).actor()
    for name, who, of in (("proposed change", by, "contact_phone"), ("own change", tries, "contact_name")):
        answer = propose("fields", of, ENTRY, new=False, reason=REASON, by=who, at=at(4, 9))
        key[name] = UUID(answer["change"])


def bundles(key: dict[str, object], by: Actor) -> None:
    """A draft, one submitted, one published and one suspended, all written by this administrator."""
    for number, name in enumerate(
        ("draft bundle", "submitted bundle", "published bundle", "suspended bundle"), 31
    ):
        bundle_id = UUID(write_bundle(new_bundle(number), by=by, at=at(4, 9))["bundle"])
        if name != "draft bundle":
            submit_bundle(bundle_id, reason=REASON, by=by, at=at(4, 10))
        if name in {"published bundle", "suspended bundle"}:
            publish_bundle(bundle_id, by=head(), at=at(4, 11))
        if name == "suspended bundle":
            suspend_bundle(bundle_id, reason=REASON, by=head(), at=at(4, 12))
        key[name] = bundle_id


ASKED = {
    "form": "direct", "effective_from": date(2026, 4, 1), "reason": "方便群众就近办理。",
    "capacity": {"staff": "三人持证上岗", "funds": "列入部门预算", "network": "已接入专网", "training": "已培训两次"},
}  # fmt: skip


def delegations(key: dict[str, object], by: Actor) -> None:
    """One asked for and one granted, both by the market regulator to agencies of the district."""
    for name, receiver in (("asked delegation", "ljsp"), ("granted delegation", "csgl")):
        answer = ask("shipin-jingying", receiver, **ASKED, by=by, at=at(4, 9))  # type: ignore[arg-type]
        key[name] = UUID(answer["delegation"])
    grant(UUID(str(key["granted delegation"])), words="具备承接条件。", by=head(), at=at(4, 11))


BATCHES = {
    "draft batch": "qiye-sheli", "pledging batch": "qiye-zhuxiao", "pledged batch": "shipin-biangeng",
    "approved batch": "shipin-xiaojingying", "published batch": "yubaozhuang-beian",
}  # fmt: skip
"""Each of one item of the market regulator."""
NEGATIVE = {
    "ground": "in_person",
    "reason": "申请人须先后两次到场核验。",
    "basis": "《行政许可法》第三十四条",
}


def batches(key: dict[str, object], by: Actor) -> None:
    """A batch at every stage, drawn up by the city's office."""
    for name, slug in BATCHES.items():
        key[name] = _batch(name, slug, by)


def _batch(name: str, slug: str, by: Actor) -> UUID:
    day = date(2026, 3, 20)
    batch = UUID(draw_up("xzsp", title="最多跑一次事项", publish_on=day, by=by, at=at(4, 9))["batch"])
    edit_batch(batch, title="最多跑一次事项", publish_on=day, add=[slug], by=by, at=at(4, 9))
    if name != "draft batch":
        circulate(batch, by=by, at=at(4, 10))
    if name in {"pledged batch", "approved batch", "published batch"}:
        pledge(batch, title="局长", by=head(), at=at(4, 11))
    if name in {"approved batch", "published batch"}:
        second = Post.objects.whole().get(staff__username="liao2").actor()
        approve_batch(
            batch, number="江政发〔2026〕12号", approved_on=date(2026, 3, 4), by=second, at=at(4, 14)
        )
    if name == "published batch":
        publish_batch(batch, on=date(2026, 3, 5), by=by, at=at(5, 9))
    return batch


def negative(key: dict[str, object], slug: str) -> None:
    """An item for which one has to come twice, on the negative list."""
    key["negative"] = UUID(list_negative(slug, **NEGATIVE, by=author(), at=at(9, 9))["negative"])


def intermediaries(key: dict[str, object], client: PartyFacts, window: Actor, by: Actor) -> None:
    """One applied, one registered and one suspended, recorded by the other administrator, and one engaged."""
    decider = Post.objects.whole().get(staff__username="liao2", stands_in_for=None).actor()
    for serial, name in enumerate(("applied body", "registered body", "suspended body"), 41):
        body = UUID(record("xzsp", entry(serial), by=by, at=at(3, 9))["intermediary"])
        key[name] = body
        if name != "applied body":
            register(body, by=decider, at=at(3, 10))
    suspend_body(UUID(str(key["suspended body"])), ground="late", words="多次逾期。", by=decider, at=at(4, 9))
    chosen = choice(UUID(str(key["registered body"])), client)
    no = engage(chosen, by=window, at=at(9, 9))["engagement"]
    key["engagement"] = Engagement.objects.get(no=no).pk
