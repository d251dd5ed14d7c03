"""The materials of a case as the reviewer goes through them: what was handed in, and what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.urls import reverse

from onewindow.cases.drafting.answers import material_of
from onewindow.cases.folder import Folder
from onewindow.cases.models import Paper, Submission
from onewindow.catalogue import schema
from onewindow.core.refusal import Finding
from onewindow.web.review import reading
from onewindow.web.wording import spell_instant

PICTURES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True)
class Judgement:
    """What the reviewer found at one material: "" not looked at yet, ok, or fault with the points that fail."""

    state: str = ""
    faults: tuple[str, ...] = ()
    note: str = ""

    @property
    def problem(self) -> str:
        """The fault in words for the applicant."""
        points = f"经审查，不符合下列要求：{'；'.join(self.faults)}。" if self.faults else ""
        return f"{points}{self.note}"


@dataclass(frozen=True)
class Point:
    """One checkpoint of the handbook; `seen` when the window ticked it at intake."""

    text: str
    seen: bool
    fails: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    id: str
    number: int
    name: str
    state: str
    amount: str
    grade: str
    note: str
    deferred: bool
    requirement: str
    basis: str
    mistakes: Sequence[str]
    points: Sequence[Point]
    judgement: Judgement
    url: str = ""
    picture: bool = False
    places: Sequence[str] = field(default_factory=tuple)
    error: str = ""


def judgements(typed: QueryDict) -> dict[str, Judgement]:
    """What was ticked and written in the middle pane, by material; also where it was not decided which it is."""
    states, notes = reading.prefixed(typed, "state-"), reading.prefixed(typed, "note-")
    faults = reading.prefixed(typed, "fault-")
    return {
        material: Judgement(
            states.get(material, ""),
            tuple(typed.getlist(f"fault-{material}")),
            notes.get(material, "").strip(),
        )
        for material in states | faults | notes
    }


def material_lines(
    folder: Folder, judged: Mapping[str, Judgement] | None = None, findings: Sequence[Finding] = ()
) -> list[Line]:
    """One line a material, in the order of the guide."""
    errors = {
        finding.field.partition(".")[2]: finding.message for finding in findings if "." in finding.field
    }
    papers: dict[object, list[Paper]] = {}
    for paper in folder.papers:
        papers.setdefault(paper.submission_id, []).append(paper)
    return [
        _line(folder, number, submission, (judged or {}).get(submission.material, Judgement()),
              papers.get(submission.id, []), errors.get(submission.material, ""))
        for number, submission in enumerate(folder.submissions, 1)
    ]  # fmt: skip


def _line(
    folder: Folder, number: int, submission: Submission, judgement: Judgement, papers: list[Paper], error: str
) -> Line:
    material = material_of(folder.guide, submission.material)
    evidence = submission.evidence
    has_file = evidence is not None and bool(evidence.file_address)
    deferred = submission.state == "deferred"
    return Line(
        id=submission.material,
        number=number,
        name=submission.name,
        state=submission.state_label,
        amount=amount_of(submission),
        grade=evidence.level if evidence else "",
        note=submission.note,
        deferred=deferred,
        requirement=material.requirement,
        basis=folder.guide.legal_basis(material.basis).label,
        mistakes=material.common_mistakes,
        points=_points(material, submission, judgement),
        judgement=replace(judgement, state="ok") if deferred and not judgement.state else judgement,
        url=reverse("evidence", args=[evidence.id]) if evidence and has_file else "",
        picture=evidence is not None and evidence.mime in PICTURES,
        places=[f"{paper.form_label} {paper.barcode}：{paper.stage_label}" for paper in papers],
        error=error,
    )


def _points(material: schema.Material, submission: Submission, judgement: Judgement) -> list[Point]:
    return [
        Point(text, seen=index in submission.checked, fails=text in judgement.faults)
        for index, text in enumerate(material.checkpoints)
    ]


def amount_of(submission: Submission) -> str:
    """原件1份，复印件2份，共3页."""
    parts = [
        f"原件{submission.originals}份" if submission.originals else "",
        f"复印件{submission.copies}份" if submission.copies else "",
        f"{submission.pages}页" if submission.pages else "",
        f"第{submission.round}次提交" if submission.round > 1 else "",
    ]
    return "，".join(part for part in parts if part)


def application_facts(folder: Folder) -> list[tuple[str, object]]:
    """What the applicant stated, as the form asked for it."""
    facts = folder.case.application.facts()
    asked = {situation.id: situation for situation in folder.guide.situations}
    answers = [
        (asked[name].question, asked[name].answer(answer).label)
        for name, answer in folder.case.application.answers.items()
        if name in asked
    ]
    form = [
        (entry.label, facts["form"][entry.id]) for entry in folder.guide.form if facts["form"].get(entry.id)
    ]
    agent = facts.get("agent") or {}
    taken = [
        ("收件时间", spell_instant(folder.case.received_at)),
        ("联系人", f"{facts['contact']} {facts['phone']}"),
    ]
    return [*taken, *([("代理人", agent["name"])] if agent else []), *answers, *form]
