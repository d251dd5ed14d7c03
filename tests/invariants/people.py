"""Whoever may come and whoever may serve in a random life: invented parties, and every post of the city."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from onewindow.cases.intake import Intake
from onewindow.core.numbers.citizen_id import make_citizen_id
from onewindow.core.numbers.uscc import make_uscc
from onewindow.core.roles import Actor
from onewindow.people.models import Post
from onewindow.people.register import PartyFacts
from tests.stories.conftest import edition, intake_of

ITEMS = (
    "fangshe-zhenliao", "gonggong-changsuo-weisheng", "huwai-zhaopai", "laonian-youdai", "linghuo-jiuye",
    "minfei-chengli", "renli-ziyuan", "shipin-jingying", "tezhong-shebei", "xiaofang-jiancha",
)  # fmt: skip
PARTIES = 40


def staff() -> list[Actor]:
    """Every post of the city, always in the same order."""
    return [post.actor() for post in Post.objects.whole().order_by("staff__username", "id")]


def party(draw: Random, kind: str) -> PartyFacts:
    """One of a few dozen persons and organisations, so that some come again."""
    which = draw.randrange(1, PARTIES)
    phone = f"139{which:08}"
    if kind == "person":
        number = make_citizen_id("990102", date(1950 + which, 1 + which % 12, 1 + which % 28), which)
        return PartyFacts("person", f"居民{which}", number, phone, address="江州市临江区渡口街12号")
    return PartyFacts(
        "organisation", f"江州市第{which}小吃店", make_uscc("990102", which), phone,
        address=f"江州市临江区渡口街{which}号", legal_person=f"居民{which}",
    )  # fmt: skip


def intake(draw: Random) -> Intake:
    """A random matter for a random applicant, mostly complete, sometimes with what must be refused."""
    guide = edition(draw.choice(ITEMS)).guide
    kinds = ["person", "organisation"] if guide.audience == "both" else [guide.audience]
    kind = draw.choice(kinds if draw.random() < 0.95 else ["person", "organisation"])
    answers = {s.id: draw.choice(s.answers).id for s in guide.situations}
    made = intake_of(guide.slug, party(draw, kind), answers=answers)
    made = replace(made, return_by=draw.choice(guide.delivery), post_address="江州市临江区渡口街12号")
    return _with_gaps(draw, made)


def _with_gaps(draw: Random, made: Intake) -> Intake:
    """Some materials deferred, defective or missing; the promise is mostly, not always, signed."""
    deferrable = {m.id for m in made.guide.materials if m.deferrable}
    lines = []
    for line in made.lines:
        luck = draw.random()
        changes: dict[str, Any] = {}
        if line.material in deferrable and luck < 0.4:
            changes = {"state": "deferred", "originals": 0, "copies": 0, "pages": 0}
        elif luck < 0.03:
            changes = {"state": "missing"}
        elif luck < 0.06:
            changes = {"state": "defective", "note": "经部门赵明确认可收"}
        lines.append(replace(line, **changes))
    return replace(made, lines=tuple(lines), commitment_signed=draw.random() < 0.9)
