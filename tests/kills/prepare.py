"""Makes the hall's database and city; prints what a client needs to fill in its forms: posts, people, fields."""

from __future__ import annotations

import json
from dataclasses import asdict

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from onewindow.people.models import Post  # noqa: E402
from onewindow.people.register import PartyFacts  # noqa: E402
from tests.kills.forms import ITEM, applicant  # noqa: E402
from tests.stories.city import load_city  # noqa: E402
from tests.stories.conftest import edition, filled  # noqa: E402


def facts() -> dict[str, object]:
    guide = edition(ITEM).guide
    answers = {one.id: one.answers[0].id for one in guide.situations}
    materials = [one for one in guide.requirements(answers) if one.is_required]
    states = {one.id: "electronic" if one.form == "electronic" else "original_seen" for one in materials}
    company = PartyFacts(kind="organisation", **asdict(applicant(0)))
    form = {
        f"form.{name}": value
        for name, value in filled(guide, company).items()
        if value not in {company.name, company.number}
    }
    posts = Post.objects.select_related("staff")
    return {
        "posts": {post.staff.username: post.pk for post in posts},
        "people": {post.staff.username: str(post.staff_id) for post in posts},
        "materials": list(states),
        "intake": {
            **form,
            **{f"answers.{name}": answer for name, answer in answers.items()},
            **{f"state-{name}": state for name, state in states.items()},
        },
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    load_city()
    print(json.dumps(facts()))
