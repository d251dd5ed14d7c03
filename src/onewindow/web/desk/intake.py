"""收件 on one screen: applicant, situation, materials, missing fields, finish."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from onewindow.cases.commands.receive import receive
from onewindow.cases.uploads import sifted
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition, edition_in_force
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.issuance.commands.instant import complete_instant
from onewindow.journal.commit import Answer
from onewindow.web.answering import submit
from onewindow.web.desk.drafts import MOST_FILES, Draft, sweep_drafts
from onewindow.web.desk.entry import Entry
from onewindow.web.desk.form import fill_from_before, placed
from onewindow.web.desk.intake_page import Shown, context
from onewindow.web.visit import visit_of

FULL = f"一次收件最多附 {MOST_FILES} 个文件，"


def intake(request: HttpRequest, slug: str) -> HttpResponse:
    """The intake page; every button of it posts here, and nothing typed or picked is lost on the way."""
    edition = edition_of(request, slug)
    if request.method != "POST":
        return _open(request, edition)
    entry = _entry(request, edition)
    act = request.POST.get("act", "list")
    if act == "finish":
        return _finish(request, entry)
    if act == "party":
        _take_party(entry)
    _keep(entry)
    if act == "keep":
        request.session["said"] = f"已放在“未完成的收件”：{entry.title}"
        return redirect("desk")
    findings = [*entry.file_findings, *(entry.party_findings if act == "party" else ())]
    return _page(
        request, entry, Shown(findings=placed(entry.guide, entry.applicant, findings), act=act, saved=True)
    )


def edition_of(request: HttpRequest, slug: str) -> Edition:
    """The edition in force today. Raises Refusal `no-such-item` (404)."""
    today = local(visit_of(request).at).date()
    edition = edition_in_force(slug, today)
    if edition is None:
        raise Refusal("no-such-item", "没有这个事项，或者今天不办理。", status=404)
    return edition


def _open(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A blank page, or the draft that was put aside."""
    visit = visit_of(request)
    name = request.GET.get("draft", "")
    if name:
        draft = Draft.named(visit.by, name)
        return _page(request, Entry(edition, draft.typed(edition.slug), draft, visit.at), Shown(saved=True))
    sweep_drafts(visit.at)
    draft = Draft.new(visit.by, visit.at)
    return _page(request, Entry(edition, QueryDict(mutable=True), draft, visit.at), Shown())


def _entry(request: HttpRequest, edition: Edition) -> Entry:
    visit = visit_of(request)
    draft = Draft.named(visit.by, request.POST.get("draft", ""))
    faults = keep_scans(request, draft, edition.guide)
    return Entry(edition, request.POST.copy(), draft, visit.at, faults)


def _take_party(entry: Entry) -> None:
    """The applicant was read: what is known replaces what was typed for somebody else."""
    applicant = entry.applicant
    if applicant.party is not None:
        for name in [*(f"party.{name}" for name in applicant.typed), "party.number"]:
            entry.post[name] = ""
        entry.post["party.known"] = str(applicant.party.id)
        applicant.typed.clear()
        applicant.findings = ()
    fill_from_before(entry.post, entry.guide, applicant)
    if not entry.post.get("post_address"):
        entry.post["post_address"] = applicant.value("address")


def _keep(entry: Entry) -> None:
    entry.draft.keep(entry.post, slug=entry.edition.slug, title=entry.title, at=entry.at)


def _finish(request: HttpRequest, entry: Entry) -> HttpResponse:
    visit = visit_of(request)

    def act() -> Answer:
        command = complete_instant if entry.guide.is_instant else receive
        return command(entry.intake(), by=visit.by, at=visit.at)

    def then(answer: Answer) -> str:
        entry.draft.finish()
        return reverse("desk-received", args=[answer["case"]])

    def again(refusal: Refusal) -> HttpResponse:
        _keep(entry)
        findings = placed(entry.guide, entry.applicant, refusal.findings)
        message = refusal.message if not findings else f"还有 {len(findings)} 处需要处理，处理后才能收件。"
        return _page(request, entry, Shown(findings=findings, message=message, act="finish", saved=True))

    return submit(request, act, then=then, again=again)


def _page(request: HttpRequest, entry: Entry, shown: Shown) -> HttpResponse:
    return render(request, "desk/intake.html", context(entry, visit_of(request).by, shown))


def keep_scans(request: HttpRequest, draft: Draft, guide: schema.Edition) -> list[Finding]:
    """Put what was picked into the draft and take out what was dropped; what cannot be kept is a finding."""
    findings: list[Finding] = []
    for material in guide.materials:
        for key in request.POST.getlist(f"drop-{material.id}"):
            draft.remove(key)
        uploads, faults = sifted(request.FILES.getlist(f"file-{material.id}"))
        faults += [
            f"{FULL}“{upload.name}”没有留下。" for upload in uploads if not draft.add(material.id, upload)
        ]
        findings += [Finding(f"file-{material.id}", fault) for fault in faults]
    return findings


def save(request: HttpRequest, slug: str) -> HttpResponse:
    """The page saves itself: what was typed, and the scans of one material at once, whose list comes back."""
    edition = edition_of(request, slug)
    entry = _entry(request, edition)
    _keep(entry)
    material = request.GET.get("of", "")
    shown = {
        "material": material,
        "files": entry.draft.files().get(material, []),
        "errors": [finding.message for finding in entry.file_findings],
        "draft": entry.draft.name,
    }
    return render(request, "desk/scans.html", shown)


def scan(request: HttpRequest, draft: str, key: str) -> HttpResponse:
    """One scan of the clerk's own draft, to look at."""
    kept = Draft.named(visit_of(request).by, draft).upload(key)
    response = HttpResponse(kept.content, content_type=kept.mime)
    disposition = content_disposition_header(as_attachment=False, filename=kept.name)
    response.headers["Content-Disposition"] = disposition or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response
