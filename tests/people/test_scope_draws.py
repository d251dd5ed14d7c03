"""20,000 random draws of what a post reaches, against an oracle that knows nothing of the program's queries.

A draw is a post, a day and a case: is the post in force on the day, and does the case exist for it?
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from onewindow.cases.models import Case
from onewindow.catalogue.models import Edition
from onewindow.core.ids import uuid7
from onewindow.people.models import Post, Staff
from onewindow.people.register import PartyFacts
from onewindow.places.models import Agency, Division, Hall
from tests.stories.conftest import MONDAY, Cast
from tests.stories.steps import received

pytestmark = pytest.mark.django_db
DRAWS, POSTS, CASES, DAYS = 20_000, 400, 120, 60
FIRST_DAY = date(2026, 1, 1)
ROLES = ("clerk", "issuer", "manager", "reviewer", "decider", "head", "supervisor", "administrator")


@dataclass(frozen=True)
class Drawn:
    """A post as it was drawn; `principal` is the place of the one it stands in for."""

    role: str
    agency: str
    hall: str
    matters: tuple[str, ...]
    level: int
    since: date
    until: date | None
    principal: int | None
    """Never a deputy itself: no command lends on what was lent."""


class Oracle:
    """What posts reach, said once more in plain Python: by walking up the divisions instead of comparing codes."""

    def __init__(self) -> None:
        self.parents = dict(Division.objects.values_list("code", "parent_id"))
        self.levels = dict(Division.objects.values_list("code", "level"))
        self.seats = dict(Agency.objects.values_list("code", "division_id"))
        self.posts: list[Drawn] = []

    def in_force(self, place: int, on: date) -> bool:
        post = self.posts[place]
        if on < post.since or (post.until is not None and on > post.until):
            return False
        return post.principal is None or self.in_force(post.principal, on)

    def reaches(self, post: Drawn, case: Case, slug: str) -> bool:
        match post.role:
            case "reviewer" | "decider" | "head":
                return case.agency_code == post.agency and (not post.matters or slug in post.matters)
            case "clerk" | "issuer" | "manager":
                return case.hall_code == post.hall
            case "supervisor":
                inside = self.seats[post.agency] in self.upwards(case.division)
                return inside and post.level in {0, self.levels[case.division]}
        return False

    def upwards(self, division: str | None) -> set[str]:
        found = set()
        while division:
            found.add(division)
            division = self.parents[division]
        return found


def drawn_posts(rng: Random, slugs: list[str]) -> list[Drawn]:
    agencies, halls = (
        list(Agency.objects.values_list("code", flat=True)),
        list(Hall.objects.values_list("code", flat=True)),
    )
    posts: list[Drawn] = []
    for _ in range(POSTS):
        own = [n for n, post in enumerate(posts) if post.principal is None]
        role, since = rng.choice(ROLES), FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        in_hall = role in {"clerk", "issuer", "manager"}
        narrow = role in {"reviewer", "decider", "head"} and rng.random() < 0.5
        posts.append(
            Drawn(
                role=role,
                agency="" if in_hall else rng.choice(agencies),
                hall=rng.choice(halls) if in_hall else "",
                matters=tuple(rng.sample(slugs, rng.randint(1, 4))) if narrow else (),
                level=rng.choice((0, 3, 4, 5)) if role == "supervisor" else 0,
                since=since,
                until=None if rng.random() < 0.3 else since + timedelta(days=rng.randrange(DAYS)),
                principal=rng.choice(own) if own and rng.random() < 0.3 else None,
            )
        )
    return posts


def stored(posts: list[Drawn]) -> list[Post]:
    """The drawn posts as rows, each with a holder of its own."""
    staff = Staff.objects.bulk_create(
        Staff(id=uuid7(MONDAY), username=f"drawn{n}", name=f"职员{n}") for n in range(len(posts))
    )
    rows: list[Post] = []
    for person, post in zip(staff, posts, strict=True):
        row = Post(
            staff=person, role=post.role, agency_id=post.agency or None, hall_id=post.hall or None,
            matters=list(post.matters), level=post.level, since=post.since, until=post.until,
            stands_in_for=rows[post.principal] if post.principal is not None else None,
        )  # fmt: skip
        row.save(force_insert=True)
        rows.append(row)
    return rows


def drawn_cases(rng: Random, no: str) -> list[Case]:
    """Copies of one case, at agencies, halls and matters drawn."""
    pattern, editions = Case.objects.get(no=no), list(Edition.objects.all())
    agencies, halls = list(Agency.objects.all()), list(Hall.objects.values_list("code", flat=True))
    columns = {f.attname: getattr(pattern, f.attname) for f in Case._meta.concrete_fields}
    cases = []
    for n in range(CASES):
        agency, edition = rng.choice(agencies), rng.choice(editions)
        changed: dict[str, Any] = {
            "id": uuid7(MONDAY), "no": f"DRAWN{n:06}", "agency_code": agency.code, "division": agency.division_id,
            "hall_code": rng.choice(halls), "edition_id": edition.pk,
        }  # fmt: skip
        cases.append(Case(**columns | changed))
    return Case.objects.bulk_create(cases)


def test_twenty_thousand_draws_agree_with_the_oracle(cast: Cast, restaurant: PartyFacts) -> None:
    rng, oracle = Random(20260302), Oracle()
    slugs = dict(Edition.objects.values_list("pk", "slug"))
    oracle.posts = drawn_posts(rng, sorted(slugs.values()))
    rows = stored(oracle.posts)
    whole = {post.pk: post for post in Post.objects.whole().filter(pk__in=[row.pk for row in rows])}
    cases = drawn_cases(rng, received(cast, restaurant))
    visible = [
        set(
            Case.objects.for_actor(whole[row.pk].actor())
            .filter(no__startswith="DRAWN")
            .values_list("pk", flat=True)
        )
        for row in rows
    ]
    days = [FIRST_DAY + timedelta(days=n - 5) for n in range(2 * DAYS + 10)]
    forces = {day: set(Post.objects.in_force(day).values_list("pk", flat=True)) for day in days}
    agreed = {(force, reach): 0 for force in (True, False) for reach in (True, False)}
    for _ in range(DRAWS):
        place, day, case = rng.randrange(POSTS), rng.choice(days), rng.choice(cases)
        expected = (
            oracle.in_force(place, day),
            oracle.reaches(oracle.posts[place], case, slugs[case.edition_id]),
        )
        row = whole[rows[place].pk]
        assert (row.pk in forces[day], case.pk in visible[place]) == expected, (
            oracle.posts[place],
            day,
            case,
        )
        assert row.is_in_force(day) is expected[0], (oracle.posts[place], day)
        agreed[expected] += 1
    assert sum(agreed.values()) == DRAWS
    assert min(agreed.values()) >= DRAWS // 50, agreed
