"""From draft to offer: written by the lead agency, published by a second person, suspended, withdrawn, exported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from onewindow.bundles.commands import (
    begin,
    edit,
    export_bundles,
    import_bundles,
    publish,
    resume,
    return_,
    submit,
    suspend,
    withdraw,
)
from onewindow.bundles.files import BundlesRefused, read_bundles
from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import items_in_force, on_offer
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.models import Event
from tests.stories.conftest import actor, at, django_db_setup

__all__ = ["django_db_setup"]
pytestmark = pytest.mark.django_db

SLUG = "kaiban-canyindian"
WHY = "招牌改为可以不办。"
FIRST_DAY = date(2026, 3, 9)


@pytest.fixture
def wen() -> Actor:
    """温玉兰, administrator of the market regulator, which leads the bundle."""
    return actor("wen2")


@pytest.fixture
def zhou() -> Actor:
    """周正, its head."""
    return actor("zhou")


def offered(on: date = FIRST_DAY) -> BundleEdition:
    return BundleEdition.objects.in_force(on).get(slug=SLUG)


def next_one(**changes: Any) -> dict[str, Any]:
    return {**offered().document, "effective_from": FIRST_DAY.isoformat(), **changes}


def drafted(by: Actor, **changes: Any) -> UUID:
    return UUID(begin(next_one(**changes), by=by, at=at(4, 9))["bundle"])


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}:")


def test_a_next_edition_is_written_submitted_and_published_by_a_second_person(
    wen: Actor, zhou: Actor
) -> None:
    before = offered()
    draft = drafted(wen)
    row = BundleEdition.objects.get(pk=draft)
    edit(draft, {**row.document, "visits": 0}, version=row.version, by=wen, at=at(4, 10))
    submit(draft, reason=WHY, by=wen, at=at(4, 11))
    with refused("same-person"):
        publish(draft, by=replace(zhou, staff_id=wen.staff_id), at=at(4, 12))
    publish(draft, by=zhou, at=at(4, 12))
    assert (offered(date(2026, 3, 8)).pk, offered().pk) == (before.pk, draft)
    assert (offered().edition, offered().bundle.visits, offered().publisher_name) == (2, 0, zhou.name)
    verbs = Event.objects.filter(thing_id=draft).order_by("version").values_list("verb", flat=True)
    assert list(verbs) == ["begin", "edit", "submit", "publish"]


def test_what_was_withdrawn_is_offered_no_more_and_stays_readable(zhou: Actor) -> None:
    row = offered()
    withdraw(row.pk, reason="政策调整，暂不再受理。", by=zhou, at=at(4, 9))
    assert not BundleEdition.objects.in_force(FIRST_DAY).filter(slug=SLUG).exists()
    assert BundleEdition.objects.issued().get(pk=row.pk).bundle.slug == SLUG


def test_what_is_suspended_is_not_offered_until_it_is_resumed(wen: Actor, zhou: Actor) -> None:
    row = offered()
    suspend(row.pk, reason="系统升级，暂停一并办理。", by=zhou, at=at(4, 9))
    assert not BundleEdition.objects.in_force(FIRST_DAY).filter(slug=SLUG).exists()
    with refused("wrong-stage"):
        suspend(row.pk, reason="再停一次看看。", by=zhou, at=at(4, 10))
    resume(row.pk, reason="升级完成，恢复办理。", by=wen, at=at(5, 9))
    assert offered().pk == row.pk
    withdraw(offered().pk, reason="政策调整，不再办理。", by=zhou, at=at(6, 9))
    assert BundleEdition.objects.get(pk=row.pk).ended_on == at(6, 9).date()


def test_a_suspended_edition_does_not_bring_back_the_one_before(wen: Actor, zhou: Actor) -> None:
    draft = drafted(wen)
    submit(draft, reason=WHY, by=wen, at=at(4, 10))
    publish(draft, by=zhou, at=at(4, 11))
    suspend(draft, reason="招牌标准正在修订。", by=zhou, at=at(10, 9))
    assert not BundleEdition.objects.in_force(date(2026, 3, 11)).filter(slug=SLUG).exists()


def test_what_lost_a_member_meanwhile_is_not_resumed_and_leaves_no_trace(zhou: Actor) -> None:
    row = offered()
    suspend(row.pk, reason="系统升级，暂停一并办理。", by=zhou, at=at(4, 9))
    Edition.objects.filter(slug="huwai-zhaopai").delete()
    events = Event.objects.count()
    with refused("bundle-faulty") as faulty:
        resume(row.pk, reason="升级完成，恢复办理。", by=zhou, at=at(5, 9))
    assert "members[5].item" in {one.field for one in faulty.value.findings}
    assert (BundleEdition.objects.get(pk=row.pk).stage, Event.objects.count()) == ("suspended", events)


def test_file_to_database_to_file_is_byte_equal(tmp_path: Path, wen: Actor, zhou: Actor) -> None:
    draft = drafted(wen, visits=0)
    submit(draft, reason=WHY, by=wen, at=at(4, 10))
    publish(draft, by=zhou, at=at(4, 11))
    first, second = tmp_path / "first", tmp_path / "second"
    paths = export_bundles(first)
    assert {path.name for path in paths} >= {f"{SLUG}.yaml", f"{SLUG}.1.yaml", "tuixiu.yaml"}
    assert len(paths) == BundleEdition.objects.issued().count()
    held = {(one.slug, one.edition): one.bundle.canonical() for one in BundleEdition.objects.issued()}
    read = read_bundles(first, settings.CONTENT_DIR)
    assert {(one.bundle.slug, one.bundle.edition): one.bundle.canonical() for one in read} == held
    second.mkdir()
    for path in paths:
        (second / path.name).write_bytes(path.read_bytes())
    assert import_bundles(second, at=at(4, 12)).published == 0
    for path in export_bundles(second):
        assert path.read_bytes() == (first / path.name).read_bytes()


def test_only_the_bundles_asked_for_are_exported(tmp_path: Path) -> None:
    assert [path.name for path in export_bundles(tmp_path, ["tuixiu"])] == ["tuixiu.yaml"]


def test_a_draft_given_back_can_be_changed_again(wen: Actor, zhou: Actor) -> None:
    draft = drafted(wen)
    submit(draft, reason=WHY, by=wen, at=at(4, 10))
    return_(draft, reason="请补充常见问题。", by=zhou, at=at(4, 11))
    assert BundleEdition.objects.get(pk=draft).stage_label == "草稿"


def test_a_bundle_of_what_is_not_there_cannot_be_submitted(wen: Actor) -> None:
    members = [{"id": "one", "item": "shipin-jingying"}, {"id": "two", "item": "mei-you"}]
    draft = drafted(wen, members=members, situations=[], joint=[], same=[], apart=[])
    with refused("bundle-faulty") as faulty:
        submit(draft, reason=WHY, by=wen, at=at(4, 10))
    assert [one.field for one in faulty.value.findings] == ["members[1].item"]
    assert BundleEdition.objects.get(pk=draft).stage == "draft"


def test_a_draft_may_be_incomplete_but_not_submitted(wen: Actor) -> None:
    draft = UUID(begin({"slug": "xin-shi", "lead": "scjg"}, by=wen, at=at(4, 9))["bundle"])
    with refused("bundle-faulty") as faulty:
        submit(draft, reason=WHY, by=wen, at=at(4, 10))
    assert "members" in {one.field for one in faulty.value.findings}


def test_nobody_writes_for_another_agency_or_for_none(wen: Actor) -> None:
    with refused("no-such-agency"):
        begin(next_one(lead="rsj"), by=wen, at=at(4, 9))
    with refused("draft-without-identity"):
        begin({"name": "一件事"}, by=wen, at=at(4, 9))
    with refused("no-such-bundle"):
        withdraw(offered().pk, reason=WHY, by=actor("jiang"), at=at(4, 9))
    with refused("no-such-agency"):
        begin(next_one(), by=replace(wen, matters=frozenset({"shipin-jingying"})), at=at(4, 9))


def test_one_draft_of_a_bundle_at_a_time_and_nobody_is_overtaken(wen: Actor) -> None:
    draft = drafted(wen)
    with refused("draft-open"):
        drafted(wen)
    with refused("overtaken"):
        edit(draft, next_one(), version=0, by=wen, at=at(4, 10))
    with refused("identity-fixed"):
        edit(draft, next_one(lead="rsj", edition=2), version=1, by=wen, at=at(4, 10))


def test_an_edition_out_of_turn_is_not_published(wen: Actor, zhou: Actor) -> None:
    draft = drafted(wen, effective_from="2026-01-01", code="99TCN9999")
    submit(draft, reason=WHY, by=wen, at=at(4, 10))
    with refused("bundle-out-of-turn") as out:
        publish(draft, by=zhou, at=at(4, 11))
    assert {one.field for one in out.value.findings} == {"code", "effective_from"}


def test_loading_the_same_files_again_changes_nothing(tmp_path: Path) -> None:
    directory = settings.CONTENT_DIR / "bundles"
    before = BundleEdition.objects.count()
    taken = import_bundles(directory, at=at(4, 9))
    assert (taken.published, BundleEdition.objects.count()) == (0, before)
    text = (directory / f"{SLUG}.yaml").read_text("utf-8").replace("n: 4, unit", "n: 3, unit")
    (tmp_path / f"{SLUG}.yaml").write_text(text, "utf-8")
    with pytest.raises(BundlesRefused) as wrong:
        import_bundles(tmp_path, at=at(4, 9))
    faults = [one.field for one in wrong.value.findings]
    assert faults == [f"{SLUG}.yaml: edition", f"{SLUG}.yaml: effective_from"]


def test_members_whose_items_are_not_offered_fall_away() -> None:
    bundle = offered().bundle
    assert on_offer(bundle, items_in_force(bundle.items, FIRST_DAY)) is bundle
    Edition.objects.filter(slug="huwai-zhaopai").delete()
    left = on_offer(bundle, items_in_force(bundle.items, FIRST_DAY))
    assert [one.id for one in left.members] == [one.id for one in bundle.members if one.id != "sign"]
