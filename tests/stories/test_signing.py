"""审批权限: who may sign what, refused in the command with who may."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import yaml
from pytest_django.fixtures import Settings

from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.models import Case
from onewindow.issuance.commands.instant import complete_instant
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, at, intake_of
from tests.stories.steps import accepted, refused

FITS = "符合许可条件，准予许可。"
FAILS = "经营场所与所申报的地址不符，不符合许可条件。"


def proposed(cast: Cast, party: PartyFacts, area: str, verdict: str = "grant") -> str:
    """A food licence for a place of this size, waiting for its decision."""
    filled = intake_of("shipin-jingying", party).form | {"area": area}
    no = accepted(cast, party, form=filled)
    propose(no, verdict=verdict, opinion=FITS if verdict == "grant" else FAILS, by=cast.zhao, at=at(4, 10))
    return no


def without_rows(settings: Settings, tmp_path: Path, *acts: str) -> None:
    """The city's content, with the rows of these acts taken out of its table."""
    copytree(settings.CONTENT_DIR, tmp_path / "content")
    settings.CONTENT_DIR = tmp_path / "content"
    path = settings.CONTENT_DIR / "rules" / "signing.yaml"
    table = yaml.safe_load(path.read_text("utf-8"))
    table["rows"] = [row for row in table["rows"] if row["act"] not in acts]
    path.write_text(yaml.safe_dump(table, allow_unicode=True), "utf-8")


def test_a_decider_signs_up_to_the_ceiling(cast: Cast, restaurant: PartyFacts) -> None:
    no = proposed(cast, restaurant, "500")
    decide(no, verdict="grant", reasons=FITS, by=cast.sun, at=at(5, 10))
    assert Case.objects.get(no=no).verdict == "grant"


def test_beyond_it_the_head_signs(cast: Cast, restaurant: PartyFacts) -> None:
    no = proposed(cast, restaurant, "620")
    refusal = refused(lambda: decide(no, verdict="grant", reasons=FITS, by=cast.sun, at=at(5, 10)))
    assert (refusal.code, refusal.status) == ("beyond-authority", 403)
    assert refusal.message == "经营面积 620 平方米超过 500 平方米，由部门负责人签发。"
    decide(no, verdict="grant", reasons=FITS, by=cast.zhou, at=at(5, 11))
    assert Case.objects.get(no=no).decided_by == cast.zhou.staff_id


def test_a_denial_has_a_row_of_its_own(cast: Cast, restaurant: PartyFacts) -> None:
    no = proposed(cast, restaurant, "620", verdict="deny")
    decide(no, verdict="deny", reasons=FAILS, by=cast.sun, at=at(5, 10))
    assert Case.objects.get(no=no).verdict == "deny"


def test_what_nobody_may_sign_is_signed_by_nobody(
    cast: Cast, restaurant: PartyFacts, settings: Settings, tmp_path: Path
) -> None:
    no = proposed(cast, restaurant, "120")
    without_rows(settings, tmp_path, "grant")
    for by in (cast.sun, cast.zhou):
        refusal = refused(lambda by=by: decide(no, verdict="grant", reasons=FITS, by=by, at=at(5, 10)))
        assert (refusal.code, refusal.status) == ("nobody-signs", 403)


def test_an_instant_matter_without_a_row_is_not_completed(
    cast: Cast, li: PartyFacts, settings: Settings, tmp_path: Path
) -> None:
    without_rows(settings, tmp_path, "grant")
    intake = intake_of("laonian-youdai", li)
    assert refused(lambda: complete_instant(intake, by=cast.wang, at=MONDAY)).code == "nobody-signs"
