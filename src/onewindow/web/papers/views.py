"""A paper as PDF, for the staff whose case or sheet it is about."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from onewindow.cases.models import Case
from onewindow.core.roles import Actor
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.web.visit import visit_of


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]
def paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The PDF, also inside a desk's page; the same answer whether it does not exist or is not this post's."""
    visit = visit_of(request)
    document = Document.objects.select_related("subject").filter(pk=document_id).first()
    if document is None or not _may_see(document, visit.by):
        raise Http404
    return pdf_response(pdf_of(document, at=visit.at), f"{document.title}{document.no}.pdf")


def _may_see(document: Document, actor: Actor) -> bool:
    if document.case_id is not None:
        return Case.objects.for_actor(actor).filter(pk=document.case_id).exists()
    return actor.agency == document.agency_code if actor.agency else actor.hall == document.hall_code


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser and kept by nobody on the way."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=name) or "inline"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
