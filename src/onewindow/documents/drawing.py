"""Drawing up a paper (制作文书) as part of a commit; it is printed after the commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.refusal import Refusal
from onewindow.documents.models import Document
from onewindow.documents.printer import printer
from onewindow.documents.printing.forms import FORMS
from onewindow.journal.commit import Commit, settled
from onewindow.vault.cipher import encrypt
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import data_key


@dataclass(frozen=True)
class Matter:
    """What a paper is about: its case, whose key seals it, who issues it and which hall relays it."""

    case_id: UUID | None
    case_no: str
    subject: SubjectKey
    agency_code: str
    hall_code: str


def draw_up(
    commit: Commit,
    kind: str,
    matter: Matter,
    *,
    number: str,
    data: dict[str, Any],
    serve: bool = False,
    at_the_desk: bool = False,
    as_role: str = "",
) -> Document:
    """Add a paper to the commit; `serve` puts it into the window's inbox of notices to hand or send.

    `data` follows the form of its kind (documents/printing/forms), without `number`; its `qr_text` is the
    number by which the paper's matter is tracked. A paper `at_the_desk` is printed where it was made, as soon
    as it is opened there; the worker is not asked to.
    """
    document = Document(
        id=uuid7(commit.at), no=number, kind=kind, title=printer().template(kind).title, case_id=matter.case_id,
        case_no=matter.case_no, subject=matter.subject, agency_code=matter.agency_code,
        hall_code=matter.hall_code, template=printer().template_edition(kind), made_at=commit.at,
        made_by=commit.by.staff_id, made_for=commit.by.stands_for, to_print=not at_the_desk, stage=NEW,
    )  # fmt: skip
    body: dict[str, Any] = {
        "paper": kind,
        "no": number,
        "template": document.template,
        "case": matter.case_no,
    }

    def finish() -> None:
        plain = canonical(_filled_in(kind, {**data, "number": number}))
        document.sealed = encrypt(data_key(matter.subject), plain)
        document.data_hash = body["data"] = sm3(plain)

    commit.finishers.append(finish)
    commit.move(document, "draw_up" if serve else "file", as_role=as_role, body=body)
    return document


def _filled_in(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """The data as its form takes it, with the numbers given and the QR code leading to the tracking page."""
    whole = settled(data)
    whole["qr_text"] = f"{settings.PUBLIC_URL}/track/?no={whole['qr_text']}"
    return FORMS[kind].model_validate(whole).model_dump(mode="json")


def document_of(no: str) -> Document:
    """The paper with this number. Raises Refusal `no-such-document` (404)."""
    document = Document.objects.select_related("subject").filter(no=no).first()
    if document is None:
        raise Refusal("no-such-document", "没有这个编号的文书。", status=404)
    return document
