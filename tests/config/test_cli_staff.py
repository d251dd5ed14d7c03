"""`onewindow staff`: people, posts and deputies from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from onewindow.config.cli.main import main
from onewindow.config.clock import now
from onewindow.journal.models import Event
from onewindow.people.models import Post, Staff
from tests.stories.conftest import django_db_setup

__all__ = ["django_db_setup"]
pytestmark = pytest.mark.django_db
Staffed = Callable[..., Result]


@pytest.fixture
def staffed() -> Staffed:
    """Runs `onewindow staff …` on the city of the stories."""
    (settings.DATA_DIR / "onewindow.sqlite3").touch()
    return lambda *words: CliRunner().invoke(main, ["staff", *words], catch_exceptions=False)


def today() -> date:
    return now().date()


def lines(result: Result) -> list[list[str]]:
    return [line.split("\t") for line in result.output.splitlines()]


def test_a_person_is_added_given_a_post_and_listed(staffed: Staffed) -> None:
    assert staffed("add", "dong", "董梅").exit_code == 0
    assert [row for row in lines(staffed("list")) if row[1] == "dong"] == []
    granted = staffed(
        "grant", "dong", "reviewer", "--agency", "scjg", "--matter", "shipin-jingying", "--reason", "新入职"
    )
    assert (granted.exit_code, granted.output) == (0, f"dong is reviewer from {today()}\n")
    (row,) = [row for row in lines(staffed("list")) if row[1] == "dong"]
    assert row[2:] == ["董梅", "reviewer", "江州市市场监督管理局", "shipin-jingying", f"{today()}.."]
    event = Event.objects.get(thing_kind="appointment")
    assert (event.verb, event.role, json.loads(event.body)["reason"]) == ("grant", "system", "新入职")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("clerk",), "  window: "),
        (("clerk", "--window", "lj-21"), "  window: 综合出件1号窗口不是综合受理窗口人员的窗口。"),
        (("reviewer", "--agency", "nowhere"), "  agency: "),
        (("reviewer", "--agency", "scjg", "--hall", "lj-hall"), "  hall: "),
        (("manager", "--hall", "lj-hall", "--level", "4"), "  level: "),
        (("issuer", "--window", "lj-21", "--matter", "shipin-jingying"), "  matters: "),
        (("reviewer", "--agency", "scjg", "--instant", "laonian-youdai"), "  items: "),
        (("reviewer", "--agency", "scjg", "--matter", "nothing"), "  nothing: 没有这个事项。"),
        (("reviewer", "--agency", "scjg", "--until", "2020-01-01"), "  until: "),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_a_post_that_cannot_be_is_refused_with_its_field(
    staffed: Staffed, words: tuple[str, ...], fault: str
) -> None:
    posts = Post.objects.count()
    refused = staffed("grant", "zhao", *words)
    assert refused.exit_code == 1
    assert fault in refused.output
    assert Post.objects.count() == posts


def test_a_deputy_is_named_by_the_head_and_revoked(staffed: Staffed) -> None:
    sun = Post.objects.get(staff__username="sun").pk
    until = str(today() + timedelta(days=7))
    terms = ("--until", until, "--reason", "年休假期间代理")
    nobody = staffed("deputise", "--by", "zhao", str(sun), "yang", *terms)
    assert nobody.output == "Error: zhao holds no post as head or administrator\n"
    other = staffed("deputise", "--by", "han", str(sun), "yang", *terms)
    assert (other.exit_code, other.output) == (1, "没有找到这个岗位。\n")
    assert staffed("deputise", "--by", "zhou", str(sun), "yang", *terms).exit_code == 0
    (deputy,) = [row for row in lines(staffed("list")) if row[2] == "杨帆（代孙立）"]
    assert staffed("revoke", "--by", "zhou", deputy[0], "--reason", "提前回岗").exit_code == 0
    assert deputy[0] not in {row[0] for row in lines(staffed("list"))}
    assert deputy[0] in {row[0] for row in lines(staffed("list", "--all"))}


def test_a_post_is_ended_at_once(staffed: Staffed) -> None:
    sun = Post.objects.get(staff__username="sun")
    assert staffed("end", str(sun.pk), "--reason", "调离").exit_code == 0
    assert not Post.objects.in_force(today()).filter(pk=sun.pk).exists()
    again = staffed("end", str(sun.pk), "--reason", "调离")
    assert (again.exit_code, again.output) == (1, "没有找到这个岗位。\n")


def test_an_unknown_account_is_told(staffed: Staffed) -> None:
    assert staffed("grant", "nobody", "head", "--agency", "scjg").output == "Error: no such staff: nobody\n"
    assert "there is a zhao already" in staffed("add", "zhao", "赵明").output
    assert Staff.objects.filter(username="zhao").count() == 1
