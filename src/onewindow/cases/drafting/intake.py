"""收件通知书, 容缺受理承诺书 and the labels for papers."""

from __future__ import annotations

from typing import Any

from onewindow.cases.drafting.parts import common, deadline, received
from onewindow.cases.folder import Folder
from onewindow.cases.models import Paper, Request
from onewindow.clocks.models import Clock
from onewindow.places.directory import window


def intake_notice(
    folder: Folder, *, query_code: str, answer: Clock, deferrals: list[Request]
) -> dict[str, Any]:
    """The receipt: what was handed in, when it will be answered, and how to ask after it."""
    case = folder.case
    return {
        **common(folder, issuer="hall", seal="收件专用章"),
        "query_code": query_code,
        "received_at": case.received_at,
        "materials": received(folder.submissions, folder),
        "deferred": deferred(folder, deferrals),
        "deferral_lapse": folder.guide.deferral_lapse if deferrals else None,
        "expected_acceptance": deadline(answer),
        "delivery": case.application.return_by,
        "window": window(case.window_code).name,
        "clerk": folder.commit.by.name,
    }


def deferral_commitment(folder: Folder, deferrals: list[Request]) -> dict[str, Any]:
    return {
        **common(folder, issuer="hall", seal="收件专用章"),
        "received_at": folder.case.received_at,
        "materials": received(folder.submissions, folder),
        "deferred": deferred(folder, deferrals),
        "lapse": folder.guide.deferral_lapse,
        "clerk": folder.commit.by.name,
    }


def deferred(folder: Folder, deferrals: list[Request]) -> list[dict[str, Any]]:
    """容缺材料: each with its way and the day it was promised for."""
    clocks = {clock.thing_id: clock for clock in folder.board.clocks if clock.name == "deferral"}
    return [
        {"name": request.data["name"], "way": request.data["way"], "deadline": deadline(clocks[request.id])}
        for request in deferrals
    ]


def labels(folder: Folder, papers: list[Paper]) -> dict[str, Any]:
    """One label a paper, in the order of the list."""
    case = folder.case
    head = common(folder, issuer="hall")
    return {
        **{name: head[name] for name in ("issuer", "hall", "dated", "qr_text", "phones")},
        "labels": [
            {
                "barcode": paper.barcode, "case_no": case.no, "applicant": case.applicant_name,
                "matter": case.item_name, "material": paper.name,
                "original": "original" if paper.form == "original" else "copy",
                "copies": paper.copies, "place": f"{place}/{len(papers)}",
            }
            for place, paper in enumerate(papers, start=1)
        ],
    }  # fmt: skip
