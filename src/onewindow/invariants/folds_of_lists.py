"""What each event makes of the row of a list, a change of what lists share, a delegation or an appointment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from onewindow.core.calendar import local
from onewindow.core.roles import SYSTEM
from onewindow.invariants.entries import Entry

Columns = dict[str, Any]
Fold = Callable[[Columns, Entry], Columns]
WRITES = ("claim", "copy", "begin", "revise", "edit", "load")
"""Verbs after which the document is whose act it was."""
BLANK: Columns = {
    "submitter": None,
    "submitter_for": None,
    "published_at": None,
    "publisher_name": "",
    "ended_on": None,
}


def _document(row: Columns, entry: Entry) -> Columns:
    """What every event of a document says of it, and what its verb does."""
    body = entry.body
    said = {name: body[name] for name in ("slug", "edition", "digest")}
    found = {**BLANK, **row, **said, "changed_at": entry.at}
    if entry.verb in WRITES:
        found |= _written(entry)
    if entry.verb == "submit":
        found |= {"submitter": entry.by, "submitter_for": entry.stead}
    elif entry.verb in {"publish", "load"}:
        found |= {"published_at": entry.at, "publisher_name": body["by_name"]}
    elif entry.verb == "withdraw":
        found["ended_on"] = local(entry.at).date()
    return found


def _written(entry: Entry) -> Columns:
    """A draft that a delegation began is the platform's, so that two persons still have to work on it."""
    if "delegation" in entry.body:
        return {"author": None, "author_for": None, "author_name": SYSTEM.name}
    return {"author": entry.by, "author_for": entry.stead, "author_name": entry.body["by_name"]}


def _listed_in_the_catalogue(row: Columns, entry: Entry) -> Columns:
    return {**_document(row, entry), "agency_code": entry.body["agency"]}


def _bundled(row: Columns, entry: Entry) -> Columns:
    return {**_document(row, entry), "lead": entry.body["lead"]}


def _change_proposed(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        **{name: body[name] for name in ("kind", "key", "before", "document", "reason")}, "proposed_at": entry.at,
        "proposer": entry.by, "proposer_for": entry.stead, "proposer_name": body["by_name"], "answer": "",
        "answered_at": None, "answered_by": "",
    }  # fmt: skip


def _change_answered(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {"answer": body["words"], "answered_at": entry.at, "answered_by": body["by_name"]}


def _delegation_asked(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        "slug": body["slug"], "edition": body["edition"], "from_agency": body["from"], "to_agency": body["to"],
        "form": body["form"], "effective_from": date.fromisoformat(body["effective_from"]),
        "capacity": body["capacity"], "reason": body["reason"], "asked_at": entry.at, "asker": entry.by,
        "asker_for": entry.stead, "asker_name": body["by_name"], "answer": "", "answered_at": None, "answered_by": "",
        "ends_on": None, "end_reason": "", "draft": None,
    }  # fmt: skip


def _delegation_answered(row: Columns, entry: Entry) -> Columns:
    return {
        "answer": entry.body["words"], "answered_at": entry.at, "answered_by": entry.body["by_name"],
        "draft": entry.touched("edition"),
    }  # fmt: skip


def _delegation_ended(row: Columns, entry: Entry) -> Columns:
    ends_on = entry.body.get("ends_on")
    return {
        "end_reason": entry.body["reason"], "ends_on": date.fromisoformat(ends_on) if ends_on else None,
    }  # fmt: skip


def _appointed(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {"staff_id": UUID(body["staff"]), "given_by": body["by_name"], "reason": body["reason"]}


def _post_taken(row: Columns, entry: Entry) -> Columns:
    """A post that was loaded with the installation has its first event when it ends."""
    return {} if "staff_id" in row else {"staff_id": UUID(entry.body["staff"]), "given_by": "", "reason": ""}


FOLDS_OF_LISTS: dict[str, dict[str, Fold]] = {
    "appointment": {
        **dict.fromkeys(("grant", "deputise"), _appointed), **dict.fromkeys(("end", "revoke"), _post_taken),
    },
    "edition": dict.fromkeys(
        ("claim", "copy", "begin", "revise", "edit", "submit", "return", "publish", "load", "suspend", "resume", "withdraw",
         "discard"),
        _listed_in_the_catalogue,
    ),
    "library_change": {
        "propose": _change_proposed, **dict.fromkeys(("adopt", "refuse", "withdraw"), _change_answered),
    },
    "bundle": dict.fromkeys(
        ("begin", "edit", "submit", "return", "publish", "load", "suspend", "resume", "withdraw", "discard"), _bundled
    ),
    "delegation": {
        "ask": _delegation_asked, **dict.fromkeys(("grant", "refuse"), _delegation_answered),
        **dict.fromkeys(("withdraw", "take_back"), _delegation_ended),
    },
}  # fmt: skip
