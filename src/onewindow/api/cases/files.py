"""Papers as PDF and materials as they were given."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from onewindow.api.call import Call, nowhere
from onewindow.api.door import read
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.vault.files import get

router = Router(tags=["办件"])
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


@read(
    router, "documents/{uuid:document}/pdf", name="document-pdf", label="文书的 PDF", files=("application/pdf",),
    also=("no-such-document",),
)  # fmt: skip
def document_pdf(call: Call, document: UUID) -> HttpResponse:
    """The paper as printed; the same bytes for ever."""
    found = Document.objects.select_related("subject").filter(pk=document).first()
    if found is None or not _visible(call, found):
        nowhere("no-such-document")
    return _file(pdf_of(found, at=call.at), "application/pdf")


@read(
    router, "evidence/{uuid:evidence}", name="evidence", label="材料的图像", files=("image/jpeg", "image/png", "application/pdf"), also=("no-such-document",)
)  # fmt: skip
def evidence(call: Call, evidence: UUID) -> HttpResponse:
    """The file of a material, JPEG, PNG or PDF, as the window keeps it."""
    found = Evidence.objects.select_related("party__key").filter(pk=evidence).exclude(file_address="").first()
    if found is None or not call.cases().filter(submissions__evidence=evidence).exists():
        nowhere("no-such-document")
    return _file(get(found.party.key, found.file_address), found.mime or "application/octet-stream")


def _visible(call: Call, document: Document) -> bool:
    """A paper of a case with the case; one of a sheet with the place, where every item is in scope."""
    if document.case_id is not None:
        return call.cases().filter(pk=document.case_id).exists()
    mine = document.agency_code == call.system.agency_id or document.hall_code == call.system.hall_id
    return mine and call.items is None


def _file(content: bytes, mime: str) -> HttpResponse:
    return HttpResponse(content, content_type=mime, headers=SAFE)
