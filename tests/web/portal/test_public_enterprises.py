"""What enterprises and institutions offer the public stands in the catalogue with its guide, and is kept up to date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.catalogue.commands import edit, publish, revise, submit, withdraw
from onewindow.catalogue.intermediary import services
from onewindow.catalogue.listing import listing
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from tests.stories.conftest import MONDAY, actor, at
from tests.web import hall_clock

pytestmark = pytest.mark.django_db

WATER, POWER, GAS, TRANSIT = "swgs", "gdgs", "rqgs", "gjgs"
CARD = "laonian-gongjiao"
WHY = "旧卡余额由系统查询，不用再拍旧卡。"


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def guides_of(owner: str) -> list[Edition]:
    rows = Edition.objects.in_force(MONDAY.date())
    return [row for row in rows if row.guide.owner == owner]


@pytest.mark.seeds("C8", "N7", "N82")
@pytest.mark.parametrize("agency", [WATER, POWER, GAS, TRANSIT])
def test_the_public_list_has_what_a_public_enterprise_offers(client: Client, agency: str) -> None:
    offered = {row.slug for row in guides_of("utility") if row.agency_code == agency}
    shown = page(client, f"/matters/?agency={agency}")
    assert len(offered) >= 2
    assert set(re.findall(r'<h3><a href="/matters/([^/"]+)/"', shown)) == offered


@pytest.mark.seeds("N7", "N82")
@pytest.mark.parametrize("owner", ["agency", "utility", "state_enterprise", "institution"])
def test_a_public_service_has_its_whole_guide_whoever_holds_it(client: Client, owner: str) -> None:
    rows = [row for row in guides_of(owner) if row.guide.item_type == "20"]
    assert rows
    for row in rows[:3]:
        shown, guide = page(client, f"/matters/{row.slug}/"), row.guide
        for words in (guide.name, guide.contact.phone, guide.contact.supervise_phone, guide.faq[0].q):
            assert words in shown
        assert all(basis.law in shown for basis in guide.legal_bases)
        assert all(step.name in shown for step in guide.route({}))


@pytest.mark.seeds("N7", "N82")
def test_what_intermediaries_do_is_listed_beside_it_each_with_its_page(client: Client) -> None:
    shown = page(client, reverse("intermediaries"))
    for one in services():
        address = reverse("intermediary-service", args=[one.key])
        assert address in shown
        assert one.name in page(client, address)


@pytest.mark.seeds("N8")
def test_who_types_founding_finds_policy_advice_rights_and_training(client: Client) -> None:
    found = set(re.findall(r'<h3><a href="/matters/([^/"]+)/"', page(client, "/search/?q=创业")))
    asked_for = {
        "chuangye-daikuan",
        "chuangye-zhidao",
        "falv-yuanzhu",
        "zhishichanquan-weiquan",
        "peixun-butie",
    }
    assert found >= asked_for


def simplified(when: datetime) -> UUID:
    """A draft of the next edition of the card, which no longer asks for a picture of the old one."""
    keeper = actor("yu2")
    draft = UUID(revise(Edition.objects.get(slug=CARD).pk, by=keeper, at=when)["edition"])
    row = Edition.objects.get(pk=draft)
    document = dict(row.document)
    document["materials"] = [one for one in document["materials"] if one["id"] != "old_card"]
    edit(draft, document, version=row.version, by=keeper, at=when)
    submit(draft, reason=WHY, by=keeper, at=when)
    return draft


@pytest.mark.seeds("N7", "N82")
def test_an_enterprise_simplifies_its_guide_and_a_second_person_of_its_own_publishes_it(
    client: Client,
) -> None:
    changed = "/matters/laonian-gongjiao/?residence=local&act=changed&comes=self"
    assert "到期的公交优待卡" in page(client, changed)
    draft = simplified(at(4, 10))
    writer = actor("yu2")
    with pytest.raises(Refusal) as refused:
        publish(draft, by=replace(actor("gui"), staff_id=writer.staff_id), at=at(4, 11))
    assert refused.value.code == "same-person"
    publish(draft, by=actor("gui"), at=at(4, 11))
    assert "到期的公交优待卡" in page(client, changed)
    hall_clock.set_to(at(5, 10))
    assert "到期的公交优待卡" not in page(client, changed)
    assert "到期的公交优待卡" in page(client, "/matters/laonian-gongjiao/editions/1/?act=changed")


@pytest.mark.seeds("N7")
def test_what_an_enterprise_no_longer_offers_leaves_the_catalogue(client: Client) -> None:
    assert CARD in {item.slug for item in listing(MONDAY.date()).items}
    withdraw(Edition.objects.get(slug=CARD).pk, reason="改由社会保障卡代替。", by=actor("gui"), at=at(2, 10))
    assert CARD not in {item.slug for item in listing(at(3, 10).date()).items}
    hall_clock.set_to(at(3, 10))
    assert CARD not in page(client, f"/matters/?agency={TRANSIT}")
    assert "已经撤下，不再办理" in page(client, f"/matters/{CARD}/")
