"""The image of a material, for the staff who have a case that it was handed in for."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from onewindow.cases.models import Case
from onewindow.evidence.models import Evidence
from onewindow.vault.files import get
from onewindow.web.visit import visit_of

SHOWN = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
"""What a browser may show; anything else is only ever saved."""
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'"


def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """The file as it was given, cut off from the site it is shown in.

    The same answer whether it does not exist or belongs to no case of this post.
    """
    by = visit_of(request).by
    found = (
        Evidence.objects.select_related("party__key").filter(pk=evidence_id).exclude(file_address="").first()
    )
    if found is None or not Case.objects.for_actor(by).filter(submissions__evidence=evidence_id).exists():
        raise Http404
    mime = found.mime if found.mime in SHOWN else "application/octet-stream"
    response = HttpResponse(get(found.party.key, found.file_address), content_type=mime)
    name = f"{found.name}{SHOWN.get(mime, '')}"
    response.headers["Content-Disposition"] = (
        content_disposition_header(mime not in SHOWN, name) or "attachment"
    )
    # Chromium shows no PDF inside a sandbox; a PDF is no page, so nothing in it can reach the site.
    response.headers["Content-Security-Policy"] = ALONE if mime == "application/pdf" else f"sandbox; {ALONE}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "private, no-store"
    return response
