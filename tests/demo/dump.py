"""What a visitor can see of the city, in the order of numbers, without what encryption makes different each time."""

from __future__ import annotations

from typing import Any

from onewindow.cases.models import Case, Paper, Request
from onewindow.clocks.models import Clock
from onewindow.documents.models import Document
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Delivery, Result
from onewindow.people.models import Party
from onewindow.supervision.models import Card, Urging

VISIBLE: dict[Any, tuple[str, ...]] = {
    Case: (
        "no", "item_name", "applicant_name", "stage", "agency_code", "hall_code", "window_code", "received_at",
        "accepted_at", "verdict", "decided_at", "handler_name", "opinion", "ended_at", "due_at", "paused", "waiting",
        "green_ground", "visits", "application__stage", "application__return_by",
    ),
    Clock: ("case_no", "name", "started_at", "due_at", "state", "alert", "yellow_at", "next_alert_at", "late_by"),
    Paper: ("barcode", "case__no", "name", "stage", "form", "taken_at"),
    Request: ("case__no", "what", "stage", "opened_at", "due_at", "ended_at", "data"),
    Document: ("no", "kind", "stage", "case_no", "made_at", "data_hash", "served_at", "service"),
    Sheet: ("no", "sort", "stage", "session", "due_at", "handed_by", "signed_by", "signed_at"),
    Result: ("no", "name", "stage", "shelf", "mismatch", "received_at"),
    Delivery: ("case__no", "method", "stage", "tracking_no", "delivered_at", "returned_at", "archived_at"),
    Card: ("case__no", "clock__name", "level", "stage", "fell_at", "explanation", "ruling"),
    Urging: ("case__no", "stage", "text", "sent_by", "sent_at", "answer"),
}  # fmt: skip


def visible() -> dict[str, list[Any]]:
    """All visible columns of all rows, and of each party what is known of it."""
    rows = {
        model.__name__: sorted(model.objects.values_list("id", *columns))
        for model, columns in VISIBLE.items()
    }
    parties = Party.objects.select_related("key").order_by("id")
    return rows | {"Party": [(party.id, party.name, party.facts()) for party in parties]}
