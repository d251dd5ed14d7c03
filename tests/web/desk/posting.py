"""Filling the desk's pages in as a clerk does: a whole intake as one POST, and reading the page back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from onewindow.people.register import PartyFacts
from tests.stories.conftest import edition, filled

Post = dict[str, Any]


def opened(client: Client, slug: str) -> Post:
    """The hidden fields of a fresh intake page."""
    page = client.get(f"/desk/intake/{slug}/")
    assert page.status_code == 200
    return {name: field_of(page, name) for name in ("submission", "draft", "end")}


def field_of(page: Any, name: str) -> str:
    """The value of the input of that name."""
    found = re.search(rf'<input[^>]* name="{re.escape(name)}"[^>]*>', page.content.decode())
    assert found, f"the page has no field {name}"
    value = re.search(r' value="([^"]*)"', found[0])
    return unescape(value[1]) if value else ""


def chosen_in(page: Any, name: str) -> str:
    """The value that is checked among the radios of that name; empty when none is."""
    radios = re.findall(rf'<input type="radio" name="{re.escape(name)}"[^>]*>', page.content.decode())
    checked = [radio for radio in radios if " checked" in radio]
    value = re.search(r' value="([^"]*)"', checked[0]) if checked else None
    return value[1] if value else ""


def intake_post(client: Client, slug: str, party: PartyFacts, **changes: Any) -> Post:
    """Everything a clerk types and ticks for a complete intake; `changes` replace or add fields."""
    guide = edition(slug).guide
    answers = {one.id: one.answers[0].id for one in guide.situations}
    post: Post = {
        **opened(client, slug), "act": "finish", "party.number": party.number, "party.name": party.name,
        "party.phone": party.phone, "party.address": party.address, "party.legal_person": party.legal_person,
        "return_by": "window", **{f"answers.{name}": answer for name, answer in answers.items()},
    }  # fmt: skip
    for material in guide.requirements(answers):
        if material.is_required:
            post[f"state-{material.id}"] = "electronic" if material.form == "electronic" else "original_seen"
    post |= {f"form.{name}": value for name, value in filled(guide, party).items()}
    return post | changes


def send(client: Client, slug: str, post: Post) -> Any:
    return client.post(f"/desk/intake/{slug}/", post)


def taken_in(client: Client, slug: str, party: PartyFacts, **changes: Any) -> str:
    """Take a matter in through the page and return its number."""
    answer = send(client, slug, intake_post(client, slug, party, **changes))
    assert answer.status_code == 302, unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))[:3000]
    found = re.fullmatch(r"/desk/cases/(\d+)/received/", answer["Location"])
    assert found
    return found[1]


def words_of(page: Any) -> str:
    """The page as it is read, in one line."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))
