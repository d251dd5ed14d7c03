"""Not a word of a one-time notice changes after it was issued without fsck saying in which case and of which defect."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from onewindow.cases.models import Request
from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.documents.models import Document
from onewindow.invariants.examine import examine
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import lock
from tests.invariants.past_the_writer import edit
from tests.stories.conftest import Cast
from tests.stories.steps import noticed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
Line = dict[str, Any]


def told(no: str, *only: str) -> list[str]:
    """What fsck says of the case."""
    found = [breach for one in examine(only) for breach in one.breaches]
    assert {breach.number for breach in found} <= {no}
    return [breach.what for breach in found]


def stored(no: str) -> Request:
    return Request.objects.get(case__no=no, what="supplement")


def rewrite(no: str, change: Callable[[list[Line]], object]) -> str:
    """Change the stored defects as no command would; the material that the notice was about."""
    request = stored(no)
    lines = request.data["defects"]
    material: str = lines[0]["id"]
    change(lines)
    edit(Request.objects.filter(pk=request.pk), data=request.data)
    return material


@pytest.mark.parametrize(
    ("name", "word", "label"),
    [
        ("material", "别的材料", "材料名称"),
        ("problem", "平面图未标注操作间位置。", "存在的问题"),
        ("requirement", "请另行提供房产证明原件", "补正要求"),
        ("basis", {"law": "食品安全法", "article": "第一条", "checked": "2025-01-01"}, "依据"),
    ],
)
def test_another_word_is_told_with_its_case_and_defect(
    cast: Cast, restaurant: PartyFacts, name: str, word: Any, label: str
) -> None:
    no, _ = noticed(cast, restaurant)
    assert told(no, "notice-words-kept", "rows-replayed") == []
    material = rewrite(no, lambda lines: lines[0].update({name: word}))
    assert told(no, "notice-words-kept") == [
        f"材料 {material} 的文字与出具时的日志不符",
        f"材料 {material} 的“{label}”与通知书不符",
    ]
    assert told(no, "rows-replayed") == ["data 列与日志重放所得不符"]


def test_a_defect_taken_away_or_put_in_is_told(cast: Cast, restaurant: PartyFacts) -> None:
    no, _ = noticed(cast, restaurant)
    one = stored(no).data["defects"][0]
    rewrite(no, lambda lines: lines.append({**one, "id": "lease"}))
    assert told(no, "notice-words-kept") == [
        "材料 lease 不是出具时列出的,或日志没有记下它的文字",
        "列出 2 份材料,通知书上是 1 份",
    ]
    material = rewrite(no, list.clear)
    assert f"材料 {material} 出具时列出,现在没有" in told(no, "notice-words-kept")


def test_a_paper_that_says_something_else_is_told(cast: Cast, restaurant: PartyFacts) -> None:
    """Also when its hash was made to fit."""
    no, notice = noticed(cast, restaurant)
    printed = notice.data()
    printed["defects"][0]["requirement"] = "请补充"
    columns = {"sealed": lock(notice.subject, printed), "data_hash": sm3(canonical(printed))}
    edit(Document.objects.filter(pk=notice.pk), **columns)
    material = stored(no).data["defects"][0]["id"]
    assert told(no, "notice-words-kept") == [f"材料 {material} 的“补正要求”与通知书不符"]


def test_without_the_key_of_the_applicant_the_words_are_still_checked(
    cast: Cast, restaurant: PartyFacts
) -> None:
    """Nothing that was sealed opens; what the journal says in clear is enough, and fsck names what it could not read."""
    no, notice = noticed(cast, restaurant)
    edit(SubjectKey.objects.filter(pk=notice.subject_id), wrapped=b"")
    assert told(no, "notice-words-kept") == []
    material = rewrite(no, lambda lines: lines[0].update(problem="别的问题"))
    assert told(no, "notice-words-kept") == [f"材料 {material} 的文字与出具时的日志不符"]
    assert "日志缺 可以打开的密文" in [
        breach.what for one in examine(["rows-replayed"]) for breach in one.breaches
    ]
    assert sum(one.broken for one in examine(["document-data", "receipt-lists-intake"])) > 1


def test_the_journal_says_in_clear_only_which_materials(cast: Cast, restaurant: PartyFacts) -> None:
    no, _ = noticed(cast, restaurant)
    (line,) = stored(no).data["defects"]
    issued = Event.objects.get(thing_kind="request", verb="issue", thing_id=stored(no).pk)
    body = json.loads(issued.body)
    assert body["materials"] == [line["id"]]
    assert [len(mark) for mark in body["marks"]] == [64]
    assert sm3(canonical(line)) not in issued.body, "a plain hash would let guesses at the words be tried"
    assert not any(line[name] in issued.body for name in ("problem", "requirement"))
