"""What one-time notices (一次性告知) said: not a word of it changes after it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onewindow.cases.models import Request
from onewindow.cases.told import mark
from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.reading import CaseFile

WORDS = {"material": "材料名称", "problem": "存在的问题", "requirement": "补正要求", "basis": "依据"}
"""What a notice says of each defect, and what the paper calls it."""


@case_invariant("notice-words-kept", "design §8; I-39; 行政许可法第三十二条第一款第(四)项")
def words_kept(file: CaseFile) -> Iterator[Fault]:
    """告知内容一字不改:补正通知所列每份材料的问题、要求和依据,与出具时的日志、与通知书一致。"""
    for request in file.requests:
        if request.what == "supplement":
            stored = {line.get("id", ""): line for line in request.data.get("defects", ())}
            for what in (
                *_unlike_the_journal(file, request, stored),
                *_unlike_the_paper(file, request, stored),
            ):
                yield "request", what


def _unlike_the_journal(file: CaseFile, request: Request, stored: dict[str, Any]) -> Iterator[str]:
    """By the marks that stand in clear, so that it can be seen also when the applicant's key is gone."""
    for issued in file.happened(request, "issue"):
        told = dict(zip(issued.body["materials"], issued.body.get("marks", ()), strict=False))
        for material in dict.fromkeys((*issued.body["materials"], *stored)):
            if material not in stored:
                yield f"材料 {material} 出具时列出,现在没有"
            elif material not in told:
                yield f"材料 {material} 不是出具时列出的,或日志没有记下它的文字"
            elif mark(stored[material]) != told[material]:
                yield f"材料 {material} 的文字与出具时的日志不符"


def _unlike_the_paper(file: CaseFile, request: Request, stored: dict[str, Any]) -> Iterator[str]:
    """Word by word beside the paper; that the paper has its own seal is another invariant (document-data)."""
    paper = next((document for document in file.documents if document.id == request.document_id), None)
    printed = file.printed(paper).get("defects", []) if paper else []
    if printed and len(printed) != len(stored):
        yield f"列出 {len(stored)} 份材料,通知书上是 {len(printed)} 份"
        return
    for (material, line), told in zip(stored.items(), printed, strict=False):
        for name, label in WORDS.items():
            if line.get(name) != told[name]:
                yield f"材料 {material} 的“{label}”与通知书不符"
