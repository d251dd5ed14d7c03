"""Printing after the commit: the PDF of a paper, stored by its hash, the same byte for byte at any time."""

from __future__ import annotations

from datetime import datetime

from onewindow.core.chain import sm3
from onewindow.core.refusal import Refusal
from onewindow.core.roles import SYSTEM
from onewindow.documents.models import Document
from onewindow.documents.printer import printer
from onewindow.journal.commit import Commit
from onewindow.journal.writer import write
from onewindow.vault.files import get, put


def pdf_of(document: Document, *, at: datetime) -> bytes:
    """The paper as PDF; rendered and stored at the first call, and its hash journaled.

    Two may print at once, the worker and whoever opens the paper: the bytes are the same, one of them stores them.
    """
    if document.pdf_address:
        return get(document.subject, document.pdf_address)
    pdf = printer().render(document.kind, document.data())
    used = printer().template_edition(document.kind)
    commit = Commit(by=SYSTEM, at=at)
    commit.change(document, pdf_address=put(document.subject, pdf), pdf_hash=sm3(pdf), to_print=False)
    commit.record(
        document, "printed", body={"pdf": document.pdf_hash, "data": document.data_hash, "template": used}
    )
    try:
        write(commit)
    except Refusal as refusal:
        if refusal.code != "overtaken":
            raise
    return pdf
