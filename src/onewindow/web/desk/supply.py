"""补正 and 容缺补齐 at the window: the grid of exactly what was asked for, no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.commands.supply import GOOD, supply, supply_deferred
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.intake import Line
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.desk.drafts import Draft
from onewindow.web.desk.grid import Found, Row, rows_of
from onewindow.web.desk.intake import keep_scans
from onewindow.web.desk.lines import grid_findings, lines_of
from onewindow.web.visit import visit_of


@dataclass
class Bringing:
    """What the applicant brings afterwards: the materials asked for, and the words of the notice on each."""

    folder: Folder
    asked: dict[str, str]
    draft: Draft
    title: str
    found: Found
    faults: Sequence[Finding] = ()

    def rows(self, findings: Sequence[Finding]) -> list[Row]:
        materials = [material for material in self.folder.guide.materials if material.id in self.asked]
        rows = rows_of(materials, self.found, findings=[*findings, *self.faults], at=self.folder.commit.at)
        return [
            replace(row, states=[state for state in row.states if state.value in GOOD], until=None,
                    problem=self.asked[row.material.id])
            for row in rows
        ]  # fmt: skip

    def lines(self) -> tuple[Line, ...]:
        """The grid as the command takes it. Raises Refusal `supply-incomplete` (422) for what cannot be read."""
        materials = [material for material in self.folder.guide.materials if material.id in self.asked]
        faults = [*self.faults, *grid_findings(materials, self.found)]
        if faults:
            raise Refusal("supply-incomplete", "还有内容需要改正。", status=422, findings=faults)
        return lines_of(materials, self.found, self.draft.uploads)


def supplement(request: HttpRequest, no: str) -> HttpResponse:
    """接收补正: everything the one-time notice asked for, taken in at once."""
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    open_one = next(iter(folder.open_requests("supplement")), None)
    if open_one is None and request.method != "POST":
        raise Refusal("nothing-asked", "这个办件没有待补正的通知。")
    asked = {
        defect["id"]: f"{defect['problem'].rstrip('。；')}；{defect['requirement']}"
        for defect in (open_one.data["defects"] if open_one else ())
    }
    bringing = _bringing(request, folder, asked, "接收补正材料")
    return _answer(
        request,
        bringing,
        lambda: supply(no, lines=bringing.lines(), by=visit.by, at=visit.at),
        "补正材料已接收",
    )


def deferral(request: HttpRequest, no: str, material: str) -> HttpResponse:
    """容缺补齐: one material that was promised."""
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    promised = next(
        (one for one in folder.open_requests("deferral") if one.data["material"] == material), None
    )
    settled = Refusal("not-deferred", "这份材料没有待补齐的容缺承诺。")
    if promised is None and request.method != "POST":
        raise settled
    asked = {material: f"承诺补齐：{promised.data['way']}"} if promised else {}
    bringing = _bringing(request, folder, asked, "补齐容缺材料")

    def act() -> Answer:
        if promised is None:
            raise settled
        return supply_deferred(no, line=bringing.lines()[0], by=visit.by, at=visit.at)

    return _answer(request, bringing, act, "容缺材料已补齐")


def _bringing(request: HttpRequest, folder: Folder, asked: dict[str, str], title: str) -> Bringing:
    by, at = folder.commit.by, folder.commit.at
    if request.method != "POST":
        return Bringing(folder, asked, Draft.new(by, at), title, Found(request.POST))
    draft = Draft.named(by, request.POST.get("draft", ""))
    faults = keep_scans(request, draft, folder.guide)
    return Bringing(folder, asked, draft, title, Found(request.POST, files=draft.files()), faults)


def _answer(request: HttpRequest, bringing: Bringing, act: Callable[[], Answer], said: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, bringing)

    def then(answer: Answer) -> str:
        bringing.draft.finish()
        request.session["said"] = f"{said}，请打印材料标签并随材料移交。"
        return reverse("desk-received", args=[bringing.folder.case.no])

    def again(refusal: Refusal) -> HttpResponse:
        if not bringing.asked:
            raise refusal
        return _page(request, bringing, refusal)

    # What was asked for is settled by the first submission; the same one, sent again, is still answered by it.
    return submit(request, act, then=then, again=again)


def _page(request: HttpRequest, bringing: Bringing, refusal: Refusal | None = None) -> HttpResponse:
    findings = [
        replace(one, field=one.field.replace("material.", "state-", 1))
        for one in (refusal.findings if refusal else ())
    ]
    return render(request, "desk/supply.html", {
        "case": bringing.folder.case, "heading": bringing.title, "rows": bringing.rows(findings), "findings": findings,
        "message": refusal.message if refusal else "", "draft_name": bringing.draft.name,
        "submission": request.POST.get("submission") or new_key(),
    })  # fmt: skip
