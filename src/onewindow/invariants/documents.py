"""Papers with legal effect and files: what is stored is what was sealed, printed and journaled."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db.models import Model, QuerySet

from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.invariants.breach import Fault, NumberedFault, case_invariant, installation_invariant
from onewindow.invariants.entries import Entry, entries
from onewindow.invariants.reading import BATCH, CaseFile, Row
from onewindow.people.models import Party
from onewindow.vault.cipher import blind_index
from onewindow.vault.files import get
from onewindow.vault.models import SubjectKey

BORN = ("draw_up", "file")


@installation_invariant("document-data", "design §8; I-3; I-39")
def data_is_sealed() -> Iterator[NumberedFault]:
    """文书如其所封:每份文书的数据哈希与所封数据、与日志所记一致。"""
    for document, journal in _documents():
        born = next((entry for entry in journal if entry.verb in BORN), None)
        if born is None or (born.body["no"], born.body["data"]) != (document.no, document.data_hash):
            yield "document", document.no, "编号或数据哈希与日志所记不符"
        elif (found := _hash_of(document)) != document.data_hash:
            yield "document", document.no, "所封数据与哈希不符" if found else "所封数据打不开"


@installation_invariant("document-file", "design §8; I-39")
def file_is_printed() -> Iterator[NumberedFault]:
    """印件如其所印:已印的文书,所存文件的哈希与所记、与日志一致。"""
    for document, journal in _documents():
        printed = [entry.body["pdf"] for entry in journal if entry.verb == "printed"]
        if printed[-1:] != ([document.pdf_hash] if document.pdf_hash else []):
            yield "document", document.no, "印件哈希与日志所记不符"
        elif document.pdf_hash and _stored(document.subject, document.pdf_address) != document.pdf_hash:
            yield "document", document.no, "所存印件缺失或与哈希不符"


@installation_invariant("evidence-file", "I-6")
def evidence_is_kept() -> Iterator[NumberedFault]:
    """材料影像如其所收:所存文件与收取时的哈希一致。"""
    kept = Evidence.objects.exclude(file_address="").select_related("party__key")
    for evidence in _streamed(kept):
        if _stored(evidence.party.key, evidence.file_address) != evidence.file_hash:
            yield "evidence", evidence.case_no, f"《{evidence.name}》的影像缺失或与哈希不符"


@installation_invariant("party-index", "I-42; 个人信息保护法第五十一条")
def party_is_found() -> Iterator[NumberedFault]:
    """相对人可查而不可见:盲索引就是所封证件号码的索引。"""
    for party in _streamed(Party.objects.select_related("key")):
        try:
            number = party.facts()["number"]
        except (InvalidTag, KeyError):
            yield "party", str(party.id)[-12:], "所封资料打不开或没有证件号码"
            continue
        if blind_index("party number", number) != party.number_index:
            yield "party", str(party.id)[-12:], "盲索引与所封证件号码不符"


@case_invariant("document-of-the-case", "design §8")
def of_the_case(file: CaseFile) -> Iterator[Fault]:
    """文书所记办件、送达时间和送达人与日志一致。"""
    for document in file.documents:
        served = file.happened(document, "serve")
        if document.case_no != file.case.no:
            yield "document", f"{document.no} 所记办件编号不是本办件"
        elif (document.served_at, document.served_by) != (
            (served[0].at, served[0].by) if served else (None, None)
        ):
            yield "document", f"{document.no} 的送达与日志不一致"


@case_invariant("decision-has-paper", "design §8; 行政许可法第三十八条、第三十二条第二款")
def decision_has_paper(file: CaseFile) -> Iterator[Fault]:
    """受理、不予受理、决定都出具书面凭证。"""
    kinds = [document.kind for document in file.documents]
    case = file.case
    wanted = {
        "acceptance_notice": case.accepted_at is not None and not case.instant,
        "refusal_of_acceptance": case.stage == "not_accepted",
        "grant_decision": case.verdict == "grant",
        "denial_decision": case.verdict == "deny",
        "acceptance_revocation": case.stage == "acceptance_revoked",
    }
    for kind, needed in wanted.items():
        if needed != (kind in kinds):
            yield "document", f"{'没有' if needed else '不应有'}文书 {kind}"


def _documents() -> Iterator[tuple[Document, list[Entry]]]:
    """All papers with their journals, in batches."""
    for some in _batches(Document.objects.select_related("subject")):
        journals = entries("notice", [document.id for document in some])
        for document in some:
            yield document, journals.get(document.id, [])


def _streamed(rows: QuerySet[Row]) -> Iterator[Row]:
    for some in _batches(rows):
        yield from some


def _batches(rows: QuerySet[Row]) -> Iterator[list[Row]]:
    last: UUID | None = None
    while some := list((rows.filter(pk__gt=last) if last else rows).order_by("pk")[:BATCH]):
        yield some
        last = _pk(some[-1])


def _pk(row: Model) -> UUID:
    found: UUID = row.pk
    return found


def _hash_of(document: Document) -> str:
    try:
        return sm3(canonical(document.data()))
    except (InvalidTag, ValueError):
        return ""


def _stored(key: SubjectKey, address: str) -> str:
    try:
        return sm3(get(key, address))
    except (OSError, InvalidTag, ValueError):
        return ""
