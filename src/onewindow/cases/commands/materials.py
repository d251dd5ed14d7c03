"""Evidence kept and papers labelled at the window."""

from __future__ import annotations

from onewindow.cases.folder import Folder
from onewindow.cases.intake import Intake, Line
from onewindow.cases.models import Paper, Submission
from onewindow.catalogue import schema
from onewindow.core.chain import sm3
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.numbers.series import paper_barcode
from onewindow.core.refusal import Finding, Refusal
from onewindow.evidence.models import Evidence
from onewindow.vault.files import put

LEVEL_OF = {"original_seen": "B", "copy": "C", "electronic": "C", "defective": "C"}
"""A clerk who compares a copy with its original makes it a B (国办函〔2016〕108号)."""


def keep_evidence(folder: Folder, intake: Intake, lines: list[Submission]) -> None:
    """Record what was given as evidence of the party, and check what is said to be held already."""
    materials = {material.id: material for material in folder.guide.materials}
    found = {line.material: line for line in intake.lines}
    _check_held(folder, lines, materials)
    for line in lines:
        if line.state in LEVEL_OF:
            line.evidence = add_evidence(folder, line, materials[line.material], found[line.material])


def add_evidence(folder: Folder, line: Submission, material: schema.Material, given: Line) -> Evidence | None:
    """One material given now, with its image if one was scanned.

    A filled form is evidence of this application only: its scan is kept, and never offered again.
    """
    content, mime, is_form = given.upload, given.upload_type, material.form == "form"
    if is_form and not content:
        return None
    evidence = Evidence(
        id=uuid7(folder.commit.at), party=folder.party, key=material.key, name=line.name,
        level="C" if is_form else LEVEL_OF[line.state],
        given_at=folder.commit.at, seen_by=folder.commit.by.staff_id, case_no=folder.case.no, pages=line.pages,
    )  # fmt: skip
    if content:
        evidence.file_address, evidence.file_hash = put(folder.key, content), sm3(content)
        evidence.mime, evidence.size = mime, len(content)
    folder.commit.insert(evidence)
    return evidence


def _check_held(folder: Folder, lines: list[Submission], materials: dict[str, schema.Material]) -> None:
    claimed = [line for line in lines if line.state == "held"]
    if not claimed:
        return
    held = Evidence.objects.held(folder.party.id, folder.commit.at.date()).in_bulk(
        [line.evidence_id for line in claimed]
    )
    wrong = [
        line
        for line in claimed
        if line.evidence_id not in held or held[line.evidence_id].key != materials[line.material].key
    ]
    if wrong:
        findings = [
            Finding(f"material.{line.material}", f"平台没有可用的《{line.name}》,请收取材料。")
            for line in wrong
        ]
        raise Refusal("evidence-not-held", "部分材料不能免交。", status=422, findings=findings)


def label_papers(folder: Folder, lines: list[Submission]) -> list[Paper]:
    """Give every physical original kept and copy taken its barcode; each begins at the window."""
    materials = {material.id: material for material in folder.guide.materials}
    papers: list[Paper] = []
    for line in lines:
        if line.state not in {"original_seen", "copy", "defective"}:
            continue
        if line.originals and (
            materials[line.material].collect_original or materials[line.material].form in {"form", "original"}
        ):
            papers.append(_paper(folder, line, "original", line.originals))
        if line.copies:
            papers.append(_paper(folder, line, "copy", line.copies))
    return papers


def _paper(folder: Folder, line: Submission, form: str, copies: int) -> Paper:
    case, commit = folder.case, folder.commit
    paper = Paper(
        id=uuid7(commit.at), case=case, submission=line, name=line.name, form=form, copies=copies,
        pages=line.pages or 1, agency_code=case.agency_code, hall_code=case.hall_code, taken_at=commit.at,
        barcode=commit.number("paper", paper_barcode), stage=NEW,
    )  # fmt: skip
    commit.move(
        paper,
        "take",
        body={
            "barcode": paper.barcode,
            "material": line.material,
            "form": form,
            "copies": copies,
            "pages": paper.pages,
        },
        touches=[case],
    )
    return paper
