"""How the questions of a member's item are answered inside a bundle: asked, always alike, or by a question of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from onewindow.catalogue.schema import Edition as Guide

FIXED, ASKED_BY = "=", "?"
Options = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Answered:
    """One question of the item. `rows` say, for each answer of the bundle's question, which of the item's it means."""

    name: str
    question: str
    options: Options
    rows: tuple[tuple[str, str, Options], ...]


def answered(
    member: Mapping[str, Any], guide: Guide | None, document: Mapping[str, Any]
) -> Iterator[Answered]:
    """Every question of the item, in its order; none while the item is not known."""
    given = member.get("answers")
    mapped = given if isinstance(given, Mapping) else {}
    own = own_questions(document)
    for one in guide.situations if guide else ():
        said = mapped.get(one.id)
        said = said if isinstance(said, Mapping) else {}
        chosen = FIXED + str(said["fixed"]) if "fixed" in said else ASKED_BY + str(said.get("question", ""))
        options = [
            ("", "照问申请人"),
            *((FIXED + answer.id, f"总是“{answer.label}”") for answer in one.answers),
            *((ASKED_BY + name, f"看“{question}”的回答") for name, (question, _) in own.items()),
        ]
        answers = own.get(str(said.get("question")), ("", {}))[1]
        meant = said.get("map")
        yield Answered(
            f"answers.{one.id}", one.question, tuple((value, label, value == chosen) for value, label in options),
            tuple(_row(key, label, meant, guide, one.id) for key, label in answers.items()),
        )  # fmt: skip


def _row(key: str, label: str, meant: Any, guide: Guide | None, question: str) -> tuple[str, str, Options]:
    wanted = key if meant is None else str(meant.get(key, "")) if isinstance(meant, Mapping) else ""
    answers = guide.situation(question).answers if guide else ()
    return key, label, tuple((one.id, one.label, one.id == wanted) for one in answers)


def own_questions(document: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, str]]]:
    """The bundle's own questions in words, each with its answers in words."""
    situations = document.get("situations")
    return {
        str(one["id"]): (str(one.get("question", one["id"])), _answers(one))
        for one in (situations if isinstance(situations, list) else [])
        if isinstance(one, dict) and one.get("id")
    }


def _answers(situation: Mapping[str, Any]) -> dict[str, str]:
    answers = situation.get("answers")
    return {
        str(one["id"]): str(one.get("label", one["id"]))
        for one in (answers if isinstance(answers, list) else [])
        if isinstance(one, dict) and one.get("id")
    }


def typed_answers(post: QueryDict, guide: Guide | None, document: Mapping[str, Any]) -> dict[str, Any]:
    """What a posted form says of the questions of the item; those that the applicant is asked are left out."""
    found: dict[str, Any] = {}
    for one in guide.situations if guide else ():
        value = post.get(f"answers.{one.id}", "")
        if value.startswith(FIXED):
            found[one.id] = {"fixed": value[1:]}
        elif value.startswith(ASKED_BY):
            found[one.id] = {"question": value[1:], **_typed_map(post, one.id, value[1:], document)}
    return found


def _typed_map(post: QueryDict, name: str, question: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing where every answer means the one of the same id."""
    answers = own_questions(document).get(question, ("", {}))[1]
    typed = {key: post.get(f"answers.{name}.{key}", "") for key in answers if f"answers.{name}.{key}" in post}
    meant = {key: value for key, value in typed.items() if value}
    return {} if all(key == value for key, value in typed.items()) else {"map": meant}
