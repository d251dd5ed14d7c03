"""Where every column of every thing with a journal comes from: the journal, other rows, or only its own row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["replayed", "derived", "held"]


@dataclass(frozen=True)
class Origin:
    """`replayed` from the journal alone, `derived` by what `why` names, or `held` only in the row, and why."""

    how: How
    why: str = ""


REPLAYED = Origin("replayed")
SEALED = Origin("held", "ciphertext of personal data: the journal keeps it only as ciphertext of its own")


def _derived(why: str) -> Origin:
    return Origin("derived", why)


def _held(why: str) -> Origin:
    return Origin("held", why)


THE_ROW_ITSELF = dict.fromkeys(("id", "version", "head"), REPLAYED)
ALIVE = dict.fromkeys((*THE_ROW_ITSELF, "stage"), REPLAYED)
BY_THE_CASE = {
    "agency_code": _derived("the case's agency: catalogue.schema.Edition.agency"),
    "hall_code": _derived("the hall of the window that received: places.directory.window"),
}


def _replayed(*columns: str) -> dict[str, Origin]:
    return dict.fromkeys(columns, REPLAYED)


COMPILED = (
    "author",
    "author_for",
    "author_name",
    "submitter",
    "submitter_for",
    "published_at",
    "publisher_name",
    "ended_on",
)

ORIGINS: dict[str, dict[str, Origin]] = {
    "party": {
        **THE_ROW_ITSELF, **_replayed("kind_of_party"), "sealed": SEALED,
        "name": _held("names of parties do not stand in the journal"),
        "number_index": _derived("vault.cipher.blind_index of the sealed number (invariant party-index)"),
        "key_id": _held("the subject's key, which erasure destroys"),
    },
    "appointment": {
        **ALIVE, **_replayed("staff_id", "given_by", "reason"),
    },
    "edition": {
        **ALIVE, **_replayed("slug", "agency_code", "edition", "digest", "changed_at", *COMPILED),
        "document": _held("too long for the journal, which keeps its hash"),
        **dict.fromkeys(
            ("code", "base_code", "name", "effective_from", "effective_to", "initials", "tokens", "theme", "audience",
             "kind"),
            _derived("catalogue.rows.columns of the document"),
        ),
    },
    "library_change": {
        **ALIVE, **_replayed("kind", "key", "before", "document", "reason", "proposed_at", "proposer", "proposer_for",
                             "proposer_name", "answer", "answered_at", "answered_by"),
    },
    "bundle": {
        **ALIVE, **_replayed("slug", "lead", "edition", "digest", "changed_at", *COMPILED),
        "document": _held("too long for the journal, which keeps its hash"),
        **dict.fromkeys(
            ("code", "name", "effective_from", "effective_to", "initials", "tokens", "theme", "audience"),
            _derived("bundles.rows.columns of the document"),
        ),
    },
    "delegation": {
        **ALIVE, **_replayed("slug", "from_agency", "to_agency", "edition", "form", "effective_from", "capacity",
                             "reason", "asked_at", "asker", "asker_for", "asker_name", "answer", "answered_at", "answered_by",
                             "ends_on", "end_reason", "draft"),
        "item_name": _derived("the name of the edition"),
    },
    "batch": {
        **ALIVE, **_replayed("office", "ordinal", "title", "publish_on", "drawn_at", "drawn_by", "drawn_for", "drawer_name",
                             "author", "author_for", "author_name", "pledges", "approval_no", "approved_on", "recorder_name", "published_on",
                             "publisher_name", "reason"),
    },
    "negative_entry": {
        **ALIVE, **_replayed("office", "slug", "edition", "agency_code", "visits", "ground", "reason", "basis",
                             "listed_at", "lister_name", "removed_at", "remover_name", "removal_reason"),
        "item_name": _derived("the name of the edition"),
    },
    "intermediary": {
        **ALIVE, **_replayed("name", "number", "address", "phone", "office", "qualifications", "ties", "offers",
                             "recorded_at", "recorder", "recorder_for", "recorder_name", "registered_at", "registered_by", "ground",
                             "words", "changed_at"),
        "services": _derived("the services of `offers`"),
    },
    "engagement": {
        **ALIVE, **_replayed("no", "intermediary_id", "party_id", "service", "slug", "agency_code", "window_code",
                             "offered", "quantity", "standard", "per", "fee", "days", "engaged_at", "engaged_by",
                             "report_no", "delivered_at", "end_reason", "stars", "own_choice", "rated_at"),
        "item_name": _derived("the name of the edition in force when it was engaged"),
        "hall_code": _derived("the hall of the window that recorded: places.directory.window"),
        "query_index": _held("HMAC of the query code, which stands only on the slip"),
        "due_at": _derived("its clock"), "sealed": SEALED,
    },
    "application": {
        **ALIVE, **_replayed("party_id", "channel", "answers", "brought_at", "window_code", "return_by"),
        "hall_code": BY_THE_CASE["hall_code"], "sealed": SEALED,
        "query_index": _held("HMAC of the query code, which stands only on the receipt"),
    },
    "case": {
        **ALIVE, **BY_THE_CASE,
        **_replayed("no", "application_id", "window_code", "received_at", "received_by", "received_for", "completed_at", "accepted_at",
                    "accepted_by", "deemed", "handler", "handler_for", "handler_name", "verdict", "decided_at", "decided_by", "opinion",
                    "proposal", "result_numbers", "ended_at", "green_ground", "visits"),
        "edition_id": _derived("item and edition of `receive`, then of each `repin` (invariant edition-pinned)"),
        "item_name": _derived("catalogue.schema.Edition.name"), "instant": _derived("catalogue.schema.Edition.is_instant"),
        "division": _derived("places.models.Agency.division"),
        "applicant_name": _held("names of parties do not stand in the journal"),
        "due_at": _derived("clocks.board.Board.binding (invariant due-copied)"),
        "paused": _derived("clocks.board.Board.binding (invariant due-copied)"),
        "waiting": _derived("the open requests (invariant waiting-copied)"),
    },
    "request": {
        **ALIVE, **_replayed("what", "case_id", "opened_at", "opened_by", "opened_for", "ended_at", "data"),
        "due_at": _derived("its clock (invariant request-on-its-clock)"),
        "document_id": _derived("the notice drawn up in the same commit (invariant request-has-paper)"),
    },
    "paper": {
        **ALIVE, **BY_THE_CASE, **_replayed("barcode", "case_id", "form", "copies", "pages", "sheet_id", "taken_at"),
        "submission_id": _derived("the line of the same material (invariant paper-of-the-case)"),
        "name": _derived("catalogue.schema.Material.name, or the name in `collect`"),
    },
    "sheet": {
        **ALIVE, **_replayed("no", "sort", "opened_at", "handed_by", "sender", "sender_for", "handed_at", "signed_by", "signed_at"),
        "hall_code": _derived("the hall of the papers or results listed"),
        "agency_code": _derived("the agency of the papers or results listed"),
        "session": _derived("handover.listing.session_of the papers listed"),
        "due_at": _derived("handover.listing.session_of the papers listed"),
        "document_id": _derived("the sheet's own paper, which carries its number"),
    },
    "result": {
        **ALIVE, **BY_THE_CASE,
        **_replayed("case_id", "name", "no", "sheet_id", "shelf", "mismatch", "made_at", "received_at"),
        "document_id": _derived("the paper that carries its number"), "sealed": SEALED,
        "copies": _held("one, as long as no edition asks for more"),
        "collect": _derived("catalogue.schema.Edition.to_collect, less what is at the counter"),
    },
    "delivery": {
        **ALIVE, **BY_THE_CASE,
        **_replayed("case_id", "method", "ready_at", "delivered_at", "tracking_no", "returned_at", "archived_at"),
        "sealed": SEALED, "receipt_id": _derived("the case's delivery_receipt (invariant delivered-with-receipt)"),
    },
    "notice": {
        **ALIVE, **_replayed("no", "kind", "case_no", "template", "data_hash", "made_at", "made_by", "made_for", "served_at",
                             "served_by", "pdf_hash"),
        "title": _derived("documents.printer: the template's title"), "sealed": SEALED,
        "case_id": _derived("the case of this number (invariant document-of-the-case)"),
        "agency_code": BY_THE_CASE["agency_code"], "hall_code": BY_THE_CASE["hall_code"],
        "subject_id": _held("whose key seals it: the applicant's, or the institution's where several are concerned"),
        "service": _held("names the receiver; the journal keeps that sealed"),
        "pdf_address": _held("where the file lies, by the hash of its ciphertext"),
        "to_print": _held("the worker's own list"), "print_tries": _held("the worker's own list"),
        "print_fault": _held("the worker's own list"),
    },
    "card": {
        **ALIVE, **_replayed("case_id", "clock_id", "level", "fell_at", "explanation", "explained_by", "explainer", "explainer_for", "ruling"),
        "agency_code": _derived("its clock (invariant card-known-to-clock)"),
        "hall_code": _derived("its clock (invariant card-known-to-clock)"),
        "division": _derived("places.models.Agency.division or Hall.division of who answers for the clock"),
    },
    "urging": {
        **ALIVE, **BY_THE_CASE,
        **_replayed("case_id", "text", "sent_by", "sender", "sender_for", "sent_at", "answer", "answered_by", "answerer",
                    "answerer_for", "answered_at"),
        "division": _derived("the case's division"),
    },
}  # fmt: skip
"""Per kind of thing, by column. A column without an entry fails tests/invariants/test_replay.py."""
