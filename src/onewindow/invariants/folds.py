"""What each event makes of the row of its thing: the columns that the journal alone gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from onewindow.invariants.batches import BATCH_FOLDS, NEGATIVE_FOLDS
from onewindow.invariants.entries import ERASED, Entry
from onewindow.invariants.folds_of_lists import FOLDS_OF_LISTS
from onewindow.invariants.intermediaries import REGISTER

Columns = dict[str, Any]
Fold = Callable[[Columns, Entry], Columns]

ENDS_A_CASE = ("close", "return_case", "withdraw", "revoke_acceptance", "terminate")
LIVES_OF_REQUESTS = {
    "issue": "supplement",
    "promise": "deferral",
    "start": "special_procedure",
    "request": "extension",
}
WHAT_IS_ASKED = {
    "promise": ("material", "name", "days", "way"),
    "start": (
        "procedure",
        "name",
        "kind",
        "length",
        "unit",
        "people",
        "place",
        "starts_on",
        "reason",
        "stops",
    ),
    "request": ("n", "unit", "reason", "by_name"),
}
"""Per verb that opens a request, what its event says of it in clear."""
ENDS_A_REQUEST = ("supply", "lapse", "void", "end", "approve", "reject")
LONGEST_OPINION = 1000


def _received(row: Columns, entry: Entry) -> Columns:
    return {
        "no": entry.body["no"], "application_id": entry.touched("application"), "received_at": entry.at,
        "window_code": entry.body["window"], "received_by": entry.by, "received_for": entry.stead,
        "completed_at": entry.at, "green_ground": entry.body["green"], "visits": 1, "accepted_at": None, "accepted_by": None, "deemed": False,
        "handler": None, "handler_for": None, "handler_name": "", "verdict": "", "decided_at": None, "decided_by": None, "opinion": "",
        "proposal": "", "result_numbers": {}, "ended_at": None,
    }  # fmt: skip


def _handled(row: Columns, entry: Entry) -> Columns:
    """Whoever of the agency acts has it in hand; the law does not."""
    if entry.by is None:
        return {}
    return {"handler": entry.by, "handler_for": entry.stead, "handler_name": entry.body["by_name"]}


def _accepted(row: Columns, entry: Entry) -> Columns:
    return {"accepted_at": entry.at, "accepted_by": entry.by, **_handled(row, entry)}


def _deemed(row: Columns, entry: Entry) -> Columns:
    return {"accepted_at": _at(entry.body["since"]), "deemed": True, **_handled(row, entry)}


def _supplied(row: Columns, entry: Entry) -> Columns:
    return {"completed_at": entry.at, **_came(row, entry)}


def _came(row: Columns, entry: Entry) -> Columns:
    return {"visits": row["visits"] + bool(entry.body.get("came", True))}


def _proposed(row: Columns, entry: Entry) -> Columns:
    return {"proposal": entry.body["verdict"], "opinion": entry.body["opinion"], **_handled(row, entry)}


def _decided(row: Columns, entry: Entry) -> Columns:
    return {
        "verdict": entry.body["verdict"], "decided_at": entry.at, "decided_by": entry.by,
        "opinion": entry.body["reasons"], "result_numbers": entry.body.get("results", {}),
    }  # fmt: skip


def _refused(row: Columns, entry: Entry) -> Columns:
    said = "；".join(entry.body["reasons"])[:LONGEST_OPINION] if entry.by else row["opinion"]
    return {"ended_at": entry.at, "opinion": said, **_handled(row, entry)}


def _ended(row: Columns, entry: Entry) -> Columns:
    return {"ended_at": entry.at}


def _asked(row: Columns, entry: Entry) -> Columns:
    return {
        "what": LIVES_OF_REQUESTS[entry.verb], "case_id": entry.touched("case"), "opened_at": entry.at,
        "opened_by": entry.by, "opened_for": entry.stead, "ended_at": None, "data": _asked_for(entry),
    }  # fmt: skip


def _asked_for(entry: Entry) -> Any:
    """What a request asks for in full: of a one-time notice it stands sealed in the journal, as it is on the paper."""
    if entry.verb == "issue":
        if entry.sealed is None:
            raise KeyError("可以打开的密文")
        return entry.sealed if entry.sealed is ERASED else entry.sealed["data"]
    return {name: value for name, value in entry.body.items() if name in WHAT_IS_ASKED[entry.verb]}


def _procedure_over(row: Columns, entry: Entry) -> Columns:
    return {"ended_at": entry.at, "data": {**row["data"], "outcome": entry.body["outcome"]}}


def _taken(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    known = {"form": "original", "copies": 1, "pages": 1} if entry.verb == "collect" else {}
    return {
        "case_id": entry.touched("case"), "taken_at": entry.at, "sheet_id": None, "barcode": body.get("barcode"),
        **known, **{name: body[name] for name in ("form", "copies", "pages") if name in body},
    }  # fmt: skip


def _listed(row: Columns, entry: Entry) -> Columns:
    return {"sheet_id": entry.touched("sheet")}


def _off_the_sheet(row: Columns, entry: Entry) -> Columns:
    return {"sheet_id": None}


def _opened(row: Columns, entry: Entry) -> Columns:
    sort = "material" if "papers" in entry.body else "result"
    return {"no": entry.body["no"], "opened_at": entry.at, "sort": sort, "signed_by": "", "signed_at": None}


def _handed(row: Columns, entry: Entry) -> Columns:
    return {
        "handed_by": entry.body["by_name"], "handed_at": entry.at, "sender": entry.by, "sender_for": entry.stead,
    }  # fmt: skip


def _signed(row: Columns, entry: Entry) -> Columns:
    return {"signed_by": entry.body["by_name"], "signed_at": entry.at}


def _made(row: Columns, entry: Entry) -> Columns:
    return {
        "no": entry.body["no"], "name": entry.body["name"], "case_id": entry.touched("case"), "made_at": entry.at,
        "sheet_id": None, "shelf": "", "mismatch": [], "received_at": None,
    }  # fmt: skip


def _corrected(row: Columns, entry: Entry) -> Columns:
    return {"made_at": entry.at, "sheet_id": None}


def _shelved(row: Columns, entry: Entry) -> Columns:
    return {"shelf": entry.body["shelf"].strip(), "received_at": entry.at, "mismatch": []}


def _rejected(row: Columns, entry: Entry) -> Columns:
    return {"mismatch": entry.body["fields"]}


def _prepared(row: Columns, entry: Entry) -> Columns:
    return {
        "case_id": entry.touched("case"), "method": entry.body["method"], "ready_at": entry.at, "tracking_no": "",
        "delivered_at": None, "returned_at": None, "archived_at": None,
    }  # fmt: skip


def _given_out(row: Columns, entry: Entry) -> Columns:
    return {"method": "window", "tracking_no": "", "delivered_at": entry.at}


def _drawn(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        "no": body["no"], "kind": body["paper"], "template": body["template"], "case_no": body["case"],
        "data_hash": body["data"], "made_at": entry.at, "made_by": entry.by,
        "made_for": entry.stead, "served_at": None, "served_by": None,
        "pdf_hash": "",
    }  # fmt: skip


def _fallen(row: Columns, entry: Entry) -> Columns:
    return {
        "case_id": entry.touched("case"), "clock_id": UUID(entry.body["clock_id"]), "level": entry.body["level"], "fell_at": _at(entry.body["fell_at"]),
        "explanation": "", "explained_by": "", "explainer": None, "explainer_for": None, "ruling": "",
    }  # fmt: skip


def _explained(row: Columns, entry: Entry) -> Columns:
    return {
        "explanation": entry.body["text"], "explained_by": entry.body["by_name"], "explainer": entry.by,
        "explainer_for": entry.stead,
    }  # fmt: skip


def _urged(row: Columns, entry: Entry) -> Columns:
    return {
        "case_id": entry.touched("case"), "text": entry.body["text"], "sent_by": entry.body["by_name"],
        "sender": entry.by, "sender_for": entry.stead, "sent_at": entry.at, "answer": "", "answered_by": "",
        "answerer": None, "answerer_for": None, "answered_at": None,
    }  # fmt: skip


def _answered(row: Columns, entry: Entry) -> Columns:
    return {
        "answer": entry.body["text"], "answered_by": entry.body["by_name"], "answerer": entry.by,
        "answerer_for": entry.stead, "answered_at": entry.at,
    }  # fmt: skip


FOLDS: dict[str, dict[str, Fold]] = {
    "party": {"registered": lambda row, entry: {"kind_of_party": entry.body["kind"]}},
    "application": {
        "bring": lambda row, entry: {
            "party_id": entry.touched("party"), "channel": entry.body["channel"], "answers": entry.body["answers"],
            "brought_at": entry.at, "window_code": entry.desk,
            **({"return_by": entry.body["return_by"]} if "return_by" in entry.body else {}),
        }
    },
    "case": {
        "receive": _received, "accept": _accepted, "deem_accepted": _deemed, "supplement_issued": _handled,
        "supplied": _supplied, "deferred_supplied": _came, "propose": _proposed, "decide": _decided,
        "refuse_acceptance": _refused, **dict.fromkeys(ENDS_A_CASE, _ended),
    },
    "request": {
        **dict.fromkeys(LIVES_OF_REQUESTS, _asked), **dict.fromkeys(ENDS_A_REQUEST, _ended), "end": _procedure_over,
    },
    "paper": {"take": _taken, "collect": _taken, "list": _listed, "unlist": _off_the_sheet},
    "sheet": {"open": _opened, "hand": _handed, "sign": _signed},
    "result": {
        "make": _made, "list": _listed, "unlist": _off_the_sheet, "receive": _shelved, "reject": _rejected,
        "correct": _corrected,
    },
    "delivery": {
        "prepare": _prepared, "hand_out": _given_out,
        "post": lambda row, entry: {"method": "post", "tracking_no": entry.body["tracking_no"]},
        "come_back": lambda row, entry: {"tracking_no": ""},
        "confirm": lambda row, entry: {"delivered_at": entry.at},
        "return_receipt": lambda row, entry: {"returned_at": entry.at},
        "archive": lambda row, entry: {"archived_at": entry.at},
    },
    "notice": {
        "draw_up": _drawn, "file": _drawn, "serve": lambda row, entry: {"served_at": entry.at, "served_by": entry.by},
        "printed": lambda row, entry: {"pdf_hash": entry.body["pdf"]},
    },
    "card": {"fall": _fallen, "explain": _explained, "uphold": lambda row, entry: {"ruling": entry.body["text"]},
             "lift": lambda row, entry: {"ruling": entry.body["text"]}},
    "urging": {"send": _urged, "answer": _answered},
    **FOLDS_OF_LISTS,
    "batch": BATCH_FOLDS,
    "negative_entry": NEGATIVE_FOLDS,
    **REGISTER,
}  # fmt: skip
"""Per kind of thing and verb. A verb that is not named changes the stage, the version and the head alone."""


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
