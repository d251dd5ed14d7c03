"""审批权限 on the reviewer's desk: a verdict beyond one's authority is said beforehand, with who signs it."""

from __future__ import annotations

from pathlib import Path

from django.test import Client
from pytest_django.fixtures import Settings

from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.stories.test_signing import proposed, without_rows
from tests.web.conftest import signed_in


def test_the_page_says_beforehand_what_is_beyond_and_who_signs(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    url = f"/review/cases/{proposed(cast, restaurant, '620')}/"
    seen = signed_in(client, "sun").get(url).content.decode()
    assert "<dt>准予</dt><dd>经营面积 620 平方米超过 500 平方米，由部门负责人签发。</dd>" in seen
    assert 'value="grant" class="is-grant" disabled' in seen
    assert 'value="deny" class="is-deny tone-danger" checked>' in seen
    heads = signed_in(Client(), "zhou").get(url).content.decode()
    assert "由部门负责人签发" not in heads
    assert 'value="grant" class="is-grant" checked>' in heads


def test_when_nothing_may_be_signed_the_page_offers_no_form(
    cast: Cast, restaurant: PartyFacts, client: Client, settings: Settings, tmp_path: Path
) -> None:
    no = proposed(cast, restaurant, "120")
    without_rows(settings, tmp_path, "grant", "deny")
    seen = signed_in(client, "sun").get(f"/review/cases/{no}/").content.decode()
    assert f'action="/review/cases/{no}/decision/"' not in seen
    assert "<dt>作出决定</dt><dd>本事项没有设定“准予”的审批权限，请联系事项管理员。</dd>" in seen
