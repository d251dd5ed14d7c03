"""The questions of a bundle: its own, which members are wanted, and what the members' items still have to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onewindow.bundles.schema import Bundle, Member
from onewindow.catalogue.schema import Answer, Edition, Situation, applies

Items = Mapping[str, Edition]
TAKE = (Answer(id="yes", label="一并办理"), Answer(id="no", label="不办"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the applicant. `members` are those whose items ask it; none when it is the bundle's own."""

    key: str
    question: str
    answers: tuple[Answer, ...]
    members: tuple[str, ...] = ()

    def allows(self, answer: str | None) -> bool:
        return any(one.id == answer for one in self.answers)

    def label(self, answer: str) -> str:
        """An answer in words. StopIteration when there is none of that id."""
        return next(one.label for one in self.answers if one.id == answer)


@dataclass(frozen=True, slots=True)
class Part:
    """A member that applies, the edition of its item and the answers to that item's own questions."""

    member: Member
    guide: Edition
    answers: dict[str, str]

    @property
    def id(self) -> str:
        return self.member.id

    @property
    def name(self) -> str:
        return self.member.label or self.guide.name


class Enquiry:
    """The questions of one bundle over certain editions of its items."""

    def __init__(self, bundle: Bundle, items: Items) -> None:
        self.bundle = bundle
        self.items = items
        self.keys = passed_keys(bundle, items)

    def asked(self, answers: Mapping[str, str]) -> Iterator[Asked]:
        """The questions to be asked, given the answers so far, each once."""
        for one in self.bundle.questions(answers):
            yield Asked(one.id, one.question, one.answers)
        for member in self.bundle.members:
            if member.optional and applies(member.when, answers):
                yield Asked(take_key(member), f"是否一并办理“{self._name(member)}”？", TAKE)
        yield from self._passed_on(answers)

    def kept(self, given: Mapping[str, str]) -> dict[str, str]:
        """Of the answers given, those that exist and whose questions are asked."""
        answers = dict(given)
        while True:
            asked = self.asked(answers)
            counted = {one.key: answers[one.key] for one in asked if one.allows(answers.get(one.key))}
            if counted == answers:
                return answers
            answers = counted

    def parts(self, answers: Mapping[str, str]) -> tuple[Part, ...]:
        """The members that apply under these answers, in the document's order."""
        return tuple(
            Part(member, self.items[member.item], self._own_answers(member, answers))
            for member in self.bundle.members
            if applies(member.when, answers)
            and (not member.optional or answers.get(take_key(member)) == "yes")
        )

    def _passed_on(self, answers: Mapping[str, str]) -> Iterator[Asked]:
        """What the items of the members that apply have to know and the bundle does not say."""
        found: dict[str, Asked] = {}
        for part in self.parts(answers):
            for one in part.guide.questions(part.answers):
                if _mapped(part.member, one, answers) is None and not self._answers_soon(part, one, answers):
                    key = self.keys[part.id, one.id]
                    others = found[key].members if key in found else ()
                    found[key] = self._asked_as(key, (*others, part.id))
        yield from found.values()

    def _answers_soon(self, part: Part, one: Situation, answers: Mapping[str, str]) -> bool:
        """The bundle itself asks what decides this question, and is not answered yet."""
        mapped = part.member.answers.get(one.id)
        pending = {own.id for own in self.bundle.questions(answers) if own.id not in answers}
        return mapped is not None and mapped.question in pending

    def _asked_as(self, key: str, members: tuple[str, ...]) -> Asked:
        """The same question may come with other hints: those of the member it is called after are shown."""
        member, situation = key.split(".")
        one = self.items[self.bundle.member(member).item].situation(situation)
        return Asked(key, one.question, one.answers, members)

    def _own_answers(self, member: Member, answers: Mapping[str, str]) -> dict[str, str]:
        guide = self.items[member.item]
        said = {
            one.id: _mapped(member, one, answers) or answers.get(self.keys[member.id, one.id], "")
            for one in guide.situations
        }
        return guide.kept(said)

    def _name(self, member: Member) -> str:
        return member.label or self.items[member.item].name


def take_key(member: Member) -> str:
    """The key of the question whether an optional member is wanted; no member or question is called like it."""
    return f"take-{member.id}"


def passed_keys(bundle: Bundle, items: Items) -> dict[tuple[str, str], str]:
    """The key under which each question of each member's item is asked: the same question has one key.

    It does not depend on the answers, so that what was answered stays answered when members come and go.
    """
    alike: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for member in bundle.members:
        for one in items[member.item].situations:
            alike[_signature(one)].append((member.id, one.id))
    return {place: ".".join(min(places)) for places in alike.values() for place in places}


def _signature(one: Situation) -> object:
    return one.question, tuple((answer.id, answer.label) for answer in one.answers)


def _mapped(member: Member, one: Situation, answers: Mapping[str, str]) -> str | None:
    return member.answers[one.id].answer(answers) if one.id in member.answers else None
