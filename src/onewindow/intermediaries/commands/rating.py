"""评价: by the client alone, who has the query code; once an engagement, when it was delivered or called off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.intermediaries.models import Engagement
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.vault.subjects import lock, subject

CLIENT = Actor(staff_id=None, name="委托人", role="applicant")
STARS: dict[int, str] = {1: "非常不满意", 2: "不满意", 3: "基本满意", 4: "满意", 5: "非常满意"}
"""国办发〔2019〕51号: five levels; one star is the worst."""
NEEDS_WORDS, SHORTEST, LONGEST = 3, 4, 150
"""Below so many stars it says why."""


def rate(engagement_id: UUID, *, stars: int, words: str, own_choice: bool | None, at: datetime) -> Answer:
    """Rate it as its client, whom `tracking.opened` let in. The words are kept under the client's key.

    Raises Refusal `no-such-engagement` (404), `rating-incomplete` (422), `wrong-stage` (409).
    """
    row = Engagement.objects.whole().filter(pk=engagement_id).first()
    if row is None:
        raise Refusal("no-such-engagement", "没有找到这项委托。", status=404)
    text = words.strip()
    findings = _findings(stars, text, own_choice)
    if findings:
        raise Refusal("rating-incomplete", "评价还不完整。", status=422, findings=findings)
    commit = Commit(by=CLIENT, at=at)
    said, key = {"words": text}, row.party.key
    commit.move(
        row, "rate", touches=[row.intermediary], body={"no": row.no, "stars": stars, "own_choice": own_choice},
        secret=said, subject=subject(key),
    )  # fmt: skip
    commit.change(row, stars=stars, own_choice=own_choice, rated_at=at, sealed=lock(key, said))
    commit.answer = {"engagement": row.no}
    return write(commit)


def _findings(stars: int, text: str, own_choice: bool | None) -> list[Finding]:
    found = []
    if stars not in STARS:
        found.append(Finding("stars", "请选择一至五星。"))
    elif stars < NEEDS_WORDS and len(text) < SHORTEST:
        found.append(Finding("words", f"请写明哪里不满意，不少于{SHORTEST}个字。"))
    if len(text) > LONGEST:
        found.append(Finding("words", f"最多{LONGEST}个字，现在是{len(text)}个字。"))
    if own_choice is None:
        found.append(Finding("own_choice", "请告诉我们这家机构是不是您自己选的。"))
    return found
